"""The recurrent layers in torch."""

from typing import Any

import numpy as np
import pytest
import torch

from training.tasks import TOKENS, VOCABULARY
from wisdom_training.run.preparation import make_architecture
from wisdom_training.settings import CharSettings
from wisdom_training.train.cells import Norm, zone_out
from wisdom_training.train.network import TorchNetwork

pytestmark = pytest.mark.usefixtures("one_thread")


IDS = np.arange(24).reshape(2, 12) % VOCABULARY


NO_DROPOUT = {"input_dropout": 0.0, "dropout": 0.0, "weight_drop": 0.0}


def make_network(**changes: Any) -> TorchNetwork:  # noqa: ANN401 (of several types)
    torch.manual_seed(3)
    settings = CharSettings(**({"embedding": 4, "hidden": 8} | changes))
    return TorchNetwork(make_architecture(settings, TOKENS), settings)


def test_recurrent_dropout_empties_its_share_of_candidates() -> None:
    """An RNN's candidate is its new state; what is left of it is doubled."""
    twin = make_network(cell="rnn", hidden=500, layers=1, recurrent_dropout=0.5, **NO_DROPOUT)
    first = torch.from_numpy(IDS[:1, :1])
    with torch.no_grad():
        _, (whole, _) = twin.eval()(first, twin.start(1))
        _, (dropped, _) = twin.train()(first, twin.start(1))
    left = dropped != 0
    assert left.double().mean().item() == pytest.approx(0.5, abs=0.1)
    torch.testing.assert_close(dropped[left], 2 * whole[left])


def test_zoneout_keeps_old_entries_in_training_and_their_share_afterwards() -> None:
    old, new = torch.zeros(200, 200), torch.ones(200, 200)
    zoned = zone_out(old, new, 0.25, training=True)
    assert zoned.unique().tolist() == [0, 1]
    assert zoned.mean().item() == pytest.approx(0.75, abs=0.01)
    assert zone_out(old, new, 0.25, training=False).unique().tolist() == [0.75]


def test_every_block_is_normalised_by_itself() -> None:
    norm = Norm((2, 3), bias=True)
    with torch.no_grad():
        normal = norm(torch.tensor([[1.0, 3.0, 10.0, 20.0, 30.0]]))
    expected = torch.tensor([[-1.0, 1.0, -(1.5**0.5), 0.0, 1.5**0.5]])
    torch.testing.assert_close(normal, expected, atol=1e-3, rtol=0)


@pytest.mark.parametrize("cell", ["lstm", "gru", "rnn"])
def test_weight_drop_acts_on_recurrent_weights_in_training_only(cell: str) -> None:
    layers = make_network(cell=cell, layers=1, **(NO_DROPOUT | {"weight_drop": 0.5})).recurrence
    original = layers.weight_hh_l0.detach()
    dropped = layers.train()._layer_weights(0)[1].detach()  # noqa: SLF001 (it cannot be seen outside)
    kept = dropped != 0
    assert 0 < kept.double().mean().item() < 1
    torch.testing.assert_close(dropped[kept], 2 * original[kept])
    assert torch.equal(layers.eval()._layer_weights(0)[1], original)  # noqa: SLF001 (as above)
