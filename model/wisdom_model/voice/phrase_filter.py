"""How long a phrase of a text was copied from the corpus, told without the corpus.

A Bloom filter (B. Bloom, Space/time trade-offs in hash coding with allowable errors, 1970) keeps a
few bits for every run of n words that the corpus has, for several n. It never denies a run that is
there, and now and then affirms one that is not. A word's key is its BLAKE2b, a run's key

    key(w_1 … w_n) = mix(n + sum_i M^(n - i) key(w_i)), modulo 2^64

with mix from splitmix64 (G. Steele et al., 2014). Its bits are a + i b for i = 0 … k - 1, a and b
mixed from the key (A. Kirsch and M. Mitzenmacher, Less hashing, same performance, 2006). All of
it is whole numbers, so every machine makes the same bits. No run crosses a paragraph's end.
"""

from __future__ import annotations

import hashlib
import math
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from wisdom_model.errors import ModelFileError
from wisdom_model.text.tokenizer import IDEOGRAPH

PHRASE_FILTER_VERSION = 1
"""Raised whenever any text would be split or hashed differently; a filter names the one it needs.
So words are cut here, and not where words are counted (``text.sentences``)."""
ALL_LENGTHS = tuple(range(4, 13))
FEW_LENGTHS = (4, 8, 12)
MANY_WORDS = 500_000
"""Words of a corpus above which a filter knows ``FEW_LENGTHS`` only: its size grows with the words
times the lengths, and a model file is to stay small. 10 bits a key make 3.75 bytes a word of it."""
BITS_PER_KEY = 10
"""By this, 1 in 120 runs that the corpus does not have passes for one that it has."""
LONGEST = 64
"""Words of a run, and bits of a key; a file that asks for more is no file of ours."""
SMALLEST = 8
"""Bytes of a filter."""

Keys = NDArray[np.uint64]
Flags = NDArray[np.bool_]

_PART = rf"(?:(?!{IDEOGRAPH})[^\W_])+"
_WORD = re.compile(rf"{IDEOGRAPH}|{_PART}(?:['’-]{_PART})*")
_BREAK = re.compile(r"\n\s*\n")
_MULTIPLIER = np.uint64(0xD1342543DE82EF95)  # M: odd, from G. Steele and S. Vigna, 2021
_STEP = np.uint64(0x9E3779B97F4A7C15)  # what separates a from b
_POSSIBLE = frozenset(range(2, LONGEST + 1))  # lengths
_KNOWN_WORDS = 2**17  # whose keys are kept
_ONES = np.unpackbits(np.arange(256, dtype=np.uint8)[:, None], axis=1).sum(1, dtype=np.int64)


class Span(NamedTuple):
    """Consecutive words of a text that the corpus has as well."""

    words: int
    """How many: at most, as a filter errs on that side only."""
    phrase: str
    """They themselves, as they stand in the text. If it is empty there is no run as long as the
    filter's least length, and ``words`` is one less than that."""


@dataclass(eq=False)
class PhraseFilter:
    """The runs of words that a corpus has."""

    lengths: tuple[int, ...]
    """Words of the runs that it knows, rising, 2 or more."""
    hashes: int
    """Bits of a key (k)."""
    bits: NDArray[np.uint8]
    """(bytes,): bit b is ``bits[b >> 3] >> (b & 7) & 1``. What goes into a model file."""
    keys: int = 0
    """Different runs that were added, less the few that were taken for one there already."""

    @classmethod
    def make(
        cls,
        pieces: Iterable[str],
        words: int,
        lengths: Sequence[int] | None = None,
        bits_per_key: int = BITS_PER_KEY,
    ) -> PhraseFilter:
        """Make the filter of a text, given as ``pieces`` that are cut between words.

        ``words`` is how many the text has, roughly, as the size is fixed beforehand; if there are
        more, the filter errs more often. Without ``lengths`` these are ``choose_lengths(words)``.
        """
        lengths = tuple(sorted(set(lengths or choose_lengths(words))))
        size = max(SMALLEST, math.ceil(words * len(lengths) * bits_per_key / 8))
        hashes = max(1, round(bits_per_key * math.log(2)))
        made, rest = cls(lengths, hashes, np.zeros(size, np.uint8)), ""
        for piece in pieces:
            made.add(rest + piece)
            rest = _tail(rest + piece, lengths[-1] - 1)
        return made

    @classmethod
    def read(cls, description: object, bits: NDArray[Any]) -> PhraseFilter:
        """A filter from what ``describe`` said of it and its bits; raises ModelFileError."""
        fields = _read_description(description)
        if bits.dtype != np.uint8 or bits.ndim != 1 or bits.size < SMALLEST:
            raise ModelFileError(
                f"the phrase filter's bits are {bits.dtype} of shape {bits.shape}: expected "
                f"one row of {SMALLEST} uint8 or more"
            )
        return cls(tuple(fields["lengths"]), fields["hashes"], bits, fields["keys"])

    def describe(self) -> dict[str, Any]:
        """All but the bits, as JSON values."""
        return {
            "version": PHRASE_FILTER_VERSION,
            "lengths": list(self.lengths),
            "hashes": self.hashes,
            "keys": self.keys,
        }

    @property
    def size(self) -> int:
        """In bytes."""
        return self.bits.size

    @property
    def false_positive_rate(self) -> float:
        """The share of runs which the corpus doesn't have that pass for ones which it has."""
        ones = int(np.bincount(self.bits, minlength=256) @ _ONES)
        return (ones / (8 * self.bits.size)) ** self.hashes

    def add(self, text: str) -> None:
        """Add the runs of ``text``; its beginning and its end count as ends of paragraphs."""
        matches = list(_WORD.finditer(text))
        for keys, within in _hash_runs(text, matches, self.lengths):
            own = np.unique(keys[within])
            self.keys += len(own) - int(np.count_nonzero(self._has(own)))
            for places in self._place(own):
                bits = np.left_shift(np.uint8(1), (places & np.uint64(7)).astype(np.uint8))
                np.bitwise_or.at(self.bits, places >> np.uint64(3), bits)

    def longest_copied(self, text: str) -> Span:
        """The longest run of words all of whose runs of the filter's lengths are known to it.

        Up to the greatest length it is the longest copied phrase, if the lengths have no gaps;
        beyond, runs of that length overlap and may be from different places, so that it is an
        upper bound. A run known by mistake lengthens it only if all shorter ones in it are known:
        to the next of the lengths.
        """
        matches = list(_WORD.finditer(text))
        keys, within = zip(*_hash_runs(text, matches, self.lengths), strict=True)
        found = self._has(np.concatenate(keys)) & np.concatenate(within)
        parts = np.split(found, np.cumsum([len(part) for part in keys])[:-1])
        copied, known, longest = np.ones(len(matches), np.bool_), 1, len(matches)
        for length, part in zip(self.lengths, parts, strict=True):
            shifts = range(length - known + 1)
            runs = np.all([part, *(copied[s : s + len(part)] for s in shifts)], axis=0)
            if not runs.any():
                longest = length - 1
                break
            copied, known = runs, length
        if known == 1:
            return Span(self.lengths[0] - 1, "")
        start, count = _find_longest(copied)
        words = min(count + known - 1, longest)
        return Span(words, text[matches[start].start() : matches[start + words - 1].end()])

    def _has(self, keys: Keys) -> Flags:
        found = np.ones(len(keys), np.bool_)
        for places in self._place(keys):
            bits = self.bits[places >> np.uint64(3)] >> (places & np.uint64(7)).astype(np.uint8)
            found &= (bits & np.uint8(1)) == 1
        return found

    def _place(self, keys: Keys) -> Iterator[Keys]:
        """The places of the keys' bits, one for each key in each of ``hashes`` arrays."""
        place, step = _mix(keys), _mix(keys + _STEP)
        for _ in range(self.hashes):
            yield place % np.uint64(8 * self.bits.size)
            place = place + step


def choose_lengths(words: int) -> tuple[int, ...]:
    """The lengths for a corpus of so many words: 4 to 12, or 4, 8 and 12 above ``MANY_WORDS``."""
    return ALL_LENGTHS if words <= MANY_WORDS else FEW_LENGTHS


def split_words(text: str) -> list[str]:
    """The words of ``text`` without case and punctuation, with ``'`` for ``’``."""
    return [_fold(match.group()) for match in _WORD.finditer(text)]


def _fold(word: str) -> str:
    return word.casefold().replace("’", "'")


@lru_cache(_KNOWN_WORDS)
def _hash_word(word: str) -> int:
    return int.from_bytes(hashlib.blake2b(_fold(word).encode(), digest_size=8).digest(), "little")


def _hash_runs(
    text: str, matches: Sequence[re.Match[str]], lengths: Sequence[int]
) -> Iterator[tuple[Keys, Flags]]:
    """For each length, by the run's first word: the keys, and whether they're of one paragraph."""
    words = np.fromiter((_hash_word(match.group()) for match in matches), np.uint64, len(matches))
    ends = [match.start() for match in _BREAK.finditer(text)]
    paragraphs = np.searchsorted(ends, [match.start() for match in matches])
    sums, summed = words, 1
    for length in lengths:
        for more in range(summed, length):
            sums = sums[: max(0, len(words) - more)] * _MULTIPLIER + words[more:]
        summed = length
        yield _mix(sums + np.uint64(length)), paragraphs[: len(sums)] == paragraphs[length - 1 :]


def _mix(keys: Keys) -> Keys:
    """splitmix64's last steps; a one-to-one map."""
    keys = (keys ^ (keys >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    keys = (keys ^ (keys >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    return keys ^ (keys >> np.uint64(31))


def _find_longest(flags: Flags) -> tuple[int, int]:
    """Where the first of the longest runs of True begins, and how long it is."""
    edges = np.flatnonzero(np.diff(np.concatenate([[False], flags, [False]])))
    counts = edges[1::2] - edges[::2]
    which = int(counts.argmax())
    return int(edges[2 * which]), int(counts[which])


def _tail(text: str, words: int) -> str:
    """The end of ``text`` that runs may share with what follows: so many words, one paragraph."""
    start = max((match.end() for match in _BREAK.finditer(text)), default=0)
    starts = [match.start() for match in _WORD.finditer(text, start)][-words:]
    return text[starts[0] :] if starts else ""


def _read_description(description: object) -> Mapping[str, Any]:
    names = ("version", "lengths", "hashes", "keys")
    if not isinstance(description, Mapping) or set(description) != set(names):
        raise ModelFileError(
            f"the phrase filter's description is {description!r}: expected an object with "
            f"{', '.join(names)}"
        )
    version, lengths, hashes, keys = (description[name] for name in names)
    if version != PHRASE_FILTER_VERSION:
        raise ModelFileError(
            f"the phrase filter's version is {version!r}, this program has "
            f"{PHRASE_FILTER_VERSION}: use the release that wrote it, or train again"
        )
    whole = isinstance(lengths, list) and all(type(length) is int for length in lengths)
    if not (whole and lengths and set(lengths) <= _POSSIBLE and sorted(set(lengths)) == lengths):
        raise ModelFileError(
            f"the phrase filter's lengths are {lengths!r}: expected a list of rising numbers, "
            f"2 to {LONGEST}"
        )
    if type(hashes) is not int or not 1 <= hashes <= LONGEST:
        raise ModelFileError(f"the phrase filter's hashes are {hashes!r}: expected 1 to {LONGEST}")
    if type(keys) is not int or keys < 0:
        raise ModelFileError(f"the phrase filter's keys are {keys!r}: expected 0 or more")
    return description
