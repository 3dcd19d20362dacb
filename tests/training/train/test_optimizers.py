"""Muon, and which optimizer gets which weights."""

from pathlib import Path

import pytest
import torch

from training.tasks import make_task
from wisdom_training.train import optimizers
from wisdom_training.train.network import TorchNetwork
from wisdom_training.train.optimizers import (
    Muon,
    choose_precision,
    make_optimizers,
    orthogonalise,
    sort_parameters,
)

pytestmark = pytest.mark.usefixtures("one_thread")


@pytest.mark.parametrize("shape", [(16, 16), (16, 40), (40, 16), (3, 16, 24)])
def test_singular_values_come_near_one_and_singular_vectors_stay(shape: tuple[int, ...]) -> None:
    matrices = torch.randn(shape, generator=torch.Generator().manual_seed(1))
    result = orthogonalise(matrices)
    values = torch.linalg.svdvals(result)
    assert values.min() > 0.3
    assert values.max() < 1.3
    left, singular, right = torch.linalg.svd(matrices, full_matrices=False)
    inside = left.mT @ result @ right.mT  # diagonal, where the singular vectors are the same
    off = inside - torch.diag_embed(inside.diagonal(dim1=-2, dim2=-1))
    assert off.abs().max() < 1e-4
    assert singular.shape == values.shape


def test_a_gates_update_does_not_depend_on_its_neighbours() -> None:
    generator = torch.Generator().manual_seed(2)
    gradient = torch.randn(8, 6, generator=generator)
    scaled = gradient.clone()
    scaled[4:] *= 128  # a power of two: exact in any precision
    updates = []
    for g in (gradient, scaled):
        weight = torch.nn.Parameter(torch.zeros(8, 6))
        weight.grad = g
        Muon([weight], hidden=4, rate=0.1, weight_decay=0.0).step()
        updates.append(weight.detach())
    assert torch.allclose(updates[0], updates[1], atol=1e-6)


@pytest.mark.parametrize(
    ("capabilities", "precision"),
    [({"avx512_bf16": True}, torch.bfloat16), ({"amx_bf16": True}, torch.bfloat16),
     ({"avx2": True}, torch.float32), ({}, torch.float32)],
)  # fmt: skip
def test_half_the_bits_are_used_where_the_processor_multiplies_them(
    monkeypatch: pytest.MonkeyPatch, capabilities: dict[str, bool], precision: torch.dtype
) -> None:
    monkeypatch.setattr(
        optimizers.torch.cpu, "get_capabilities", lambda: capabilities, raising=False
    )
    assert choose_precision(torch.device("cpu")) == precision


def test_weights_decay_in_proportion_to_the_rate() -> None:
    weight = torch.nn.Parameter(torch.ones(4, 4))
    weight.grad = torch.zeros(4, 4)
    Muon([weight], hidden=4, rate=0.1, weight_decay=0.5).step()
    assert torch.allclose(weight, torch.full((4, 4), 0.95))


def test_recurrent_matrices_go_to_muon_and_the_rest_to_adamw(tmp_path: Path) -> None:
    task = make_task(tmp_path, projection=3, muon_rate=0.5, rate=0.25)
    network = TorchNetwork(task.architecture, task.settings)
    muon, adamw = make_optimizers(network, task.settings)
    names = {id(p): name for name, p in network.named_parameters()}
    assert {names[id(p)] for p in muon.param_groups[0]["params"]} == {
        "lstm.weight_ih_l0", "lstm.weight_hh_l0", "lstm.weight_ih_l1", "lstm.weight_hh_l1",
    }  # fmt: skip
    decayed, kept = adamw.param_groups
    assert {names[id(p)] for p in decayed["params"]} == {"projection.weight", "decoder.weight"}
    assert kept["weight_decay"] == 0
    assert [group["peak"] for o in (muon, adamw) for group in o.param_groups] == [0.5, 0.25, 0.25]
    assert sum(map(len, sort_parameters(network))) == len(list(network.parameters()))


@pytest.mark.parametrize("name", ["adamw", "adam", "rmsprop", "sgd"])
def test_the_other_optimizers_get_every_weight(tmp_path: Path, name: str) -> None:
    task = make_task(tmp_path, optimizer=name)
    network = TorchNetwork(task.architecture, task.settings)
    (optimizer,) = make_optimizers(network, task.settings)
    assert type(optimizer).__name__.lower() == name
    given = [p for group in optimizer.param_groups for p in group["params"]]
    assert {id(p) for p in given} == {id(p) for p in network.parameters()}
