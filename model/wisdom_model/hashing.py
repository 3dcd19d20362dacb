"""SplitMix64's mixing function (G. Steele et al. 2014, doi:10.1145/2660193.2660195)."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Hashes = NDArray[np.uint64]

GOLDEN_GAMMA = np.uint64(0x9E3779B97F4A7C15)
"""SplitMix64's step between two states: odd, near 2^64 over the golden ratio."""


def mix_bits(states: Hashes) -> Hashes:
    """Spread every bit of each state over all 64 bits; a one-to-one map, elementwise."""
    states = (states ^ (states >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    states = (states ^ (states >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    return states ^ (states >> np.uint64(31))
