"""One training by several processes, on one machine or on many, as ``torchrun`` starts them.

Every process runs the same ``wisdom train``. Process 0 prepares, measures, writes and speaks; the
others wait for its orders and read the same files, so with several machines the output must lie in
a folder that all of them share. The models are trained one after the other; of the B columns of a
batch each of W processes reads B/W, and gradients are averaged, so that an update is the one that a
single process would make of the whole batch (but for dropout, which each draws for itself).

Processes are joined by Lightning Fabric. It finds out how they were started, picks gloo or nccl,
wraps the network and places it, and leaves the loop to us; Accelerate would do as well, but brings
its own ways of preparing data and saving, which a run that resumes to the same bytes can't use.
"""

from __future__ import annotations

import logging
import os
import socket
import warnings
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, NamedTuple, TypeVar

from wisdom_model.errors import WisdomError
from wisdom_training.errors import FlagError, TrainingError
from wisdom_training.progress.reports import Progress, Result
from wisdom_training.settings import flag
from wisdom_training.train.device import resolve_device
from wisdom_training.train.orders import Order
from wisdom_training.train.signals import INTERRUPTED, noted_interruptions

if TYPE_CHECKING:
    from lightning_fabric import Fabric

T = TypeVar("T")


class World(NamedTuple):
    """The processes that torchrun has started."""

    size: int
    machines: int


def find_world() -> World | None:
    """The processes that this one belongs to, or None where it is alone."""
    size = int(os.environ.get("WORLD_SIZE", "1")) if "RANK" in os.environ else 1
    if size == 1:
        return None
    return World(size, size // int(os.environ.get("LOCAL_WORLD_SIZE", size)))


class Crew:
    """One of several processes, seen from inside; process 0 leads."""

    def __init__(self, world: World, device: str) -> None:
        self._fabric = join_fabric(world, device)
        self.leads = self._fabric.global_rank == 0

    def share(self, make: Callable[[], T]) -> T:
        """What ``make`` returns in process 0, in every process; if it fails, all end."""
        made = None
        try:
            if self.leads:
                made = make()
        finally:
            made = self._fabric.broadcast(made)
        if made is None:
            raise SystemExit(1)  # process 0 says why
        return made

    def train(
        self,
        orders: Sequence[Order],
        report: Callable[[str, Progress], None],
        say: Callable[[str], None],
    ) -> dict[str, Result]:
        """Carry out the orders together; the results by the models' names, in every process.

        Raises TrainingError, or KeyboardInterrupt if process 0 was told to stop; the others end.
        """
        with warnings.catch_warnings(), noted_interruptions() as stopped:
            warnings.showwarning = lambda message, *_: say(str(message)) if self.leads else None
            try:
                return {order.task.name: self._train(order, report, stopped) for order in orders}
            except (WisdomError, KeyboardInterrupt) as error:
                if self.leads:
                    raise
                interrupted = isinstance(error, KeyboardInterrupt)
                raise SystemExit(INTERRUPTED if interrupted else 1) from None

    def close(self) -> None:
        """Take leave of the others, after all is done."""
        import torch  # noqa: PLC0415 (only who trains in this process needs it)

        torch.distributed.destroy_process_group()

    def _train(
        self, order: Order, report: Callable[[str, Progress], None], stopped: Callable[[], bool]
    ) -> Result:
        from wisdom_training.train.single_model import train_model  # noqa: PLC0415 (imports torch)

        name = order.task.name
        check_batch(order, self._fabric.world_size)
        self._check_files(order)

        def send(progress: Progress) -> None:
            if self.leads:
                report(name, progress)

        result = train_model(order, send, stopped, self._fabric)
        if result is None:
            raise KeyboardInterrupt
        return result

    def _check_files(self, order: Order) -> None:
        """See that every process finds what process 0 has written."""
        import torch  # noqa: PLC0415 (as above)

        task = order.task
        there = all(part.path.is_file() for part in (task.train, task.validation, task.test))
        blind: list[str | None] = [None] * self._fabric.world_size
        torch.distributed.all_gather_object(blind, None if there else socket.gethostname())
        hosts = sorted({host for host in blind if host is not None})
        if hosts:
            raise TrainingError(
                f"{', '.join(hosts)} cannot see {task.train.path}: with several machines, --output "
                f"must lie in a folder that all of them share under the same name"
            )


def join_fabric(world: World, device: str) -> Fabric:
    """Meet the other processes; returns once all are there."""
    try:
        from lightning_fabric import Fabric  # noqa: PLC0415 (only here needed)
    except ImportError as error:
        raise TrainingError(
            "training under torchrun needs lightning-fabric, which is not installed: "
            "pip install 'mkdocs-wisdom[train]'"
        ) from error

    kind = resolve_device(device).partition(":")[0]
    if kind == "mps":
        kind = "cpu"  # what joins processes cannot reach Apple's cards
    logging.getLogger("lightning_fabric").setLevel(logging.WARNING)  # each process would speak
    fabric = Fabric(
        accelerator="cuda" if kind == "cuda" else "cpu",
        strategy="ddp",
        devices=world.size // world.machines,
        num_nodes=world.machines,
    )
    fabric.launch()
    return fabric


def check_batch(order: Order, size: int) -> None:
    """Raise FlagError unless ``size`` processes can share a batch evenly."""
    name, batch = order.task.name, order.task.settings.batch
    if batch % size:
        raise FlagError(
            f"{flag(name, 'batch')} is {batch}: {size} processes share it, so it must be a "
            f"multiple of {size}"
        )
