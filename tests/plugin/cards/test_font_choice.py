from pathlib import Path

import pytest

from fonts import save_font
from mkdocs_wisdom.cards.font_choice import BUNDLED, FontChoice
from mkdocs_wisdom.cards.font_file import FontFace, read_face


@pytest.fixture
def hebrew(tmp_path: Path) -> FontFace:
    return read_face(save_font(tmp_path / "hebrew.ttf", " .שלום"))


def find_none(characters: str, language: str) -> None:
    """The fonts of a machine that has none."""


def list_fonts(fonts: FontChoice, text: str) -> list[tuple[str, str]]:
    """The characters, and the file that draws each."""
    return [(each.text, each.face.path.stem) for each in fonts.choose(text, "en").glyphs]


def test_letters_that_the_bundled_font_has_ask_for_no_other() -> None:
    chosen = FontChoice(find=find_none).choose("Ahab, Ἀχιλλεύς, Жук…", "en")
    assert {glyph.face.path for glyph in chosen.glyphs} == {BUNDLED}
    assert (chosen.text, chosen.missing) == ("Ahab, Ἀχιλλεύς, Жук…", "")


def test_a_font_of_the_machine_draws_what_is_left_with_its_spaces_and_signs(
    hebrew: FontFace,
) -> None:
    fonts = FontChoice(find=lambda *_: hebrew)
    assert list_fonts(fonts, "a של. b") == [
        ("a", "EBGaramond-Medium"),
        (" ", "EBGaramond-Medium"),
        ("ש", "hebrew"),
        ("ל", "hebrew"),
        (".", "hebrew"),
        (" ", "hebrew"),
        ("b", "EBGaramond-Medium"),
    ]


def test_signs_before_the_first_letter_are_drawn_like_it(hebrew: FontFace) -> None:
    assert list_fonts(FontChoice(find=lambda *_: hebrew), ".ש") == [
        (".", "hebrew"), ("ש", "hebrew"),
    ]  # fmt: skip


def test_the_owners_font_comes_first_and_others_fill_its_gaps(tmp_path: Path) -> None:
    own = read_face(save_font(tmp_path / "own.ttf", "ab"))
    fonts = FontChoice([own], find=find_none)
    assert list_fonts(fonts, "abc") == [("a", "own"), ("b", "own"), ("c", "EBGaramond-Medium")]


def test_a_letter_stays_with_its_marks(tmp_path: Path) -> None:
    marked = read_face(save_font(tmp_path / "marked.ttf", "q\u0324"))
    plain = read_face(save_font(tmp_path / "plain.ttf", "q"))
    fonts = FontChoice([plain, marked], find=find_none)
    assert list_fonts(fonts, "qq\u0324") == [("q", "plain"), ("q\u0324", "marked")]


def test_letters_that_no_font_has_are_missing() -> None:
    chosen = FontChoice(find=find_none).choose("the 鯨 and 海", "en")
    assert chosen.missing == "海鯨"


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("We sailed 🐳🌊 at dawn 🌅.", "We sailed at dawn."),
        ("👨\u200d👩\u200d👧 all", "all"),
        ("so 👍🏽 sure 🇫🇷", "so sure"),
        ("🐳", ""),
    ],
)
def test_emoji_leave_no_box_and_no_gap(text: str, left: str) -> None:
    chosen = FontChoice(find=find_none).choose(text, "en")
    assert (chosen.text, chosen.missing) == (left, "")


def test_no_font_is_searched_for_an_emoji() -> None:
    asked: list[str] = []
    FontChoice(find=lambda characters, _: asked.append(characters)).choose("a 🐳 鯨", "en")
    assert asked == ["鯨"]


def test_the_search_is_told_the_language_of_the_text() -> None:
    asked: list[str] = []
    FontChoice(find=lambda _, language: asked.append(language)).choose("鯨と", "en")
    assert asked == ["ja", "ja"]


def test_without_shaping_scripts_that_need_it_are_missing(hebrew: FontFace) -> None:
    fonts = FontChoice([hebrew], shapes=False, find=find_none)
    assert fonts.choose("שלום", "en").missing == "ולםש"
    assert fonts.choose("whale", "en").missing == ""
