"""Updates of the weights."""

from pathlib import Path

import pytest
import torch

from training.tasks import after, ignore, make_task
from wisdom_training.train.trainer import Trainer

pytestmark = pytest.mark.usefixtures("one_thread")


def test_a_running_average_weighs_the_last_weights_by_one_minus_its_decay(tmp_path: Path) -> None:
    run = Trainer(make_task(tmp_path, averaging=0.9), resume=False)
    before = run.updater.average["decoder.bias"].clone()
    run.network.decoder.bias.data.fill_(1.0)
    run.updater.update_average(10_000)  # past the start, where the average moves faster
    assert torch.allclose(run.updater.average["decoder.bias"], 0.9 * before + 0.1)


def test_the_gradient_is_clipped_by_value(tmp_path: Path) -> None:
    run = Trainer(make_task(tmp_path, clip=0.0, clip_value=1e-4), resume=False)
    run.run(ignore, after(1))
    gradients = torch.cat([p.grad.flatten() for p in run.network.parameters()])
    assert gradients.abs().max().item() == pytest.approx(1e-4)


def test_the_gradient_is_clipped_by_its_norm(tmp_path: Path) -> None:
    run = Trainer(make_task(tmp_path, clip=1e-3), resume=False)
    run.run(ignore, after(1))
    gradients = torch.cat([p.grad.flatten() for p in run.network.parameters()])
    assert gradients.norm().item() == pytest.approx(1e-3, rel=1e-3)


def test_gradient_noise_has_its_variance(tmp_path: Path) -> None:
    task = make_task(tmp_path, hidden=64, clip=1e-6, gradient_noise=0.04)
    run = Trainer(task, resume=False)
    run.run(ignore, after(1))
    gradients = torch.cat([p.grad.flatten() for p in run.network.parameters()])
    assert gradients.std().item() == pytest.approx(0.2, rel=0.02)
