"""The words of a corpus as numbers, with the places where documents end."""

from __future__ import annotations

import hashlib
import zlib
from array import array
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import BinaryIO

import numpy as np
from numpy.typing import NDArray

from wisdom_model.text.words import split_words
from wisdom_training.corpus.ngram_hashes import BLOCK_WORDS

MOST_WORDS = 2_000_000
"""Distinct words that are told apart; rarer ones that come later share as many numbers."""

_DIGEST_BYTES = 8


@dataclass(frozen=True)
class WordSequence:
    """All words of a corpus in order; a negative number of its own ends each document."""

    ids: NDArray[np.int32]
    """Ids of the words, (N,); on disk."""
    ends: NDArray[np.int64]
    """The place of each document's end in ``ids``, (D,)."""
    digests: NDArray[np.uint64]
    """A hash of each document's words, (D,); equal for equal ones, whatever case and marks."""
    words: list[str]
    """The folded words, by id."""
    total: int
    """Number of words."""

    @cached_property
    def starts(self) -> NDArray[np.int64]:
        """The place of each document's first word, (D,)."""
        return np.concatenate([np.zeros(1, np.int64), self.ends[:-1] + 1])[: len(self.ends)]

    def count(self) -> NDArray[np.int64]:
        """How often each word occurs, by id, (V,)."""
        counts = np.zeros(max(len(self.words), 1), np.int64)
        for start in range(0, len(self.ids), BLOCK_WORDS):
            block = self.ids[start : start + BLOCK_WORDS]
            found = np.bincount(block[block >= 0])
            if len(found) > len(counts):
                counts = np.pad(counts, (0, len(found) - len(counts)))
            counts[: len(found)] += found
        return counts

    def quote(self, start: int, most: int) -> str:
        """At most ``most`` words of one document from ``start`` on, with blanks between them."""
        ids = self.ids[start : start + most].tolist()
        end = next((place for place, each in enumerate(ids) if each < 0), len(ids))
        return " ".join(self.words[each] if each < len(self.words) else "…" for each in ids[:end])

    def document_blocks(self) -> Iterator[tuple[int, int]]:
        """The first and, exclusive, the last number of documents that are looked at together.

        They have at most BLOCK_WORDS words, or are one document.
        """
        first, ends = 0, self.ends
        while first < len(ends):
            limit = self.starts[first] + BLOCK_WORDS
            last = max(first + 1, int(np.searchsorted(ends, limit, "right")))
            yield first, last
            first = last


class WordRecorder:
    """Writes the words of passages to a file; ``read`` opens it when all are written."""

    def __init__(self, file: BinaryIO) -> None:
        self._file = file
        self._ids: dict[str, int] = {}
        self._ends, self._digests = array("q"), array("Q")
        self._digest = hashlib.blake2b(digest_size=_DIGEST_BYTES)
        self._place = 0
        self.total = 0

    def add(self, text: str) -> int:
        """Record the words of ``text``; returns their number."""
        words = split_words(text)
        self._file.write(array("i", map(self._find_id, words)).tobytes())
        self._digest.update(f"{' '.join(words)} ".encode())
        self._place += len(words)
        self.total += len(words)
        return len(words)

    def end_document(self) -> None:
        self._ends.append(self._place)
        self._file.write(array("i", [-len(self._ends)]).tobytes())
        self._place += 1
        self._digests.append(int.from_bytes(self._digest.digest(), "little"))
        self._digest = hashlib.blake2b(digest_size=_DIGEST_BYTES)

    def read(self, path: Path) -> WordSequence:
        """What was written, from the file's ``path``."""
        self._file.flush()
        # numpy maps no empty file; a plain view of the map is faster than the map.
        ids = np.asarray(np.memmap(path, np.int32, "r")) if self._place else np.empty(0, np.int32)
        ends, digests = np.array(self._ends, np.int64), np.array(self._digests, np.uint64)
        return WordSequence(ids, ends, digests, list(self._ids), self.total)

    def _find_id(self, word: str) -> int:
        known = self._ids.get(word)
        if known is not None:
            return known
        if len(self._ids) >= MOST_WORDS:
            return MOST_WORDS + zlib.crc32(word.encode()) % MOST_WORDS
        self._ids[word] = len(self._ids)
        return len(self._ids) - 1
