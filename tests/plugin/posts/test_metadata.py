from typing import Any

import pytest

from mkdocs_wisdom.posts.metadata import (
    MetadataError,
    read_json,
    read_toml,
    read_yaml,
    split_words,
)


@pytest.mark.parametrize("written", ["No", "Yes", "1e3", "2024", "null", "2024-05-01", "007"])
def test_a_title_in_yaml_is_a_text(written: str) -> None:
    assert read_yaml(f"title: {written}\n") == {"title": written}


def test_tags_in_yaml_are_texts_and_an_empty_one_is_none() -> None:
    assert read_yaml("Tags: [no, on, 12:30, ~, 1_000, null, '']\n") == {
        "Tags": ["no", "on", "12:30", None, "1_000", "null", ""]
    }


def test_other_values_in_yaml_have_their_types() -> None:
    assert read_yaml("pin: yes\nwisdom: {seed: 7}\n") == {"pin": True, "wisdom": {"seed": 7}}


def test_a_date_in_yaml_that_does_not_exist_is_a_text() -> None:
    assert read_yaml("x: 2024-02-30\n") == {"x": "2024-02-30"}


def test_tags_in_toml_and_json_are_texts() -> None:
    expected = {"title": "a", "tags": ["2024", "true"], "n": 1}
    assert read_toml('title = "a"\ntags = [2024, true]\nn = 1\n') == expected
    assert read_json('{"title": "a", "tags": [2024, true], "n": 1}') == expected


def test_the_braces_of_json_may_be_missing() -> None:
    assert read_json('\n"draft": true\n') == {"draft": True}


@pytest.mark.parametrize(
    ("read", "source", "line"),
    [
        (read_yaml, "a: b\nc: d: e\n", 2),
        (read_yaml, "draft: true\na: b\ndraft: false\n", 3),
        (read_toml, 'a = "b"\nc =\n', 2),
        (read_toml, 'a = "b"\nc', 2),
        (read_json, '{\n"a": 1,\n"b"\n}', 4),
    ],
)
def test_an_error_has_its_line(read: Any, source: str, line: int) -> None:  # noqa: ANN401
    with pytest.raises(MetadataError) as caught:
        read(source)
    assert caught.value.line == line


def test_a_key_that_comes_again_with_the_same_value_is_no_error() -> None:
    assert read_yaml("draft: true\ndraft: true\n") == {"draft": True}


@pytest.mark.parametrize(
    ("value", "words"),
    [
        ("a b", ["a", "b"]),
        ("white whale, sea", ["white whale", "sea"]),
        (["a b", 7], ["a b", 7]),
        (None, []),
        (7, []),
    ],
)
def test_words_are_a_list_or_on_one_line(value: object, words: list[Any]) -> None:
    assert split_words(value) == words
