"""The words of a text that could be names, with what stands before them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from wisdom_model.text.words import WORD
from wisdom_training.review.cues import TITLES
from wisdom_training.review.name_matcher import PART

_SHORTEST_NAME = 2
_LONGEST_ENDING = 3  # of what follows an apostrophe and is no name: 's, 'll, 'in
# Between two words of one sentence: blanks, commas, what joins names.
_WITHIN_SENTENCE = re.compile(r"[\s,&/@+~'’-]*(?<!\n)")
_NEGATION = re.compile(r"n['’]t$", re.IGNORECASE)


class Occurrence(NamedTuple):
    """A word, or a part of one with a hyphen or an apostrophe."""

    word: str
    start: int
    end: int
    inside: bool
    """Whether it is inside a sentence, where only names and the like have a capital."""
    previous: str
    """The word before it in the same sentence, in small letters, or ``@``; else empty."""


def list_occurrences(text: str) -> Iterator[Occurrence]:
    """The words of ``text`` that consist of letters, without contractions such as ``don't``."""
    end, previous = 0, ""
    for match in WORD.finditer(text):
        gap, start, whole = text[end : match.start()], match.start(), match.group()
        inside = bool(previous) and (gap == " " or _continues(gap, previous))
        before = "@" if gap.endswith("@") else previous if inside else ""
        end = match.end()
        if _NEGATION.search(whole):
            previous = whole.lower()
            continue
        for part in PART.finditer(whole):
            word = part.group()
            if _may_be_name(word, first=part.start() == 0):
                place = start + part.start()
                yield Occurrence(word, place, place + len(word), inside or part.start() > 0, before)
        previous = whole.lower()


def _continues(gap: str, previous: str) -> bool:
    """Whether what follows ``gap`` belongs to the sentence of ``previous``."""
    if gap.strip() == ".":
        return previous in TITLES
    return "\n" not in gap and _WITHIN_SENTENCE.fullmatch(gap) is not None


def _may_be_name(word: str, *, first: bool) -> bool:
    if len(word) < _SHORTEST_NAME or not word.isalpha() or word.lower() in TITLES:
        return False
    return first or len(word) > _LONGEST_ENDING or word[0].isupper()
