"""The loop: columns, rate, best weights, resuming, NaN."""

import math
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest

torch = pytest.importorskip("torch")
pytestmark = [pytest.mark.torch, pytest.mark.usefixtures("one_thread")]

from training.tasks import make_task  # noqa: E402 (after the skip)
from wisdom_training import trainer  # noqa: E402
from wisdom_training.errors import CheckpointError, CorpusError, TrainingError  # noqa: E402
from wisdom_training.task import Progress, Task  # noqa: E402
from wisdom_training.trainer import Trainer, measure, one_cycle  # noqa: E402


def never() -> bool:
    return False


def ignore(_: Progress) -> None:
    return


def after(updates: int) -> Callable[[], bool]:
    """Stop when asked for the (``updates`` + 1)-th time."""
    asked = iter(range(updates + 1))
    return lambda: next(asked) == updates


def train(task: Task, *, resume: bool = False) -> Trainer:
    run = Trainer(task, resume=resume)
    assert run.run(ignore, never)
    return run


@pytest.mark.parametrize(
    ("progress", "share"),
    [(0, 0.04), (0.125, 0.52), (0.25, 1), (0.625, 0.50005), (1, 0.0001)],
)
def test_the_rate_goes_through_one_cycle(progress: float, share: float) -> None:
    assert one_cycle(progress) == pytest.approx(share)


def test_columns_are_the_whole_ring_and_targets_are_one_further(tmp_path: Path) -> None:
    run = Trainer(make_task(tmp_path), resume=False)
    inputs, targets = run._columns()  # noqa: SLF001 (the drawing in its docstring)
    assert inputs.shape == targets.shape == (4, 400)
    assert inputs[:, 1:].tolist() == targets[:, :-1].tolist()
    begin = int(np.random.default_rng([5, 0]).integers(1600))
    ring = np.roll(run.task.train, -begin)
    assert inputs.flatten().tolist() == ring.tolist()
    assert targets.flatten().tolist() == np.roll(ring, -1).tolist()


def test_it_learns(tmp_path: Path) -> None:
    run = train(make_task(tmp_path, epochs=8, rate=0.02))
    assert [epoch["epoch"] for epoch in run.history] == [1, 2, 3, 4, 5, 6, 7, 8]
    # A coin of 7 sides costs ln 7 = 1.95; one token in ten is noise.
    assert run.best.loss < 1


def test_the_best_weights_are_those_of_the_best_epoch(tmp_path: Path) -> None:
    task = make_task(tmp_path, rate=0.05, epochs=6)
    run = train(task)
    losses = [epoch["validation"] for epoch in run.history]
    assert run.best.epoch == 1 + losses.index(min(losses))
    run.network.load_state_dict(run.best.weights)
    again = measure(run.network, task.validation, columns=16).mean()
    assert again == pytest.approx(min(losses))


def test_every_report_says_where_it_stands(tmp_path: Path) -> None:
    reports: list[Progress] = []
    Trainer(make_task(tmp_path), resume=False).run(reports.append, never)
    assert [report.step for report in reports] == list(range(1, 121))
    assert {report.steps for report in reports} == {120}
    assert [reports[i].epoch for i in (0, 38, 39, 78, 79, 119)] == [1, 1, 2, 2, 3, 3]
    assert reports[38].validation is None
    assert reports[39].validation is not None


@pytest.mark.parametrize("updates", [0, 1, 40, 57, 119])
def test_a_resumed_run_equals_one_that_was_never_stopped(tmp_path: Path, updates: int) -> None:
    (tmp_path / "whole").mkdir()
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
    assert again.step == first.step == 120
    assert again.best.loss == first.best.loss


def test_another_tasks_checkpoint_is_refused(tmp_path: Path) -> None:
    task = make_task(tmp_path)
    Trainer(task, resume=False).save()
    with pytest.raises(CheckpointError) as error:
        Trainer(make_task(tmp_path, hidden=9), resume=True)
    assert str(error.value) == (
        f"{task.checkpoint} was made with --char-hidden = 8, now it is 9: give the same corpus "
        f"and flags, or delete it, and this model begins anew"
    )


def test_a_loss_that_is_no_number_stops_the_run_and_keeps_the_checkpoint(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    task = make_task(tmp_path)
    run = Trainer(task, resume=False)
    run.run(ignore, after(50))
    good = task.checkpoint.read_bytes()
    run.network.decoder.bias.data.fill_(math.nan)
    monkeypatch.setattr(trainer, "_SAVE_EVERY", 0.0)
    with pytest.raises(TrainingError) as error:
        run.run(ignore, never)
    assert task.checkpoint.read_bytes() == good
    assert str(error.value) == (
        f"the char model's loss is no longer a number (update 51). Its last good state is in "
        f"{task.checkpoint}, if it came so far. Delete that file and give the same command with "
        f"--resume and a lower --char-rate (now 0.004) or --char-clip (now 1.0): this model "
        f"begins anew, the other goes on"
    )


def test_less_text_than_one_batch_is_an_error_that_says_what_to_change(tmp_path: Path) -> None:
    with pytest.raises(CorpusError) as error:
        make_task(tmp_path, batch=100, steps=17)
    assert str(error.value) == (
        "the char model's training part has 1,600 tokens, fewer than one batch: bring more text, "
        "or lower --char-batch (100) or --char-steps (17)"
    )


def test_costs_are_those_of_reading_token_by_token(tmp_path: Path) -> None:
    run = Trainer(make_task(tmp_path), resume=False)
    ids = run.task.train[:450]  # crosses the boundaries of two chunks
    state, expected = run.network.eval().start(1), []
    with torch.no_grad():
        for now, following in pairwise(ids):
            logits, state = run.network(torch.tensor([[now]]), state)
            expected.append(-logits[0, 0].log_softmax(0)[following].item())
    np.testing.assert_allclose(measure(run.network, ids), expected, rtol=1e-5, atol=1e-5)
