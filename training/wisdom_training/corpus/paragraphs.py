"""Lines to paragraphs: which line breaks only wrap a line, and which have a meaning.

A program that wraps text breaks a line where the next word would not have fit. So a line is *full*
if it and the next line's first word together exceed the common width. In wrapped prose nearly all
lines but the last of a paragraph are full; in verse, lists and posts few are. This decides for a
whole file. A paragraph of a wrapped file only needs a majority of lines that are nearly full: some
programs count a curly quote or a dash as several characters.
"""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from wisdom_training.errors import FlagError

UNWRAP = ("auto", "always", "never")

_NARROWEST_WRAP, _WIDEST_WRAP = 40, 132  # characters
_FULL_FRACTION = 0.7  # of a file's lines that must be full for the file to be wrapped
_NEARLY_FULL_FRACTION = 0.75  # of the width, from which a line of a wrapped file counts as wrapped
_FEWEST_WRAPPED_LINES = 5
_BLANK_LINES = re.compile(r"\n(?:[^\S\n]*\n)+")


@dataclass(frozen=True)
class Layout:
    """How the lines of a file form paragraphs."""

    kind: str
    """``kept``: line breaks stay; ``joined``: all become spaces; ``wrapped``: those of wrapped
    blocks become spaces; ``lines``: every line is a paragraph."""
    width: int = 0
    """The width in characters at which lines are wrapped; 0 if they are not."""
    note: str | None = None
    """A sentence for people on the change, or None."""

    def find_end(self, text: str) -> int:
        """The end of the last paragraph in ``text`` that is complete even if more text follows."""
        if self.kind == "lines":
            return text.rfind("\n") + 1
        end = 0
        for match in _BLANK_LINES.finditer(text):
            end = match.end()
        return end

    def read(self, text: str) -> list[str]:
        """The paragraphs of ``text``, whose lines end with line feeds."""
        if self.kind == "lines":
            return [line.strip() for line in text.split("\n") if line.strip()]
        return [
            _join(lines)
            if self.kind == "joined" or (self.kind == "wrapped" and _is_wrapped(lines, self.width))
            else "\n".join(lines)
            for lines in find_blocks(text)
        ]


def find_layout(sample: str, unwrap: str = "auto") -> Layout:
    """The layout of a file that begins with ``sample``, whose lines end with line feeds.

    A file that is not wrapped and has no blank line has one paragraph on each line.
    """
    if unwrap not in UNWRAP:
        raise FlagError(f"--unwrap is {unwrap!r}: it must be one of {', '.join(UNWRAP)}")
    if unwrap == "never":
        return Layout("kept")
    if unwrap == "always":
        return Layout("joined", note="line breaks inside paragraphs became spaces")
    blocks = find_blocks(sample)
    width = wrap_width(blocks)
    if width is not None:
        note = f"lines wrapped at {width} characters were joined to paragraphs"
        return Layout("wrapped", width, note)
    if len(blocks) == 1 and len(blocks[0]) > 1:
        return Layout("lines", note="every line is a paragraph")
    return Layout("kept")


def find_blocks(text: str) -> list[list[str]]:
    """The blocks of ``text``, which blank lines separate, as lists of lines."""
    return [block.strip("\n").split("\n") for block in _BLANK_LINES.split(text) if block.strip()]


def wrap_width(blocks: Sequence[Sequence[str]]) -> int | None:
    """The width in characters at which the blocks' lines are wrapped, or None."""
    inner = sorted(len(line) for lines in blocks for line in lines[:-1])
    if len(inner) < _FEWEST_WRAPPED_LINES:
        return None
    width = inner[math.ceil(0.98 * len(inner)) - 1]
    if not _NARROWEST_WRAP <= width <= _WIDEST_WRAP:
        return None
    full = sum(_count_full(lines, width) for lines in blocks)
    return width if full >= _FULL_FRACTION * len(inner) else None


def _count_full(lines: Sequence[str], width: int) -> int:
    return sum(
        len(line) + 1 + len(following.split(maxsplit=1)[0]) > width
        for line, following in pairwise(lines)
    )


def _is_wrapped(lines: Sequence[str], width: int) -> bool:
    nearly = sum(len(line) >= _NEARLY_FULL_FRACTION * width for line in lines[:-1])
    return max(_count_full(lines, width), nearly) * 2 > len(lines) - 1


def _join(lines: Sequence[str]) -> str:
    joined = lines[0].strip()
    for line in lines[1:]:
        # "wine-glass" and "well—but" are wrapped after the dash, where there was no space.
        glue = "" if re.search(r"\w[-—–]$", joined) else " "
        joined += glue + line.strip()
    return joined
