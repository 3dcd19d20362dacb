"""The longest phrase of a text that is copied from the corpus, found without the corpus.

A Bloom filter (B. Bloom, Space/time trade-offs in hash coding with allowable errors, 1970) stores a
few bits for every n-gram of words in the corpus, for several n. It recognises every n-gram of the
corpus, and by mistake a few others. A word's key is its BLAKE2b hash, an n-gram's key is

    key(w_1 … w_n) = mix(n + sum_i M^(n - i) key(w_i)), modulo 2^64

with mix from splitmix64 (G. Steele et al., 2014). Its bits are a + i b for i = 0 … k - 1, where a
and b are mixed from the key (A. Kirsch and M. Mitzenmacher, Less hashing, same performance, 2006).
All of this is integer arithmetic, so every machine makes the same bits. No n-gram crosses the end
of a paragraph.
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
from wisdom_model.hashing import GOLDEN_GAMMA, mix_bits
from wisdom_model.text.words import WORD, fold_word

PHRASE_FILTER_VERSION = 1
"""Raise it with any change to how a text is split (``text.words``) or hashed (``hashing``): a
filter names the version that it needs."""
ALL_LENGTHS = tuple(range(4, 13))
FEW_LENGTHS = (4, 8, 12)
MANY_WORDS = 500_000
"""Words of a corpus above which a filter has ``FEW_LENGTHS`` only. Its size is proportional to the
words times the lengths; with three lengths and 10 bits a key it is 3.75 bytes a word."""
BITS_PER_KEY = 10
"""With 10, about 1 in 120 n-grams that are not in the corpus is recognised by mistake."""
MOST_WORDS = 64
"""Of an n-gram; a file with more is damaged."""
MOST_HASHES = 64
"""Bits of a key; a file with more is damaged."""
SMALLEST_SIZE = 8
"""Bytes of the smallest filter."""

Keys = NDArray[np.uint64]
Flags = NDArray[np.bool_]

_BREAK = re.compile(r"\n\s*\n")
_MULTIPLIER = np.uint64(0xD1342543DE82EF95)  # M: odd, from G. Steele and S. Vigna, 2021
_POSSIBLE_LENGTHS = frozenset(range(2, MOST_WORDS + 1))
_CACHED_WORDS = 2**17  # whose keys are kept in memory


class Span(NamedTuple):
    """Consecutive words of a text that are in the corpus too."""

    words: int
    """How many there are: an upper bound, as the filter may recognise too many n-grams."""
    phrase: str
    """The words as the text has them. It is empty if no n-gram of the filter's smallest length was
    recognised; then ``words`` is one less than that length."""


@dataclass(eq=False)
class PhraseFilter:
    """The n-grams of words in a corpus."""

    lengths: tuple[int, ...]
    """The values of n, ascending, each 2 or more."""
    hashes: int
    """Bits of a key, k."""
    bits: NDArray[np.uint8]
    """(bytes,): bit b is ``bits[b >> 3] >> (b & 7) & 1``. The tensor in a model file."""
    keys: int = 0
    """Different n-grams added, except the few that were recognised before by mistake."""

    @classmethod
    def make(
        cls,
        pieces: Iterable[str],
        words: int,
        lengths: Sequence[int] | None = None,
        bits_per_key: int = BITS_PER_KEY,
    ) -> PhraseFilter:
        """Make the filter of a text, given as ``pieces`` that are cut between words.

        ``words`` is their approximate number, which fixes the size; with more words the filter
        makes more mistakes. ``lengths`` are ``choose_lengths(words)`` if none are given.
        """
        lengths = tuple(sorted(set(lengths or choose_lengths(words))))
        size = max(SMALLEST_SIZE, math.ceil(words * len(lengths) * bits_per_key / 8))
        hashes = max(1, round(bits_per_key * math.log(2)))
        phrase_filter, rest = cls(lengths, hashes, np.zeros(size, np.uint8)), ""
        for piece in pieces:
            phrase_filter.add(rest + piece)
            rest = _tail(rest + piece, lengths[-1] - 1)
        return phrase_filter

    @classmethod
    def read(cls, description: object, bits: NDArray[Any]) -> PhraseFilter:
        """Make a filter of what ``describe`` returned and its bits; raises ModelFileError."""
        fields = _read_description(description)
        if bits.dtype != np.uint8 or bits.ndim != 1 or bits.size < SMALLEST_SIZE:
            raise ModelFileError(
                f"the phrase filter's bits are {bits.dtype} of shape {bits.shape}: expected "
                f"one row of {SMALLEST_SIZE} uint8 or more"
            )
        return cls(tuple(fields["lengths"]), fields["hashes"], bits, fields["keys"])

    def describe(self) -> dict[str, Any]:
        """Everything except the bits, as JSON values."""
        return {
            "version": PHRASE_FILTER_VERSION,
            "lengths": list(self.lengths),
            "hashes": self.hashes,
            "keys": self.keys,
        }

    def add(self, text: str) -> None:
        """Add the n-grams of ``text``, which begins and ends with paragraphs."""
        matches = list(WORD.finditer(text))
        for keys, within in _hash_ngrams(text, matches, self.lengths):
            distinct = np.unique(keys[within])
            self.keys += len(distinct) - int(np.count_nonzero(self._has(distinct)))
            for positions in self._bit_positions(distinct):
                bits = np.left_shift(np.uint8(1), (positions & np.uint64(7)).astype(np.uint8))
                np.bitwise_or.at(self.bits, positions >> np.uint64(3), bits)

    def longest_copied(self, text: str) -> Span:
        """The longest sequence of words whose n-grams the filter recognises, for each of its n.

        Up to the largest n this is the longest copied phrase, if the lengths have no gaps. A longer
        one is an upper bound, because its n-grams may come from different parts of the corpus. An
        n-gram that is recognised by mistake counts only if all shorter ones in it are recognised
        too.
        """
        matches = list(WORD.finditer(text))
        keys, within = zip(*_hash_ngrams(text, matches, self.lengths), strict=True)
        found = self._has(np.concatenate(keys)) & np.concatenate(within)
        parts = np.split(found, np.cumsum([len(part) for part in keys])[:-1])
        copied, checked_length, upper_bound = np.ones(len(matches), np.bool_), 1, len(matches)
        for length, part in zip(self.lengths, parts, strict=True):
            shifts = range(length - checked_length + 1)
            runs = np.all([part, *(copied[s : s + len(part)] for s in shifts)], axis=0)
            if not runs.any():
                upper_bound = length - 1
                break
            copied, checked_length = runs, length
        if checked_length == 1:
            return Span(self.lengths[0] - 1, "")
        start, count = _find_longest(copied)
        words = min(count + checked_length - 1, upper_bound)
        return Span(words, text[matches[start].start() : matches[start + words - 1].end()])

    def recognise_next(self, words: Sequence[str], candidates: Sequence[str]) -> Flags:
        """Whether each candidate may follow ``words``, by all n-grams that it ends: (candidates,).

        n-grams of more words than there are do not count.
        """
        keys = np.array([_hash_word(word) for word in candidates], np.uint64)
        found = np.ones(len(keys), np.bool_)
        for length in self.lengths:
            if length - 1 > len(words):
                break
            before = np.uint64(0)
            with np.errstate(over="ignore"):  # modulo 2^64
                for word in words[len(words) - length + 1 :]:
                    before = before * _MULTIPLIER + np.uint64(_hash_word(word))
                sums = before * _MULTIPLIER + keys
            found &= self._has(mix_bits(sums + np.uint64(length)))
        return found

    def _has(self, keys: Keys) -> Flags:
        found = np.ones(len(keys), np.bool_)
        for positions in self._bit_positions(keys):
            shifts = (positions & np.uint64(7)).astype(np.uint8)
            bits = self.bits[positions >> np.uint64(3)] >> shifts
            found &= (bits & np.uint8(1)) == 1
        return found

    def _bit_positions(self, keys: Keys) -> Iterator[Keys]:
        """The positions of the keys' bits: ``hashes`` arrays with one position for each key."""
        position, step = mix_bits(keys), mix_bits(keys + GOLDEN_GAMMA)
        for _ in range(self.hashes):
            yield position % np.uint64(8 * self.bits.size)
            position = position + step


def choose_lengths(words: int) -> tuple[int, ...]:
    """The values of n for a corpus of this many words: few above ``MANY_WORDS``."""
    return ALL_LENGTHS if words <= MANY_WORDS else FEW_LENGTHS


@lru_cache(_CACHED_WORDS)
def _hash_word(word: str) -> int:
    return int.from_bytes(
        hashlib.blake2b(fold_word(word).encode(), digest_size=8).digest(), "little"
    )


def _hash_ngrams(
    text: str, matches: Sequence[re.Match[str]], lengths: Sequence[int]
) -> Iterator[tuple[Keys, Flags]]:
    """For each n: the keys of all n-grams, and whether each lies within one paragraph."""
    words = np.fromiter((_hash_word(match.group()) for match in matches), np.uint64, len(matches))
    ends = [match.start() for match in _BREAK.finditer(text)]
    paragraphs = np.searchsorted(ends, [match.start() for match in matches])
    sums, summed = words, 1
    for length in lengths:
        for index in range(summed, length):
            sums = sums[: max(0, len(words) - index)] * _MULTIPLIER + words[index:]
        summed = length
        within = paragraphs[: len(sums)] == paragraphs[length - 1 :]
        yield mix_bits(sums + np.uint64(length)), within


def _find_longest(flags: Flags) -> tuple[int, int]:
    """Start and length of the first of the longest runs of True."""
    edges = np.flatnonzero(np.diff(np.concatenate([[False], flags, [False]])))
    counts = edges[1::2] - edges[::2]
    which = int(counts.argmax())
    return int(edges[2 * which]), int(counts[which])


def _tail(text: str, words: int) -> str:
    """The end of ``text`` whose n-grams may go on in the next piece: at most so many words."""
    start = max((match.end() for match in _BREAK.finditer(text)), default=0)
    starts = [match.start() for match in WORD.finditer(text, start)][-words:]
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
    if not (
        whole and lengths and set(lengths) <= _POSSIBLE_LENGTHS and sorted(set(lengths)) == lengths
    ):
        raise ModelFileError(
            f"the phrase filter's lengths are {lengths!r}: expected a list of ascending numbers, "
            f"2 to {MOST_WORDS}"
        )
    if type(hashes) is not int or not 1 <= hashes <= MOST_HASHES:
        raise ModelFileError(
            f"the phrase filter's hashes are {hashes!r}: expected 1 to {MOST_HASHES}"
        )
    if type(keys) is not int or keys < 0:
        raise ModelFileError(f"the phrase filter's keys are {keys!r}: expected 0 or more")
    return description
