"""The network in torch: the tensors of ``wisdom_model.network``, with dropout and gradients.

Dropout of token vectors and of the last layer leaves out the same entries at all steps of a batch
(Y. Gal and Z. Ghahramani, arXiv:1512.05287). Regularisation inside the recurrent
layers is in ``cells.py``.
"""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor, nn
from torch.nn import functional

from wisdom_model.network.exact import Quantised
from wisdom_model.network.language_model import Architecture, round_weight
from wisdom_training.corpus.word_vectors import Embedding
from wisdom_training.settings import INITIAL_BOUND, ModelSettings
from wisdom_training.train.cells import Recurrence, State

__all__ = ["State", "TorchNetwork", "export_weights"]


class TiedDecoder(nn.Module):
    """The bias of a decoder whose weight is the embedding (arXiv:1608.05859)."""

    def __init__(self, vocabulary: int) -> None:
        super().__init__()
        self.bias = nn.Parameter(torch.zeros(vocabulary))


class TorchNetwork(nn.Module):
    """Embedding, recurrent layers, optional bottleneck, linear decoder."""

    def __init__(
        self, architecture: Architecture, settings: ModelSettings, start: Embedding | None = None
    ) -> None:
        super().__init__()
        self.architecture, self.settings = architecture, settings
        a = architecture
        self.embedding = nn.Embedding(a.vocabulary, a.embedding)
        # Tensors are named lstm.…, gru.… or rnn.…, as in a voice.
        self.add_module(a.cell, Recurrence(a, settings))
        self.projection = nn.Linear(a.hidden, a.projection, bias=False) if a.projection else None
        self.decoder: nn.Linear | TiedDecoder = (
            TiedDecoder(a.vocabulary) if a.tied else nn.Linear(a.decoder_width, a.vocabulary)
        )
        self._initialise(start)

    @property
    def recurrence(self) -> Recurrence:
        """The recurrent layers."""
        layers: Recurrence = getattr(self, self.architecture.cell)
        return layers

    @property
    def device(self) -> torch.device:
        """The device of the weights."""
        return self.embedding.weight.device

    def start(self, batch: int) -> State:
        """The zero state before any text, on the device of the weights."""
        return self.recurrence.start(batch)

    def forward(self, ids: Tensor, state: State) -> tuple[Tensor, State]:
        """Read ids (B, T): the logits after every token, (B, T, V), and the last state."""
        s = self.settings
        vectors = _drop_locked(self.embedding(ids), s.input_dropout, self.training)  # (B, T, E)
        top, state = self.recurrence(vectors, state)
        top = _drop_locked(top, s.dropout, self.training)  # (B, T, H)
        if self.projection is not None:
            top = self.projection(top)
        if isinstance(self.decoder, TiedDecoder):
            return functional.linear(top, self.embedding.weight, self.decoder.bias), state
        return self.decoder(top), state

    def _initialise(self, start: Embedding | None) -> None:
        nn.init.uniform_(self.embedding.weight, -INITIAL_BOUND, INITIAL_BOUND)
        if isinstance(self.decoder, nn.Linear):
            nn.init.uniform_(self.decoder.weight, -INITIAL_BOUND, INITIAL_BOUND)
        nn.init.zeros_(self.decoder.bias)
        if self.architecture.cell == "lstm":
            self._open_forget_gates()
        if start is not None:
            self._take_vectors(start)

    def _open_forget_gates(self) -> None:
        """Add 1 to the biases of f (gates are i, f, g, o), so that gradients travel far."""
        width = self.architecture.hidden
        for layer in range(self.architecture.layers):
            bias = getattr(self.recurrence, f"bias_ih_l{layer}")
            with torch.no_grad():
                bias[width : 2 * width] += 1

    def _take_vectors(self, start: Embedding) -> None:
        with torch.no_grad():
            self.embedding.weight.copy_(torch.from_numpy(start.weight))
        if getattr(self.settings, "frozen", False):
            learned = torch.ones_like(self.embedding.weight)
            learned[torch.from_numpy(start.listed), : start.width] = 0
            hook = self.embedding.weight.register_hook  # torch 2.13 leaves it untyped
            hook(lambda gradient: gradient * learned.to(gradient))  # type: ignore[no-untyped-call]


def export_weights(state: Mapping[str, Tensor]) -> dict[str, NDArray[np.float32]]:
    """A network's tensors by name, rounded as a voice stores them."""
    exported = {}
    for name, tensor in state.items():
        rounded = round_weight(tensor.detach().cpu().float().numpy())
        exported[name] = rounded.dequantised if isinstance(rounded, Quantised) else rounded.copy()
    return exported


def _drop_locked(vectors: Tensor, probability: float, training: bool) -> Tensor:
    """Dropout of vectors, (B, T, width), with the same mask at every step."""
    if not training or probability == 0:
        return vectors
    mask = vectors.new_empty(vectors.shape[0], 1, vectors.shape[2]).bernoulli_(1 - probability)
    return vectors * (mask / (1 - probability))
