"""Long phrases that occur more than once, found exactly.

The authors of earlier bots looked for phrases of a hundred words that occur twice in their text,
because a quotation, a chain letter or an article that was pasted twice is learned by heart.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from wisdom_training.check.words import WordSequence
from wisdom_training.corpus.ngram_hashes import BLOCK_WORDS, hash_ngrams

PHRASE_WORDS = 100
"""Words of a phrase whose repetition is reported."""

_MOST_HASHES = 1 << 24  # sorted at once: 128 MB
_QUOTED_WORDS = 12
_Places = NDArray[np.int64]


class Repetition(NamedTuple):
    """The longest run of words that occurs twice."""

    words: int
    start: str
    """Its first words."""


class Repetitions(NamedTuple):
    """What occurs more than once."""

    passages: int
    """Runs of PHRASE_WORDS words or more that occurred before, their later occurrences."""
    words: int
    """Words in these."""
    longest: Repetition | None


def find_repetitions(sequence: WordSequence, n: int = PHRASE_WORDS) -> Repetitions:
    """The runs of ``n`` words or more that occur more than once, across no document's end."""
    places, hashes = _find_repeated(sequence.ids, n)
    if not len(places):
        return Repetitions(0, 0, None)
    _, firsts = np.unique(hashes, return_index=True)
    copies = np.delete(places, firsts)  # all but the first occurrence of each phrase
    runs = _join(copies)
    words = sum(min(end - start + n - 1, after - start) for start, end, after in _before_next(runs))
    return Repetitions(len(runs), words, _find_longest(sequence, _join(places), n))


def _find_repeated(ids: NDArray[np.int32], n: int) -> tuple[_Places, NDArray[np.uint64]]:
    """The places of all n-grams that occur more than once, in order, and their hashes.

    Memory is bounded: only a part of all hashes, those with one remainder, is sorted at a time.
    """
    parts = 1 + len(ids) // _MOST_HASHES
    repeated = np.concatenate(
        [
            _keep_repeated(
                [
                    hashes[hashes % np.uint64(parts) == part] if parts > 1 else hashes
                    for _, hashes in _blocks(ids, n)
                ]
            )
            for part in range(parts)
        ]
    )
    repeated.sort()
    places, found = [np.empty(0, np.int64)], [np.empty(0, np.uint64)]
    for start, hashes in _blocks(ids, n) if len(repeated) else ():
        nearest = np.searchsorted(repeated, hashes).clip(max=len(repeated) - 1)
        inside = np.flatnonzero(repeated[nearest] == hashes)
        places.append(inside + start)
        found.append(hashes[inside])
    return np.concatenate(places), np.concatenate(found)


def _blocks(ids: NDArray[np.int32], n: int) -> Iterator[tuple[int, NDArray[np.uint64]]]:
    """The hashes of all n-grams, and the place of the first, block by block."""
    for start in range(0, len(ids) - n + 1, BLOCK_WORDS):
        yield start, hash_ngrams(ids[start : start + BLOCK_WORDS + n - 1], n)


def _keep_repeated(parts: list[NDArray[np.uint64]]) -> NDArray[np.uint64]:
    """The hashes that occur more than once, each once, in order."""
    hashes = np.concatenate([np.empty(0, np.uint64), *parts])
    hashes.sort()
    twice = hashes[1:][hashes[1:] == hashes[:-1]]
    return np.unique(twice)


def _join(places: _Places) -> list[tuple[int, int]]:
    """Runs of consecutive places: the first and, exclusive, the last of each."""
    breaks = np.flatnonzero(np.diff(places) > 1) + 1
    runs = np.split(places, breaks) if len(places) else []
    return [(int(run[0]), int(run[-1]) + 1) for run in runs]


def _before_next(runs: list[tuple[int, int]]) -> Iterator[tuple[int, int, int]]:
    """Each run with the start of the next, whose words are not counted twice."""
    far = np.iinfo(np.int64).max
    for (start, end), after in zip(runs, [*(run[0] for run in runs[1:]), far], strict=True):
        yield start, end, int(after)


def _find_longest(sequence: WordSequence, runs: list[tuple[int, int]], n: int) -> Repetition | None:
    """The longest repeated run of words; ``runs`` are the places of all repeated n-grams.

    If a run of some length is repeated, so are shorter ones: the length is found by bisection.
    """
    low, place = n, runs[0][0]
    high = max(end - start for start, end in runs) + n - 1
    while low < high:
        length = (low + high + 1) // 2
        found = _find_first_repeated(sequence.ids, runs, n, length)
        if found is None:
            high = length - 1
        else:
            low, place = length, found
    return Repetition(low, sequence.quote(place, _QUOTED_WORDS))


def _find_first_repeated(
    ids: NDArray[np.int32], runs: list[tuple[int, int]], n: int, length: int
) -> int | None:
    """The place of an n-gram of ``length`` words that occurs more than once, or None."""
    long = [(start, end + n - 1) for start, end in runs if end + n - 1 - start >= length]
    if not long:
        return None
    hashes = np.concatenate([hash_ngrams(ids[start:end], length) for start, end in long])
    places = np.concatenate([np.arange(start, end - length + 1) for start, end in long])
    order = np.argsort(hashes, kind="stable")
    ordered = hashes[order]
    equal = np.flatnonzero(ordered[1:] == ordered[:-1])
    return int(places[order[equal]].min()) if len(equal) else None
