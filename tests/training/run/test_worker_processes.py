"""A worker's messages; ``test_pipeline.py`` starts real workers."""

import os
import sys
import warnings
from collections.abc import Callable
from contextlib import suppress
from multiprocessing import Pipe
from multiprocessing.connection import Connection
from pathlib import Path
from types import ModuleType
from typing import Any

import numpy as np
import pytest

from training.reports import at
from training.tasks import TOKENS, make_task
from wisdom_training.errors import TrainingError
from wisdom_training.progress.reports import Progress, Result
from wisdom_training.run import worker_processes
from wisdom_training.run.worker_processes import (
    Worker,
    WorkerFailure,
    WorkerProcesses,
    WorkerStopped,
    WorkerWarning,
    count_usable_jobs,
    run_worker,
)
from wisdom_training.train.task import TrainingJob

RESULT = Result({}, np.zeros(1), [], 1.0, 2.0, "2.13")
Train = Callable[[Callable[[Progress], None], Callable[[], bool]], Result | None]


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[Train], list[object]]:
    """Run a worker in this process, with a fake training; returns its messages."""
    monkeypatch.setattr(worker_processes, "ignore_interrupts", lambda: None)
    monkeypatch.setattr(warnings, "showwarning", warnings.showwarning)  # set again afterwards
    torch = ModuleType("torch")
    monkeypatch.setattr(torch, "set_num_threads", lambda _: None, raising=False)
    monkeypatch.setitem(sys.modules, "torch", torch)
    module = ModuleType("wisdom_training.train.single_model")
    monkeypatch.setitem(sys.modules, module.__name__, module)

    def work(train: Train, *, stop: bool = False) -> list[object]:
        def train_model(_: TrainingJob, send: Any, stopped: Any) -> Result | None:  # noqa: ANN401
            return train(send, stopped)

        monkeypatch.setattr(module, "train_model", train_model, raising=False)
        parent_end, worker_end = Pipe()
        if stop:
            parent_end.send("stop")
        run_worker(TrainingJob(make_task(tmp_path), TOKENS, resume=False), worker_end)
        return receive_all(parent_end)

    return work


def receive_all(connection: Connection) -> list[object]:
    messages: list[object] = []
    with suppress(EOFError, ConnectionResetError):
        while True:
            messages.append(connection.recv())
    return messages


@pytest.mark.parametrize(("processors", "jobs"), [(1, 1), (2, 2), (16, 2)])
def test_two_processors_train_two_models_at_once(
    monkeypatch: pytest.MonkeyPatch, processors: int, jobs: int
) -> None:
    monkeypatch.setattr(os, "sched_getaffinity", lambda _: set(range(processors)), raising=False)
    assert count_usable_jobs() == jobs


def test_the_parent_is_the_leader() -> None:
    workers = WorkerProcesses(1)
    assert workers.is_leader
    assert workers.run_on_leader(lambda: 5) == 5


def test_reports_and_warnings_come_before_the_result(run: Callable[[Train], list[Any]]) -> None:
    def train(send: Callable[[Progress], None], stopped: Callable[[], bool]) -> Result:
        send(at(1))
        with warnings.catch_warnings():
            warnings.simplefilter("always")
            warnings.warn("the disk is full", stacklevel=1)
        assert not stopped()
        return RESULT

    progress, warning, result = run(train)
    assert progress == at(1)
    assert warning == WorkerWarning("the disk is full")
    assert result.best_epoch == RESULT.best_epoch


def test_a_worker_stops_when_its_parent_says_so(run: Callable[..., list[object]]) -> None:
    assert run(lambda _, stopped: None if stopped() else RESULT, stop=True) == [WorkerStopped()]


def test_an_expected_error_is_its_message(run: Callable[[Train], list[object]]) -> None:
    def train(*_: object) -> Result:
        raise TrainingError("the loss is no longer a number")

    assert run(train) == [WorkerFailure("the loss is no longer a number")]


def test_an_unexpected_error_has_its_traceback(run: Callable[[Train], list[Any]]) -> None:
    def train(*_: object) -> Result:
        raise ZeroDivisionError("by zero")

    (failure,) = run(train)
    assert failure.message.startswith("training the char model failed:\nTraceback")
    assert failure.message.endswith("ZeroDivisionError: by zero\n")


class Ended:
    """A process that was killed."""

    exitcode = -9

    def join(self) -> None:
        return


def test_a_killed_worker_is_an_error() -> None:
    parent_end, worker_end = Pipe()
    worker_end.close()
    with pytest.raises(TrainingError) as error:
        worker_processes._receive("word", Worker(Ended(), parent_end))  # type: ignore[arg-type]  # noqa: SLF001
    assert str(error.value) == (
        "the process that trains the word model ended with code -9 (-9: killed, often because "
        "memory ran out); continue with --resume"
    )


def test_a_workers_failure_is_an_error_of_the_parent() -> None:
    parent_end, worker_end = Pipe()
    worker_end.send(WorkerFailure("the loss is no longer a number"))
    with pytest.raises(TrainingError, match=r"^the loss is no longer a number$"):
        worker_processes._receive("word", Worker(Ended(), parent_end))  # type: ignore[arg-type]  # noqa: SLF001
