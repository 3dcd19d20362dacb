"""One model from its first update to its result."""

from dataclasses import replace
from pathlib import Path

import pytest

from training.tasks import make_task, never
from wisdom_model.text.vocabulary import UNKNOWN, Vocabulary
from wisdom_training.presets import LEARNED_SHARES
from wisdom_training.progress.reports import Progress
from wisdom_training.train import single_model as model_run
from wisdom_training.train.single_model import train_model
from wisdom_training.train.task import TrainingJob

pytestmark = pytest.mark.usefixtures("one_thread")

TOKENS = Vocabulary((UNKNOWN, "\n", *"abcde"))


def job(folder: Path, **changes: object) -> TrainingJob:
    return TrainingJob(make_task(folder, **changes), TOKENS, resume=False)


def test_first_and_last_update_are_reported_once(tmp_path: Path) -> None:
    reports: list[Progress] = []
    assert train_model(job(tmp_path), reports.append, never) is not None
    assert reports[0].update == 0
    assert [progress.update for progress in reports].count(120) == 1
    assert (reports[-1].update, reports[-1].tokens) == (120, 4800)


@pytest.mark.slow
def test_samples_leave_the_result_as_it_is(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    unwatched = train_model(job(tmp_path / "a"), lambda _: None, never)
    monkeypatch.setattr(model_run, "_REPORT_SECONDS", -1.0)
    monkeypatch.setattr(model_run, "_SAMPLE_SECONDS", 0.0)
    reports: list[Progress] = []
    watched = train_model(job(tmp_path / "b"), reports.append, never)
    assert any(progress.sample for progress in reports)
    assert unwatched is not None
    assert watched is not None
    assert watched.costs.tolist() == unwatched.costs.tolist()


def test_a_stopped_run_has_no_result(tmp_path: Path) -> None:
    wanted = job(tmp_path)
    assert train_model(wanted, lambda _: None, lambda: True) is None
    assert wanted.task.checkpoint.exists()


def test_an_interrupted_run_can_be_finished_early(tmp_path: Path) -> None:
    wanted = job(tmp_path)
    calls = iter([*[False] * 30, True])
    assert train_model(wanted, lambda _: None, lambda: next(calls)) is None
    finished = replace(wanted, resume=True, finish=True)
    result = train_model(finished, lambda _: None, never)
    assert result is not None
    assert result.best_epoch == result.history[-1].epoch == 30 / wanted.task.batches
    assert result.stopped_early == (
        "the char model's training was ended by --finish after "
        f"{30 / wanted.task.batches:.2f} of {wanted.task.settings.epochs} epochs"
    )


def test_fine_tuning_tells_what_was_known_before(tmp_path: Path) -> None:
    wanted = job(tmp_path)
    first = train_model(wanted, lambda _: None, never)
    assert first is not None
    assert first.inheritance is None
    wanted.task.checkpoint.unlink()
    reports: list[Progress] = []
    begun = replace(wanted, task=replace(wanted.task, start=first.weights))
    second = train_model(begun, reports.append, never)
    assert second is not None
    assert second.inheritance is not None
    assert second.inheritance.before == pytest.approx(reports[0].begun, rel=1e-3)
    assert second.inheritance.after <= second.inheritance.before
    assert second.inheritance.unread == 0
    assert second.inheritance.share in LEARNED_SHARES
