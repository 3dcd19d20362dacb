"""The torch twin: the voice's arithmetic, and what only training does."""

from itertools import product
from typing import Any

import numpy as np
import pytest
import torch

from parity import assert_parity
from training.tasks import TOKENS, VOCABULARY
from wisdom_model.network.language_model import Architecture, Network
from wisdom_training.corpus.word_vectors import Embedding
from wisdom_training.run.preparation import make_architecture
from wisdom_training.settings import CharSettings, WordSettings
from wisdom_training.train.network import TorchNetwork, export_weights
from wisdom_training.train.optimizers import make_optimizers

pytestmark = pytest.mark.usefixtures("one_thread")

IDS = np.arange(24).reshape(2, 12) % VOCABULARY


NO_DROPOUT = {"input_dropout": 0.0, "dropout": 0.0, "weight_drop": 0.0}
KINDS = pytest.mark.parametrize(
    "kind",
    [
        {"cell": "lstm"},
        {"cell": "gru"},
        {"cell": "rnn"},
        {"cell": "lstm", "layer_norm": True},
        {"cell": "gru", "layer_norm": True, "zoneout_hidden": 0.2},
        {"cell": "rnn", "layer_norm": True, "tied": True, "projection": 4},
    ],
    ids=lambda kind: "-".join(map(str, kind.values())),
)


def make_network(**changes: Any) -> TorchNetwork:  # noqa: ANN401 (of several types)
    torch.manual_seed(3)
    settings = CharSettings(**({"embedding": 4, "hidden": 8} | changes))
    return TorchNetwork(make_architecture(settings, TOKENS), settings)


@KINDS
@pytest.mark.parametrize("layers", [1, 3])
@pytest.mark.parametrize("projection", [0, 4])
@pytest.mark.usefixtures("double_precision")
def test_every_step_is_the_voices(kind: dict[str, Any], layers: int, projection: int) -> None:
    twin = make_network(**({"layers": layers, "projection": projection} | kind)).eval()
    weights = export_weights(twin.state_dict())
    twin.double().load_state_dict({n: torch.from_numpy(w) for n, w in weights.items()})
    assert_parity(Network(twin.architecture, weights), twin, steps=12)


@KINDS
def test_its_tensors_have_the_voices_names_and_shapes(kind: dict[str, Any]) -> None:
    twin = make_network(**kind)
    shapes = {name: tuple(tensor.shape) for name, tensor in twin.state_dict().items()}
    assert shapes == twin.architecture.shapes()


@KINDS
def test_its_state_is_carried(kind: dict[str, Any]) -> None:
    """Two halves read one after the other give what the whole gives."""
    twin, ids = make_network(**kind).double().eval(), torch.from_numpy(IDS)
    with torch.no_grad():
        whole, end = twin(ids, twin.start(2))
        first, state = twin(ids[:, :5], twin.start(2))
        second, state = twin(ids[:, 5:], state)
    torch.testing.assert_close(torch.cat([first, second], dim=1), whole)
    assert [t.shape for t in state] == [t.shape for t in end] == [t.shape for t in twin.start(2)]


@KINDS
def test_every_parameter_learns(kind: dict[str, Any]) -> None:
    twin = make_network(**kind).train()
    logits, _ = twin(torch.from_numpy(IDS), twin.start(2))
    logits.square().sum().backward()
    assert [name for name, p in twin.named_parameters() if p.grad is None] == []


@pytest.mark.parametrize(("cell", "entries"), [("lstm", 8), ("gru", 0), ("rnn", 0)])
def test_the_state_lies_where_the_weights_lie(cell: str, entries: int) -> None:
    hidden, cells = make_network(cell=cell).to("meta", torch.float64).start(3)
    assert (hidden.shape, cells.shape) == ((2, 3, 8), (2, 3, entries))
    assert {(t.device.type, t.dtype) for t in (hidden, cells)} == {("meta", torch.float64)}


def test_steps_in_python_compute_what_the_fused_layers_do() -> None:
    for cell in ("lstm", "gru", "rnn"):
        twin = make_network(cell=cell, layers=3).double().eval()
        vectors = torch.randn(2, 12, 4, dtype=torch.float64)
        with torch.no_grad():
            fused, fused_state = twin.recurrence(vectors, twin.start(2))
            looped, state = twin.recurrence.run_stepwise(vectors, twin.start(2))
        torch.testing.assert_close(looped, fused)
        torch.testing.assert_close(state, fused_state)


def test_the_forget_gate_begins_open() -> None:
    twin = make_network(hidden=64)
    bias = twin.lstm.bias_ih_l1.detach().view(4, 64).mean(dim=1)  # i, f, g, o
    assert bias.round().tolist() == [0, 1, 0, 0]


def logits_while_training(twin: TorchNetwork) -> "torch.Tensor":
    with torch.no_grad():
        return twin.train()(torch.from_numpy(IDS), twin.start(2))[0]


@pytest.mark.parametrize(
    ("cell", "name"),
    [
        *product(("lstm", "gru", "rnn"), (*NO_DROPOUT, "recurrent_dropout", "zoneout_hidden")),
        ("lstm", "zoneout_cell"),
    ],
)
def test_every_dropout_acts_in_training_alone(cell: str, name: str) -> None:
    twin = make_network(cell=cell, **(NO_DROPOUT | {name: 0.5}))
    assert not torch.equal(logits_while_training(twin), logits_while_training(twin))
    twin.eval()
    with torch.no_grad():
        first, second = (twin(torch.from_numpy(IDS), twin.start(2))[0] for _ in range(2))
    assert torch.equal(first, second)


@KINDS
def test_without_dropout_training_computes_the_same(kind: dict[str, Any]) -> None:
    twin = make_network(**(kind | NO_DROPOUT | {"zoneout_hidden": 0.0}))
    assert torch.equal(logits_while_training(twin), logits_while_training(twin))


@pytest.mark.parametrize(
    "kind",
    [
        {"cell": "gru"},
        {"cell": "rnn"},
        {"cell": "lstm", "layer_norm": True},
        {"cell": "lstm", "zoneout_cell": 0.1, "zoneout_hidden": 0.1, "recurrent_dropout": 0.1},
        {"cell": "gru", "tied": True, "embedding": 16},
    ],
    ids=lambda kind: "-".join(map(str, kind)),
)
def test_it_learns_a_text_that_repeats_itself(kind: dict[str, Any]) -> None:
    twin = make_network(**({"hidden": 16, "layers": 1} | NO_DROPOUT | kind)).train()
    ids = torch.arange(4 * 21).reshape(4, 21) % VOCABULARY

    def loss() -> torch.Tensor:
        logits, _ = twin(ids[:, :-1], twin.start(4))
        return torch.nn.functional.cross_entropy(logits.flatten(0, 1), ids[:, 1:].flatten())

    optimizer = torch.optim.Adam(twin.parameters(), lr=0.02)
    for _ in range(60):
        optimizer.zero_grad()
        loss().backward()
        optimizer.step()
    twin.eval()
    assert loss().item() < 0.1  # from log 7 = 1.95


@pytest.mark.parametrize("frozen", [True, False])
def test_word_vectors_stay_only_if_frozen(frozen: bool) -> None:
    vectors = np.arange(12, dtype=np.float32).reshape(4, 3) / 10
    start = Embedding(vectors, np.array([False, True, True, False]), width=2)
    sizes = Architecture(4, 3, 5, 1)
    twin = TorchNetwork(
        sizes, WordSettings(hidden=5, layers=1, frozen=frozen), start
    ).eval()  # no dropout
    optimizers = make_optimizers(twin, twin.settings)
    logits, _ = twin(torch.tensor([[0, 1, 2, 3]]), twin.start(1))
    logits.square().sum().backward()
    for optimizer in optimizers:
        optimizer.step()
    changed = (twin.embedding.weight.detach().numpy() != vectors).tolist()
    listed = [not frozen, not frozen, True]
    assert changed == [[True] * 3, listed, listed, [True] * 3]


def test_weights_are_exported_as_a_file_stores_them() -> None:
    weights = {"decoder.bias": torch.tensor([1 / 3]), "decoder.weight": torch.tensor([[127.2, 1]])}
    exported = export_weights(weights)
    assert exported["decoder.bias"].tolist() == [float(np.float32(1 / 3))]
    scale = exported["decoder.weight"][0, 1]  # 1 is one step of the row's scale
    assert exported["decoder.weight"].tolist() == [[127 * scale, scale]]
    assert scale == pytest.approx(127.2 / 127, rel=2**-16)
