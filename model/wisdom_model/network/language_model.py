"""A recurrent language model in numpy: embedding, recurrent layers, linear decoder.

``cells.py`` has the equations of the layers. A linear projection may come before the decoder, and
a tied decoder uses the embedding as its weight (O. Press and L. Wolf, arXiv:1608.05859).

Shapes: B sequences in a batch, T steps, V tokens, E embedding, H hidden, L layers.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from wisdom_model.errors import SettingsError
from wisdom_model.network.cells import GATES, Zoneout, layer_shapes, make_layer
from wisdom_model.network.exact import Float, Matrix, Quantised, check_size, quantise

Ids = NDArray[np.int64]

# With up to so many tokens the first layer's input product is computed once for all of them.
_TABLE_LIMIT = 1024


@dataclass(frozen=True)
class Architecture:
    """The sizes and options of one model, which fix every tensor's shape."""

    vocabulary: int
    """Number of tokens, V."""
    embedding: int
    """Width of a token's embedding, E."""
    hidden: int
    """Width of the hidden state, H."""
    layers: int
    """Number of recurrent layers, L."""
    projection: int | None = None
    """Width of a linear projection before the decoder; None for no projection."""
    cell: str = "lstm"
    """The recurrent cell: ``lstm``, ``gru`` or ``rnn`` (tanh)."""
    layer_norm: bool = False
    """Whether the cells use layer normalisation."""
    zoneout_cell: float = 0.0
    """Fraction of an LSTM's cell that keeps its old value at a step, in expectation."""
    zoneout_hidden: float = 0.0
    """Fraction of the hidden state that keeps its old value at a step, in expectation."""
    tied: bool = False
    """Whether the decoder's weight is the embedding; then there is no ``decoder.weight``."""

    def __post_init__(self) -> None:
        sizes = {"vocabulary": self.vocabulary, "embedding": self.embedding}
        sizes |= {"hidden": self.hidden, "layers": self.layers}
        if self.projection is not None:
            sizes["projection"] = self.projection
        for name, size in sizes.items():
            self._check(name, type(size) is int and size >= 1, "a whole number above 0")
        self._check("cell", self.cell in tuple(GATES), f"one of {', '.join(GATES)}")
        for name in ("layer_norm", "tied"):
            self._check(name, isinstance(getattr(self, name), bool), "true or false")
        for name in ("zoneout_cell", "zoneout_hidden"):
            fraction = getattr(self, name)
            valid = type(fraction) in (int, float) and 0 <= fraction < 1
            self._check(name, valid, "a number, at least 0 and below 1")
        without = self.zoneout_cell == 0 or self.cell == "lstm"
        self._check("zoneout_cell", without, f"0, because the cell is {self.cell!r}, not 'lstm'")
        fits = not self.tied or self.embedding == self.decoder_width
        self._check(
            "tied",
            fits,
            f"false, because embedding is {self.embedding} and the decoder's input has a width of "
            f"{self.decoder_width}",
        )

    def _check(self, name: str, valid: bool, expected: str) -> None:
        if not valid:
            raise SettingsError(f"{name} is {getattr(self, name)!r}: it must be {expected}")

    @property
    def decoder_width(self) -> int:
        """Width of the decoder's input."""
        return self.projection or self.hidden

    def shapes(self) -> dict[str, tuple[int, ...]]:
        """Every tensor's name and shape, as in the state of the torch twin."""
        shapes: dict[str, tuple[int, ...]] = {"embedding.weight": (self.vocabulary, self.embedding)}
        for layer in range(self.layers):
            width = self.hidden if layer else self.embedding
            shapes |= layer_shapes(self.cell, layer, width, self.hidden, layer_norm=self.layer_norm)
        if self.projection:
            shapes["projection.weight"] = (self.projection, self.hidden)
        if not self.tied:
            shapes["decoder.weight"] = (self.vocabulary, self.decoder_width)
        shapes["decoder.bias"] = (self.vocabulary,)
        return shapes


class State(NamedTuple):
    """The hidden states of B sequences after the text so far; a step makes a new one."""

    hidden: Float  # (L, B, H), in whole steps of the network's grid
    cell: Float  # (L, B, H), or (L, B, 0) where the cells have none

    @classmethod
    def concat(cls, states: Sequence[State]) -> State:
        """One state of all sequences, in order."""
        return cls(
            np.concatenate([state.hidden for state in states], axis=1),
            np.concatenate([state.cell for state in states], axis=1),
        )

    def select(self, rows: slice | Sequence[int] | Ids) -> State:
        """The state of the sequences ``rows``."""
        return State(self.hidden[:, rows], self.cell[:, rows])


class Network:
    """A model that reads text one token at a time and gives the logits of the next."""

    def __init__(
        self, architecture: Architecture, weights: Mapping[str, NDArray[np.floating] | Quantised]
    ) -> None:
        """Take weights of ``architecture.shapes()`` and quantise those that are not quantised yet.

        Raises SettingsError if a tensor is missing, unknown or of another shape, or if a number is
        not finite or too large for a float32.
        """
        shapes = architecture.shapes()
        found = {name: _shape(weight) for name, weight in weights.items()}
        for name in sorted(shapes.keys() | found.keys()):
            if shapes.get(name) != found.get(name):
                raise SettingsError(
                    f"tensor {name} has shape {found.get(name, 'none: it is missing')}, "
                    f"expected {shapes.get(name, 'no such tensor')}"
                )
        self.architecture = architecture
        self.tensors = {name: round_weight(weights[name]) for name in shapes}
        self._bias = self.tensors["decoder.bias"]
        self._embedding = self._matrix("embedding.weight")
        self._projection = self._matrix("projection.weight") if architecture.projection else None
        self._decoder = self._embedding if architecture.tied else self._matrix("decoder.weight")
        top = self._decoder if self._projection is None else self._projection
        self.grid: float = float(top.grid)
        """Steps between 0 and 1 of a hidden state."""
        self._top_scale = top.scale / top.grid
        zoneout = Zoneout(architecture.zoneout_cell, architecture.zoneout_hidden)
        self._layers = [
            make_layer(architecture.cell, layer, self.tensors, zoneout)
            for layer in range(architecture.layers)
        ]
        self._table = (
            self._layers[0].input_weights.of_rows(self._embedding, slice(None))
            if architecture.vocabulary <= _TABLE_LIMIT
            else None
        )  # (V, gates * H)

    @property
    def weights(self) -> dict[str, Float]:
        """Every tensor by name, in float32."""
        return {
            name: tensor.dequantised if isinstance(tensor, Quantised) else tensor
            for name, tensor in self.tensors.items()
        }

    def start(self, batch: int = 1) -> State:
        """The state before any text: all zero."""
        a = self.architecture
        shape = (a.layers, batch, a.hidden)
        cell = shape if a.cell == "lstm" else (a.layers, batch, 0)
        return State(np.zeros(shape, np.float32), np.zeros(cell, np.float32))

    def step(self, ids: Ids, state: State) -> tuple[Float, State]:
        """Read one token of each sequence, (B,): the logits of the next, (B, V), and the state."""
        top, state = self._advance(ids, state)
        return self._decode(top), state

    def _matrix(self, name: str) -> Matrix:
        weight = self.tensors[name]
        assert isinstance(weight, Quantised)  # noqa: S101 (its shape has two axes)
        return Matrix(weight)

    def _advance(self, ids: Ids, state: State) -> tuple[Float, State]:
        hidden, cell = np.empty_like(state.hidden), np.empty_like(state.cell)
        if self._table is not None:
            product = self._table.take(ids, axis=0)  # (B, gates * H)
        else:
            product = self._layers[0].input_weights.of_rows(self._embedding, ids)
        for index, layer in enumerate(self._layers):
            if index:
                product = layer.input_weights(hidden[index - 1])
            hidden[index], cell[index] = layer.advance(
                product, state.hidden[index], state.cell[index]
            )
        return hidden[-1], State(hidden, cell)

    def _decode(self, top: Float) -> Float:
        """Logits, (B, V), of top hidden states, (B, H)."""
        if self._projection is not None:
            logits = self._decoder.multiply_any(self._projection.multiply(top, self._top_scale))
        else:
            logits = self._decoder.multiply(top, self._top_scale)
        logits += self._bias
        return logits


def round_weight(weight: NDArray[np.floating] | Quantised) -> Float | Quantised:
    """A tensor as a voice stores and uses it: matrices quantised, vectors in float32."""
    if isinstance(weight, Quantised):
        return weight
    if weight.ndim == 1:
        check_size(weight)
        return np.ascontiguousarray(weight, dtype=np.float32)
    return quantise(weight)


def _shape(weight: NDArray[np.floating] | Quantised) -> tuple[int, ...]:
    return weight.integers.shape if isinstance(weight, Quantised) else weight.shape
