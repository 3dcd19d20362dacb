"""Rolling hashes of all n-grams of a sequence of word ids.

The hash of an n-gram is the sum of its hashed word ids times powers of an odd base, mod 2^64 (Karp
and Rabin 1987, doi:10.1147/rd.312.0249), computed for all places at once and for any n. Two
different n-grams have the same hash with a probability of about 2^-64.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from wisdom_model.hashing import GOLDEN_GAMMA, mix_bits

BLOCK_WORDS = 1 << 20
"""Words that are usefully hashed at once; each takes about 40 bytes of memory meanwhile."""

_HASH_BASE = 6364136223846793005  # odd, so that its powers have inverses; Knuth's, from MMIX
_HASH_INVERSE = pow(_HASH_BASE, -1, 1 << 64)


def hash_ngrams(ids: NDArray[np.int32], n: int) -> NDArray[np.uint64]:
    """Hashes of the n-grams in ``ids``, (N,), by position, (N - n + 1,); empty if N < n."""
    if len(ids) < n:
        return np.empty(0, np.uint64)
    powers = np.cumprod(np.full(len(ids), _HASH_BASE, np.uint64))
    sums = np.concatenate([np.zeros(1, np.uint64), np.cumsum(_hash_ids(ids) * powers)])  # (N + 1,)
    shifts = np.cumprod(np.full(len(ids) - n + 1, _HASH_INVERSE, np.uint64))
    hashes: NDArray[np.uint64] = (sums[n:] - sums[:-n]) * shifts  # independent of the position
    return hashes


def _hash_ids(ids: NDArray[np.int32]) -> NDArray[np.uint64]:
    """Word ids, (N,), as evenly distributed 64-bit numbers, (N,)."""
    return mix_bits((ids.astype(np.uint64) + np.uint64(1)) * GOLDEN_GAMMA)
