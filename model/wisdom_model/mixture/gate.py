"""The mixture: before every token both models are asked.

Each gives every possible next token t a probability, and a gate weighs them by w, from 0 to 1:

    P(t) = w (P_word(t) + P_word(<unk>) P_char(t)) + (1 - w) P_char(t)

P_word is the word model's; what it does not know, <unk>, is spelled by the character model, and
P_char(t) is the probability that that spells exactly t (``token_probability.py``). Both sum to one,
and so does P. The weights are a softmax over a few features of the place (R. Jacobs et al.,
"Adaptive Mixtures of Local Experts", 1991), fitted on validation text.

A third expert only judges texts, and does not write: a neural cache (E. Grave et al.,
arXiv:1612.04426), the tokens of the text so far, each weighted by how much the word model's state
was like its state now, exp(sharpness (cos - 1)). It foretells what a person goes on about; what is
written with it goes round in circles (``docs/made.md`` has the figures).
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from wisdom_model.errors import ModelFileError
from wisdom_model.network.exact import (
    LARGEST_EXACT,
    Float,
    exp,
    exp_scalar,
    log_scalar,
    sum_fixed_point,
)

Numbers = NDArray[np.float64]

EXPERTS = ("word", "char", "cache")
FEATURES = ("one", "entropy", "unknown", "behind_blank", "behind_mark", "behind_capital")
"""What a gate sees, in the order of its weights; each brought to about 0 to 1 in size."""
CACHE_FEATURES = ("cache_peak", "cache_likeness", "cache_size")
"""What it sees besides where the cache is an expert."""
WINDOW = 10_000
"""Tokens that the cache remembers."""
LAG = 12
"""The last so many of them it does not propose: they are too fresh to come again."""


class Recall(NamedTuple):
    """What a cache says of the next token."""

    weights: Numbers
    """A share for each token that is proposed, (N,), sum 1; empty if there is none."""
    peak: float
    """The largest of them."""
    likeness: float
    """The largest cosine of a state then and now; 0 if there is none."""


class Cache:
    """Tokens so far, each with the word model's top hidden state before it, (H,)."""

    def __init__(self, hidden: int, sharpness: float) -> None:
        self.size = 0
        """How many tokens it remembers."""
        self._numbers: dict[str, int] = {}  # one a distinct token
        self._sharpness = sharpness
        # On such a grid the product of two states is exact.
        self._grid = np.float32(math.isqrt((LARGEST_EXACT - 1) // hidden))
        self._states = np.zeros((64, hidden), np.float32)
        self._norms = np.zeros(64)
        self._said = np.zeros(64, np.int64)  # numbers of the tokens

    def add(self, token: str, hidden: Float) -> None:
        """Remember that ``token`` came behind the state ``hidden``, (H,)."""
        size = self.size
        if size == len(self._norms):
            self._states = np.concatenate([self._states, np.zeros_like(self._states)])
            self._norms = np.concatenate([self._norms, np.zeros_like(self._norms)])
            self._said = np.concatenate([self._said, np.zeros_like(self._said)])
        self._said[size] = self._numbers.setdefault(token, len(self._numbers))
        self._states[size], self._norms[size] = self._measure(hidden)
        self.size += 1

    def recall(self, hidden: Float) -> Recall:
        """Weigh what is remembered by the state now, (H,)."""
        recent = self._recent()
        if recent.stop == 0:
            return Recall(np.zeros(0), 0.0, 0.0)
        state, norm = self._measure(hidden)
        likeness = (self._states[recent] @ state).astype(np.float64) / (self._norms[recent] * norm)
        weights = exp(self._sharpness * (likeness - 1))
        weights /= sum_fixed_point(weights)
        return Recall(weights, float(weights.max()), float(likeness.max()))

    def share(self, token: str, recall: Recall) -> float:
        """P_cache(token)."""
        return float(
            recall.weights[self._said[self._recent()] == self._numbers.get(token, -1)].sum()
        )

    def _recent(self) -> slice:
        stop = max(0, self.size - LAG)
        return slice(max(0, stop - WINDOW), stop)

    def _measure(self, hidden: Float) -> tuple[Float, float]:
        state: Float = np.rint(hidden * self._grid)
        return state, math.sqrt(max(float(state @ state), 1.0))


def gate_features(entropy: float, unknown: float, before: str) -> list[float]:
    """FEATURES of one place: the entropy of P_word in nats, P_word(<unk>), the token read last."""
    body = before.strip()
    return [
        1.0,
        entropy / 5,
        log_scalar(max(unknown, 1e-6)) / 5,
        float(not body),
        float(bool(body) and not body[0].isalnum()),
        float(body[:1].isupper()),
    ]


def cache_features(recall: Recall, size: int) -> list[float]:
    """CACHE_FEATURES of one place, where the cache remembers ``size`` tokens."""
    return [
        log_scalar(max(recall.peak, 1e-6)) / 3,
        recall.likeness,
        log_scalar(min(size, WINDOW) + 1) / 10,
    ]


@dataclass(frozen=True)
class Gate:
    """Weighs experts by features."""

    weights: tuple[tuple[float, ...], ...]
    """One row a feature, one column an expert: two without the cache, three with it."""

    def shares(self, features: Sequence[float]) -> list[float]:
        """The experts' weights, two or three, sum 1; the same on every machine."""
        logits = [0.0] * len(self.weights[0])
        for feature, row in zip(features, self.weights, strict=False):  # the cache's may be over
            logits = [logit + feature * weight for logit, weight in zip(logits, row, strict=True)]
        peak, mass = max(logits), 0.0
        odds = [exp_scalar(logit - peak) for logit in logits]
        for each in odds:  # not by sum(), which newer Pythons do more exactly than older ones
            mass += each
        return [each / mass for each in odds]

    @classmethod
    def constant(cls, shares: Sequence[float]) -> Gate:
        """A gate that sees nothing and always gives the same ``shares``, above 0."""
        blind = (0.0,) * len(shares)
        return cls((tuple(map(math.log, shares)), *[blind] * (len(FEATURES) - 1)))


USUAL = Gate.constant((0.6, 0.4))
"""For voices that were trained before there was a gate."""


@dataclass(frozen=True)
class Mixture:
    """What a voice's metadata hold under ``mixture``."""

    gate: Gate = USUAL
    """Weighs the two models."""
    cached: Gate | None = None
    """Weighs them and the cache."""
    sharpness: float = 12.0
    """Of the cache: how much the states that are most alike count for more. From 8 to 16 it makes
    less than 0.001 bits a character of difference."""

    def to_json(self) -> dict[str, Any]:
        return {
            "features": [*FEATURES, *CACHE_FEATURES],
            "weights": [list(row) for row in self.gate.weights],
            "cached": self.cached and [list(row) for row in self.cached.weights],
            "sharpness": self.sharpness,
        }

    @classmethod
    def of(cls, metadata: Mapping[str, Any]) -> Mixture:
        """Read a voice's metadata; raises ModelFileError where they are not readable."""
        described = metadata.get("mixture")
        if described is None:
            return cls()
        try:
            known = described["features"] == [*FEATURES, *CACHE_FEATURES]
            gate = _read_weights(described["weights"], len(FEATURES), 2)
            cached = described["cached"] and _read_weights(
                described["cached"], len(FEATURES + CACHE_FEATURES), 3
            )
            sharpness = float(described["sharpness"])
        except (KeyError, TypeError, ValueError) as error:
            raise ModelFileError(
                f"the description of the mixture is not readable: {error}"
            ) from error
        if not known or not 0 <= sharpness < math.inf:
            raise ModelFileError(
                f"the mixture sees {described['features']} with sharpness {sharpness}, this "
                f"program knows {[*FEATURES, *CACHE_FEATURES]}: train again"
            )
        return cls(gate, cached or None, sharpness)


def _read_weights(rows: Any, height: int, width: int) -> Gate:  # noqa: ANN401 (JSON)
    weights = tuple(tuple(float(number) for number in row) for row in rows)
    finite = all(math.isfinite(number) for row in weights for number in row)
    if not finite or len(weights) != height or {len(row) for row in weights} != {width}:
        raise ValueError(f"expected {height} rows of {width} finite weights")
    return Gate(weights)
