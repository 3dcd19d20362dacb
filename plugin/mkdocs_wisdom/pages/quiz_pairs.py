"""Pairs of sentences for the quiz: one by the author, one by the voice.

Nothing but its words may tell which of two sentences is which. Both have nearly the same length,
both end with a full stop or neither does, their quotation marks come in pairs and are written the
same way, and neither is cut out of the middle of a sentence.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice, pairwise
from typing import NamedTuple

from mkdocs_wisdom.posts.beginning import count_words
from wisdom_model.text.brackets import missing_closers
from wisdom_model.text.sentences import ends_sentence, find_sentence_ends
from wisdom_model.text.words import split_words

FEWEST_WORDS, MOST_WORDS = 6, 40
"""Of a sentence."""
LARGEST_DIFFERENCE = 0.25
"""Between the lengths of two sentences, as a share of the author's, in characters."""
MOST_PAIRS = 200

_MARKS = str.maketrans(
    {"“": '"', "”": '"', "„": '"', "«": '"', "»": '"', "‘": "'", "’": "'", "\u00a0": " "}
)


class Written(NamedTuple):
    """A sentence that the voice wrote, and where."""

    text: str
    url: str
    """Of its post, relative to the site's root."""
    date: str
    """Of its post: ``2026-11-24``."""


class Pair(NamedTuple):
    author: str
    machine: Written


def write_alike(text: str) -> str:
    """``text`` with straight quotes, and dashes and ellipses of one character."""
    text = text.replace("«\u202f", "«").replace("«\u00a0", "«")
    text = text.replace("\u202f»", "»").replace("\u00a0»", "»")
    plain = text.translate(_MARKS).replace("--", "—").replace("...", "…")
    return " ".join(plain.split())


def cut_sentences(text: str) -> list[str]:
    """The sentences of a paragraph; ``"Ahoy!" he cried.`` is one."""
    ends = (end for end in find_sentence_ends(text) if not text[end:].lstrip()[:1].islower())
    cuts = sorted({0, *ends, len(text)})
    return [sentence for start, end in pairwise(cuts) if (sentence := text[start:end].strip())]


def is_suitable(text: str) -> bool:
    """Whether ``text`` is one sentence for the quiz."""
    return (
        FEWEST_WORDS <= count_words(text) <= MOST_WORDS
        and missing_closers(text) == ""
        and len(cut_sentences(text)) == 1
    )


def make_pairs(author: Sequence[str], machine: Iterable[Written]) -> list[Pair]:
    """Pair each of the author's sentences with the machine's that is nearest in length.

    Sentences that are not suitable have none, nor have those that both wrote. No sentence comes
    twice. Of the machine's sentences of one length, the first comes first.
    """
    written: dict[str, Written] = {}
    for sentence in machine:
        written.setdefault(sentence.text, sentence)
    said = "\n".join(map(_fold, written))
    suitable = [sentence for text, sentence in written.items() if is_suitable(text)]
    shelves = {
        closed: Shelf(sentence for sentence in suitable if ends_sentence(sentence.text) is closed)
        for closed in (True, False)
    }
    own = (text for text in dict.fromkeys(author) if is_suitable(text) and _fold(text) not in said)
    return list(islice(_pair(own, shelves), MOST_PAIRS))


class Shelf:
    """Sentences by their length, each to be taken once."""

    def __init__(self, sentences: Iterable[Written]) -> None:
        self._sentences = sorted(sentences, key=lambda sentence: len(sentence.text))
        self._lengths = [len(sentence.text) for sentence in self._sentences]

    def take(self, length: int) -> Written | None:
        """The sentence nearest to ``length``; None if none is near enough."""
        place = bisect_left(self._lengths, length)
        near = self._lengths[max(0, place - 1) : place + 1]
        nearest = min(near, key=lambda other: abs(other - length), default=None)
        if nearest is None or abs(nearest - length) > LARGEST_DIFFERENCE * length:
            return None
        first = bisect_left(self._lengths, nearest)
        del self._lengths[first]
        return self._sentences.pop(first)


def _pair(author: Iterable[str], shelves: dict[bool, Shelf]) -> Iterator[Pair]:
    for text in author:
        if machine := shelves[ends_sentence(text)].take(len(text)):
            yield Pair(text, machine)


def _fold(text: str) -> str:
    """The words alone, so that a sentence is found inside another."""
    return f" {' '.join(split_words(text))} "
