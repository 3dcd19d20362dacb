"""Lines to paragraphs: which line breaks only wrap a line, and which have a meaning.

A program that wraps text breaks a line where the next word would not have fit. So a line is *full*
at a width if it fits and the next line's first word would not have fit after it. The width of a
file is the one at which most lines are full. In wrapped prose these are nearly all the lines that
end inside a sentence; in verse and posts they are few. Records may have equal lengths, too, but no
sentence goes on from one to the next. This decides for a whole file. A paragraph of a wrapped file
only needs a majority of lines that are nearly full: some programs count a curly quote or a dash as
several characters.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import accumulate, pairwise

from wisdom_model.errors import quote
from wisdom_model.text.sentences import ends_sentence
from wisdom_model.text.tokenizer import IDEOGRAPH
from wisdom_training.errors import FlagError

UNWRAP = ("auto", "always", "never")

_NARROWEST_WRAP, _WIDEST_WRAP = 20, 200  # characters
_GOING_ON_FRACTION = 0.25  # of a wrapped file's lines that go on with a sentence, at the least
_FULL_FRACTION = 0.6  # of the lines before these that must be full
_LIST_FRACTION = 0.1  # of a block's lines that go on, below which the block is a list or verse
_LEAST_LIST = 8  # lines; of fewer lines of prose none may go on, by chance
_NEARLY_FULL_FRACTION = 0.75  # of the width, from which a line of a wrapped file counts as wrapped
_FEWEST_BREAKS, _FEWEST_WRAPPED_LINES = 2, 5  # of fewer lines than 5 all must be full, and wide
_USUAL_WRAP = 50  # characters
_FEWEST_RAGGED_LINES = 30
_RAGGED_FRACTION, _LONG_FRACTION = 0.6, 0.9  # nearly all lines have 6/10 of the usual width
_SENTENCE_FRACTION = 0.2  # of lines of prose in the midst of which a sentence ends; of verse fewer
_SENTENCE_BREAK = re.compile(r"\w[.!?…][\"”’»)]*[ ]+[\"“„«‘]?\w")
_SPACED_LINES = 1.1  # a block, on average, up to which blank lines may only be wide spacing
_TWO_BREAKS = re.compile(r"\n[^\S\n]*\n")
_JOINED = "lines wrapped at {} characters were joined to paragraphs"
_COMMON_BEGINNING = 0.3  # of lines with the same first word, above which they are records
_COLUMN_FRACTION = 0.8  # of lines with a space at the same place, above which they are a table
_IDEOGRAPH = re.compile(IDEOGRAPH)
_WIDE = rf"(?:{IDEOGRAPH}|[\u3000-\u303f\uff00-\uffef])"  # ideographs and their marks
_GLUED = re.compile(rf"\w[-—–]\n|{_WIDE}\n{_WIDE}")
BLANK_LINES = re.compile(r"\n(?:[^\S\n]*\n)+")


@dataclass(frozen=True)
class Layout:
    """How the lines of a file form paragraphs."""

    kind: str
    """``kept``: line breaks stay; ``joined``: all become spaces; ``wrapped``: those of wrapped
    blocks become spaces; ``spaced``: the same, but a blank line follows every line; ``lines``:
    every line is a paragraph."""
    width: int = 0
    """The width in characters at which lines are wrapped; 0 if they are not."""
    note: str | None = None
    """A sentence for people on the change, or None."""

    def find_end(self, text: str) -> int:
        """The end of the last paragraph in ``text`` that is complete even if more text follows."""
        if self.kind == "lines":
            return text.rfind("\n") + 1
        end = 0
        for match in BLANK_LINES.finditer(text):
            end = match.end()
        return end

    def read(self, text: str) -> list[str]:
        """The paragraphs of ``text``, whose lines end with line feeds."""
        if self.kind == "lines":
            return [line.strip() for line in text.split("\n") if line.strip()]
        if self.kind == "spaced":
            text = _halve_breaks(text)
        return [paragraph for lines in find_blocks(text) for paragraph in self._read_block(lines)]

    def _read_block(self, lines: Sequence[str]) -> list[str]:
        if self.kind == "joined":
            return [_join(lines)]
        if self.kind in {"wrapped", "spaced"} and _is_wrapped(lines, self.width):
            return [_join(paragraph) for paragraph in _split_block(lines, self.width)]
        return ["\n".join(lines)]


def find_layout(sample: str, unwrap: str = "auto") -> Layout:
    """The layout of a file that begins with ``sample``, whose lines end with line feeds.

    A file that is not wrapped and has no blank line has one paragraph on each line.
    """
    if unwrap not in UNWRAP:
        raise FlagError(f"--unwrap is {quote(unwrap)}: it must be one of {', '.join(UNWRAP)}")
    if unwrap == "never":
        return Layout("kept")
    if unwrap == "always":
        return Layout("joined", note="line breaks inside paragraphs became spaces")
    blocks = find_blocks(sample)
    width = wrap_width(blocks)
    if width is not None:
        return Layout("wrapped", width, _JOINED.format(width))
    if sum(map(len, blocks)) <= _SPACED_LINES * len(blocks):
        width = wrap_width(find_blocks(_halve_breaks(sample)))
        if width is not None:
            return Layout("spaced", width, _JOINED.format(width))
    if len(blocks) == 1 and len(blocks[0]) > 1:
        return Layout("lines", note="every line is a paragraph")
    return Layout("kept")


def find_blocks(text: str) -> list[list[str]]:
    """The blocks of ``text``, which blank lines separate, as lists of lines."""
    return [block.strip("\n").split("\n") for block in BLANK_LINES.split(text) if block.strip()]


def wrap_width(blocks: Sequence[Sequence[str]]) -> int | None:
    """The width in characters at which the blocks' lines are wrapped, or None."""
    breaks = [pair for lines in blocks for pair in pairwise(lines)]
    inside = [pair for pair in breaks if _goes_on(pair)]
    if len(inside) < max(_FEWEST_BREAKS, _GOING_ON_FRACTION * len(breaks)):
        return None
    width = _exact_width(inside) or _ragged_width(inside)
    if width is None or _are_records([following for _, following in breaks]):
        return None
    return width


def _exact_width(inside: Sequence[tuple[str, str]]) -> int | None:
    """The width at which a program wrapped the lines that end inside a sentence, or None."""
    width, full = _most_common_width(inside)
    if full < _FULL_FRACTION * len(inside) or not _NARROWEST_WRAP <= width <= _WIDEST_WRAP:
        return None
    if len(inside) < _FEWEST_WRAPPED_LINES and (full < len(inside) or width < _USUAL_WRAP):
        return None
    return width


def _ragged_width(inside: Sequence[tuple[str, str]]) -> int | None:
    """The usual width if a person wrapped the lines, in the midst of sentences, or None."""
    lengths = sorted(len(line) for line, _ in inside)
    usual = lengths[int(0.9 * len(lengths))]
    long = sum(length >= _RAGGED_FRACTION * usual for length in lengths)
    ends = sum(_SENTENCE_BREAK.search(line) is not None for line, _ in inside)
    is_prose = (
        len(inside) >= _FEWEST_RAGGED_LINES
        and _USUAL_WRAP <= usual <= _WIDEST_WRAP
        and long >= _LONG_FRACTION * len(inside)
        and ends >= _SENTENCE_FRACTION * len(inside)
    )
    return usual if is_prose else None


def _halve_breaks(text: str) -> str:
    return _TWO_BREAKS.sub("\n", text)


def _most_common_width(breaks: Iterable[tuple[str, str]]) -> tuple[int, int]:
    """The width at which most of the lines before a break are full, and how many are."""
    changes: Counter[int] = Counter()
    for line, following in breaks:
        changes[len(line)] += 1
        changes[_least_with_next_word(line, following)] -= 1
    widths = sorted(changes)
    counts = list(accumulate(changes[width] for width in widths))
    most = max(counts)
    return widths[counts.index(most)], most


def _least_with_next_word(line: str, following: str) -> int:
    """The length of ``line`` with the first word of the next; ideographs break anywhere."""
    word = following.split(maxsplit=1)[0]
    return len(line) + (1 if _IDEOGRAPH.match(word) else 1 + len(word))


def _are_records(lines: Sequence[str]) -> bool:
    """Whether the lines begin alike or have columns, so that their lengths mean nothing."""
    first_words = Counter(line.split(maxsplit=1)[0] for line in lines)
    if max(first_words.values()) > max(_COMMON_BEGINNING * len(lines), 2):
        return True
    spaces = Counter(place for line in lines for place, char in enumerate(line) if char == " ")
    inside = [n for place, n in spaces.items() if any(line[:place].strip() for line in lines)]
    return len(lines) >= _LEAST_LIST and max(inside, default=0) > _COLUMN_FRACTION * len(lines)


def _goes_on(lines: tuple[str, str]) -> bool:
    """Whether the second line begins as if a sentence went on: with no capital, digit or mark."""
    begin = lines[1].lstrip("\"'“‘„«(_ ")[:1]
    return begin.isalpha() and not begin.isupper()


def _is_wrapped(lines: Sequence[str], width: int) -> bool:
    breaks = list(pairwise(lines))
    if len(lines) >= _LEAST_LIST:
        inside = [pair for pair in breaks if _goes_on(pair)]
        if len(inside) < _LIST_FRACTION * len(breaks):
            return False
        breaks = inside
    full = sum(_least_with_next_word(*pair) > width for pair in breaks)
    nearly = sum(len(line) >= _NEARLY_FULL_FRACTION * width for line, _ in breaks)
    return max(full, nearly) * 2 > len(breaks)


def _split_block(lines: Sequence[str], width: int) -> list[list[str]]:
    """The paragraphs of a wrapped block: one is indented, or comes after a short last line."""
    paragraphs = [[lines[0]]]
    for line, following in pairwise(lines):
        indented = following[:1].isspace() and not line[:1].isspace()
        short = len(line) < _NEARLY_FULL_FRACTION * width
        full = _least_with_next_word(line, following) > width
        if (ends_sentence(line) and (indented or (short and not full))) or (indented and not full):
            paragraphs.append([])
        paragraphs[-1].append(following)
    return paragraphs


def _join(lines: Sequence[str]) -> str:
    joined = lines[0].strip()
    for line in lines[1:]:
        # "wine-glass" and "well—but" are wrapped after the dash, where there was no space.
        # Ideographs have no spaces between them.
        glue = "" if _GLUED.search(f"{joined[-2:]}\n{line.strip()[:1]}") else " "
        joined += glue + line.strip()
    return joined
