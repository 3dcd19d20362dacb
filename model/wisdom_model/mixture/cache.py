"""A neural cache as an expert of the mixture (E. Grave et al., arXiv:1612.04426).

It expects the tokens of the text so far, each weighted by the cosine of the word model's state
before it and its current state: exp(sharpness (cos - 1)). That helps to predict an author, but
posts written with it repeat themselves (``docs/made.md`` has the figures). So it scores texts and
does not write.
"""

from __future__ import annotations

import math
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from wisdom_model.network.exact import LARGEST_EXACT, Float, exp, log_scalar, sum_fixed_point

Numbers = NDArray[np.float64]

CACHE_FEATURES = ("cache_peak", "cache_likeness", "cache_size")
"""The gate's further inputs where the cache is an expert, as a voice's metadata names them."""
WINDOW = 10_000
"""Tokens that the cache remembers."""
LAG = 12
"""The cache does not expect the last LAG tokens: they are too recent to come again."""


class Recall(NamedTuple):
    """A cache's distribution of the next token."""

    weights: Numbers
    """One probability a remembered token, (N,), sum 1; empty if none is remembered."""
    peak: float
    """The largest weight."""
    similarity: float
    """The largest cosine of a remembered state and the current one; 0 if none is remembered."""


class Cache:
    """The tokens so far, each with the word model's top hidden state before it, (H,)."""

    def __init__(self, hidden: int, sharpness: float) -> None:
        self.size = 0
        """Number of remembered tokens."""
        self._numbers: dict[str, int] = {}  # of the distinct tokens
        self._sharpness = sharpness
        # The product of two states is exact on this grid.
        self._grid = np.float32(math.isqrt((LARGEST_EXACT - 1) // hidden))
        self._states = np.zeros((64, hidden), np.float32)
        self._norms = np.zeros(64)
        self._token_numbers = np.zeros(64, np.int64)  # of the tokens, in the order of the text

    def add(self, token: str, hidden: Float) -> None:
        """Remember that ``token`` followed the state ``hidden``, (H,)."""
        size = self.size
        if size == len(self._norms):
            self._states = np.concatenate([self._states, np.zeros_like(self._states)])
            self._norms = np.concatenate([self._norms, np.zeros_like(self._norms)])
            self._token_numbers = np.concatenate(
                [self._token_numbers, np.zeros_like(self._token_numbers)]
            )
        self._token_numbers[size] = self._numbers.setdefault(token, len(self._numbers))
        self._states[size], self._norms[size] = self._measure(hidden)
        self.size += 1

    def recall(self, hidden: Float) -> Recall:
        """Weigh the remembered tokens by the current state, (H,)."""
        recent = self._recent()
        if recent.stop == 0:
            return Recall(np.zeros(0), 0.0, 0.0)
        state, norm = self._measure(hidden)
        similarity = (self._states[recent] @ state).astype(np.float64) / (
            self._norms[recent] * norm
        )
        weights = exp(self._sharpness * (similarity - 1))
        weights /= sum_fixed_point(weights)
        return Recall(weights, float(weights.max()), float(similarity.max()))

    def probability(self, token: str, recall: Recall) -> float:
        """P_cache(token)."""
        return float(
            recall.weights[
                self._token_numbers[self._recent()] == self._numbers.get(token, -1)
            ].sum()
        )

    def _recent(self) -> slice:
        stop = max(0, self.size - LAG)
        return slice(max(0, stop - WINDOW), stop)

    def _measure(self, hidden: Float) -> tuple[Float, float]:
        state: Float = np.rint(hidden * self._grid)
        return state, math.sqrt(max(float(state @ state), 1.0))


def cache_features(recall: Recall, size: int) -> list[float]:
    """CACHE_FEATURES of one position, where the cache remembers ``size`` tokens."""
    return [
        log_scalar(max(recall.peak, 1e-6)) / 3,
        recall.similarity,
        log_scalar(min(size, WINDOW) + 1) / 10,
    ]
