"""Texts in fonts whose letters are all half an em wide and 1.24 em apart from line to line."""

from pathlib import Path

import pytest

from fonts import save_font
from mkdocs_wisdom.cards import typesetting
from mkdocs_wisdom.cards.font_choice import FontChoice, Glyph
from mkdocs_wisdom.cards.font_file import FontFace, read_face
from mkdocs_wisdom.cards.typesetting import Block, Box, Setting, set_block, set_word

LTR, RTL = Setting("ltr"), Setting("rtl")
BOX = Box(width=400, height=250, sizes=(100, 60, 40))
pytestmark = pytest.mark.skipif(not typesetting.can_shape(), reason="needs FriBiDi")


@pytest.fixture
def face(tmp_path: Path) -> FontFace:
    return read_face(save_font(tmp_path / "boxes.ttf", " abcdefg-…שלום"))


def choose(text: str, face: FontFace) -> tuple[Glyph, ...]:
    return FontChoice([face], find=lambda *_: None).choose(text, "en").glyphs


def set_text(text: str, face: FontFace, setting: Setting = LTR) -> Block:
    return set_block(choose(text, face), BOX, Glyph("…", face), setting)


def list_lines(block: Block) -> list[tuple[str, int]]:
    """The lines and their sizes."""
    return [(run.text, int(run.font.size)) for run in block.runs]


def test_a_short_text_is_large(face: FontFace) -> None:
    assert list_lines(set_text("abc de", face)) == [("abc de", 100)]


def test_the_largest_size_that_fits_is_taken(face: FontFace) -> None:
    assert list_lines(set_text("abc abc abc abc", face)) == [("abc abc", 100), ("abc abc", 100)]
    assert list_lines(set_text("abc abc abc abc abc", face)) == [
        ("abc abc abc", 60), ("abc abc", 60),
    ]  # fmt: skip


def test_a_long_text_is_shortened_at_the_smallest_size(face: FontFace) -> None:
    block = set_text("abc defg " * 40, face)
    assert {size for _, size in list_lines(block)} == {40}
    assert [text for text, _ in list_lines(block)] == [
        "abc defg abc defg", "abc defg abc defg", "abc defg abc defg", "abc defg abc defg",
        "abc defg abc defg…",
    ]  # fmt: skip


def test_a_word_that_would_fit_smaller_is_not_cut(face: FontFace) -> None:
    assert list_lines(set_text("abcdefgabcdefgabc", face)) == [("abcdefgabcdefgabc", 40)]


def test_a_word_that_fits_at_no_size_is_cut_at_a_larger_one(face: FontFace) -> None:
    assert list_lines(set_text("abcdefgabcdefgabcdefgabc", face)) == [
        ("abcdefgabcde-", 60), ("fgabcdefgabc", 60),
    ]  # fmt: skip


def test_lines_begin_at_the_side_of_reading(face: FontFace) -> None:
    assert {run.x for run in set_text("abc abc abc abc", face).runs} == {0}
    block = set_text("שלום של שלום של", face, RTL)
    ends = {run.x + run.font.getlength(run.text, direction="rtl") for run in block.runs}
    assert (len(block.runs), ends) == (2, {0})


def test_lines_are_as_far_apart_as_the_font_asks(face: FontFace) -> None:
    first, second = set_text("abc abc abc abc", face).runs
    assert second.y - first.y == 122
    assert set_text("abc abc abc abc", face).height == 244


def test_runs_of_two_fonts_follow_each_other(face: FontFace) -> None:
    runs = set_text("ab X", face).runs
    assert [run.text for run in runs] == ["ab ", "X"]
    assert runs[1].x == 150


def test_from_right_to_left_the_first_font_is_on_the_right(face: FontFace) -> None:
    hebrew, latin = set_text("של XY", face, RTL).runs
    assert (hebrew.text, latin.text) == ("של ", "XY")
    assert hebrew.x == -150
    assert latin.x + latin.font.getlength("XY") == pytest.approx(-150)


def test_one_line_is_cut_to_its_room(face: FontFace) -> None:
    ellipsis = Glyph("…", face)
    runs, width = set_word(choose("abcdef", face), 100, 300, ellipsis, LTR)
    assert ("".join(run.text for run in runs), width) == ("abcdef", 300)
    runs, width = set_word(choose("abcdef", face), 100, 290, ellipsis, LTR)
    assert ("".join(run.text for run in runs), width) == ("abcd…", 250)


def test_without_fribidi_pillow_is_given_no_direction(monkeypatch: pytest.MonkeyPatch) -> None:
    assert RTL.options == {"direction": "rtl", "language": None}
    monkeypatch.setattr(typesetting, "can_shape", lambda: False)
    assert RTL.options == {}
