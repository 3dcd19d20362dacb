"""The recurrent layers in torch: ``wisdom_model.network.cells`` with regularisation.

Plain layers use torch's fused functions. Layer normalisation, zoneout and recurrent dropout
need every step in Python, which takes up to 2.6 times as long for two layers of 256 on a CPU.

Weight-drop is dropout of hidden-to-hidden weights for a whole batch (S. Merity et al.,
"Regularizing and Optimizing LSTM Language Models", arXiv:1708.02182). Recurrent dropout acts on the
candidate (an LSTM's g, a GRU's n, an RNN's new state) with a new mask at every step (S. Semeniuta
et al., arXiv:1603.05118). Zoneout keeps entries of the old state instead (D. Krueger et al.,
arXiv:1606.01305).
"""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

import torch
from torch import Tensor, nn
from torch.nn import functional

from wisdom_model.network.cells import NORM_EPSILON, norm_blocks
from wisdom_model.network.language_model import Architecture
from wisdom_training.settings import ModelSettings

State = tuple[Tensor, Tensor]
"""Hidden (L, B, H) and cell (L, B, H), or (L, B, 0) for cells without one."""

_MODES = {"lstm": "LSTM", "gru": "GRU", "rnn": "RNN_TANH"}
_FUSED = {"gru": torch.gru, "rnn": torch.rnn_tanh}


class Norm(nn.Module):
    """Blocks of a vector brought to mean 0 and variance 1 each, times a gain, plus a bias."""

    def __init__(self, blocks: tuple[int, ...], *, bias: bool) -> None:
        super().__init__()
        self.blocks = list(blocks)
        self.weight = nn.Parameter(torch.ones(sum(blocks)))
        self.bias = nn.Parameter(torch.zeros(sum(blocks))) if bias else None

    def forward(self, vectors: Tensor) -> Tensor:
        """Of vectors (…, sum of the blocks): the same shape."""
        parts = [
            functional.layer_norm(part, part.shape[-1:], eps=NORM_EPSILON)
            for part in torch.split(vectors, self.blocks, dim=-1)
        ]
        normal = torch.cat(parts, dim=-1) * self.weight
        return normal if self.bias is None else normal + self.bias


class CellInputs(NamedTuple):
    """The inputs of a cell at one token besides its matrix products."""

    hidden: Tensor  # (B, H)
    cell: Tensor  # (B, H) or (B, 0)
    drop: Callable[[Tensor], Tensor]
    """Recurrent dropout, for the candidate."""
    normalise: Callable[[Tensor], Tensor]
    """Layer normalisation of an LSTM's new cell state before its output."""


class Recurrence(nn.RNNBase):
    """All recurrent layers of a network; names, shapes and initial values are torch's."""

    def __init__(self, architecture: Architecture, settings: ModelSettings) -> None:
        a = architecture
        super().__init__(_MODES[a.cell], a.embedding, a.hidden, a.layers, batch_first=True)
        self.architecture, self.settings = architecture, settings
        blocks = norm_blocks(a.cell, a.hidden)
        for layer in range(a.layers if a.layer_norm else 0):
            for side in ("ih", "hh"):
                self.add_module(f"norm_{side}_l{layer}", Norm(blocks, bias=False))
            if a.cell == "lstm":
                self.add_module(f"norm_cell_l{layer}", Norm((a.hidden,), bias=True))

    def start(self, batch: int) -> State:
        """The state before any text, all zero."""
        a = self.architecture
        weight: Tensor = getattr(self, "weight_hh_l0")  # noqa: B009 (torch leaves it untyped)
        shape = (a.layers, batch, a.hidden)
        cell = shape if a.cell == "lstm" else (a.layers, batch, 0)
        return weight.new_zeros(shape), weight.new_zeros(cell)

    def forward(self, vectors: Tensor, state: State) -> tuple[Tensor, State]:
        """Read vectors (B, T, E): the last layer's outputs, (B, T, H), and the last state."""
        a = self.architecture
        stepwise = a.layer_norm or a.zoneout_cell or a.zoneout_hidden
        if stepwise or (self.training and self.settings.recurrent_dropout):
            return self.run_stepwise(vectors, state)
        weights = [weight for layer in range(a.layers) for weight in self._layer_weights(layer)]
        rest = (weights, True, a.layers, self._between, self.training, False, True)
        if a.cell == "lstm":
            outputs, hidden, cell = torch.lstm(vectors, state, *rest)
            return outputs, (hidden, cell)
        outputs, hidden = _FUSED[a.cell](vectors, state[0], *rest)
        return outputs, (hidden, state[1])

    @property
    def _between(self) -> float:
        return self.settings.dropout if self.architecture.layers > 1 else 0.0

    def _layer_weights(self, layer: int) -> list[Tensor]:
        names = ("weight_ih", "weight_hh", "bias_ih", "bias_hh")
        weights: list[Tensor] = [getattr(self, f"{name}_l{layer}") for name in names]
        weights[1] = functional.dropout(weights[1], self.settings.weight_drop, self.training)
        return weights

    def run_stepwise(self, below: Tensor, state: State) -> tuple[Tensor, State]:
        """The same as ``forward``, computed step by step in Python."""
        hiddens, cells = [], []
        for layer in range(self.architecture.layers):
            if layer:
                below = functional.dropout(below, self._between, self.training)
            below, hidden, cell = self._run_layer(layer, below, state[0][layer], state[1][layer])
            hiddens.append(hidden)
            cells.append(cell)
        return below, (torch.stack(hiddens), torch.stack(cells))

    def _run_layer(
        self, layer: int, below: Tensor, hidden: Tensor, cell: Tensor
    ) -> tuple[Tensor, Tensor, Tensor]:
        a = self.architecture
        weight_ih, weight_hh, bias_ih, bias_hh = self._layer_weights(layer)
        norm_ih, norm_hh, norm_cell = (
            getattr(self, f"norm_{kind}_l{layer}", _identity) for kind in ("ih", "hh", "cell")
        )
        advance = _ADVANCE[a.cell]
        products = norm_ih(functional.linear(below, weight_ih)) + bias_ih  # (B, T, gates * H)
        outputs = []
        for product in products.unbind(1):
            recurrent = norm_hh(functional.linear(hidden, weight_hh)) + bias_hh
            inputs = CellInputs(hidden, cell, self._drop_candidate, norm_cell)
            new_hidden, new_cell = advance(product, recurrent, inputs)
            hidden = zone_out(hidden, new_hidden, a.zoneout_hidden, self.training)
            cell = zone_out(cell, new_cell, a.zoneout_cell, self.training)
            outputs.append(hidden)
        return torch.stack(outputs, dim=1), hidden, cell

    def _drop_candidate(self, candidate: Tensor) -> Tensor:
        probability = self.settings.recurrent_dropout
        if not probability:
            return candidate
        return functional.dropout(candidate, probability, self.training)


def zone_out(old: Tensor, new: Tensor, probability: float, training: bool) -> Tensor:
    """Keep random entries of ``old`` in training; otherwise their expected value."""
    if not probability:
        return new
    if training:
        return torch.where(torch.empty_like(old).bernoulli_(probability).bool(), old, new)
    return probability * old + (1 - probability) * new


def _identity(vectors: Tensor) -> Tensor:
    return vectors


def _advance_lstm(product: Tensor, recurrent: Tensor, inputs: CellInputs) -> State:
    i, f, g, o = (product + recurrent).chunk(4, dim=-1)  # (B, H) each
    cell = f.sigmoid() * inputs.cell + i.sigmoid() * inputs.drop(g.tanh())
    return o.sigmoid() * inputs.normalise(cell).tanh(), cell


def _advance_gru(product: Tensor, recurrent: Tensor, inputs: CellInputs) -> State:
    width = inputs.hidden.shape[-1]
    gates = (product[:, : 2 * width] + recurrent[:, : 2 * width]).sigmoid()
    r, z = gates.chunk(2, dim=-1)
    n = inputs.drop((product[:, 2 * width :] + r * recurrent[:, 2 * width :]).tanh())
    return (1 - z) * n + z * inputs.hidden, inputs.cell


def _advance_rnn(product: Tensor, recurrent: Tensor, inputs: CellInputs) -> State:
    return inputs.drop((product + recurrent).tanh()), inputs.cell


_ADVANCE: dict[str, Callable[[Tensor, Tensor, CellInputs], State]] = {
    "lstm": _advance_lstm,
    "gru": _advance_gru,
    "rnn": _advance_rnn,
}
