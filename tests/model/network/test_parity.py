"""The numpy network against ``torch.nn``, for every layer and both kinds of model."""

from pathlib import Path

import numpy as np
import pytest

from model.generation.test_golden import GOLDEN
from voices import random_voice
from wisdom_model.network.cells import layer_normalise
from wisdom_model.voice.file import VOICES, LanguageModel, load_voice

torch = pytest.importorskip("torch")
pytestmark = [pytest.mark.torch, pytest.mark.usefixtures("finely")]

from wisdom_training.settings import CharSettings  # noqa: E402
from wisdom_training.train.network import TorchNetwork  # noqa: E402 (after the skip)

TINY = Path(__file__).parents[2] / "fixtures" / "tiny.safetensors"


def torch_twin(model: LanguageModel) -> "torch.nn.ModuleDict":
    sizes, weights = model.network.architecture, model.network.weights
    twin = torch.nn.ModuleDict(
        {
            "embedding": torch.nn.Embedding(sizes.vocabulary, sizes.embedding),
            "lstm": torch.nn.LSTM(sizes.embedding, sizes.hidden, sizes.layers, batch_first=True),
            "decoder": torch.nn.Linear(sizes.projection or sizes.hidden, sizes.vocabulary),
        }
    )
    if sizes.projection:
        twin["projection"] = torch.nn.Linear(sizes.hidden, sizes.projection, bias=False)
    twin.load_state_dict({name: torch.from_numpy(weight) for name, weight in weights.items()})
    return twin


def assert_parity(model: LanguageModel, steps: int = 60) -> None:
    ids = np.random.default_rng(5).integers(len(model.vocabulary), size=(3, steps))
    twin = torch_twin(model)
    with torch.no_grad():
        outputs, (hidden, cell) = twin["lstm"](twin["embedding"](torch.from_numpy(ids)))
        if "projection" in twin:
            outputs = twin["projection"](outputs)
        expected = twin["decoder"](outputs).numpy()
    logits, state = model.network.forward(ids, model.network.start(batch=3))
    # Of values that reach 50, as a sure voice's do, float32 knows no more than 4e-6 at each step.
    close = {"rtol": 1e-5, "atol": 1e-5 if np.abs(expected).max() < 5 else 5e-5}
    np.testing.assert_allclose(logits, expected, **close)
    for layer in range(model.network.architecture.layers):
        shown = state.hidden[layer] / model.network.grid
        np.testing.assert_allclose(shown, hidden[layer].numpy(), **close)
        np.testing.assert_allclose(state.cell[layer], cell[layer].numpy(), **close)


@pytest.mark.parametrize("layers", [1, 2, 3])
@pytest.mark.parametrize("projection", [None, 4])
@pytest.mark.parametrize("name", ["char", "word"])
def test_random_weights(name: str, projection: int | None, layers: int) -> None:
    assert_parity(getattr(random_voice(layers=layers, projection=projection), name))


@pytest.mark.parametrize("name", ["char", "word"])
@pytest.mark.parametrize(
    "path", [TINY, *sorted(VOICES.glob("*.safetensors"))], ids=lambda p: p.stem
)
def test_trained_weights(path: Path, name: str) -> None:
    assert_parity(getattr(load_voice(path), name))


@pytest.mark.parametrize("layers", [1, 2, 3])
@pytest.mark.parametrize("cell", ["gru", "rnn"])
def test_other_cells_are_torchs(cell: str, layers: int) -> None:
    model = random_voice(layers=layers, cell=cell).char
    sizes, weights = model.network.architecture, model.network.weights
    kind = {"gru": torch.nn.GRU, "rnn": torch.nn.RNN}[cell]
    own = kind(sizes.embedding, sizes.hidden, sizes.layers, batch_first=True)
    prefix = f"{cell}."
    own.load_state_dict(
        {n.removeprefix(prefix): torch.from_numpy(w) for n, w in weights.items() if prefix in n}
    )
    ids = np.random.default_rng(5).integers(len(model.vocabulary), size=(3, 60))
    with torch.no_grad():
        _, hidden = own(torch.from_numpy(weights["embedding.weight"][ids]))
    _, state = model.network.forward(ids, model.network.start(batch=3))
    shown = state.hidden / model.network.grid
    np.testing.assert_allclose(shown, hidden.numpy(), rtol=1e-5, atol=1e-5)


@pytest.mark.parametrize("layers", [1, 2, 3])
@pytest.mark.parametrize("tied", [False, True])
@pytest.mark.parametrize("zoneout", [0.0, 0.3])
@pytest.mark.parametrize("layer_norm", [False, True])
@pytest.mark.parametrize("cell", ["lstm", "gru", "rnn"])
def test_the_training_network(
    cell: str, layer_norm: bool, zoneout: float, tied: bool, layers: int
) -> None:
    model = random_voice(
        layers=layers,
        cell=cell,
        layer_norm=layer_norm,
        zoneout_cell=zoneout if cell == "lstm" else 0.0,
        zoneout_hidden=zoneout / 2,
        tied=tied,
    ).char
    twin = TorchNetwork(model.network.architecture, CharSettings()).eval()
    twin.load_state_dict({n: torch.from_numpy(w) for n, w in model.network.weights.items()})
    ids = np.random.default_rng(5).integers(len(model.vocabulary), size=(3, 40))
    with torch.no_grad():
        expected, (hidden, cells) = twin(torch.from_numpy(ids), twin.start(3))
    logits, state = model.network.forward(ids, model.network.start(batch=3))
    close = {"rtol": 1e-5, "atol": 1e-5}
    np.testing.assert_allclose(logits, expected.numpy(), **close)
    np.testing.assert_allclose(state.hidden / model.network.grid, hidden.numpy(), **close)
    np.testing.assert_allclose(state.cell, cells.numpy(), **close)


@pytest.mark.parametrize("width", [1, 12])
def test_normalise_is_torchs(width: int) -> None:
    vectors = np.random.default_rng(5).normal(3, 2, (4, width)).astype(np.float32)
    expected = torch.nn.functional.layer_norm(torch.from_numpy(vectors), (width,))
    np.testing.assert_allclose(layer_normalise(vectors), expected.numpy(), rtol=1e-5, atol=1e-5)


def test_torch_writes_the_golden_text() -> None:
    """Argmax in torch alone, character by character, gives what the numpy voice writes."""
    model = load_voice(TINY).char
    twin, text, state = torch_twin(model), "The lamp", None
    fresh = torch.from_numpy(model.vocabulary.encode("\n\n" + text))[None]
    with torch.no_grad():
        while len(text) < len(GOLDEN["char"]):
            outputs, state = twin["lstm"](twin["embedding"](fresh), state)
            fresh = twin["decoder"](outputs[:, -1:]).argmax(-1)
            text += model.vocabulary.tokens[int(fresh)]
    assert text == GOLDEN["char"]
