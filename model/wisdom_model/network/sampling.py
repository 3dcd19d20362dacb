"""From logits to one token.

Temperature divides the logits: below 1 likely tokens become likelier, at 0 the likeliest is taken
(argmax). Top-k keeps the k likeliest tokens (Fan et al., 2018, arXiv:1805.04833), top-p the fewest
whose probabilities add up to p (Holtzman et al., 2020, arXiv:1904.09751). Top-k is applied first.
Min-p drops the tokens that are less probable than the likeliest one by a factor (M. Nguyen et al.,
2024, arXiv:2407.01082). It comes before both, and makes drawing fast: only the tokens that are left
are looked at.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from wisdom_model.errors import SettingsError
from wisdom_model.network.exact import exp_negative, log, log_scalar, sum_fixed_point

_COLDEST = 1e30  # 1 / temperature; lower temperatures give the same weights


@dataclass(frozen=True)
class Sampling:
    """How a token is drawn."""

    temperature: float = 1.0
    """0 or more; at 0 the likeliest token is taken."""
    top_k: int = 0
    """Keep this many of the likeliest tokens; 0 keeps all."""
    top_p: float = 1.0
    """Keep the fewest tokens whose probabilities add up to this, above 0 and at most 1."""

    def __post_init__(self) -> None:
        if not 0 <= self.temperature < float("inf"):
            raise SettingsError(f"temperature is {self.temperature}: it must be 0 or more")
        if self.top_k < 0:
            raise SettingsError(f"top_k is {self.top_k}: it must be 0 (all tokens) or more")
        if not 0 < self.top_p <= 1:
            raise SettingsError(f"top_p is {self.top_p}: it must be above 0 and at most 1")


def sampling_weights(
    logits: NDArray[np.floating], sampling: Sampling, banned: Sequence[int] | NDArray[np.int64] = ()
) -> NDArray[np.float64]:
    """The unnormalised probabilities, (V,), of tokens with these ``logits``, (V,).

    ``banned`` ids get 0, the likeliest of the others 1. Raises SettingsError if all are banned.
    """
    scores = np.array(logits, dtype=np.float64)
    if len(banned):
        scores[banned] = -np.inf
    peak = float(scores.max())
    if peak == -math.inf:
        raise SettingsError("every token is banned, so there is none to choose from")
    if sampling.temperature == 0:
        chosen = np.zeros_like(scores)
        chosen[scores.argmax()] = 1
        return chosen
    scores -= peak
    scores *= max(-1 / sampling.temperature, -_COLDEST)
    weights = exp_negative(scores)
    if sampling.top_k or sampling.top_p < 1:
        order = np.argsort(-weights, kind="stable")
        ranked = weights[order]
        keep = len(ranked)
        if sampling.top_k:
            keep = min(keep, sampling.top_k)
        if sampling.top_p < 1:
            mass = np.cumsum(ranked[:keep])
            mass /= mass[-1]
            keep = min(keep, int(np.searchsorted(mass, sampling.top_p)) + 1)
        weights[order[keep:]] = 0
    return weights


def sample(
    logits: NDArray[np.floating],
    sampling: Sampling,
    rng: np.random.Generator,
    banned: Sequence[int] | NDArray[np.int64] = (),
    min_p: float = 0.0,
) -> int:
    """Draw an id by its ``logits``, (V,); takes exactly one number from ``rng``.

    Tokens whose weight is less than ``min_p`` of the largest, 0 to 1, are not drawn. Raises
    SettingsError if all are ``banned``.
    """
    if not min_p:
        return draw(sampling_weights(logits, sampling, banned), rng)
    near, weights = _weigh_near(logits, sampling, banned, min_p)
    return int(near[draw(weights, rng)])


def sampling_probabilities(
    logits: NDArray[np.floating],
    sampling: Sampling,
    banned: Sequence[int] | NDArray[np.int64] = (),
    min_p: float = 0.0,
) -> NDArray[np.float64]:
    """The probability of each token in ``sample``, (V,); the same on every machine."""
    if min_p:
        near, found = _weigh_near(logits, sampling, banned, min_p)
        weights = np.zeros(len(logits))
        weights[near] = found
    else:
        weights = sampling_weights(logits, sampling, banned)
    weights /= sum_fixed_point(weights)
    return weights


def _weigh_near(
    logits: NDArray[np.floating],
    sampling: Sampling,
    banned: Sequence[int] | NDArray[np.int64],
    min_p: float,
) -> tuple[NDArray[np.int64], NDArray[np.float64]]:
    """The ids of the tokens that are not too light to be drawn, and their weights."""
    allowed = np.array(logits)
    if len(banned):
        allowed[banned] = -np.inf
    least = float(allowed.max()) + log_scalar(min_p) * sampling.temperature
    near = np.flatnonzero(allowed >= least) if least > -math.inf else np.arange(1)
    return near, sampling_weights(allowed[near], sampling)


def draw(weights: NDArray[np.float64], rng: np.random.Generator) -> int:
    """Draw an index by its unnormalised probability; takes exactly one number from ``rng``."""
    sums = np.add.accumulate(weights)  # from left to right, on every machine
    index = int(sums.searchsorted(rng.random() * sums[-1], side="right"))
    # Rounding could put the draw after the last index that has any weight.
    return index if index < len(weights) else int(weights.nonzero()[0][-1])


def softmax(logits: NDArray[np.floating]) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Probabilities, (…, V), of finite logits, and their entropies in nats, (…).

    The relative error of a probability is at most 2^-20.
    """
    scores = logits.astype(np.float64)
    scores -= scores.max(axis=-1, keepdims=True)
    probabilities = exp_negative(-scores)
    mass = sum_fixed_point(probabilities)
    probabilities /= mass
    scores *= probabilities
    logs = log_scalar(float(mass[0])) if mass.ndim == 1 else log(mass)
    entropies: NDArray[np.float64] = (logs - sum_fixed_point(scores))[..., 0]
    return probabilities, entropies
