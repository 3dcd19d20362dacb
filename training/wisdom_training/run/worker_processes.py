"""Both models at the same time, one process each.

A 256-wide LSTM gains little from a second thread, so two processes with one thread each use two
cores best. A worker reports through its pipe. It stops when the parent sends STOP or has died, and
leaves a checkpoint behind in either case.
"""

from __future__ import annotations

import multiprocessing
import os
import traceback
import warnings
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from multiprocessing.connection import Connection, wait
from multiprocessing.context import SpawnProcess
from typing import NamedTuple, TypeVar

from wisdom_model.errors import WisdomError
from wisdom_training.errors import TrainingError
from wisdom_training.progress.reports import Log, Progress, Result
from wisdom_training.train.signals import ignore_interrupts
from wisdom_training.train.task import TrainingJob

T = TypeVar("T")
_STOP = "stop"


class WorkerWarning(NamedTuple):
    """A Python warning for people; the training continues."""

    text: str


class WorkerFailure(NamedTuple):
    """Why a worker failed; with a traceback unless it raised a WisdomError."""

    message: str


class WorkerStopped(NamedTuple):
    """A worker was asked to stop and has written its checkpoint."""


class Worker(NamedTuple):
    """A worker process and the parent's end of its pipe."""

    process: SpawnProcess
    connection: Connection


Message = Progress | Result | WorkerWarning


def count_usable_jobs() -> int:
    """How many models to train at once: two if there are two processors to use, else one."""
    usable = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count()
    return 2 if (usable or 1) > 1 else 1


class WorkerProcesses:
    """Trains each model in a worker process of its own; same interface as ``ProcessGroup``."""

    is_leader = True

    def __init__(self, parallel: int | None = None) -> None:
        """``parallel`` is how many models are trained at once; None: as the processors allow."""
        self._parallel = parallel or count_usable_jobs()

    def run_on_leader(self, make: Callable[[], T]) -> T:
        """Call ``make``: there is only this process."""
        return make()

    def train(
        self, jobs: Sequence[TrainingJob], report: Callable[[str, Progress], None], log: Log
    ) -> dict[str, Result]:
        """Run every job, ``parallel`` at a time; returns the results by model name.

        Raises TrainingError if a worker fails. The other workers then write their checkpoints and
        stop; on KeyboardInterrupt all of them do.
        """
        results: dict[str, Result] = {}
        for begin in range(0, len(jobs), self._parallel):
            with _start(jobs[begin : begin + self._parallel]) as workers:
                for name, message in _receive_all(workers):
                    if isinstance(message, Result):
                        results[name] = message
                    elif isinstance(message, WorkerWarning):
                        log(message.text)
                    else:
                        report(name, message)
        return {job.task.name: results[job.task.name] for job in jobs}

    def close(self) -> None:
        """Do nothing: the workers ended with their training."""


def _receive_all(workers: dict[str, Worker]) -> Iterator[tuple[str, Message]]:
    """The workers' messages with the model's name, until all have sent their results."""
    pending = dict(workers)
    while pending:
        ready = wait([worker.connection for worker in pending.values()])
        for name, worker in list(pending.items()):
            if worker.connection in ready:
                message = _receive(name, worker)
                if isinstance(message, Result):
                    del pending[name]
                yield name, message


@contextmanager
def _start(jobs: Sequence[TrainingJob]) -> Iterator[dict[str, Worker]]:
    # Idle threads that spin would slow down the other worker; OpenMP reads it on being loaded.
    os.environ.setdefault("OMP_WAIT_POLICY", "PASSIVE")
    # numpy writes the samples; a second thread makes such small products several times slower.
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    context = multiprocessing.get_context("spawn")
    workers: dict[str, Worker] = {}
    try:
        for job in jobs:
            parent_end, worker_end = context.Pipe()
            name = job.task.name
            process = context.Process(target=run_worker, args=(job, worker_end), name=name)
            process.start()
            worker_end.close()
            workers[name] = Worker(process, parent_end)
        yield workers
    finally:
        for worker in workers.values():
            _send(worker.connection, _STOP)
        for worker in workers.values():
            _drain(worker.connection)
            worker.process.join()


def _receive(name: str, worker: Worker) -> Message:
    try:
        message: Message | WorkerFailure = worker.connection.recv()
    except (EOFError, ConnectionResetError):
        worker.process.join()
        raise TrainingError(
            f"the process that trains the {name} model ended with code {worker.process.exitcode} "
            f"(-9: killed, often because memory ran out); continue with --resume"
        ) from None
    if isinstance(message, WorkerFailure):
        raise TrainingError(message.message)
    return message


def _send(connection: Connection, message: object) -> None:
    try:
        connection.send(message)
    except OSError:
        return  # the other side has ended; the next read from it raises


def _drain(connection: Connection) -> None:
    """Read until the worker closes its end, so that its writes never block."""
    try:
        while True:
            connection.recv()
    except (EOFError, OSError):
        connection.close()


def run_worker(job: TrainingJob, connection: Connection) -> None:
    """Run a job in this process, the worker.

    Sends Progress and WorkerWarnings, then one Result, WorkerFailure or WorkerStopped.
    """
    # Ctrl-C reaches every process of the terminal; only the parent acts on it.
    ignore_interrupts()
    _forward_warnings(connection)
    try:
        message: object = _train(job, connection)
    except WisdomError as error:
        message = WorkerFailure(str(error))
    except Exception:  # noqa: BLE001 (the parent must learn of any error)
        message = WorkerFailure(
            f"training the {job.task.name} model failed:\n{traceback.format_exc()}"
        )
    _send(connection, message)
    connection.close()


def _forward_warnings(connection: Connection) -> None:
    """Send warnings to the parent, each once as Python does, instead of printing them."""

    def show(message: Warning | str, *_: object) -> None:
        _send(connection, WorkerWarning(str(message)))

    warnings.showwarning = show  # type: ignore[assignment]  # Python passes more arguments


def _train(job: TrainingJob, connection: Connection) -> Result | WorkerStopped:
    import torch  # noqa: PLC0415 (only workers need it)

    from wisdom_training.train.single_model import train_model  # noqa: PLC0415 (imports torch)

    torch.set_num_threads(1)

    def send(progress: Progress) -> None:
        _send(connection, progress)

    return train_model(job, send, lambda: _must_stop(connection)) or WorkerStopped()


def _must_stop(connection: Connection) -> bool:
    try:
        return connection.poll()  # also true if the parent has closed its end
    except OSError:  # Windows raises instead
        return True
