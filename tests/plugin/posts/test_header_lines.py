import pytest

from mkdocs_wisdom.posts.header_lines import read_header, split_header, split_unopened


def test_header_lines_are_read() -> None:
    source = "Title: A walk\n  by the sea\nTAGS: a\nTags: b\nEmpty:\n"
    assert read_header(source) == {"title": "A walk by the sea", "tags": "a, b", "empty": ""}


@pytest.mark.parametrize(
    ("text", "body"),
    [
        ("Title: a\nStatus: draft\n\nText\n", "\nText\n"),
        (".. title: a\n.. status: draft\n\nText\n", "\nText\n"),
        ("<!--\n.. title: a\n-->\n\nText\n", "\nText\n"),
        ("title: a\n...\nText\n", "Text\n"),
        ("Title: a heading\n===\n\nText\n", "Title: a heading\n===\n\nText\n"),
        ("Ishmael: call me that.\n", "Ishmael: call me that.\n"),
        ("<!-- more -->\nText\n", "<!-- more -->\nText\n"),
    ],
)
def test_a_header_ends_where_its_lines_end(text: str, body: str) -> None:
    assert text[split_header(text) :] == body


def test_yaml_that_nothing_opens_ends_with_a_line_of_dashes() -> None:
    text = "title: a\ntags:\n- b\n---\nText\n"
    source, body = split_unopened(text)
    assert (text[:source], text[body:]) == ("title: a\ntags:\n- b\n", "Text\n")


def test_a_heading_above_a_line_of_dashes_is_no_front_matter() -> None:
    assert split_unopened("Note: a heading\n---\nText\n") == (0, 0)
