"""Lines to paragraphs: which line breaks only wrap a line, and which mean something.

A program that wraps text breaks a line where the next word would not have fit. So a line is *full*
if it and the next line's first word together exceed the common width. In wrapped prose nearly all
lines but each paragraph's last are full; in verse, lists and posts few are. That decides for a
file. For a paragraph of a wrapped file it's enough that most lines are nearly as long: some
programs count a curly quote or a dash as several characters.
"""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from itertools import pairwise

from wisdom_training.errors import FlagError

UNWRAP = ("auto", "always", "never")

_NARROWEST, _WIDEST = 40, 132  # characters; what people and programs wrap at
_MOST_FULL = 0.7  # share of full lines from which a file is held for wrapped
_NEARLY_FULL = 0.75  # of the width, from which a line in a wrapped file is none of a verse
_FEWEST_LINES = 5


def join_lines(text: str, unwrap: str = "auto") -> tuple[list[str], str | None]:
    """Paragraphs of ``text`` (line feeds alone end lines), and a note on what was done.

    A file that is not wrapped and has no blank line at all holds one paragraph a line.
    """
    if unwrap not in UNWRAP:
        raise FlagError(f"--unwrap is {unwrap!r}: it must be one of {', '.join(UNWRAP)}")
    blocks = [
        block.strip("\n").split("\n")
        for block in re.split(r"\n(?:[^\S\n]*\n)+", text)
        if block.strip()
    ]
    if unwrap == "never":
        return ["\n".join(lines) for lines in blocks], None
    if unwrap == "always":
        return [_join(lines) for lines in blocks], "line breaks inside paragraphs became spaces"
    width = wrap_width(blocks)
    if width is not None:
        joined = [
            _join(lines) if _is_wrapped(lines, width) else "\n".join(lines) for lines in blocks
        ]
        return joined, f"lines wrapped at {width} characters were joined to paragraphs"
    if len(blocks) == 1 and len(blocks[0]) > 1:
        return [line.strip() for line in blocks[0]], "every line is taken as a paragraph"
    return ["\n".join(lines) for lines in blocks], None


def wrap_width(blocks: Sequence[Sequence[str]]) -> int | None:
    """The width in characters at which paragraphs (lists of lines) are wrapped, None if not."""
    inner = sorted(len(line) for lines in blocks for line in lines[:-1])
    if len(inner) < _FEWEST_LINES:
        return None
    width = inner[math.ceil(0.98 * len(inner)) - 1]
    if not _NARROWEST <= width <= _WIDEST:
        return None
    full = sum(_count_full(lines, width) for lines in blocks)
    return width if full >= _MOST_FULL * len(inner) else None


def _count_full(lines: Sequence[str], width: int) -> int:
    return sum(
        len(line) + 1 + len(following.split(maxsplit=1)[0]) > width
        for line, following in pairwise(lines)
    )


def _is_wrapped(lines: Sequence[str], width: int) -> bool:
    nearly = sum(len(line) >= _NEARLY_FULL * width for line in lines[:-1])
    return max(_count_full(lines, width), nearly) * 2 > len(lines) - 1


def _join(lines: Sequence[str]) -> str:
    joined = lines[0].strip()
    for line in lines[1:]:
        # A wrapper breaks "wine-glass" and "well—but" after the dash, where no space was.
        glue = "" if re.search(r"\w[-—–]$", joined) else " "
        joined += glue + line.strip()
    return joined
