"""Breaks a text into lines: at spaces and hyphens, and anywhere between Han characters and kana.

The rules are those of UAX #14 that a quotation needs. The signs that may not begin or end a line
are from "Requirements for Japanese Text Layout" (kinsoku): https://www.w3.org/TR/jlreq/
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

from mkdocs_wisdom.cards.characters import is_ideographic
from mkdocs_wisdom.cards.font_choice import Glyph
from mkdocs_wisdom.ellipsis import REPLACED

Measure = Callable[[Sequence[Glyph]], float]
"""The width of glyphs side by side, in ems."""

_NEVER_FIRST = set(
    "、。，．・：；？！）］｝」』】〉》〕〗〙〟｠ー～…‥ゝゞヽヾ々〻％‰℃°"
    "ぁぃぅぇぉっゃゅょゎゕゖァィゥェォッャュョヮヵヶㇰㇱㇲㇳㇴㇵㇶㇷㇸㇹㇺㇻㇼㇽㇾㇿ"
    ",.:;?!)]}’”»›%-–—"
)
_NEVER_LAST = set("（［｛「『【〈《〔〖〘〝｟￥＄([{‘“«‹¥$€£#")
_AFTER_DASH = re.compile(r"[\w’”)\]][–—/…]+$")
"""The end of a piece after which a line may break, if a letter follows. A line breaks after a
hyphen only in a word that is too long."""
_SPACED_SIGNS = set("»?!:;")
_HYPHENATED = re.compile("[A-Za-z\u00c0-\u052f\u1e00-\u1fff’-]+")
"""A word of a script that has hyphens: Latin, Greek, Cyrillic."""


class Piece(NamedTuple):
    """Glyphs between which no line breaks."""

    glyphs: tuple[Glyph, ...]
    width: float
    space: Glyph | None = None
    """The space that follows, unless the line ends."""


def cut_pieces(glyphs: Sequence[Glyph], measure: Measure) -> list[Piece]:
    """Cut a text wherever a line may break."""
    pieces = []
    piece: list[Glyph] = []
    for i, glyph in enumerate(glyphs):
        following = glyphs[i + 1] if i + 1 < len(glyphs) else None
        if glyph.text == " " and not _keeps_space(piece, following):
            if piece:
                pieces.append(Piece(tuple(piece), measure(piece), glyph))
            piece = []
            continue
        piece.append(glyph)
        if following is None or (following.text != " " and _may_break(piece, following)):
            pieces.append(Piece(tuple(piece), measure(piece)))
            piece = []
    return pieces


def split_long(pieces: Sequence[Piece], width: float, measure: Measure) -> list[Piece]:
    """Cut pieces that are wider than a line; a word of letters gets hyphens."""
    short = []
    for piece in pieces:
        if piece.width <= width:
            short.append(piece)
        else:
            short += _split(piece, width, measure)
    return short


def break_lines(pieces: Sequence[Piece], width: float, space: float) -> list[list[Piece]]:
    """Fill lines of a width one after the other; ``space`` is that of a space."""
    lines: list[list[Piece]] = []
    used = 0.0
    for piece in pieces:
        gap = space if lines and lines[-1][-1].space else 0.0
        if lines and used + gap + piece.width <= width:
            lines[-1].append(piece)
            used += gap + piece.width
        else:
            lines.append([piece])
            used = piece.width
    return lines


def balance(pieces: Sequence[Piece], width: float, space: float) -> list[list[Piece]]:
    """Break lines as evenly as their number allows."""
    lines = break_lines(pieces, width, space)
    least = max((piece.width for piece in pieces), default=0.0)
    for _ in range(8):  # to 1/256 of the width
        middle = (least + width) / 2
        narrower = break_lines(pieces, middle, space)
        if len(narrower) <= len(lines):
            lines, width = narrower, middle
        else:
            least = middle
    return lines


def shorten(  # noqa: PLR0913 (each says one thing about the lines)
    pieces: Sequence[Piece],
    width: float,
    space: float,
    *,
    count: int,
    ellipsis: Glyph,
    measure: Measure,
) -> list[list[Piece]]:
    """Fill ``count`` lines; the last one ends with a word and an ellipsis."""
    *lines, last = break_lines(pieces, width, space)[:count]
    while True:
        glyphs = _break_off(last[-1].glyphs, ellipsis)
        shortened = [*last[:-1], Piece(glyphs, measure(glyphs))]
        if measure_line(shortened, space) <= width or len(last[0].glyphs) == 1 == len(last):
            return [*lines, shortened]
        # A single word loses its letters but for the first.
        last = last[:-1] or [last[0]._replace(glyphs=last[0].glyphs[:-1])]


def measure_line(pieces: Sequence[Piece], space: float) -> float:
    gaps = sum(piece.space is not None for piece in pieces[:-1])
    return sum(piece.width for piece in pieces) + space * gaps


def join_line(pieces: Sequence[Piece]) -> tuple[Glyph, ...]:
    """The glyphs of a line, with its spaces."""
    glyphs: list[Glyph] = []
    for piece in pieces:
        glyphs += piece.glyphs
        if piece.space and piece is not pieces[-1]:
            glyphs.append(piece.space)
    return tuple(glyphs)


def _keeps_space(piece: Sequence[Glyph], following: Glyph | None) -> bool:
    """Whether no line breaks at a space: those of French quotation marks and signs."""
    after_mark = bool(piece) and piece[-1].text == "«"
    return after_mark or (following is not None and following.text in _SPACED_SIGNS)


def _may_break(piece: Sequence[Glyph], following: Glyph) -> bool:
    """Whether a line may break after a piece, where no space follows."""
    if not piece or following.text[0] in _NEVER_FIRST or piece[-1].text[0] in _NEVER_LAST:
        return False
    if is_ideographic(piece[-1].text) or is_ideographic(following.text):
        return True
    beginning = "".join(glyph.text for glyph in piece[-8:])
    return following.text[0].isalpha() and _AFTER_DASH.search(beginning) is not None


def count_fitting(glyphs: Sequence[Glyph], width: float, measure: Measure) -> int:
    """How many of the first glyphs are at most so wide: at least one."""
    return max(1, bisect_right(range(len(glyphs)), width, key=lambda i: measure(glyphs[: i + 1])))


def _split(piece: Piece, width: float, measure: Measure) -> Iterator[Piece]:
    hyphenated = _HYPHENATED.fullmatch("".join(glyph.text[0] for glyph in piece.glyphs))
    rest = piece.glyphs
    while rest:
        kept = count_fitting(rest, width, measure)
        hyphen = rest[0]._replace(text="-")
        if kept < len(rest) and hyphenated and hyphen.face.has("-"):
            kept = count_fitting(rest, width - measure([hyphen]), measure)
            part = rest[:kept] if rest[kept - 1].text == "-" else (*rest[:kept], hyphen)
        else:
            part = rest[:kept]
        rest = rest[kept:]
        yield Piece(part, measure(part), None if rest else piece.space)


def _break_off(glyphs: Sequence[Glyph], ellipsis: Glyph) -> tuple[Glyph, ...]:
    """Put an ellipsis in the place of the punctuation at the end, in the same font if it can."""
    kept = [*glyphs]
    while len(kept) > 1 and kept[-1].text in REPLACED:
        kept.pop()
    face = kept[-1].face
    return (*kept, Glyph(ellipsis.text, face) if face.has(ellipsis.text) else ellipsis)
