import numpy as np
import pytest

from networks import forward, read
from voices import random_network, random_voice
from wisdom_model.errors import SettingsError
from wisdom_model.network.language_model import Architecture, Network, State


@pytest.fixture
def network() -> Network:
    return random_network(Architecture(vocabulary=11, embedding=5, hidden=7, layers=2), seed=3)


def test_steps_equal_forward(network: Network) -> None:
    ids = np.array([[1, 4, 10, 0, 3]])
    whole, end = forward(network, ids, network.start())
    state = network.start()
    for step, index in enumerate(ids[0]):
        logits, state = network.step(np.array([index]), state)
        assert (logits[0] == whole[0, step]).all()
    assert (state.hidden == end.hidden).all()
    assert (state.cell == end.cell).all()


def test_read_gives_the_last_logits(network: Network) -> None:
    ids = np.array([1, 4, 10])
    whole, _ = forward(network, ids[None], network.start())
    logits, _ = read(network, ids, network.start())
    assert (logits[0] == whole[0, -1]).all()


def test_sequences_side_by_side_do_not_touch(network: Network) -> None:
    alone, _ = forward(network, np.array([[2, 5]]), network.start())
    both, _ = forward(network, np.array([[9, 9], [2, 5]]), network.start(batch=2))
    assert (both[1] == alone[0]).all()


def test_a_step_leaves_its_state_as_it_was(network: Network) -> None:
    state = network.start()
    network.step(np.array([1]), state)
    assert not state.hidden.any()
    assert not state.cell.any()


def test_a_large_vocabulary_gives_the_same_as_its_table() -> None:
    """Above 1,024 tokens the first product is made at every step instead of once."""
    small = Architecture(vocabulary=1024, embedding=5, hidden=7, layers=2)
    weights = random_network(small, seed=1).weights
    padded = dict(weights)
    for name in ("embedding.weight", "decoder.weight", "decoder.bias"):
        padded[name] = np.concatenate([weights[name], np.zeros_like(weights[name][:1])])
    large = Network(Architecture(vocabulary=1025, embedding=5, hidden=7, layers=2), padded)
    ids = np.array([[3, 700, 1023]])
    table, _ = forward(Network(small, weights), ids, large.start())
    product, _ = forward(large, ids, large.start())
    assert (product[..., :1024] == table).all()


def test_huge_weights_do_not_overflow() -> None:
    architecture = Architecture(vocabulary=3, embedding=2, hidden=2, layers=1)
    weights = {name: np.full(shape, 1e4) for name, shape in architecture.shapes().items()}
    logits, _ = Network(architecture, weights).step(
        np.array([0]), Network(architecture, weights).start()
    )
    assert np.isfinite(logits).all()


@pytest.mark.parametrize("name", ["decoder.bias", "decoder.weight"])
def test_numbers_that_no_float32_holds_are_refused(name: str) -> None:
    architecture = Architecture(vocabulary=3, embedding=2, hidden=2, layers=1)
    weights = {key: np.ones(shape) for key, shape in architecture.shapes().items()}
    weights[name][-1] = 1e39
    with pytest.raises(SettingsError, match="a weight is 1e\\+39 in size"):
        Network(architecture, weights)


def test_a_wrong_shape_names_its_tensor() -> None:
    voice = random_voice()
    weights = dict(voice.char.network.weights)
    weights["decoder.bias"] = weights["decoder.bias"][:-1]
    with pytest.raises(SettingsError, match=r"decoder.bias has shape \(61,\), expected \(62,\)"):
        Network(voice.char.network.architecture, weights)


def test_a_missing_tensor_is_named() -> None:
    voice = random_voice()
    weights = dict(voice.char.network.weights)
    del weights["lstm.weight_hh_l1"]
    with pytest.raises(SettingsError, match=r"lstm.weight_hh_l1 has shape none: it is missing"):
        Network(voice.char.network.architecture, weights)


@pytest.mark.parametrize("name", ["vocabulary", "embedding", "hidden", "layers"])
def test_sizes_must_be_positive(name: str) -> None:
    sizes = {"vocabulary": 3, "embedding": 2, "hidden": 2, "layers": 1} | {name: 0}
    with pytest.raises(SettingsError, match=f"{name} is 0"):
        Architecture(**sizes)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("field", "value", "message"),
    [
        ("cell", "tree", "cell is 'tree': it must be one of lstm, gru, rnn"),
        ("cell", None, "cell is None: it must be one of lstm, gru, rnn"),
        ("layer_norm", 1, "layer_norm is 1: it must be true or false"),
        ("tied", "no", "tied is 'no': it must be true or false"),
        ("zoneout_cell", 1.0, "zoneout_cell is 1.0: it must be a number, at least 0 and below 1"),
        ("zoneout_hidden", -0.1, "zoneout_hidden is -0.1: it must be a number"),
        ("zoneout_hidden", float("nan"), "zoneout_hidden is nan: it must be a number"),
        ("zoneout_hidden", "much", "zoneout_hidden is 'much': it must be a number"),
        ("tied", True, "tied is True: it must be false, because embedding is 2 and the decoder"),
    ],
)
def test_an_option_out_of_range_is_refused(field: str, value: object, message: str) -> None:
    with pytest.raises(SettingsError, match=message):
        Architecture(3, 2, 4, 1, **{field: value})  # type: ignore[arg-type]


@pytest.mark.parametrize("cell", ["gru", "rnn"])
def test_only_an_lstm_has_a_cell_to_zone_out(cell: str) -> None:
    with pytest.raises(SettingsError, match=f"it must be 0, because the cell is '{cell}', not"):
        Architecture(3, 2, 2, 1, cell=cell, zoneout_cell=0.1)


@pytest.mark.parametrize(("projection", "embedding"), [(None, 4), (2, 2)])
def test_a_tied_decoder_is_as_wide_as_what_it_reads(projection: int | None, embedding: int) -> None:
    shapes = Architecture(3, embedding, 4, 1, projection, tied=True).shapes()
    assert "decoder.weight" not in shapes
    assert shapes["embedding.weight"] == (3, projection or 4)


@pytest.mark.parametrize("cell", ["gru", "rnn"])
def test_a_state_without_cells_has_an_empty_array(cell: str) -> None:
    network = random_network(Architecture(3, 2, 4, 2, cell=cell), seed=0)
    _, state = network.step(np.array([1, 2]), network.start(batch=2))
    assert (state.hidden.shape, state.cell.shape) == ((2, 2, 4), (2, 2, 0))


@pytest.mark.parametrize("cell", ["lstm", "gru", "rnn"])
def test_normalised_cells_do_not_touch_their_neighbours(cell: str) -> None:
    sizes = Architecture(11, 5, 7, 2, cell=cell, layer_norm=True, zoneout_hidden=0.2)
    network = random_network(sizes, seed=3)
    alone, _ = forward(network, np.array([[2, 5]]), network.start())
    both, _ = forward(network, np.array([[9, 9], [2, 5]]), network.start(batch=2))
    assert (both[1] == alone[0]).all()


def test_states_are_joined_and_selected_by_sequence() -> None:
    network = random_voice().char.network
    states = [network.step(np.array([index]), network.start())[1] for index in (1, 2, 3)]
    joined = State.concat(states)
    assert joined.hidden.shape == (2, 3, 12)
    for row, state in enumerate(states):
        selected = joined.select([row])
        assert (selected.hidden == state.hidden).all()
        assert (selected.cell == state.cell).all()
