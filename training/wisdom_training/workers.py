"""Both models at the same time, one process each.

A 256-wide LSTM gains little from a second thread, so two processes with one thread each use two
cores best. A worker reports through its pipe, stops when the other end says so, and ends when its
parent has died; either way it leaves a checkpoint behind.
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
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from wisdom_model.errors import WisdomError
from wisdom_training.errors import TrainingError

if TYPE_CHECKING:  # importing the trainer imports torch, which the parent never needs
    from wisdom_training.trainer import Progress, Task

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
    """Why a worker gave up; ``details`` is a traceback where it was not foreseen."""

    message: str
    details: str | None


class Stopped(NamedTuple):
    """A worker has written its checkpoint because it was told to stop."""


def train_models(
    tasks: Sequence[Task],
    *,
    resume: bool,
    jobs: int,
    report: Callable[[str, Progress], None],
) -> dict[str, Result]:
    """Train every task, ``jobs`` at a time, and return the results by their names.

    Raises TrainingError if a worker fails; the others write their checkpoints and stop, as they do
    on KeyboardInterrupt.
    """
    results: dict[str, Result] = {}
    for begin in range(0, len(tasks), jobs):
        with _start(tasks[begin : begin + jobs], resume=resume) as workers:
            while pending := {name: w for name, w in workers.items() if name not in results}:
                ready = wait([connection for _, connection in pending.values()])
                for name, (process, connection) in pending.items():
                    if connection not in ready:
                        continue
                    message = _receive(name, process, connection)
                    if isinstance(message, Result):
                        results[name] = message
                    else:
                        report(name, message)
    return results


Workers = dict[str, tuple[SpawnProcess, Connection]]


@contextmanager
def _start(tasks: Sequence[Task], *, resume: bool) -> Iterator[Workers]:
    # Idle threads that spin would slow down the other worker; read when a process loads OpenMP.
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


def _receive(name: str, process: SpawnProcess, connection: Connection) -> Any:  # noqa: ANN401 (what comes through a pipe)
    try:
        message = connection.recv()
    except EOFError:
        process.join()
        raise TrainingError(
            f"the process that trains the {name} model ended with code {process.exitcode} "
            f"(-9: killed, often because memory ran out); go on with --resume"
        ) from None
    if isinstance(message, Failure):
        if message.details:
            raise TrainingError(f"the {name} model: {message.message}\n\n{message.details}")
        raise TrainingError(message.message)
    return message


def _send(connection: Connection, message: object) -> None:
    try:
        connection.send(message)
    except OSError:
        return  # it has ended already


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
        import torch  # noqa: PLC0415 (only workers need it)

        torch.set_num_threads(1)
        connection.send(_train(task, resume, connection))
    except WisdomError as error:
        _send(connection, Failure(str(error), None))
    except BrokenPipeError:
        return  # the parent has died; the checkpoint is written
    except Exception as error:  # noqa: BLE001 (whatever it is, the parent must hear of it)
        _send(connection, Failure(repr(error), traceback.format_exc()))
    finally:
        connection.close()


def _train(task: Task, resume: bool, connection: Connection) -> Result | Stopped:
    import torch  # noqa: PLC0415

    from wisdom_training.network import export_weights  # noqa: PLC0415
    from wisdom_training.trainer import Trainer, measure  # noqa: PLC0415

    parent = multiprocessing.parent_process()
    reported = 0.0

    def stopped() -> bool:
        return connection.poll() or (parent is not None and not parent.is_alive())

    def report(progress: Progress) -> None:
        nonlocal reported
        if time.monotonic() - reported > _REPORT_EVERY or progress.step == progress.steps:
            reported = time.monotonic()
            _send(connection, progress)

    trainer = Trainer(task, resume=resume)
    report(trainer.progress)
    if not trainer.run(report, stopped):
        return Stopped()
    weights = export_weights(trainer.best.weights)
    trainer.network.load_state_dict({name: torch.from_numpy(w) for name, w in weights.items()})
    costs = measure(trainer.network, task.test)
    return Result(
        weights,
        costs,
        trainer.history,
        trainer.best.epoch,
        trainer.cpu_seconds,
        torch.__version__,
    )
