import numpy as np
import pytest

from voices import random_network, random_voice
from wisdom_model.errors import SettingsError
from wisdom_model.network import Architecture, Network


@pytest.fixture
def network() -> Network:
    return random_network(Architecture(vocabulary=11, embedding=5, hidden=7, layers=2), seed=3)


def test_steps_equal_forward(network: Network) -> None:
    ids = np.array([[1, 4, 10, 0, 3]])
    whole, end = network.forward(ids, network.start())
    state = network.start()
    for step, index in enumerate(ids[0]):
        logits, state = network.step(np.array([index]), state)
        assert logits[0] == pytest.approx(whole[0, step], abs=1e-6)
    assert state.hidden == pytest.approx(end.hidden, abs=1e-6)
    assert state.cell == pytest.approx(end.cell, abs=1e-6)


def test_read_gives_the_last_logits(network: Network) -> None:
    ids = np.array([1, 4, 10])
    whole, _ = network.forward(ids[None], network.start())
    logits, _ = network.read(ids, network.start())
    assert logits[0] == pytest.approx(whole[0, -1], abs=1e-6)


def test_sequences_side_by_side_do_not_touch(network: Network) -> None:
    alone, _ = network.forward(np.array([[2, 5]]), network.start())
    both, _ = network.forward(np.array([[9, 9], [2, 5]]), network.start(batch=2))
    assert both[1] == pytest.approx(alone[0], abs=1e-6)


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
    table, _ = Network(small, weights).forward(ids, large.start())
    product, _ = large.forward(ids, large.start())
    assert product[..., :1024] == pytest.approx(table, abs=1e-6)


def test_huge_weights_do_not_overflow() -> None:
    architecture = Architecture(vocabulary=3, embedding=2, hidden=2, layers=1)
    weights = {name: np.full(shape, 1e4) for name, shape in architecture.shapes().items()}
    logits, _ = Network(architecture, weights).step(
        np.array([0]), Network(architecture, weights).start()
    )
    assert np.isfinite(logits).all()


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


def test_an_unknown_cell_is_refused() -> None:
    with pytest.raises(SettingsError, match="cell is 'gru'"):
        Architecture(3, 2, 2, 1, cell="gru")
