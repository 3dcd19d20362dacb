import pytest
from lxml import etree

from mkdocs_wisdom.pages.avatar import draw_avatar, list_initials


@pytest.mark.parametrize(
    ("name", "initials"),
    [
        ("Ishmael", "I"),
        ("captain ahab", "CA"),
        ("Anna Maria von Bergen", "AB"),
        ('"The" (Whale)', "TW"),
        ("🏴‍☠️ Pirate", "🏴‍☠️P"),
        ("👩🏽‍🚀", "👩🏽‍🚀"),
        ("🇩🇪 Bot", "🇩🇪B"),
        ("é́lan", "É́"),
        ("\u202eמשה כהן", "מכ"),
        ("...", "?"),
    ],
)
def test_initials_are_those_of_the_first_word_and_the_last(name: str, initials: str) -> None:
    assert list_initials(name) == initials


def test_the_picture_is_svg_with_any_name() -> None:
    root = etree.fromstring(draw_avatar('<Ada> & "Bo"').encode())
    assert root.get("aria-label") == '<Ada> & "Bo"'
    assert root.findtext("{*}text") == "AB"


def test_the_colour_depends_on_the_name_alone() -> None:
    assert draw_avatar("Ada") == draw_avatar("Ada")
    assert draw_avatar("Ada") != draw_avatar("Adb")
