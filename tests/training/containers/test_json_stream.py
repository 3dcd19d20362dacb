"""JSON in streams, and what services write instead of JSON."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from training.archive_files import make_member
from wisdom_training.containers import json_stream as module
from wisdom_training.containers.json_stream import load_json, parse_json, stream_items
from wisdom_training.errors import CorpusError


@pytest.fixture(autouse=True, params=[1, 7, 1 << 20])
def piece(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Read in pieces that cut tokens, escapes and characters apart, and at once."""
    monkeypatch.setattr(module, "_PIECE", request.param)


def stream(content: str | bytes, prefix: str = "item") -> list[Any]:
    return list(stream_items(make_member(content), prefix))


def fail(content: str | bytes, prefix: str = "item") -> str:
    with pytest.raises(CorpusError) as error:
        stream(content, prefix)
    return str(error.value)


LIST: list[Any] = [{"a": "b\u00e9\U0001f600"}, [1, [2.5]], "x", -12, 3e2, True, None, {}, []]


def test_the_items_of_a_list() -> None:
    assert stream(json.dumps(LIST)) == LIST
    assert stream(json.dumps(LIST, ensure_ascii=False, indent=2)) == LIST


@pytest.mark.parametrize(
    "start", [b"\xef\xbb\xbf", b"window.YTD.tweets.part0 = ", b"\xef\xbb\xbf var x = \n", b" \n"]
)
def test_what_is_before_the_list_is_passed_over(start: bytes) -> None:
    assert stream(start + b"[1, 2]") == [1, 2]


@pytest.mark.parametrize("end", ["", "\n", ";\n"])
def test_what_is_after_the_list_is_not_read(end: str) -> None:
    assert stream("[1, 2]" + end) == [1, 2]


def test_a_list_in_a_dictionary() -> None:
    content = {"a": {"list": [0]}, "b": [1], "list": [2, 3], "c": 4}
    assert stream(json.dumps(content), "list.item") == [2, 3]


def test_lists_in_lists_and_dictionaries() -> None:
    content = {"chats": {"list": [{"messages": [1, 2]}, {"name": "x"}, {"messages": [3]}]}}
    assert stream(json.dumps(content), "chats.list.item.messages.item") == [1, 2, 3]


def test_a_dictionary_in_a_dictionary() -> None:
    assert stream('{"profile": {"name": "Ann"}}', "profile") == [{"name": "Ann"}]


@pytest.mark.parametrize("content", ["[]", "{}", '{"list": 3}', '{"list": {}}', '{"a": [1]}'])
def test_nothing_is_at_the_place(content: str) -> None:
    assert stream(content, "list.item") == []


def test_control_characters_in_texts_go_and_line_breaks_stay() -> None:
    assert stream(b'["a\x01b\x00c\nd\te"]') == ["abc\nd\te"]


def test_hex_escapes_go() -> None:
    assert stream(r'["a\x01b", "\\x01", "\\\x1fc", "d\n\"e"]') == ["ab", r"\x01", "\\c", 'd\n"e']


def test_bytes_that_are_not_utf_8_are_marked() -> None:
    assert stream(b'["a\xffb"]') == ["a\ufffdb"]


@pytest.mark.parametrize(
    ("written", "text"),
    [
        (r"\ud83d\ude00", "\U0001f600"),
        (r"\uD83D\uDE00", "\U0001f600"),
        (r"a\ud83db", "a\ufffdb"),
        (r"\ude00\ud83d", "\ufffd\ufffd"),
        (r"\\ud83d\ude00", "\\ud83d\ufffd"),
        (r"\\ud83d", "\\ud83d"),
    ],
)
def test_halves_of_emoji_are_replaced(written: str, text: str) -> None:
    assert parse_json(f'"{written}"') == text
    assert stream(f'[{{"{written}": ["{written}"]}}]') == [{text: [text]}]


TEXTS = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
    max_leaves=10,
)


@settings(deadline=None, max_examples=30)
@given(values=st.lists(TEXTS), ascii_only=st.booleans(), indent=st.sampled_from([None, 1]))
def test_any_json_is_read(values: list[Any], ascii_only: bool, indent: int | None) -> None:
    text = json.dumps(values, ensure_ascii=ascii_only, indent=indent)
    assert stream(text) == stream(f'{{"no": {text}, "yes": {text}}}', "yes.item") == values


@settings(deadline=None, max_examples=50)
@given(parts=st.lists(st.sampled_from(["a", r"\\", r"\"", r"\x01", r"\u00e9", r"\n", "\x02"])))
def test_escapes_may_be_cut_anywhere(parts: list[str]) -> None:
    text = {"a": "a", r"\\": "\\", r"\"": '"', r"\u00e9": "é", r"\n": "\n"}
    expected = "".join(text.get(part, "") for part in parts)
    assert stream(f'["{"".join(parts)}", 1]') == [expected, 1]


@pytest.mark.parametrize("content", ["", "[", "[1", "[1,", '[{"a": ', '["a', "[tru", '["\\'])
def test_a_truncated_list_is_an_error(content: str) -> None:
    message = fail(content)
    assert message.startswith("file.json cannot be read as JSON (")
    assert message.endswith("): download the archive again")


def test_what_was_whole_comes_before_the_error() -> None:
    items = stream_items(make_member("[1, 2, "))
    assert [next(items), next(items)] == [1, 2]
    with pytest.raises(CorpusError):
        next(items)


def test_what_follows_the_list_may_not_be_truncated() -> None:
    message = fail('{"list": [1], "b": [2', "list.item")
    assert message == (
        "file.json cannot be read as JSON (it ends too early): download the archive again"
    )


def test_a_fault_is_named() -> None:
    assert fail("[1 2]") == (
        "file.json cannot be read as JSON ('2' instead of , or ]): download the archive again"
    )


@pytest.mark.parametrize("start", ["[", '{"a":'])
@pytest.mark.parametrize("prefix", ["item", "b.item", "a.a.a.a"])
def test_deep_nesting_is_an_error(start: str, prefix: str) -> None:
    assert "file.json cannot be read as JSON (" in fail(start * 100_000, prefix)


def test_a_value_without_end_is_an_error(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "MOST_JSON", 1000)
    assert "(a value has more than 1,000 characters)" in fail('["' + "a" * (3 << 20) + '"]')


def test_a_value_that_is_not_wanted_may_be_of_any_size(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "MOST_JSON", 1000)
    content = {"no": [list(range(50)), {"a": ["b"] * 2000}], "yes": [1]}
    assert stream(json.dumps(content), "yes.item") == [1]


def test_a_small_file_is_read_as_a_whole() -> None:
    content = b'\xef\xbb\xbfwindow.YTD.account.part0 = [{"a": "b\\x01\x02\\ud83d"}]'
    assert load_json(make_member(content)) == [{"a": "b\ufffd"}]


@pytest.mark.parametrize("content", ["", "[1,", "no", "[" * 100_000, "[1] 2"])
def test_a_small_file_that_is_no_json_is_an_error(content: str) -> None:
    with pytest.raises(CorpusError) as error:
        load_json(make_member(content))
    assert str(error.value).startswith("file.json cannot be read as JSON (")
