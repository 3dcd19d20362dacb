"""Losses of a text."""

from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest
import torch

from training.tasks import make_task
from wisdom_training.train.loss import token_losses
from wisdom_training.train.network import TorchNetwork

pytestmark = pytest.mark.usefixtures("one_thread")


def make_network(folder: Path) -> tuple[TorchNetwork, np.ndarray]:
    """In float64, so that another order of reading changes nothing measurable."""
    task = make_task(folder)
    torch.manual_seed(1)
    return TorchNetwork(task.architecture, task.settings).double(), np.array(
        task.train.open(), np.int64
    )


def read_singly(network: TorchNetwork, ids: np.ndarray) -> list[float]:
    state, costs = network.eval().start(1), []
    with torch.no_grad():
        for now, following in pairwise(ids):
            logits, state = network(torch.tensor([[now]]), state)
            costs.append(-logits[0, 0].log_softmax(0)[following].item())
    return costs


def test_costs_are_those_of_reading_token_by_token(tmp_path: Path) -> None:
    network, ids = make_network(tmp_path)
    ids = ids[:450]  # crosses the boundaries of two chunks
    np.testing.assert_allclose(token_losses(network, ids), read_singly(network, ids), rtol=1e-9)


def test_columns_are_read_each_without_its_past(tmp_path: Path) -> None:
    network, ids = make_network(tmp_path)
    expected = read_singly(network, ids[:401]) + read_singly(network, ids[400:801])
    np.testing.assert_allclose(token_losses(network, ids[:802], columns=2), expected, rtol=1e-9)
