"""One type of option at a time; ``test_options.py`` has the options of the plugin."""

from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from mkdocs.config.base import ValidationError
from mkdocs.config.defaults import MkDocsConfig

from mkdocs_wisdom.config.option_types import (
    Automatic,
    Choice,
    Described,
    FeedPath,
    Flag,
    Number,
    Picture,
    Place,
    Probability,
    SiteAddress,
    Text,
    Texts,
    TextsOrFile,
    TimeZone,
    WholeNumber,
    WholeNumbers,
    join_choices,
    read_blocked,
)
from wisdom_model.errors import quote


def refuse(option: Described[Any], value: object) -> str:
    with pytest.raises(ValidationError) as caught:
        option.validate(value)
    return str(caught.value)


def make_texts() -> TextsOrFile:
    return TextsOrFile(read_blocked, "a word", "a list of words")


@pytest.mark.parametrize(
    ("option", "default"),
    [
        (Choice(("a", "b"), "b"), "b"),
        (Flag(default=False), False),
        (Text("x"), "x"),
        (Text(), ""),
        (WholeNumber(7), 7),
        (Number(0.5), 0.5),
        (Automatic(Number(), "0.6"), None),
        (FeedPath("wisdom/"), "wisdom/"),
        (TimeZone("UTC"), ZoneInfo("UTC")),
        (make_texts(), Texts(())),
    ],
    ids=lambda value: type(value).__name__,
)
def test_none_means_the_default(option: Described[Any], default: object) -> None:
    assert option.validate(None) == default


@pytest.mark.parametrize(
    ("option", "value", "read"),
    [
        (Text("x"), " a b ", "a b"),
        (Text(), "", ""),
        (WholeNumber(0), -3, -3),
        (WholeNumber(0, minimum=2), 2, 2),
        (WholeNumbers(1, 9, "numbers"), 4, [4]),
        (WholeNumbers(1, 9, "numbers"), [4, 5], [4, 5]),
        (Number(0.5), 2, 2.0),
        (Probability(1.0), 1, 1.0),
        (Automatic(Number(), "0.6"), "auto", None),
        (Automatic(Number(), "0.6"), 0, 0.0),
        (FeedPath("x/"), "/a//b", "a/b/"),
        (TimeZone("UTC"), " Asia/Tokyo ", ZoneInfo("Asia/Tokyo")),
        (make_texts(), "sea", Texts(("sea",))),
        (make_texts(), ["sea", " sea", "whal*"], Texts(("sea", "whal*"))),
    ],
)
def test_values_are_read(option: Described[Any], value: object, read: object) -> None:
    assert option.validate(value) == read


@pytest.mark.parametrize(
    ("option", "value", "allowed"),
    [
        (Choice(("a", "b"), "b"), "c", "a or b"),
        (Flag(default=False), 1, "true or false"),
        (Text("x"), "", "a text"),
        (Text(), " ", "a text"),
        (WholeNumber(0), 1.0, "a whole number"),
        (WholeNumber(0), True, "a whole number"),
        (WholeNumber(5, minimum=2), 1, "a whole number, 2 or more"),
        (WholeNumbers(1, 9, "numbers"), [], "numbers"),
        (WholeNumbers(1, 9, "numbers"), [1, "2"], "numbers"),
        (Number(0.5), False, "a number, 0 or more"),
        (Number(0.5), float("inf"), "a number, 0 or more"),
        (Probability(1.0), 1.01, "a number above 0 and up to 1"),
        (Probability(1.0), 0, "a number above 0 and up to 1"),
        (Automatic(Number(), "0.6"), "Auto", "a number, 0 or more, or auto (0.6)"),
        (
            FeedPath("x/"),
            "a/./.b",
            "a path inside the site, at most 100 bytes long, such as wisdom/, or '.'",
        ),
        (
            FeedPath("x/"),
            3,
            "a path inside the site, at most 100 bytes long, such as wisdom/, or '.'",
        ),
        (SiteAddress(), "https:///x", "an address such as https://example.org/notes/"),
        (SiteAddress(), 3, "an address such as https://example.org/notes/"),
        (TimeZone("UTC"), 3, "an IANA name such as Europe/Paris"),
        (make_texts(), ["*"], "a list of words, or the path of a .txt file"),
    ],
)
def test_an_error_quotes_the_value_and_says_what_is_allowed(
    option: Described[Any], value: object, allowed: str
) -> None:
    assert refuse(option, value) == f"found {value!r}, allowed: {allowed}"


def test_texts_may_be_in_a_file_beside_the_configuration(tmp_path: Path) -> None:
    option = make_texts()
    option.pre_validation(MkDocsConfig(config_file_path=str(tmp_path / "mkdocs.yml")), "words")
    (tmp_path / "own.txt").write_text("sea\n\n# no\nsea\nwhal*\n")
    assert option.validate("own.txt") == Texts(("sea", "whal*"), tmp_path / "own.txt")
    (tmp_path / "own.txt").write_text("sea\n*\n")
    assert refuse(option, "own.txt") == f"{tmp_path}/own.txt, line 2: found '*', allowed: a word"


def test_choices_are_joined_in_words() -> None:
    assert join_choices(["a"]) == "a"
    assert join_choices(("a", "b", "c")) == "a, b or c"


@pytest.mark.parametrize("address", ["", "example.org", "https://example.org/notes/"])
def test_an_address_needs_no_scheme(address: str) -> None:
    assert SiteAddress().validate(address) == address


@pytest.mark.parametrize(
    ("option", "value", "found"),
    [
        (Text(), "a\0b", r"'a\x00b'"),
        (Text(), "\ud800", r"'\ud800'"),
        (Place(), "a\nb", r"'a\nb'"),
        (Picture(), "http://[", "'http://['"),
        (Number(), 10**400, quote(10**400)),
        (WholeNumber(maximum=9), 10, "10"),
        (FeedPath("x/"), "a" * 101, quote("a" * 101)),
        (make_texts(), "\0.txt", r"'\x00.txt'"),
        (make_texts(), ["\ud800"], r"['\ud800']"),
        (TimeZone("UTC"), "a" * 300, quote("a" * 300)),
    ],
)
def test_what_no_file_and_no_page_can_have_is_refused(
    option: Described[Any], value: object, found: str
) -> None:
    assert refuse(option, value).startswith(f"found {found}, allowed: ")


def test_an_error_is_short() -> None:
    assert refuse(WholeNumber(), 16**5000).startswith("found <int of too many digits>, allowed")
    assert len(refuse(Flag(default=True), ["x" * 10_000] * 100)) < 200
