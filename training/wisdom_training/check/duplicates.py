"""Documents that say the same as an earlier one, or nearly.

Two documents are nearly the same if they share most of their word triples: a Jaccard index of
NEAR or more. Candidates are found by minwise hashing in bands (A. Broder 1997,
doi:10.1109/SEQUEN.1997.666900; J. Leskovec et al., "Mining of Massive Datasets", chapter 3), and
then compared exactly.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from wisdom_model.hashing import GOLDEN_GAMMA, mix_bits
from wisdom_training.check.words import WordSequence
from wisdom_training.corpus.ngram_hashes import hash_ngrams

NEAR = 0.75  # as in wisdom import
"""The fraction of their word triples that documents share, from which on they are nearly alike."""
FEWEST_WORDS = 8
"""Shorter documents are alike by chance; only equal ones are counted."""

_N = 3
_LONGEST = 5_000  # words of a document that are compared
_BANDS, _ROWS = 8, 2  # two documents at NEAR are found with a probability of 0.999
_QUOTED_WORDS = 12


class Duplicates(NamedTuple):
    """Documents that repeat an earlier one."""

    same: int
    """With the same words."""
    near: int
    """With nearly the same words."""
    words: int
    """Words in both."""
    example: tuple[str, str] | None
    """The beginnings of the first two that are nearly the same, or else the same."""


def find_duplicates(sequence: WordSequence) -> Duplicates:
    """The documents that repeat an earlier one; empty documents do not count."""
    lengths = sequence.ends - sequence.starts
    filled = np.flatnonzero(lengths > 0)
    _, firsts, which = np.unique(sequence.digests[filled], return_index=True, return_inverse=True)
    same = np.delete(filled, firsts)
    distinct = filled[np.sort(firsts)]
    near = _find_near(sequence, distinct[lengths[distinct] >= FEWEST_WORDS])
    repeated = np.array([*same.tolist(), *near], np.int64)
    pair = next(iter(near.items()), None)
    if pair is None and len(same):
        place = int(np.flatnonzero(filled == same[0])[0])
        pair = int(same[0]), int(filled[firsts[which[place]]])
    return Duplicates(
        len(same), len(near), int(lengths[repeated].sum()), pair and _quote(sequence, pair)
    )


def _find_near(sequence: WordSequence, numbers: NDArray[np.int64]) -> dict[int, int]:
    """Documents among ``numbers`` that are nearly the same as an earlier one, and that one."""
    found: dict[int, int] = {}
    signatures = _sign(sequence)[numbers]
    for band in range(_BANDS):
        keys = _fold(signatures[:, band * _ROWS : (band + 1) * _ROWS])
        order = np.argsort(keys, kind="stable")
        first = 0
        for place in np.flatnonzero(keys[order][1:] == keys[order][:-1]).tolist():
            if keys[order[place]] != keys[order[first]]:
                first = place
            number = int(numbers[order[place + 1]])
            for other in {int(numbers[order[first]]), int(numbers[order[place]])}:
                if number not in found and _compare(sequence, number, other) >= NEAR:
                    found[number] = other
    return dict(sorted(found.items()))


def _sign(sequence: WordSequence) -> NDArray[np.uint64]:
    """The least of each of several hashes of a document's word triples, (D, bands * rows)."""
    signatures = np.zeros((len(sequence.ends), _BANDS * _ROWS), np.uint64)
    for first, last in sequence.document_blocks():
        starts = sequence.starts[first:last]
        ends = np.minimum(sequence.ends[first:last], starts + _LONGEST)
        begin = int(starts[0])
        hashes = hash_ngrams(sequence.ids[begin : int(ends[-1])], _N)
        long = np.flatnonzero(ends - starts >= FEWEST_WORDS)
        # Of each pair of places reduceat takes what is between them, of the odd ones the rest.
        places = np.stack([starts[long], ends[long] - _N + 1], axis=1).ravel() - begin
        hashes = np.append(hashes, np.iinfo(np.uint64).max)
        for row in range(_BANDS * _ROWS if len(long) else 0):
            mixed = mix_bits(hashes ^ mix_bits(np.full(1, row + 1, np.uint64) * GOLDEN_GAMMA))
            signatures[first + long, row] = np.minimum.reduceat(mixed, places)[::2]
    return signatures


def _fold(rows: NDArray[np.uint64]) -> NDArray[np.uint64]:
    """One key for each row of (D, rows)."""
    keys = np.zeros(len(rows), np.uint64)
    for column in rows.T:
        keys = mix_bits(keys ^ column.astype(np.uint64))
    return keys


def _compare(sequence: WordSequence, number: int, other: int) -> float:
    """The Jaccard index of two documents' word triples."""
    one, two = _list_triples(sequence, number), _list_triples(sequence, other)
    shared = len(one & two)
    return shared / (len(one) + len(two) - shared)


def _list_triples(sequence: WordSequence, number: int) -> set[tuple[int, ...]]:
    start = int(sequence.starts[number])
    ids = sequence.ids[start : min(int(sequence.ends[number]), start + _LONGEST)].tolist()
    return set(zip(ids, ids[1:], ids[2:], strict=False))


def _quote(sequence: WordSequence, pair: tuple[int, int]) -> tuple[str, str]:
    """The beginnings of a document and of the earlier one that it repeats."""
    later, earlier = (sequence.quote(int(sequence.starts[each]), _QUOTED_WORDS) for each in pair)
    return earlier, later
