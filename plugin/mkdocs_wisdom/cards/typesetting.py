"""Sets a text in a box: its size, its lines, and the places of its fonts' runs.

Widths are measured once, in ems, so that trying a size is arithmetic.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import groupby
from typing import NamedTuple, TypedDict

from PIL import ImageFont, features

from mkdocs_wisdom.cards.font_choice import Glyph
from mkdocs_wisdom.cards.font_file import FontFace
from mkdocs_wisdom.cards.line_breaks import (
    Measure,
    Piece,
    balance,
    break_lines,
    count_fitting,
    cut_pieces,
    join_line,
    shorten,
    split_long,
)

_EM = 100
"""The size, in pixels, at which widths are measured for all sizes."""
_LEAST_LEADING = 1.22
"""The distance of two lines, in ems. Fonts of other scripts ask for more."""
_MOST_LEADING = 1.5
"""Arabic and Thai fonts ask for more, for marks that are rare."""
_LARGEST_SPLIT = 70
"""The largest size, in pixels, at which a word is cut that is too long at the smallest one."""
_CAPITAL = 0.66
"""The height of a capital letter, in ems: about the same in all fonts of text."""


class Box(NamedTuple):
    """Room for a text, in pixels, and the sizes that it may have, the largest first."""

    width: int
    height: int
    sizes: tuple[int, ...]


class Run(NamedTuple):
    """Characters of one font side by side; ``x`` is their left, ``y`` their baseline."""

    text: str
    font: ImageFont.FreeTypeFont
    x: float
    y: float


class Block(NamedTuple):
    """Lines of text, placed relative to the top of their box and to its side of reading."""

    runs: tuple[Run, ...]
    height: int
    cap_line: int
    """The top of a capital letter in the first line."""


class Shaping(TypedDict, total=False):
    """Arguments of Pillow."""

    direction: str
    language: str | None


class Setting(NamedTuple):
    """How the letters of a text are arranged."""

    direction: str
    """``ltr`` or ``rtl``."""
    language: str = ""
    """For the forms of Han characters."""

    @property
    def options(self) -> Shaping:
        """Arguments for Pillow, which without FriBiDi takes none."""
        if not can_shape():
            return {}
        return {"direction": self.direction, "language": self.language or None}


@lru_cache
def can_shape() -> bool:
    """Whether Pillow can arrange the letters of all scripts: it needs FriBiDi for that."""
    return bool(features.check("raqm"))


@lru_cache(maxsize=64)
def open_font(face: FontFace, size: int) -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(str(face.path), size, face.index)


def set_block(glyphs: Sequence[Glyph], box: Box, ellipsis: Glyph, setting: Setting) -> Block:
    """Set a text as large as fits; where the smallest size is too large, shorten it at a word.

    ``x`` counts from the left of the box, or where it reads from right to left, from its right.
    """
    measure = _make_measure(setting)
    ascent, descent = _measure_height({glyph.face for glyph in glyphs})
    leading = min(max(_LEAST_LEADING, ascent + descent), _MOST_LEADING)
    size, lines = _fit(cut_pieces(glyphs, measure), box, leading, ellipsis, measure)
    step = round(leading * size)
    baseline = round(((leading - ascent - descent) / 2 + ascent) * size)
    runs: list[Run] = []
    for number, line in enumerate(lines):
        runs += _place(join_line(line), step * number + baseline, size, setting)
    return Block(tuple(runs), step * len(lines), baseline - round(_CAPITAL * size))


def set_word(
    glyphs: Sequence[Glyph], size: int, width: float, ellipsis: Glyph, setting: Setting
) -> tuple[tuple[Run, ...], float]:
    """Set a text on one line, from 0 to the right, and measure it; cut it to a ``width``."""
    measure = _make_measure(setting)
    kept = tuple(glyphs)
    if measure(kept) * size > width:
        room = width / size - measure([ellipsis])
        kept = (*kept[: count_fitting(kept, room, measure)], ellipsis)
    runs = [*_place(kept, 0, size, setting)]
    start = min(run.x for run in runs)
    return tuple(run._replace(x=run.x - start) for run in runs), measure(kept) * size


def _make_measure(setting: Setting) -> Measure:
    def measure(glyphs: Sequence[Glyph]) -> float:
        return sum(_measure(face, text, setting) for face, text in _list_runs(glyphs))

    return measure


@lru_cache(maxsize=1 << 15)  # posts have many words in common
def _measure(face: FontFace, text: str, setting: Setting) -> float:
    return open_font(face, _EM).getlength(text, **setting.options) / _EM


def _list_runs(glyphs: Iterable[Glyph]) -> Iterator[tuple[FontFace, str]]:
    for face, group in groupby(glyphs, key=lambda glyph: glyph.face):
        yield face, "".join(glyph.text for glyph in group)


def _measure_height(faces: Iterable[FontFace]) -> tuple[float, float]:
    """The ascent and the descent, in ems, of the tallest fonts."""
    metrics = [open_font(face, _EM).getmetrics() for face in faces]
    return max(up for up, _ in metrics) / _EM, max(down for _, down in metrics) / _EM


def _fit(
    pieces: list[Piece], box: Box, leading: float, ellipsis: Glyph, measure: Measure
) -> tuple[int, list[list[Piece]]]:
    """The largest size that fits, and the lines."""
    space = max((measure([piece.space]) for piece in pieces if piece.space), default=0.0)
    widest = max(piece.width for piece in pieces)
    fits_whole = widest <= box.width / box.sizes[-1]
    for size in box.sizes:
        width, count = box.width / size, max(1, int(box.height / round(leading * size)))
        fitting = pieces
        if widest > width:
            if fits_whole or size > _LARGEST_SPLIT:
                continue
            fitting = split_long(pieces, width, measure)
        if len(break_lines(fitting, width, space)) <= count:
            return size, balance(fitting, width, space)
    return size, shorten(fitting, width, space, count=count, ellipsis=ellipsis, measure=measure)


def _place(glyphs: Sequence[Glyph], baseline: int, size: int, setting: Setting) -> Iterator[Run]:
    """The runs of a line, one after the other in the direction of reading."""
    x = 0.0
    for face, text in _list_runs(glyphs):
        font = open_font(face, size)
        width = font.getlength(text, **setting.options)
        if setting.direction == "rtl":
            x -= width
        yield Run(text, font, x, baseline)
        if setting.direction == "ltr":
            x += width
