"""Both models at the same time, one process each.

A 256-wide LSTM gains little from a second thread, so two processes with one thread each use two
cores best. A worker reports through its pipe and stops when the other end says so or is gone
because the parent has died; either way it leaves a checkpoint behind.
"""

from __future__ import annotations

import multiprocessing
import os
import signal
import time
import traceback
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from multiprocessing.connection import Connection, wait
from multiprocessing.context import SpawnProcess
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from wisdom_model.errors import WisdomError
from wisdom_training.errors import TrainingError
from wisdom_training.task import Progress, Task

_REPORT_EVERY = 0.5  # seconds
_STOP = "stop"


class Result(NamedTuple):
    """A trained model."""

    weights: dict[str, NDArray[np.float32]]  # rounded to float16
    costs: NDArray[np.float64]  # nats of every target of the test part
    history: list[dict[str, float]]
    best_epoch: int
    cpu_seconds: float
    torch: str


class Failure(NamedTuple):
    """Why a worker gave up; with a traceback where it was not foreseen."""

    message: str


class Stopped(NamedTuple):
    """A worker has written its checkpoint because it was told to stop."""


Workers = dict[str, tuple[SpawnProcess, Connection]]


def count_jobs() -> int:
    """How many models can be trained at once: two where there are two processors to use."""
    usable = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count()
    return 2 if (usable or 1) > 1 else 1


def train_models(
    tasks: Sequence[Task], *, resume: bool, jobs: int, report: Callable[[str, Progress], None]
) -> dict[str, Result]:
    """Train every task, ``jobs`` at a time, and return the results by their names.

    Raises TrainingError if a worker fails; the others write their checkpoints and stop, as all do
    on KeyboardInterrupt.
    """
    results: dict[str, Result] = {}
    for begin in range(0, len(tasks), jobs):
        with _start(tasks[begin : begin + jobs], resume=resume) as workers:
            while pending := {name: w for name, w in workers.items() if name not in results}:
                ready = wait([connection for _, connection in pending.values()])
                for name, (process, connection) in pending.items():
                    if connection in ready:
                        message = _receive(name, process, connection)
                        if isinstance(message, Result):
                            results[name] = message
                        else:
                            report(name, message)
    return results


@contextmanager
def _start(tasks: Sequence[Task], *, resume: bool) -> Iterator[Workers]:
    # Idle threads that spin would slow down the other worker; OpenMP reads it on being loaded.
    os.environ.setdefault("OMP_WAIT_POLICY", "PASSIVE")
    context = multiprocessing.get_context("spawn")
    workers: Workers = {}
    try:
        for task in tasks:
            ours, theirs = context.Pipe()
            process = context.Process(target=work, args=(task, resume, theirs), name=task.name)
            process.start()
            theirs.close()
            workers[task.name] = process, ours
        yield workers
    finally:
        for _, connection in workers.values():
            _send(connection, _STOP)
        for process, connection in workers.values():
            _drain(connection)
            process.join()


def _receive(name: str, process: SpawnProcess, connection: Connection) -> Progress | Result:
    try:
        message: Progress | Result | Failure = connection.recv()
    except (EOFError, ConnectionResetError):
        process.join()
        raise TrainingError(
            f"the process that trains the {name} model ended with code {process.exitcode} "
            f"(-9: killed, often because memory ran out); go on with --resume"
        ) from None
    if isinstance(message, Failure):
        raise TrainingError(message.message)
    return message


def _send(connection: Connection, message: object) -> None:
    try:
        connection.send(message)
    except OSError:
        return  # the other side has ended; who reads from it will notice


def _drain(connection: Connection) -> None:
    """Read until the worker closes its end, so that it never waits for us."""
    try:
        while True:
            connection.recv()
    except (EOFError, OSError):
        connection.close()


def work(task: Task, resume: bool, connection: Connection) -> None:
    """Train one task in this process and send Progress, then Result, Failure or Stopped."""
    # Ctrl-C reaches every process of the terminal; the parent alone decides what it means.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        message: object = _train(task, resume, connection)
    except WisdomError as error:
        message = Failure(str(error))
    except Exception:  # noqa: BLE001 (whatever it is, the parent must hear of it)
        message = Failure(f"training the {task.name} model failed:\n{traceback.format_exc()}")
    _send(connection, message)
    connection.close()


def _train(task: Task, resume: bool, connection: Connection) -> Result | Stopped:
    import torch  # noqa: PLC0415 (only workers need it)

    from wisdom_training.network import export_weights  # noqa: PLC0415 (imports torch)
    from wisdom_training.trainer import Trainer, measure  # noqa: PLC0415 (imports torch)

    torch.set_num_threads(1)
    reported = 0.0

    def report(progress: Progress) -> None:
        nonlocal reported
        if time.monotonic() - reported > _REPORT_EVERY or progress.step == progress.steps:
            reported = time.monotonic()
            _send(connection, progress)

    trainer = Trainer(task, resume=resume)
    report(trainer.progress)
    if not trainer.run(report, lambda: _is_told_to_stop(connection)):
        return Stopped()
    best = trainer.best
    weights = export_weights(best.weights)
    trainer.network.load_state_dict({name: torch.from_numpy(w) for name, w in weights.items()})
    costs = measure(trainer.network, task.test)
    version = str(torch.__version__)
    return Result(weights, costs, trainer.history, best.epoch, trainer.cpu_seconds, version)


def _is_told_to_stop(connection: Connection) -> bool:
    try:
        return connection.poll()  # also true where the parent's end is gone
    except OSError:  # so Windows says it
        return True
