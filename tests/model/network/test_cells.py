"""One step of each cell: by hand, and the shipped voice's to the precision of its tables."""

import math
from dataclasses import replace

import numpy as np
import pytest

from voices import random_network
from wisdom_model.network.cells import layer_normalise, layer_shapes
from wisdom_model.network.language_model import Architecture, Network, State
from wisdom_model.voice.file import bundled_voice, load_voice

WEIGHT = 127 / 128
"""A weight that ``quantise`` keeps: 127 times a power of two."""


def test_a_layer_normalised_lstm_has_a_norm_for_each_product_and_its_cell() -> None:
    plain = layer_shapes("lstm", 0, 2, 4, layer_norm=False)
    assert plain == {
        "lstm.weight_ih_l0": (16, 2),
        "lstm.weight_hh_l0": (16, 4),
        "lstm.bias_ih_l0": (16,),
        "lstm.bias_hh_l0": (16,),
    }
    assert layer_shapes("lstm", 0, 2, 4, layer_norm=True) == plain | {
        "lstm.norm_ih_l0.weight": (16,),
        "lstm.norm_hh_l0.weight": (16,),
        "lstm.norm_cell_l0.weight": (4,),
        "lstm.norm_cell_l0.bias": (4,),
    }


@pytest.mark.parametrize(("cell", "rows"), [("gru", 12), ("rnn", 4)])
def test_other_cells_have_their_names_and_gates(cell: str, rows: int) -> None:
    assert layer_shapes(cell, 1, 2, 4, layer_norm=True) == {
        f"{cell}.weight_ih_l1": (rows, 2),
        f"{cell}.weight_hh_l1": (rows, 4),
        f"{cell}.bias_ih_l1": (rows,),
        f"{cell}.bias_hh_l1": (rows,),
        f"{cell}.norm_ih_l1.weight": (rows,),
        f"{cell}.norm_hh_l1.weight": (rows,),
    }


@pytest.mark.usefixtures("double_precision")
def test_zoneout_keeps_its_part_of_the_old_state() -> None:
    plain = Architecture(3, 2, 4, 1)
    weights = random_network(plain, seed=0).weights
    network = Network(plain, weights)
    old = State(np.full((1, 1, 4), 0.5 * network.grid), np.full((1, 1, 4), -2.0))
    _, new = network.step(np.array([1]), old)
    zoned = replace(plain, zoneout_cell=0.25, zoneout_hidden=0.5)
    _, state = Network(zoned, weights).step(np.array([1]), old)
    assert state.cell == pytest.approx(0.25 * old.cell + 0.75 * new.cell, abs=1e-12)
    # Both sides are rounded to whole steps, so they are at most one apart.
    assert state.hidden == pytest.approx(0.5 * old.hidden + 0.5 * new.hidden, abs=1)


@pytest.mark.usefixtures("double_precision")
def test_layer_normalisation_gives_mean_0_and_variance_1() -> None:
    """But for epsilon, 1e-5, which is added to the variances 1 and 2500."""
    normal = layer_normalise(np.array([[1.0, 3.0], [-50.0, 50.0]]))
    expected = [1 / math.sqrt(1 + 1e-5), 50 / math.sqrt(2500 + 1e-5)]
    assert normal == pytest.approx(np.outer(expected, [-1, 1]), rel=1e-12)


def sigmoid(z: float) -> float:
    return 1 / (1 + math.exp(-z))


def step_of_one_unit(cell: str) -> State:
    """One unit with weights of 127/128 and biases of 1: h = 0.5, c = 2 if there is one."""
    sizes = Architecture(1, 1, 1, 1, cell=cell)
    shapes = sizes.shapes()
    network = Network(
        sizes, {n: np.full(s, WEIGHT if len(s) > 1 else 1) for n, s in shapes.items()}
    )
    cells = np.full_like(network.start().cell, 2)
    half = np.full((1, 1, 1), 0.5 * network.grid)
    _, state = network.step(np.array([0]), State(half, cells))
    return state._replace(hidden=state.hidden / network.grid)


INPUT, RECURRENT = WEIGHT**2 + 1, WEIGHT / 2 + 1
"""That unit's W_ih x + b_ih, as the embedding is 127/128 too, and its W_hh h + b_hh."""


@pytest.mark.usefixtures("double_precision")
def test_an_lstm_step_by_hand() -> None:
    state = step_of_one_unit("lstm")
    gate = sigmoid(INPUT + RECURRENT)
    expected = gate * 2 + gate * math.tanh(INPUT + RECURRENT)
    assert state.cell.item() == pytest.approx(expected, rel=1e-12)
    assert state.hidden.item() == pytest.approx(gate * math.tanh(expected), rel=1e-12)


@pytest.mark.usefixtures("double_precision")
def test_a_gru_step_by_hand() -> None:
    gate = sigmoid(INPUT + RECURRENT)
    n = math.tanh(INPUT + gate * RECURRENT)
    expected = (1 - gate) * n + gate * 0.5
    assert step_of_one_unit("gru").hidden.item() == pytest.approx(expected, rel=1e-12)


@pytest.mark.usefixtures("double_precision")
def test_an_rnn_step_by_hand() -> None:
    expected = math.tanh(INPUT + RECURRENT)
    assert step_of_one_unit("rnn").hidden.item() == pytest.approx(expected, rel=1e-12)


TABLE_ERROR = 2**-11
"""Of tanh in the table: half the distance of its entries, as the slope is at most 1."""
ROUNDING = 2**-24
"""Of a float32, relative to it."""


@pytest.mark.parametrize("name", ["char", "word"])
def test_the_shipped_voice_follows_the_equations_to_its_tables_precision(name: str) -> None:
    """Each layer's step in float64, from the state and the input that the network itself had."""
    network = getattr(load_voice(bundled_voice("ishmael")), name).network
    weights = {key: weight.astype(np.float64) for key, weight in network.weights.items()}
    state, rng = network.start(batch=4), np.random.default_rng(0)
    for _ in range(20):
        ids = rng.integers(network.architecture.vocabulary, size=4)
        _, new = network.step(ids, state)
        below = weights["embedding.weight"][ids]  # (B, E)
        for layer in range(network.architecture.layers):
            w_ih, w_hh, b_ih, b_hh = (
                weights[f"lstm.{kind}_l{layer}"]
                for kind in ("weight_ih", "weight_hh", "bias_ih", "bias_hh")
            )
            products = below @ w_ih.T, state.hidden[layer] / network.grid @ w_hh.T
            i, f, g, o = np.split(sum(products) + b_ih + b_hh, 4, axis=1)  # (B, H) each
            i, f, o = (1 / (1 + np.exp(-z)) for z in (i, f, o))
            cell = f * state.cell[layer] + i * np.tanh(g)
            # A product is exact before it is scaled; the table adds 9 to every argument.
            size = sum(np.abs(p).max() for p in (*products, b_ih, b_hh)) + 10
            wide = TABLE_ERROR + 8 * ROUNDING * size  # error of a tanh, twice that of a sigmoid
            cell_error = (np.abs(state.cell[layer]) / 2 + 1.5) * wide
            hidden_error = wide / 2 + cell_error + TABLE_ERROR + 0.5 / network.grid
            assert (np.abs(new.cell[layer] - cell) <= cell_error).all()
            below = new.hidden[layer] / network.grid
            assert (np.abs(below - o * np.tanh(cell)) <= hidden_error).all()
        state = new
