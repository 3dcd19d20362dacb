"""The torch twin: the voice's arithmetic, and what only training does."""

from pathlib import Path

import numpy as np
import pytest

torch = pytest.importorskip("torch")
pytestmark = [pytest.mark.torch, pytest.mark.usefixtures("one_thread")]

from training.tasks import VOCABULARY, make_task  # noqa: E402 (after the skip)
from wisdom_model.network import Architecture, Network  # noqa: E402
from wisdom_training.network import TorchNetwork, export_weights  # noqa: E402
from wisdom_training.settings import WordSettings  # noqa: E402
from wisdom_training.trainer import make_optimizer  # noqa: E402
from wisdom_training.vectors import Embedding  # noqa: E402

IDS = np.arange(24).reshape(2, 12) % VOCABULARY


def make_network(folder: Path, **changes: float) -> TorchNetwork:
    torch.manual_seed(3)
    task = make_task(folder, **changes)
    return TorchNetwork(task.architecture, task.settings)


@pytest.mark.parametrize("layers", [1, 3])
@pytest.mark.parametrize("projection", [0, 5])
def test_its_logits_are_the_voices(tmp_path: Path, layers: int, projection: int) -> None:
    twin = make_network(tmp_path, layers=layers, projection=projection).eval()
    voice = Network(twin.architecture, {n: t.numpy() for n, t in twin.state_dict().items()})
    with torch.no_grad():
        expected, _ = twin(torch.from_numpy(IDS), twin.start(2))
    logits, _ = voice.forward(IDS, voice.start(2))
    np.testing.assert_allclose(logits, expected.numpy(), rtol=1e-5, atol=1e-5)


def test_its_tensors_have_the_voices_names_and_shapes(tmp_path: Path) -> None:
    twin = make_network(tmp_path, projection=5)
    shapes = {name: tuple(tensor.shape) for name, tensor in twin.state_dict().items()}
    assert shapes == twin.architecture.shapes()


def test_the_forget_gate_begins_open(tmp_path: Path) -> None:
    twin = make_network(tmp_path, hidden=64)
    bias = twin.lstm.bias_ih_l1.detach().view(4, 64).mean(dim=1)  # i, f, g, o
    assert bias.round().tolist() == [0, 1, 0, 0]


def logits_while_training(twin: TorchNetwork) -> "torch.Tensor":
    with torch.no_grad():
        return twin.train()(torch.from_numpy(IDS), twin.start(2))[0]


@pytest.mark.parametrize("name", ["input_dropout", "dropout", "weight_drop"])
def test_every_dropout_acts_in_training_alone(tmp_path: Path, name: str) -> None:
    none = {"input_dropout": 0.0, "dropout": 0.0, "weight_drop": 0.0}
    twin = make_network(tmp_path, **(none | {name: 0.5}))
    assert not torch.equal(logits_while_training(twin), logits_while_training(twin))
    twin.eval()
    with torch.no_grad():
        first, second = (twin(torch.from_numpy(IDS), twin.start(2))[0] for _ in range(2))
    assert torch.equal(first, second)


def test_without_dropout_training_computes_the_same(tmp_path: Path) -> None:
    twin = make_network(tmp_path, input_dropout=0.0, dropout=0.0, weight_drop=0.0)
    assert torch.equal(logits_while_training(twin), logits_while_training(twin))


@pytest.mark.parametrize("frozen", [True, False])
def test_word_vectors_stay_only_if_frozen(frozen: bool) -> None:
    vectors = np.arange(12, dtype=np.float32).reshape(4, 3) / 10
    start = Embedding(vectors, np.array([False, True, True, False]), width=2)
    sizes = Architecture(4, 3, 5, 1)
    twin = TorchNetwork(sizes, WordSettings(frozen=frozen), start).eval()  # no dropout
    optimizer = make_optimizer(twin, twin.settings)
    logits, _ = twin(torch.tensor([[0, 1, 2, 3]]), twin.start(1))
    logits.square().sum().backward()
    optimizer.step()
    changed = (twin.embedding.weight.detach().numpy() != vectors).tolist()
    listed = [not frozen, not frozen, True]
    assert changed == [[True] * 3, listed, listed, [True] * 3]


def test_weights_are_exported_as_a_file_stores_them() -> None:
    exported = export_weights({"decoder.bias": torch.tensor([1 / 3])})
    assert exported["decoder.bias"].dtype == np.float32
    assert exported["decoder.bias"].tolist() == [float(np.float16(1 / 3))]
