"""Ids on disk, read through a memory map, and the batches made of them.

An ``.ids`` file has only whole numbers, little-endian, of two bytes each if the vocabulary is
small enough, else of four. The text is a ring of N ids, cut into B columns that are read side by
side, T steps a batch. The caller chooses the offset of the first cut:

    offset
    a b c d | e f g h        batch 1   a b    batch 2   c d      inputs, (B, T)
    column 1  column 2                 e f              g h      targets: one further
"""

from __future__ import annotations

import mmap
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from wisdom_model.network.language_model import Ids

_RELEASE_EVERY = 256  # batches
_NARROW, _WIDE = np.dtype("<u2"), np.dtype("<u4")


@dataclass(frozen=True)
class TokenFile:
    """The file of a text's ids; small enough to be sent to other processes."""

    path: Path
    dtype: str
    """In numpy's notation: ``<u2`` or ``<u4``."""
    length: int

    def __len__(self) -> int:
        return self.length

    def open(self) -> np.memmap[tuple[int], np.dtype[np.unsignedinteger]]:
        """The ids, (N,), read-only; the system loads pages on use and may drop them again."""
        return np.memmap(self.path, self.dtype, "r", shape=(self.length,))


class Columns:
    """The batches of one epoch."""

    def __init__(self, ids: NDArray[np.integer], batch: int, steps: int, offset: int = 0) -> None:
        self.ids, self.steps = ids, steps
        self.batches = count_batches(len(ids), batch, steps)
        width = self.batches * steps
        self._starts = offset + width * np.arange(batch)[:, None]  # (B, 1)
        self._span = np.arange(steps + 1)

    def take(self, position: int) -> tuple[Ids, Ids]:
        """Inputs and targets, (B, T) each, of the batch at ``position``, counted from 0."""
        if position % _RELEASE_EVERY == 0:
            release(self.ids)
        places = self._starts + position * self.steps + self._span  # (B, T + 1)
        ids = self.ids[places % len(self.ids)].astype(np.int64)
        return ids[:, :-1], ids[:, 1:]


def release(ids: NDArray[np.integer]) -> None:
    """Let the system drop the pages of a mapped file that were read so far.

    It would do so when memory runs out. Until then a run would seem to need as much memory as its
    corpus has.
    """
    if isinstance(ids.base, mmap.mmap) and hasattr(mmap, "MADV_DONTNEED"):  # not on Windows
        ids.base.madvise(mmap.MADV_DONTNEED)


def count_batches(length: int, batch: int, steps: int) -> int:
    """Updates in an epoch over ``length`` ids; the ids after the last whole batch are left out."""
    return length // (batch * steps)


def write_ids(path: Path, arrays: Iterable[NDArray[np.integer]], vocabulary_size: int) -> TokenFile:
    """Write the ids of ``arrays``, one after the other, without collecting them in memory."""
    dtype = _NARROW if vocabulary_size <= 1 + np.iinfo(_NARROW).max else _WIDE
    length = 0
    with path.open("wb") as file:
        for array in arrays:
            file.write(array.astype(dtype).tobytes())
            length += len(array)
    return TokenFile(path, dtype.str, length)
