"""The equations of the numpy network against ``torch.nn``, for every cell and kind of model."""

from pathlib import Path

import numpy as np
import pytest
import torch

from model.generation.test_golden import GOLDEN
from parity import State, assert_close, assert_parity
from voices import TINY, random_voice
from wisdom_model.network.cells import layer_normalise
from wisdom_model.network.language_model import Network
from wisdom_model.voice.file import VOICES, load_voice
from wisdom_training.settings import CharSettings
from wisdom_training.train.network import TorchNetwork

pytestmark = pytest.mark.usefixtures("double_precision")


class TorchTwin(torch.nn.Module):
    """Torch's own modules with the model's weights, in float64."""

    def __init__(self, network: Network) -> None:
        super().__init__()
        sizes = network.architecture
        self.cell = sizes.cell
        self.embedding = torch.nn.Embedding(sizes.vocabulary, sizes.embedding)
        layers = {"lstm": torch.nn.LSTM, "gru": torch.nn.GRU, "rnn": torch.nn.RNN}[sizes.cell](
            sizes.embedding, sizes.hidden, sizes.layers, batch_first=True
        )
        self.add_module(sizes.cell, layers)
        self.projection = torch.nn.Identity()
        if sizes.projection:
            self.projection = torch.nn.Linear(sizes.hidden, sizes.projection, bias=False)
        self.decoder = torch.nn.Linear(sizes.decoder_width, sizes.vocabulary)
        self.double()
        weights = dict(network.weights)
        if sizes.tied:
            weights["decoder.weight"] = weights["embedding.weight"]
        self.load_state_dict({n: torch.from_numpy(w) for n, w in weights.items()})

    def forward(self, ids: "torch.Tensor", state: State) -> tuple["torch.Tensor", State]:
        layers, vectors = getattr(self, self.cell), self.embedding(ids)
        if self.cell == "lstm":
            top, state = layers(vectors, state)
        else:
            top, hidden = layers(vectors, state[0])
            state = hidden, state[1]
        return self.decoder(self.projection(top)), state


@pytest.mark.parametrize("layers", [1, 2, 3])
@pytest.mark.parametrize("projection", [None, 4])
@pytest.mark.parametrize("cell", ["lstm", "gru", "rnn"])
def test_every_step_is_torchs(cell: str, projection: int | None, layers: int) -> None:
    voice = random_voice(layers=layers, projection=projection, cell=cell)
    for model in (voice.char, voice.word):
        assert_parity(model.network, TorchTwin(model.network))


@pytest.mark.parametrize("name", ["char", "word"])
@pytest.mark.parametrize(
    "path", [TINY, *sorted(VOICES.glob("*.safetensors"))], ids=lambda p: p.stem
)
def test_every_step_of_a_trained_voice_is_torchs(path: Path, name: str) -> None:
    network = getattr(load_voice(path), name).network
    assert_parity(network, TorchTwin(network))


@pytest.mark.parametrize("layers", [1, 2, 3])
@pytest.mark.parametrize("tied", [False, True])
@pytest.mark.parametrize("zoneout", [0.0, 0.3])
@pytest.mark.parametrize("layer_norm", [False, True])
@pytest.mark.parametrize("cell", ["lstm", "gru", "rnn"])
def test_every_step_is_that_of_the_training_network(
    cell: str, layer_norm: bool, zoneout: float, tied: bool, layers: int
) -> None:
    network = random_voice(
        layers=layers,
        cell=cell,
        layer_norm=layer_norm,
        zoneout_cell=zoneout if cell == "lstm" else 0.0,
        zoneout_hidden=zoneout / 2,
        tied=tied,
    ).char.network
    twin = TorchNetwork(network.architecture, CharSettings()).double().eval()
    twin.load_state_dict({n: torch.from_numpy(w) for n, w in network.weights.items()})
    assert_parity(network, twin)


@pytest.mark.parametrize("width", [1, 12])
def test_layer_normalisation_is_torchs(width: int) -> None:
    vectors = np.random.default_rng(5).normal(3, 2, (4, width))
    expected = torch.nn.functional.layer_norm(torch.from_numpy(vectors), (width,))
    assert_close(layer_normalise(vectors), expected)


def test_torch_writes_the_golden_text() -> None:
    """Argmax in torch alone, character by character, gives what the numpy voice writes."""
    model = load_voice(TINY).char
    twin, text = TorchTwin(model.network), "The lamp"
    start = model.network.start()
    state = torch.from_numpy(start.hidden), torch.from_numpy(start.cell)
    fresh = torch.from_numpy(model.vocabulary.encode("\n\n" + text))[None]
    with torch.no_grad():
        while len(text) < len(GOLDEN["char"]):
            logits, state = twin(fresh, state)
            fresh = logits[:, -1:].argmax(-1)
            text += model.vocabulary.tokens[int(fresh)]
    assert text == GOLDEN["char"]
