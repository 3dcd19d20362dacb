"""One step of the voice's network and of its torch twin, both in float64, from the same state."""

from collections.abc import Callable

import numpy as np
import torch

from wisdom_model.network.language_model import Network

TOLERANCE = 1e-9
"""Of each number, and below 1 absolutely. A sum of n products whose magnitudes add up to S is off
by at most n S 2^-53: less than 1e-11 for the largest network here (n = 640, S = 120). Such errors
would need one sign everywhere to grow to the tolerance on their way through the layers; a sum is
mostly off by the square root of n times less, and 6e-14 is the largest difference of the logits on
one processor. As every step begins from the same state, nothing accumulates, so neither the
processor nor the order of summation matters. A float32 anywhere in the equations would show as
1e-8, a swapped gate or a missing bias as 1e-2."""

State = tuple["torch.Tensor", "torch.Tensor"]
Forward = Callable[["torch.Tensor", State], tuple["torch.Tensor", State]]
"""Ids (B, 1), and hidden (L, B, H) and cell, to logits (B, 1, V) and the new state."""


def assert_parity(network: Network, twin: Forward, steps: int = 40, batch: int = 3) -> None:
    """Compare the logits and the state of every step; needs the fixture ``double_precision``."""
    ids = np.random.default_rng(5).integers(network.architecture.vocabulary, size=(steps, batch))
    state = network.start(batch)
    for now in ids:
        begin = torch.from_numpy(state.hidden / network.grid), torch.from_numpy(state.cell)
        with torch.no_grad():
            expected, (hidden, cell) = twin(torch.from_numpy(now[:, None]), begin)
        logits, state = network.step(now, state)
        assert_close(logits, expected[:, 0])
        assert_close(state.hidden / network.grid, hidden)
        assert_close(state.cell, cell)


def assert_close(found: np.ndarray, expected: "torch.Tensor") -> None:
    """Compare to the tolerance; both are float64."""
    assert found.dtype == np.float64
    np.testing.assert_allclose(found, expected.numpy(), rtol=TOLERANCE, atol=TOLERANCE)
