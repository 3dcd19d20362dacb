"""One process that trains alone; ``run/test_torchrun.py`` trains with several."""

import torch
from torch import nn

from wisdom_training.train.replicas import Replicas


def test_one_process_calls_the_network_itself() -> None:
    network = nn.Linear(2, 1)
    replicas = Replicas()
    assert replicas.wrap(network) is network
    assert (replicas.rank, replicas.count) == (0, 1)


def test_one_process_decides_and_keeps_its_state_alone() -> None:
    replicas = Replicas()
    assert replicas.find_any((True, False), torch.device("cpu")) == [True, False]
    assert replicas.gather({"random": 3}) == [{"random": 3}]


def test_one_process_computes_plain_gradients() -> None:
    weight = torch.tensor([2.0, 3.0], requires_grad=True)
    Replicas().backpropagate((weight**2).sum())
    assert weight.grad is not None
    assert weight.grad.tolist() == [4, 6]
