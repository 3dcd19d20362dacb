"""The training loop: batches, rate, best weights, resuming, NaN."""

import dataclasses
import math
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import torch

from training.tasks import after, ignore, make_task, never
from wisdom_training.errors import CheckpointError, TrainingError
from wisdom_training.progress.reports import Progress
from wisdom_training.train import trainer
from wisdom_training.train.loss import token_losses
from wisdom_training.train.task import Task
from wisdom_training.train.trainer import Trainer

pytestmark = pytest.mark.usefixtures("one_thread")


def train(task: Task, *, resume: bool = False) -> Trainer:
    run = Trainer(task, resume=resume)
    assert run.run(ignore, never)
    return run


def test_it_learns(tmp_path: Path) -> None:
    run = train(make_task(tmp_path, epochs=8, rate=0.02))
    assert [evaluation.epoch for evaluation in run.history] == [1, 2, 3, 4, 5, 6, 7, 8]
    # A uniform choice of 7 costs ln 7 = 1.95; one token in ten is noise.
    assert run.best.loss < 1


def test_the_best_weights_are_those_of_the_best_epoch(tmp_path: Path) -> None:
    task = make_task(tmp_path, rate=0.05, epochs=6)
    run = train(task)
    losses = [evaluation.validation for evaluation in run.history]
    assert run.best.epoch == 1 + losses.index(min(losses))
    run.network.load_state_dict(run.best.weights)
    again = token_losses(run.network, task.validation.open(), columns=16).mean()
    assert again == pytest.approx(min(losses))


def test_every_report_has_its_update_and_epoch(tmp_path: Path) -> None:
    reports: list[Progress] = []
    Trainer(make_task(tmp_path), resume=False).run(reports.append, never)
    assert [report.update for report in reports] == list(range(1, 121))
    assert {report.updates for report in reports} == {120}
    assert [reports[i].epoch for i in (0, 38, 39, 78, 79, 119)] == [1, 1, 2, 2, 3, 3]
    assert reports[38].validation is None
    assert reports[39].validation is not None


@pytest.mark.parametrize("updates", [0, 1, 40, 57, 119])
def test_a_resumed_run_equals_one_that_was_never_stopped(tmp_path: Path, updates: int) -> None:
    whole = train(make_task(tmp_path / "whole", dropout=0.3))
    task = make_task(tmp_path, dropout=0.3)
    assert not Trainer(task, resume=False).run(ignore, after(updates))
    torch.manual_seed(99)  # as another process would have it
    resumed = train(task, resume=True)
    assert resumed.history == whole.history
    assert resumed.best.epoch == whole.best.epoch
    for name, tensor in whole.network.state_dict().items():
        assert torch.equal(tensor, resumed.network.state_dict()[name])
        assert torch.equal(whole.best.weights[name], resumed.best.weights[name])


def test_a_finished_run_is_resumed_at_its_end(tmp_path: Path) -> None:
    task = make_task(tmp_path)
    first = train(task)
    again = train(task, resume=True)
    assert again.update == first.update == 120
    assert again.best.loss == first.best.loss


def test_another_tasks_checkpoint_is_refused(tmp_path: Path) -> None:
    task = make_task(tmp_path)
    Trainer(task, resume=False).save()
    with pytest.raises(CheckpointError) as error:
        Trainer(make_task(tmp_path, hidden=9), resume=True)
    assert str(error.value) == (
        f"{task.checkpoint} was made with --char-hidden = 8, now it is 9: give the same corpus "
        f"and flags, or delete it to train this model from the start"
    )


def test_a_loss_that_is_no_number_stops_the_run_and_keeps_the_checkpoint(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    task = make_task(tmp_path)
    run = Trainer(task, resume=False)
    run.run(ignore, after(50))
    good = task.checkpoint.read_bytes()
    run.network.decoder.bias.data.fill_(math.nan)
    monkeypatch.setattr(trainer, "_SAVE_SECONDS", 0.0)
    with pytest.raises(TrainingError) as error:
        run.run(ignore, never)
    assert task.checkpoint.read_bytes() == good
    assert str(error.value) == (
        f"the char model's loss is no longer a number (update 51). Give the same command with "
        f"--resume and lower rates (--char-rate, now 0.004, --char-muon-rate, now 0.02) or "
        f"another --char-clip (now 1.0): it continues from its last good state, "
        f"{task.checkpoint}. If it fails like this again, delete that file to train this "
        f"model from the start"
    )


def test_the_first_batch_is_read_where_the_epochs_chance_cuts_the_ring(tmp_path: Path) -> None:
    run = Trainer(make_task(tmp_path), resume=False)
    inputs, _ = run._cut_columns().take(0)  # noqa: SLF001 (what an epoch begins with)
    begin = int(np.random.default_rng([5, 0]).integers(1600))
    assert inputs[0].tolist() == np.roll(run.task.train.open(), -begin)[:10].tolist()


@pytest.mark.parametrize("every", [0.25, 0.5, 2.0])
def test_it_is_evaluated_as_often_as_the_setting_says(tmp_path: Path, every: float) -> None:
    run = train(make_task(tmp_path, evaluate_every=every))
    evaluations = [evaluation.epoch for evaluation in run.history]
    assert evaluations == sorted({*np.arange(every, 3.01, every).tolist(), 3.0})


def test_the_loss_of_an_evaluation_is_the_mean_since_the_last_one(tmp_path: Path) -> None:
    run = Trainer(make_task(tmp_path), resume=False)
    losses: list[float] = []
    run.run(lambda progress: losses.append(progress.loss), never)
    # Reports carry running means: the last one before each evaluation is what the evaluation notes.
    assert [evaluation.train for evaluation in run.history] == [losses[39], losses[79], losses[119]]
    assert losses[40] != pytest.approx(losses[39], abs=1e-9)


def test_patience_ends_a_run_early_and_says_so(tmp_path: Path) -> None:
    # At a rate of nothing but noise the first evaluation soon does not improve.
    run = Trainer(
        make_task(tmp_path, epochs=50, rate=1.0, patience=2, optimizer="sgd"), resume=False
    )
    run.network.train()
    assert run.run(ignore, never)
    assert run.update < run.total_updates
    assert run.history[-1].epoch == run.best.epoch + 2
    assert run.stopped_early == (
        f"the char model's validation loss did not improve 2 times in a row, so its training "
        f"stopped after {run.history[-1].epoch:g} of 50 epochs"
    )


def test_a_plateau_lowers_the_rate_when_the_loss_does_not_fall(tmp_path: Path) -> None:
    run = train(make_task(tmp_path, epochs=8, rate=0.05, schedule="plateau", rate_decay=0.5))
    lowest, factor = math.inf, 1.0
    for evaluation in run.history:
        assert evaluation.rate == pytest.approx(0.05 * factor)
        factor *= 1.0 if evaluation.validation < lowest else 0.5
        lowest = min(lowest, evaluation.validation)
    assert factor < 1


def test_the_average_is_what_is_measured_and_kept(tmp_path: Path) -> None:
    run = train(make_task(tmp_path, averaging=0.9, epochs=1))
    assert run.best.weights.keys() == run.updater.average.keys()
    for name, mean in run.updater.average.items():
        assert torch.equal(run.best.weights[name], mean)
    assert not torch.equal(run.updater.average["decoder.weight"], run.network.decoder.weight)


def test_columns_are_reset_at_random(tmp_path: Path) -> None:
    run = Trainer(make_task(tmp_path, reset=1.0), resume=False)
    hidden, cell = run.state
    run.state = torch.ones_like(hidden), torch.ones_like(cell)
    run._reset_columns()  # noqa: SLF001 (one update's part)
    assert not any(tensor.any() for tensor in run.state)


def test_it_begins_with_the_weights_of_another_voice(tmp_path: Path) -> None:
    task = make_task(tmp_path)
    weights = {n: np.full(s, 0.5, np.float32) for n, s in task.architecture.shapes().items()}
    run = Trainer(dataclasses.replace(task, start=weights), resume=False)
    assert all((tensor == 0.5).all() for tensor in run.network.state_dict().values())


@pytest.mark.parametrize(
    "changes",
    [
        {"optimizer": "adamw"}, {"optimizer": "adam"}, {"optimizer": "rmsprop"},
        {"averaging": 0.9}, {"schedule": "plateau"}, {"evaluate_every": 0.3}, {"reset": 0.5},
        {"gradient_noise": 0.01}, {"cell": "gru"}, {"cell": "rnn"}, {"layer_norm": True},
    ],
)  # fmt: skip
def test_a_resumed_run_is_the_same_with_every_control(
    tmp_path: Path, changes: dict[str, Any]
) -> None:
    whole = train(make_task(tmp_path / "whole", **changes))
    task = make_task(tmp_path, **changes)
    assert not Trainer(task, resume=False).run(ignore, after(57))
    torch.manual_seed(99)  # as another process would have it
    resumed = train(task, resume=True)
    assert resumed.history == whole.history
    for name, tensor in whole.network.state_dict().items():
        assert torch.equal(tensor, resumed.network.state_dict()[name])
