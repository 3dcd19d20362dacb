"""Both models at the same time, one process each.

A 256-wide LSTM gains little from a second thread, so two processes with one thread each use two
cores best. A worker reports through its pipe and stops when the other end says so or is gone
because the parent has died; either way it leaves a checkpoint behind.
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
from wisdom_training.progress.reports import Progress, Result
from wisdom_training.train.orders import Order
from wisdom_training.train.signals import ignore_interruptions

T = TypeVar("T")
_STOP = "stop"


class Note(NamedTuple):
    """A warning for people; the training goes on."""

    text: str


class Failure(NamedTuple):
    """Why a worker gave up; with a traceback where it was not foreseen."""

    message: str


class Stopped(NamedTuple):
    """A worker has written its checkpoint because it was told to stop."""


Message = Progress | Result | Note
Hired = dict[str, tuple[SpawnProcess, Connection]]


def count_jobs() -> int:
    """How many models can be trained at once: two where there are two processors to use."""
    usable = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count()
    return 2 if (usable or 1) > 1 else 1


class Workers:
    """A process on its own, with a worker for every model; the ways of ``distribution.Crew``."""

    leads = True

    def __init__(self, jobs: int) -> None:
        self._jobs = jobs

    def share(self, make: Callable[[], T]) -> T:
        """What ``make`` returns: there is nobody to share it with."""
        return make()

    def train(
        self,
        orders: Sequence[Order],
        report: Callable[[str, Progress], None],
        say: Callable[[str], None],
    ) -> dict[str, Result]:
        """Carry out every order, ``jobs`` at a time; the results by the models' names.

        Raises TrainingError if a worker fails; the others write their checkpoints and stop, as all
        do on KeyboardInterrupt.
        """
        results: dict[str, Result] = {}
        for begin in range(0, len(orders), self._jobs):
            with _start(orders[begin : begin + self._jobs]) as workers:
                for name, message in _listen(workers):
                    if isinstance(message, Result):
                        results[name] = message
                    elif isinstance(message, Note):
                        say(message.text)
                    else:
                        report(name, message)
        return results

    def close(self) -> None:
        """Nothing is left to do: the workers ended with their training."""


def _listen(workers: Hired) -> Iterator[tuple[str, Message]]:
    """What the workers tell, each under its model's name, until all have sent their results."""
    pending = dict(workers)
    while pending:
        ready = wait([connection for _, connection in pending.values()])
        for name, (process, connection) in list(pending.items()):
            if connection in ready:
                message = _receive(name, process, connection)
                if isinstance(message, Result):
                    del pending[name]
                yield name, message


@contextmanager
def _start(orders: Sequence[Order]) -> Iterator[Hired]:
    # Idle threads that spin would slow down the other worker; OpenMP reads it on being loaded.
    os.environ.setdefault("OMP_WAIT_POLICY", "PASSIVE")
    # numpy writes the samples; a second thread makes such small products several times slower.
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    context = multiprocessing.get_context("spawn")
    workers: Hired = {}
    try:
        for order in orders:
            ours, theirs = context.Pipe()
            name = order.task.name
            process = context.Process(target=work, args=(order, theirs), name=name)
            process.start()
            theirs.close()
            workers[name] = process, ours
        yield workers
    finally:
        for _, connection in workers.values():
            _send(connection, _STOP)
        for process, connection in workers.values():
            _drain(connection)
            process.join()


def _receive(name: str, process: SpawnProcess, connection: Connection) -> Message:
    try:
        message: Message | Failure = connection.recv()
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


def work(order: Order, connection: Connection) -> None:
    """Carry out one order here; send Progress and Notes, then Result, Failure or Stopped."""
    # Ctrl-C reaches every process of the terminal; the parent alone decides what it means.
    ignore_interruptions()
    _forward_warnings(connection)
    try:
        message: object = _train(order, connection)
    except WisdomError as error:
        message = Failure(str(error))
    except Exception:  # noqa: BLE001 (whatever it is, the parent must hear of it)
        message = Failure(f"training the {order.task.name} model failed:\n{traceback.format_exc()}")
    _send(connection, message)
    connection.close()


def _forward_warnings(connection: Connection) -> None:
    """Send what is warned of, each once as Python does it, instead of writing into the display."""

    def show(message: Warning | str, *_: object) -> None:
        _send(connection, Note(str(message)))

    warnings.showwarning = show  # type: ignore[assignment]  # it is called with more


def _train(order: Order, connection: Connection) -> Result | Stopped:
    import torch  # noqa: PLC0415 (only workers need it)

    from wisdom_training.train.single_model import train_model  # noqa: PLC0415 (imports torch)

    torch.set_num_threads(1)

    def send(progress: Progress) -> None:
        _send(connection, progress)

    return train_model(order, send, lambda: _is_told_to_stop(connection)) or Stopped()


def _is_told_to_stop(connection: Connection) -> bool:
    try:
        return connection.poll()  # also true where the parent's end is gone
    except OSError:  # so Windows says it
        return True
