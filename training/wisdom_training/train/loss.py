"""What a text costs a model, in nats a token."""

from __future__ import annotations

import numpy as np
import torch
from numpy.typing import NDArray
from torch.nn import functional

from wisdom_training.train.network import TorchNetwork

_TOKENS_AT_ONCE = 200  # tokens read at once


def measure(
    network: TorchNetwork, ids: NDArray[np.integer], columns: int = 1
) -> NDArray[np.float64]:
    """What each target costs in nats, (targets,): all ids but the first, state carried.

    With several columns the ids are read in that many places at once, each without its past; what
    does not fill the columns is left out.
    """
    columns = max(1, min(columns, (len(ids) - 1) // _TOKENS_AT_ONCE))
    length = (len(ids) - 1) // columns
    size = columns * length
    return _measure(network, ids[:size], ids[1 : size + 1], columns)


def measure_afresh(
    network: TorchNetwork, ids: NDArray[np.integer], every: int
) -> NDArray[np.float64]:
    """As ``measure``, but with the state set back to the start after ``every`` tokens.

    This is how a model with a window of so many tokens is measured.
    """
    places = (len(ids) - 1) // every
    size = places * every
    return _measure(network, ids[:size], ids[1 : size + 1], places)


@torch.no_grad()
def _measure(
    network: TorchNetwork, before: NDArray[np.integer], after: NDArray[np.integer], columns: int
) -> NDArray[np.float64]:
    network.eval()
    inputs, targets = (
        torch.from_numpy(part.astype(np.int64).reshape(columns, -1)).to(network.device)
        for part in (before, after)
    )
    state, costs = network.start(columns), []
    for begin in range(0, inputs.shape[1], _TOKENS_AT_ONCE):
        span = slice(begin, begin + _TOKENS_AT_ONCE)
        logits, state = network(inputs[:, span], state)
        nats = functional.cross_entropy(
            logits.flatten(0, 1), targets[:, span].flatten(), reduction="none"
        )
        costs.append(nats.view(columns, -1).cpu())
    return torch.cat(costs, dim=1).flatten().double().numpy()
