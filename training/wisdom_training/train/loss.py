"""The loss of a model on a text, in nats a token."""

from __future__ import annotations

import numpy as np
import torch
from numpy.typing import NDArray
from torch.nn import functional

from wisdom_training.train.network import TorchNetwork

_TOKENS_AT_ONCE = 200  # tokens read at once


@torch.no_grad()
def token_losses(
    network: TorchNetwork, ids: NDArray[np.integer], columns: int = 1
) -> NDArray[np.float64]:
    """-ln P of each target, (targets,): every id but the first, with the state carried.

    With several columns the text is cut in as many parts that are read side by side, each from the
    zero state; ids that do not fill the columns are left out.
    """
    columns = max(1, min(columns, (len(ids) - 1) // _TOKENS_AT_ONCE))
    length = (len(ids) - 1) // columns
    size = columns * length
    network.eval()
    inputs, targets = (
        torch.from_numpy(part.astype(np.int64).reshape(columns, length)).to(network.device)
        for part in (ids[:size], ids[1 : size + 1])
    )  # (columns, length) each
    state, losses = network.start(columns), []
    for begin in range(0, inputs.shape[1], _TOKENS_AT_ONCE):
        span = slice(begin, begin + _TOKENS_AT_ONCE)
        logits, state = network(inputs[:, span], state)
        nats = functional.cross_entropy(
            logits.flatten(0, 1), targets[:, span].flatten(), reduction="none"
        )
        losses.append(nats.view(columns, -1).cpu())
    return torch.cat(losses, dim=1).flatten().double().numpy()
