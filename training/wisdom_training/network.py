"""The torch twin of ``wisdom_model.network``: the same tensors, and what only training needs.

Dropout of token vectors and of the last layer leaves out the same entries at all steps of a batch
(Y. Gal and Z. Ghahramani, arXiv:1512.05287); weight-drop leaves out hidden-to-hidden weights
(S. Merity et al., "Regularizing and Optimizing LSTM Language Models", arXiv:1708.02182).
"""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor, nn
from torch.nn import functional

from wisdom_model.network import Architecture
from wisdom_training.settings import ModelSettings
from wisdom_training.vectors import Embedding

State = tuple[Tensor, Tensor]  # hidden and cell, (L, B, H) each

_SPREAD = 0.1  # bound of the uniform start of embedding and decoder


class TorchNetwork(nn.Module):
    """Embedding, stacked LSTM, optional bottleneck, linear decoder."""

    def __init__(
        self, architecture: Architecture, settings: ModelSettings, start: Embedding | None = None
    ) -> None:
        super().__init__()
        self.architecture, self.settings = architecture, settings
        a = architecture
        self.embedding = nn.Embedding(a.vocabulary, a.embedding)
        self.lstm = nn.LSTM(a.embedding, a.hidden, a.layers, batch_first=True)
        self.projection = nn.Linear(a.hidden, a.projection, bias=False) if a.projection else None
        self.decoder = nn.Linear(a.projection or a.hidden, a.vocabulary)
        self._initialise(start)

    def start(self, batch: int) -> State:
        """The state before any text, all zero."""
        shape = (self.architecture.layers, batch, self.architecture.hidden)
        return torch.zeros(shape), torch.zeros(shape)

    def forward(self, ids: Tensor, state: State) -> tuple[Tensor, State]:
        """Read ids (B, T): the logits after every token, (B, T, V), and the last state."""
        s = self.settings
        vectors = _drop_locked(self.embedding(ids), s.input_dropout, self.training)  # (B, T, E)
        between = s.dropout if self.architecture.layers > 1 else 0.0
        # The function behind nn.LSTM, which takes the weights as they are at this batch.
        top, hidden, cell = torch.lstm(
            vectors, state, self._flat_weights(), True, self.architecture.layers,
            between, self.training, False, True,
        )  # fmt: skip
        top = _drop_locked(top, s.dropout, self.training)  # (B, T, H)
        if self.projection is not None:
            top = self.projection(top)
        return self.decoder(top), (hidden, cell)

    def _flat_weights(self) -> list[Tensor]:
        weights = []
        for layer in range(self.architecture.layers):
            for name in ("weight_ih", "weight_hh", "bias_ih", "bias_hh"):
                weight = getattr(self.lstm, f"{name}_l{layer}")
                if name == "weight_hh":
                    weight = functional.dropout(weight, self.settings.weight_drop, self.training)
                weights.append(weight)
        return weights

    def _initialise(self, start: Embedding | None) -> None:
        nn.init.uniform_(self.embedding.weight, -_SPREAD, _SPREAD)
        nn.init.uniform_(self.decoder.weight, -_SPREAD, _SPREAD)
        nn.init.zeros_(self.decoder.bias)
        width = self.architecture.hidden
        for layer in range(self.architecture.layers):
            # Gates are i, f, g, o; a forget gate that begins open lets errors travel far.
            bias = getattr(self.lstm, f"bias_ih_l{layer}")
            with torch.no_grad():
                bias[width : 2 * width] += 1
        if start is not None:
            with torch.no_grad():
                self.embedding.weight.copy_(torch.from_numpy(start.weight))
            if getattr(self.settings, "frozen", False):
                learned = torch.ones_like(self.embedding.weight)
                learned[torch.from_numpy(start.listed), : start.width] = 0
                hook = self.embedding.weight.register_hook  # torch 2.13 leaves it untyped
                hook(lambda gradient: gradient * learned)  # type: ignore[no-untyped-call]


def export_weights(state: Mapping[str, Tensor]) -> dict[str, NDArray[np.float32]]:
    """A network's tensors by name, rounded to the float16 in which a voice is stored."""
    return {name: tensor.detach().half().float().numpy().copy() for name, tensor in state.items()}


def _drop_locked(vectors: Tensor, share: float, training: bool) -> Tensor:
    """Leave out entries of vectors, (B, T, width): the same ones at every step."""
    if not training or share == 0:
        return vectors
    mask = torch.empty(vectors.shape[0], 1, vectors.shape[2]).bernoulli_(1 - share) / (1 - share)
    return vectors * mask
