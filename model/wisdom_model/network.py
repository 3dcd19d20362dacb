"""A stacked LSTM language model in numpy: embedding, LSTM layers, linear decoder.

One layer, with gates in torch's order i, f, g, o (blocks of H rows in every weight):

    i, f, g, o = W_ih x + b_ih + W_hh h + b_hh
    c' = sigmoid(f) * c + sigmoid(i) * tanh(g)
    h' = sigmoid(o) * tanh(c')

S. Hochreiter and J. Schmidhuber, "Long Short-Term Memory", Neural Computation 9(8), 1997, with the
forget gate of Gers et al., 2000; the same arithmetic as ``torch.nn.LSTM``, to whose logits a test
holds this file. Since sigmoid(z) = (1 + tanh(z / 2)) / 2, the rows of i, f and o are halved once
on loading and all four gates go through a single tanh, which cannot overflow.

Names of shapes: B sequences side by side, T steps, V tokens, E embedding, H hidden, L layers.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from wisdom_model.errors import SettingsError

Float = NDArray[np.float32]
Ids = NDArray[np.int64]

# Below this many tokens the first layer's input product is made once for all of them.
_TABLE_LIMIT = 1024


@dataclass(frozen=True)
class Architecture:
    """The sizes of one model; with them every tensor's shape is known."""

    vocabulary: int
    """Number of tokens, V."""
    embedding: int
    """Width of a token's vector, E."""
    hidden: int
    """Width of the hidden state, H."""
    layers: int
    """Number of LSTM layers, L."""
    projection: int | None = None
    """Width of a linear bottleneck before the decoder, or None for none."""
    cell: str = "lstm"
    """The recurrent cell: only ``lstm`` in this version."""

    def __post_init__(self) -> None:
        if self.cell != "lstm":
            raise SettingsError(f"cell is {self.cell!r}: this version knows only 'lstm'")
        sizes = {"vocabulary": self.vocabulary, "embedding": self.embedding}
        sizes |= {"hidden": self.hidden, "layers": self.layers, "projection": self.projection or 1}
        for name, size in sizes.items():
            if not isinstance(size, int) or size < 1:
                raise SettingsError(f"{name} is {size!r}: it must be a whole number above 0")

    def shapes(self) -> dict[str, tuple[int, ...]]:
        """Every tensor's name and shape, as in the state of the torch twin."""
        gates = 4 * self.hidden
        shapes: dict[str, tuple[int, ...]] = {"embedding.weight": (self.vocabulary, self.embedding)}
        for layer in range(self.layers):
            width = self.hidden if layer else self.embedding
            shapes[f"lstm.weight_ih_l{layer}"] = (gates, width)
            shapes[f"lstm.weight_hh_l{layer}"] = (gates, self.hidden)
            shapes[f"lstm.bias_ih_l{layer}"] = (gates,)
            shapes[f"lstm.bias_hh_l{layer}"] = (gates,)
        if self.projection:
            shapes["projection.weight"] = (self.projection, self.hidden)
        shapes["decoder.weight"] = (self.vocabulary, self.projection or self.hidden)
        shapes["decoder.bias"] = (self.vocabulary,)
        return shapes


class State(NamedTuple):
    """What the model remembers of the text so far; steps return a new one and change none."""

    hidden: Float  # (L, B, H)
    cell: Float  # (L, B, H)


class Network:
    """Weights made ready for stepping through text, one token at a time."""

    def __init__(
        self, architecture: Architecture, weights: Mapping[str, NDArray[np.floating]]
    ) -> None:
        """Take float weights of ``architecture.shapes()``; raise SettingsError on any other."""
        shapes = architecture.shapes()
        found = {name: weight.shape for name, weight in weights.items()}
        for name in sorted(shapes.keys() | found.keys()):
            if shapes.get(name) != found.get(name):
                raise SettingsError(
                    f"tensor {name} has shape {found.get(name, 'none: it is missing')}, "
                    f"expected {shapes.get(name, 'no such tensor')}"
                )
        self.architecture = architecture
        self.weights: dict[str, Float] = {
            name: np.ascontiguousarray(weights[name], dtype=np.float32) for name in shapes
        }
        halve = np.repeat(np.array([0.5, 0.5, 1, 0.5], np.float32), architecture.hidden)  # (4H,)
        self._layers: list[tuple[Float, Float, Float]] = []
        for layer in range(architecture.layers):
            w_ih = self.weights[f"lstm.weight_ih_l{layer}"] * halve[:, None]
            w_hh = self.weights[f"lstm.weight_hh_l{layer}"] * halve[:, None]
            bias = self.weights[f"lstm.bias_ih_l{layer}"] + self.weights[f"lstm.bias_hh_l{layer}"]
            self._layers.append((w_ih, w_hh, bias * halve))
        self._table = (
            self._first_product(self.weights["embedding.weight"])
            if architecture.vocabulary <= _TABLE_LIMIT
            else None
        )  # (V, 4H)

    def start(self, batch: int = 1) -> State:
        """The state before any text, all zero."""
        shape = (self.architecture.layers, batch, self.architecture.hidden)
        return State(np.zeros(shape, np.float32), np.zeros(shape, np.float32))

    def step(self, ids: Ids, state: State) -> tuple[Float, State]:
        """Read one token a sequence, ids (B,): logits of the next, (B, V), and the new state."""
        top, state = self._advance(ids, state)
        return self._decode(top), state

    def read(self, ids: Ids, state: State) -> tuple[Float, State]:
        """Read ids (T,), T >= 1, as one sequence: logits after the last, (1, V), and the state."""
        for index in ids[:-1]:
            _, state = self._advance(np.array([index]), state)
        return self.step(ids[-1:], state)

    def forward(self, ids: Ids, state: State) -> tuple[Float, State]:
        """Read ids (B, T): the logits after every token, (B, T, V), and the last state."""
        tops = []
        for step in range(ids.shape[1]):
            top, state = self._advance(ids[:, step], state)
            tops.append(top)
        return self._decode(np.stack(tops, axis=1)), state

    def _first_product(self, vectors: Float) -> Float:
        w_ih, _, bias = self._layers[0]
        product: Float = vectors @ w_ih.T + bias  # (…, 4H)
        return product

    def _advance(self, ids: Ids, state: State) -> tuple[Float, State]:
        width = self.architecture.hidden
        hidden, cell = np.empty_like(state.hidden), np.empty_like(state.cell)
        below: Float | None = None  # (B, H), the layer below's new hidden state
        for layer, (w_ih, w_hh, bias) in enumerate(self._layers):
            if below is not None:
                gates = below @ w_ih.T + bias  # (B, 4H)
            elif self._table is not None:
                gates = self._table[ids]
            else:
                gates = self._first_product(self.weights["embedding.weight"][ids])
            gates += state.hidden[layer] @ w_hh.T
            np.tanh(gates, out=gates)
            i = 0.5 * gates[:, :width] + 0.5
            f = 0.5 * gates[:, width : 2 * width] + 0.5
            g = gates[:, 2 * width : 3 * width]
            o = 0.5 * gates[:, 3 * width :] + 0.5
            cell[layer] = f * state.cell[layer] + i * g
            hidden[layer] = o * np.tanh(cell[layer])
            below = hidden[layer]
        return hidden[-1], State(hidden, cell)

    def _decode(self, top: Float) -> Float:
        if self.architecture.projection:
            top = top @ self.weights["projection.weight"].T
        logits: Float = top @ self.weights["decoder.weight"].T + self.weights["decoder.bias"]
        return logits
