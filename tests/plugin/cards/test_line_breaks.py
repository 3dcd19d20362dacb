"""Lines of glyphs that are all one em wide."""

from collections.abc import Sequence
from pathlib import Path

import pytest

from mkdocs_wisdom.cards.characters import list_clusters
from mkdocs_wisdom.cards.font_choice import Glyph
from mkdocs_wisdom.cards.font_file import FontFace
from mkdocs_wisdom.cards.line_breaks import (
    Piece,
    balance,
    break_lines,
    cut_pieces,
    join_line,
    measure_line,
    shorten,
    split_long,
)

FACE = FontFace(Path("any.ttf"), ranges=((0, 0x10FFFF),))
PLAIN = FontFace(Path("plain.ttf"), ranges=((0, 0x7F),))


def measure(glyphs: Sequence[Glyph]) -> float:
    return float(len(glyphs))


def cut(text: str) -> list[Piece]:
    return cut_pieces([Glyph(each, FACE) for each in list_clusters(text)], measure)


def write(lines: Sequence[Sequence[Piece]]) -> list[str]:
    return ["".join(glyph.text for glyph in join_line(line)) for line in lines]


def list_pieces(text: str) -> list[str]:
    return ["".join(glyph.text for glyph in piece.glyphs) for piece in cut(text)]


@pytest.mark.parametrize(
    ("text", "pieces"),
    [
        ("Call me Ishmael.", ["Call", "me", "Ishmael."]),
        ("they cry—they don’t", ["they", "cry—", "they", "don’t"]),
        ("the sea-green ship", ["the", "sea-green", "ship"]),
        ("1851–1852", ["1851–1852"]),
        ("« Bonjour ! » dit-il", ["« Bonjour ! »", "dit-il"]),
        ("바다는 넓다", ["바다는", "넓다"]),
    ],
)
def test_a_line_may_break_at_spaces_and_dashes(text: str, pieces: list[str]) -> None:
    assert list_pieces(text) == pieces


@pytest.mark.parametrize(
    ("text", "pieces"),
    [
        ("鯨は海", ["鯨", "は", "海"]),
        ("海。「鯨」は", ["海。", "「鯨」", "は"]),
        ("ニャーッと", ["ニャーッ", "と"]),
        ("白鲸（Moby Dick）", ["白", "鲸", "（Moby", "Dick）"]),
        ("が\u3099は", ["が\u3099", "は"]),
    ],
)
def test_between_han_and_kana_a_line_may_break_but_for_kinsoku(
    text: str, pieces: list[str]
) -> None:
    assert list_pieces(text) == pieces


def test_lines_are_filled_and_a_space_ends_none() -> None:
    lines = break_lines(cut("aa bb cccc d"), 5, 1)
    assert write(lines) == ["aa bb", "cccc", "d"]
    assert [measure_line(line, 1) for line in lines] == [5, 4, 1]


def test_balanced_lines_are_about_as_long() -> None:
    pieces = cut("one two three four five six")
    assert write(break_lines(pieces, 22, 1)) == ["one two three four", "five six"]
    assert write(balance(pieces, 22, 1)) == ["one two three", "four five six"]


def test_a_word_that_is_too_long_is_hyphenated() -> None:
    pieces = split_long(cut("ab Donaudampf. c"), 6, measure)
    assert write([[piece] for piece in pieces]) == ["ab", "Donaud", "ampf.", "c"]
    word = split_long(cut("Donaudampf"), 6, measure)
    assert write([[piece] for piece in word]) == ["Donau-", "dampf"]


@pytest.mark.parametrize("text", ["http://a.b/c", "ทะเลไม่เคยโกหก"])
def test_addresses_and_other_scripts_get_no_hyphens(text: str) -> None:
    pieces = split_long(cut(text), 5, measure)
    assert "".join(write([[piece] for piece in pieces])) == text
    assert max(piece.width for piece in pieces) == 5


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("aa bb cc dd ee ff", ["aa bb", "cc dd…"]),
        ("aa bb cc ddd ee ff", ["aa bb", "cc…"]),
        ("aa bb c, dd ee ff", ["aa bb", "c, dd…"]),
        ("aa bb c d, ee ff g", ["aa bb", "c d…"]),
        ("海海海海海海海。海海海海海", ["海海海海海海", "海。海海海…"]),
        ("aa bb cccccc dd", ["aa bb", "ccccc…"]),
    ],
)
def test_a_text_is_shortened_at_a_word(text: str, lines: list[str]) -> None:
    ellipsis = Glyph("…", FACE)
    shortened = shorten(
        split_long(cut(text), 6, measure), 6, 1, count=2, ellipsis=ellipsis, measure=measure
    )
    assert write(shortened) == lines


def test_the_ellipsis_has_a_font_of_its_own_where_the_text_has_none() -> None:
    glyphs = [Glyph(each, PLAIN) for each in "aa bb"]
    (line,) = shorten(
        cut_pieces(glyphs, measure), 3, 1, count=1, ellipsis=Glyph("…", FACE), measure=measure
    )
    assert join_line(line) == (*glyphs[:2], Glyph("…", FACE))
