"""Weights between start and end."""

from pathlib import Path

import pytest
import torch

from training.tasks import make_task
from wisdom_training.train.interpolation import choose_interpolation, interpolate
from wisdom_training.train.loss import token_losses
from wisdom_training.train.network import TorchNetwork
from wisdom_training.train.weight_updater import copy_weights

pytestmark = pytest.mark.usefixtures("one_thread")


def test_a_share_of_the_learned_weights_and_the_rest_of_the_start() -> None:
    start, learned = {"a": torch.tensor([0.0, 2.0])}, {"a": torch.tensor([1.0, 4.0])}
    assert interpolate(start, learned, 1.0)["a"].tolist() == [1.0, 4.0]
    assert interpolate(start, learned, 0.5)["a"].tolist() == [0.5, 3.0]


def test_the_share_with_the_lowest_loss_is_chosen(tmp_path: Path) -> None:
    task = make_task(tmp_path)
    network = TorchNetwork(task.architecture, task.settings)
    ids = task.validation.open()
    good = copy_weights(network)
    loss = float(token_losses(network, ids).mean())
    spoilt = {name: weight + 10 * torch.randn_like(weight) for name, weight in good.items()}
    # On the line from `far` over `good`, which lies at 0.8, everything else is worse.
    far = {name: weight - 4 * (spoilt[name] - weight) for name, weight in good.items()}
    chosen = choose_interpolation(network, ids, far, [spoilt, spoilt])
    assert chosen.share == 0.8
    assert chosen.loss == pytest.approx(loss, rel=0.02)
    assert (chosen.weights["embedding.weight"] - good["embedding.weight"]).abs().max() < 1e-3
