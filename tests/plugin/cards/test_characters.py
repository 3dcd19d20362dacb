import pytest

from mkdocs_wisdom.cards.characters import (
    clean,
    find_direction,
    find_han_language,
    is_ideographic,
    list_clusters,
    needs_shaping,
)


@pytest.mark.parametrize(
    ("text", "cleaned"),
    [
        (" Call\n\nme  ", "Call me"),
        ("cafe\u0301", "café"),
        ("soft\u00adhyphen, \u200bzero\ufeff", "softhyphen, zero"),
        ("1\ufe0f\u20e3 \u2764\ufe0f", "1 \u2764"),
        ("می\u200cخواهم", "می\u200cخواهم"),
        ("\u202dforced\u202c \x07", "forced"),
        ("sea\u2011green", "sea-green"),
    ],
)
def test_a_text_is_what_is_seen_of_it(text: str, cleaned: str) -> None:
    assert clean(text) == cleaned


def test_marks_and_joiners_stay_with_their_letter() -> None:
    assert [*list_clusters("x\u0304\u0301y")] == ["x\u0304\u0301", "y"]
    assert [*list_clusters("क्\u200dष")] == ["क्\u200d", "ष"]
    assert [*list_clusters("\u0301a")] == ["\u0301", "a"]


@pytest.mark.parametrize(
    ("text", "direction"),
    [("“Call", "ltr"), ("(1851) שלום a", "rtl"), ("سلام", "rtl"), ("1851!", ""), ("鯨", "ltr")],
)
def test_the_first_letter_has_the_direction(text: str, direction: str) -> None:
    assert find_direction(text) == direction


@pytest.mark.parametrize(
    ("text", "needed"),
    [("Ünder Ω Ж 鯨", False), ("שלום", True), ("سلام", True), ("हिन्दी", True), ("x\u0304", True)],
)
def test_some_scripts_need_shaping(text: str, needed: bool) -> None:
    assert needs_shaping(text) is needed


@pytest.mark.parametrize(
    ("text", "site", "language"),
    [
        ("鯨と海", "en", "ja"),
        ("고래 鯨", "en", "ko"),
        ("大海", "ja", "ja"),
        ("大海", "zh", "zh"),
        ("大海", "de", "zh"),
        ("whale", "ja", ""),
    ],
)
def test_a_text_tells_the_language_of_its_han_characters(
    text: str, site: str, language: str
) -> None:
    assert find_han_language(text, site) == language


def test_lines_break_beside_han_and_kana_only() -> None:
    assert [is_ideographic(char) for char in "鯨と、고a"] == [True, True, True, False, False]
