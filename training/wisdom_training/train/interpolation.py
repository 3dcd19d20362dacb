"""Weights between those that a model began with and those that it learned.

Fine-tuning learns the author and forgets some of what the base knew. Between both sets of weights,
on a straight line, lie models that know nearly all of both (M. Wortsman et al., "Robust fine-tuning
of zero-shot models", arXiv:2109.01903). Held-out text says where on the line the best one is.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from torch import Tensor

from wisdom_training.presets import LEARNED_SHARES
from wisdom_training.train.loss import token_losses
from wisdom_training.train.network import TorchNetwork

MOST_MEASURED_TOKENS = 50_000
"""Tokens of held-out text on which each share is tried, at most."""

_COLUMNS = 16

Weights = Mapping[str, Tensor]


class Interpolation(NamedTuple):
    """The best weights on the line."""

    weights: dict[str, Tensor]
    share: float
    loss: float
    """On the held-out text that they were chosen by, in nats a token."""


def interpolate(start: Weights, learned: Weights, share: float) -> dict[str, Tensor]:
    """``share`` of ``learned`` and the rest of ``start``."""
    return {name: start[name].lerp(weight, share) for name, weight in learned.items()}


def choose_interpolation(
    network: TorchNetwork, ids: NDArray[np.integer], start: Weights, learned: Sequence[Weights]
) -> Interpolation:
    """The best of LEARNED_SHARES for the best of the ``learned`` weights.

    It changes the weights of ``network``.
    """
    ids = ids[:MOST_MEASURED_TOKENS]
    found = []
    for candidate in learned:
        for share in LEARNED_SHARES:
            weights = interpolate(start, candidate, share)
            network.load_state_dict(weights)
            loss = float(token_losses(network, ids, _COLUMNS).mean())
            found.append(Interpolation(weights, share, loss))
    return min(found, key=lambda each: each.loss)
