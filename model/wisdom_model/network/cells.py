"""The recurrent layers in numpy: LSTM, GRU and tanh RNN, with layer normalisation and zoneout.

The equations of one step, with torch's order of gates, which are blocks of H rows in every weight.
s is the sigmoid, a the input product W_ih x + b_ih, b the recurrent product W_hh h + b_hh:

    LSTM   i, f, g, o = a + b                    GRU   r, z = a + b, in their two blocks
           c' = s(f) * c + s(i) * tanh(g)              n = tanh(a_n + s(r) * b_n)
           h' = s(o) * tanh(c')                        h' = (1 - s(z)) * n + s(z) * h

    RNN    h' = tanh(a + b)

S. Hochreiter and J. Schmidhuber, "Long Short-Term Memory", 1997, with the forget gate of Gers et
al., 2000; K. Cho et al., arXiv:1406.1078, with torch's separate b_hh of n; J. Elman, "Finding
Structure in Time", 1990. A test compares every step with ``torch.nn``. Since the sigmoid is
(1 + tanh(z / 2)) / 2, the rows of sigmoid gates are halved on loading and all gates go through
tanh, which cannot overflow.

Layer normalisation (J. Ba et al., arXiv:1607.06450) brings W_ih x and W_hh h to mean 0 and variance
1 each and multiplies them by a gain before their biases are added. In an LSTM or RNN it takes all
gates together, in a GRU r and z together and n alone. It also normalises an LSTM's c' before the
output tanh, with a gain and a bias.

Zoneout (D. Krueger et al., arXiv:1606.01305) keeps random entries of the old state in training;
here every entry is the expectation, z * old + (1 - z) * new.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from wisdom_model.network.exact import (
    TABLE_STEPS,
    TABLE_ZERO,
    Float,
    Matrix,
    Quantised,
    gate_activations,
    sum_in_order,
    tanh,
)

GATES = {"lstm": 4, "gru": 3, "rnn": 1}
"""Cells by name, and the number of blocks of H rows in their weights."""
NORM_EPSILON = 1e-5
"""Added to a variance before its root is taken, as in ``torch.nn.LayerNorm``."""

Tensors = Mapping[str, Float | Quantised]
"""Weights by name: matrices quantised, vectors in float32."""


class Zoneout(NamedTuple):
    """Fractions of the old state that are kept at a step."""

    cell: float
    hidden: float


def norm_blocks(cell: str, hidden: int) -> tuple[int, ...]:
    """Widths of the parts of a product that are normalised separately."""
    return (2 * hidden, hidden) if cell == "gru" else (GATES[cell] * hidden,)


def layer_shapes(
    cell: str, layer: int, width: int, hidden: int, *, layer_norm: bool
) -> dict[str, tuple[int, ...]]:
    """Names and shapes of one layer's tensors; ``width`` is that of its input."""
    rows = GATES[cell] * hidden
    shapes: dict[str, tuple[int, ...]] = {
        "weight_ih": (rows, width),
        "weight_hh": (rows, hidden),
        "bias_ih": (rows,),
        "bias_hh": (rows,),
    }
    if layer_norm:
        shapes |= {"norm_ih.weight": (rows,), "norm_hh.weight": (rows,)}
        if cell == "lstm":
            shapes |= {"norm_cell.weight": (hidden,), "norm_cell.bias": (hidden,)}
    return {f"{cell}.{_name(kind, layer)}": shape for kind, shape in shapes.items()}


def make_layer(cell: str, layer: int, weights: Tensors, zoneout: Zoneout) -> Layer:
    """The layer whose tensors are in ``weights`` under the names of ``layer_shapes``."""
    kinds = ("weight_ih", "weight_hh", "bias_ih", "bias_hh")
    norms = ("norm_ih.weight", "norm_hh.weight", "norm_cell.weight", "norm_cell.bias")
    names = {kind: f"{cell}.{_name(kind, layer)}" for kind in kinds + norms}
    own = {kind: weights[name] for kind, name in names.items() if name in weights}
    make: type[Layer] = {"lstm": LstmLayer, "gru": GruLayer, "rnn": RnnLayer}[cell]
    rows = np.arange(len(own["bias_hh"])).reshape(GATES[cell], -1)
    order = rows[list(make.order)].ravel()
    matrices, vectors = {}, {}
    for kind, weight in own.items():
        if isinstance(weight, Quantised):
            matrices[kind] = Matrix(Quantised(weight.integers[order], weight.scale[order]))
        else:
            vectors[kind] = weight[order] if len(weight) == len(order) else weight
    return make(matrices, vectors, zoneout)


class ScaledMatrix:
    """Multiplies by W, normalises if there is a gain, adds a bias; all are scaled on loading."""

    def __init__(
        self,
        matrix: Matrix,
        scale: Float,
        bias: Float | None = None,
        gain: Float | None = None,
        blocks: tuple[int, ...] = (),
    ) -> None:
        self.matrix = matrix
        factors = matrix.scale / matrix.grid
        self.scale: Float = factors if gain is not None else factors * scale
        self.factor = None if gain is not None else scale
        self.gain = None if gain is None else gain * scale
        self.bias = None if bias is None else bias * scale
        self.ends = np.cumsum(blocks)[:-1]  # of all blocks but the last

    def __call__(self, grid_values: Float) -> Float:
        """Multiply vectors, (B, width), in steps of the grid: (B, rows)."""
        return self._finish(self.matrix.multiply(grid_values, self.scale))

    def of_rows(self, vectors: Matrix, rows: NDArray[np.int64] | slice) -> Float:
        """Multiply the ``rows``, (B,), of a matrix (V, width): (B, rows)."""
        product = self.matrix.multiply_rows(vectors, rows)
        if self.factor is not None:
            product *= self.factor
        return self._finish(product)

    def _finish(self, product: Float) -> Float:
        if self.gain is not None:
            for part in np.split(product, self.ends, axis=-1):
                part[...] = layer_normalise(part)  # a view
            product *= self.gain
        if self.bias is not None:
            product += self.bias
        return product


class Layer:
    """One layer: ``input_weights`` times its input, then ``advance`` with the state.

    A hidden state is in whole steps of ``grid``, the grid of every weight that multiplies it.
    """

    cell: str
    order: tuple[int, ...]  # of the blocks of rows: their places in torch's order
    factors: tuple[float, ...]  # of the blocks in that order: 0.5 for a sigmoid, 1 for a tanh
    unit = 1.0  # products are multiplied by it

    def __init__(
        self, matrices: Mapping[str, Matrix], vectors: Mapping[str, Float], zoneout: Zoneout
    ) -> None:
        self.hidden = matrices["weight_hh"].integers.shape[1]
        self.grid = matrices["weight_hh"].grid
        self.zoneout = zoneout
        factors = self.unit * np.array(self.factors, np.float32)
        scale = np.repeat(factors, self.hidden)  # (gates * H,)
        blocks = norm_blocks(self.cell, self.hidden)
        below, recurrent = self._biases(vectors["bias_ih"], vectors["bias_hh"])
        gain_ih, gain_hh = vectors.get("norm_ih.weight"), vectors.get("norm_hh.weight")
        self.input_weights = ScaledMatrix(matrices["weight_ih"], scale, below, gain_ih, blocks)
        self.recurrent_weights = ScaledMatrix(
            matrices["weight_hh"], scale, recurrent, gain_hh, blocks
        )

    def advance(self, product: Float, hidden: Float, cell: Float) -> tuple[Float, Float]:
        """One step from ``product``, (B, gates * H), and the state, twice (B, H): the new state."""
        new_hidden, new_cell = self._step(product, hidden, cell)
        zoneout = self.zoneout
        if zoneout.cell:
            new_cell = np.float32(zoneout.cell) * cell + np.float32(1 - zoneout.cell) * new_cell
        if zoneout.hidden:
            new_hidden = (
                np.float32(zoneout.hidden) * hidden + np.float32(1 - zoneout.hidden) * new_hidden
            )
        return np.rint(new_hidden, out=new_hidden), new_cell

    def _biases(self, bias_ih: Float, bias_hh: Float) -> tuple[Float, Float | None]:
        return bias_ih + bias_hh, None

    def _step(self, product: Float, hidden: Float, cell: Float) -> tuple[Float, Float]:
        """The new hidden state, in steps that are not rounded yet, and the new cell."""
        raise NotImplementedError


class LstmLayer(Layer):
    """Gates in the order i, f, o, g, so that the sigmoids are side by side."""

    cell = "lstm"
    order = (0, 1, 3, 2)
    factors = (0.5, 0.5, 0.5, 1)
    unit = float(TABLE_STEPS)

    def __init__(
        self, matrices: Mapping[str, Matrix], vectors: Mapping[str, Float], zoneout: Zoneout
    ) -> None:
        super().__init__(matrices, vectors, zoneout)
        assert self.input_weights.bias is not None  # noqa: S101 (an LSTM's products have one)
        self.input_weights.bias += np.float32(TABLE_ZERO)
        normed = "norm_cell.weight" in vectors
        self.norm = (vectors["norm_cell.weight"], vectors["norm_cell.bias"]) if normed else None

    def _step(self, product: Float, hidden: Float, cell: Float) -> tuple[Float, Float]:
        width = self.hidden
        gates = self.recurrent_weights(hidden)
        gates += product
        sigmoids, g = gate_activations(gates, 3 * width)
        i, f, o = sigmoids[:, :width], sigmoids[:, width : 2 * width], sigmoids[:, 2 * width :]
        cell = f * cell
        g *= i
        cell += g
        output = cell if self.norm is None else layer_normalise(cell) * self.norm[0] + self.norm[1]
        new = tanh(output)
        new *= o
        new *= self.grid
        return new, cell


class GruLayer(Layer):
    """Gates r, z, n; the cell is an empty array, (B, 0)."""

    cell = "gru"
    order = (0, 1, 2)
    factors = (0.5, 0.5, 1)

    def _biases(self, bias_ih: Float, bias_hh: Float) -> tuple[Float, Float | None]:
        return bias_ih, bias_hh  # r multiplies the second alone, in n

    def _step(self, product: Float, hidden: Float, cell: Float) -> tuple[Float, Float]:
        width = self.hidden
        recurrent = self.recurrent_weights(hidden)
        sigmoids = 0.5 * tanh(product[:, : 2 * width] + recurrent[:, : 2 * width]) + 0.5
        r, z = sigmoids[:, :width], sigmoids[:, width:]
        n = self.grid * tanh(product[:, 2 * width :] + r * recurrent[:, 2 * width :])
        return n + z * (hidden - n), cell


class RnnLayer(Layer):
    """One block, through tanh; the cell is an empty array, (B, 0)."""

    cell = "rnn"
    order = (0,)
    factors = (1,)

    def _step(self, product: Float, hidden: Float, cell: Float) -> tuple[Float, Float]:
        return self.grid * tanh(product + self.recurrent_weights(hidden)), cell


def layer_normalise(vectors: Float) -> Float:
    """Bring each vector, (…, width), to mean 0 and variance 1."""
    mean_factor = np.float32(1 / vectors.shape[-1])
    centred = vectors - sum_in_order(vectors) * mean_factor
    variance = sum_in_order(centred * centred) * mean_factor
    normalised: Float = centred / np.sqrt(variance + np.float32(NORM_EPSILON))
    return normalised


def _name(kind: str, layer: int) -> str:
    """``norm_ih.weight`` of layer 0 is ``norm_ih_l0.weight``, in torch's manner."""
    stem, dot, rest = kind.partition(".")
    return f"{stem}_l{layer}{dot}{rest}"
