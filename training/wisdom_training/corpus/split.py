"""The split of a corpus: a part for training, one for validation, one for testing.

The end of the text is held out. It is cut between documents if one ends near the wanted place, else
between paragraphs, else between tokens.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal, NamedTuple

from wisdom_model.text.tokenizer import DOCUMENT_END, PARAGRAPH, tokenize
from wisdom_training.corpus.text_file import TextFile
from wisdom_training.errors import FlagError

MOST_HELD_OUT_CHARACTERS = 1_000_000
"""Characters of a held-out part at most; more would take longer and measure no better."""

_MOST_HELD_OUT = 0.5  # of the text, by both parts
_CUT_TOLERANCE = 4  # a cut may be off by 1/4 of a part


@dataclass(frozen=True)
class SplitFractions:
    """The fractions of a text that are held out; the rest is for training."""

    validation: float = 0.05
    test: float = 0.05
    """0 for none: the voice is then measured on the validation part, which chose its weights."""

    def __post_init__(self) -> None:
        if not 0 < self.validation < _MOST_HELD_OUT:
            raise FlagError(
                f"--validation is {self.validation}: it must be above 0 and below {_MOST_HELD_OUT}"
            )
        if not 0 <= self.test < _MOST_HELD_OUT:
            raise FlagError(
                f"--test is {self.test}: it must be 0 or more and below {_MOST_HELD_OUT}"
            )
        if self.validation + self.test >= _MOST_HELD_OUT:
            raise FlagError(
                f"--validation is {self.validation} and --test {self.test}: together they must "
                f"be below {_MOST_HELD_OUT}, so that most of the text is trained on"
            )


class Parts(NamedTuple):
    """Three contiguous parts of a text, in order; the held-out ones are in memory."""

    train: TextFile
    validation: str
    test: str

    @property
    def evaluation_part(self) -> Literal["test", "validation"]:
        """The part that the trained model is measured on: the test part, if there is one."""
        return "test" if self.test else "validation"

    @property
    def evaluation_text(self) -> str:
        """The text of ``evaluation_part``."""
        return self.test or self.validation


def split(text: TextFile, fractions: SplitFractions) -> Parts:
    """Cut ``text`` by ``fractions``."""
    validation = _size(text, fractions.validation)
    test = _size(text, fractions.test)
    tail = text.tail(2 * (validation + test))
    rest, *held_out = cut(tail, validation, test)
    return Parts(text.without(tail[len(rest) :]), *held_out)


def cut(text: str, validation: int, test: int) -> tuple[str, str, str]:
    """Cut off about as many characters of the end of ``text`` for each of two parts."""
    reach = max(min(validation, test or validation) // _CUT_TOLERANCE, 1)
    first = _find_cut(text, len(text) - test - validation, reach)
    second = _find_cut(text, len(text) - test, reach) if test else len(text)
    return text[:first], text[first:second], text[second:]


def _size(text: TextFile, fraction: float) -> int:
    return min(max(int(text.characters * fraction), 1), MOST_HELD_OUT_CHARACTERS) if fraction else 0


def _find_cut(text: str, target: int, reach: int) -> int:
    window = text[target - reach : target + reach]
    ends: list[int] = []
    for mark in (DOCUMENT_END, PARAGRAPH):
        if not ends:
            ends = [match.end() + target - reach for match in re.finditer(mark, window)]
    if not ends:
        position = target - reach
        for token in tokenize(window):
            position += len(token)
            ends.append(position)
    return min(ends, key=lambda end: abs(end - target))
