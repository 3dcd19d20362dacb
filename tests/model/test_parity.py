"""The numpy network against ``torch.nn``, for every layer and both kinds of model."""

import numpy as np
import pytest

from voices import random_voice
from wisdom_model.model_file import LanguageModel

torch = pytest.importorskip("torch")
pytestmark = pytest.mark.torch


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
    assert np.abs(logits - expected).max() < 1e-5
    for layer in range(model.network.architecture.layers):
        assert np.abs(state.hidden[layer] - hidden[layer].numpy()).max() < 1e-5
        assert np.abs(state.cell[layer] - cell[layer].numpy()).max() < 1e-5


@pytest.mark.parametrize("layers", [1, 2, 3])
@pytest.mark.parametrize("projection", [None, 4])
@pytest.mark.parametrize("name", ["char", "word"])
def test_random_weights(name: str, projection: int | None, layers: int) -> None:
    assert_parity(getattr(random_voice(layers=layers, projection=projection), name))
