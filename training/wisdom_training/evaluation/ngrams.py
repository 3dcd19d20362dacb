"""Which n-grams of a text occur in a corpus, and the longest span of words copied from it.

N-grams are compared by their hashes (corpus/ngram_hashes.py), copied spans also word by word.
"""

from __future__ import annotations

import itertools
import math
from collections.abc import Iterable, Iterator, Sequence

import numpy as np
from numpy.typing import NDArray

from wisdom_model.text.words import split_words
from wisdom_training.corpus.ngram_hashes import BLOCK_WORDS, hash_ngrams

_UNKNOWN_ID = -1  # of all words that are not in the corpus


class NgramIndex:
    """The words of a corpus in order, searched for n-grams of any length.

    It takes four bytes for each word. Hashes are computed for each search, block by block.
    """

    def __init__(self, pieces: Iterable[str]) -> None:
        """``pieces`` of one text in order, cut between words; n-grams may cross the cuts."""
        ids: dict[str, int] = {}
        parts = [
            np.fromiter((ids.setdefault(word, len(ids)) for word in split_words(piece)), np.int32)
            for piece in pieces
        ]
        self._ids = ids
        self._corpus = np.concatenate([np.empty(0, np.int32), *parts])
        self._sorted_hashes: dict[int, NDArray[np.uint64]] = {}

    def __len__(self) -> int:
        """Number of words in the corpus."""
        return len(self._corpus)

    def most_frequent(self, number: int) -> list[str]:
        """The ``number`` most frequent words, or all; of equal ones the one that comes first."""
        counts = np.bincount(self._corpus, minlength=len(self._ids))
        words = list(self._ids)
        return [words[place] for place in np.argsort(-counts, kind="stable")[:number]]

    def fraction_new(self, texts: Sequence[Sequence[str]], n: int) -> float:
        """Fraction of the n-grams of ``texts``, lists of words, that are not in the corpus.

        A repeated n-gram counts each time (McCoy et al.
        2023, "How much do language models copy from their training data? Evaluating linguistic
        novelty in text generation using RAVEN", arXiv:2111.09509). nan if no text has n words.
        """
        hashes = [hash_ngrams(ids, n) for ids in self._encode(texts)]
        new = ~self._contains(np.concatenate([np.empty(0, np.uint64), *hashes]), n)
        return float(new.mean()) if len(new) else math.nan

    def has_any(self, words: Sequence[str], n: int) -> bool:
        """Whether any ``n`` words in a row of ``words`` are in the corpus.

        The first call for an ``n`` sorts the hashes of all n-grams, and the index keeps them.
        """
        if n not in self._sorted_hashes:
            self._sorted_hashes[n] = np.unique(hash_ngrams(self._corpus, n))
        known, (ids,) = self._sorted_hashes[n], self._encode([words])
        hashes = hash_ngrams(ids, n)
        places = np.searchsorted(known, hashes)
        return bool((known.take(places, mode="clip") == hashes).any()) if len(known) else False

    def longest_copy(self, texts: Sequence[Sequence[str]]) -> list[str]:
        """The longest run of words in ``texts`` that is also in the corpus; the first of them.

        If a run of some length is copied, so are shorter ones: the length is found by bisection.
        """
        encoded = self._encode(texts)
        low, high = 0, min(len(self), max(map(len, texts), default=0))
        longest: list[str] = []
        while low < high:
            length = (low + high + 1) // 2
            if place := self._find_copy(encoded, length):
                number, start = place
                low, longest = length, list(texts[number][start : start + length])
            else:
                high = length - 1
        return longest

    def _encode(self, texts: Iterable[Sequence[str]]) -> list[NDArray[np.int32]]:
        return [
            np.array([self._ids.get(word, _UNKNOWN_ID) for word in text], np.int32)
            for text in texts
        ]

    def _blocks(self, n: int) -> Iterator[NDArray[np.int32]]:
        """Blocks of the corpus that overlap by n - 1 words: every n-gram is in exactly one."""
        for start in range(0, len(self) - n + 1, BLOCK_WORDS):
            yield self._corpus[start : start + BLOCK_WORDS + n - 1]

    def _contains(self, hashes: NDArray[np.uint64], n: int) -> NDArray[np.bool_]:
        """Whether each of ``hashes``, (N,), is that of an n-gram of the corpus, (N,)."""
        wanted, places = np.unique(hashes, return_inverse=True)
        found = np.zeros(len(wanted), bool)
        for block in self._blocks(n) if len(wanted) else ():
            known = hash_ngrams(block, n)
            nearest = np.searchsorted(wanted, known).clip(max=len(wanted) - 1)
            found[nearest[wanted[nearest] == known]] = True
        return found[places]

    def _find_copy(self, texts: list[NDArray[np.int32]], n: int) -> tuple[int, int] | None:
        """The text number and the position of the first n-gram that is in the corpus."""
        hashes = [hash_ngrams(ids, n) for ids in texts]
        found = self._contains(np.concatenate(hashes), n)
        places = (
            (number, start) for number, some in enumerate(hashes) for start in range(len(some))
        )
        for number, start in itertools.compress(places, found):
            if self._has(texts[number][start : start + n], hashes[number][start]):
                return number, start
        return None

    def _has(self, ngram: NDArray[np.int32], hashed: np.uint64) -> bool:
        n = len(ngram)
        return any(
            np.array_equal(block[start : start + n], ngram)
            for block in self._blocks(n)
            for start in np.flatnonzero(hash_ngrams(block, n) == hashed)
        )
