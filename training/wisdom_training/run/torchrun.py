"""One training by several processes, on one machine or on many, as ``torchrun`` starts them.

Every process runs the same ``wisdom train``. Process 0 prepares, evaluates, writes and logs; the
others wait for its jobs and read the same files, so with several machines the output must be in a
folder that all of them share. The models are trained one after the other. Each of W processes reads
B/W of a batch's B columns, and gradients are averaged, so an update is the one that a single
process would make of the whole batch (except for dropout, which each process draws for itself).

Lightning Fabric joins the processes. It detects how they were started, picks gloo or nccl, and
wraps and places the network; the training loop stays ours. Accelerate would do as well, but brings
its own data preparation and checkpoints, with which a resumed run would not end in the same bytes.
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
from wisdom_training.progress.reports import Log, Progress, Result
from wisdom_training.settings import flag
from wisdom_training.train.device import resolve_device
from wisdom_training.train.signals import INTERRUPTED, deferred_interrupts
from wisdom_training.train.task import TrainingJob

if TYPE_CHECKING:
    from lightning_fabric import Fabric

T = TypeVar("T")


class ProcessCounts(NamedTuple):
    """How many processes torchrun has started."""

    processes: int
    machines: int


def find_process_counts() -> ProcessCounts | None:
    """The process counts in the environment, or None if this process is the only one."""
    size = int(os.environ.get("WORLD_SIZE", "1")) if "RANK" in os.environ else 1
    if size == 1:
        return None
    return ProcessCounts(size, size // int(os.environ.get("LOCAL_WORLD_SIZE", size)))


class ProcessGroup:
    """The processes that torchrun has started, seen from one of them; process 0 is the leader."""

    def __init__(self, counts: ProcessCounts, device: str) -> None:
        self._fabric = join_fabric(counts, device)
        self.is_leader = self._fabric.global_rank == 0

    def run_on_leader(self, make: Callable[[], T]) -> T:
        """Call ``make`` in process 0 and return its result in every process.

        If it fails, every process ends; process 0 raises the error.
        """
        result = None
        try:
            if self.is_leader:
                result = make()
        finally:
            result = self._fabric.broadcast(result)
        if result is None:
            raise SystemExit(1)  # process 0 reports the error
        return result

    def train(
        self, jobs: Sequence[TrainingJob], report: Callable[[str, Progress], None], log: Log
    ) -> dict[str, Result]:
        """Train the models one after the other; every process gets the results by model name.

        Raises TrainingError, or KeyboardInterrupt in process 0 if it was interrupted; the other
        processes exit.
        """
        with warnings.catch_warnings(), deferred_interrupts() as stopped:
            warnings.showwarning = lambda message, *_: log(str(message)) if self.is_leader else None
            try:
                return {job.task.name: self._train(job, report, stopped) for job in jobs}
            except (WisdomError, KeyboardInterrupt) as error:
                if self.is_leader:
                    raise
                interrupted = isinstance(error, KeyboardInterrupt)
                raise SystemExit(INTERRUPTED if interrupted else 1) from None

    def close(self) -> None:
        """Leave the process group."""
        import torch  # noqa: PLC0415 (only needed if this process trains)

        torch.distributed.destroy_process_group()

    def _train(
        self, job: TrainingJob, report: Callable[[str, Progress], None], stopped: Callable[[], bool]
    ) -> Result:
        from wisdom_training.train.single_model import train_model  # noqa: PLC0415 (imports torch)

        name = job.task.name
        check_batch(job, self._fabric.world_size)
        self._check_files(job)

        def send(progress: Progress) -> None:
            if self.is_leader:
                report(name, progress)

        result = train_model(job, send, stopped, self._fabric)
        if result is None:
            raise KeyboardInterrupt
        return result

    def _check_files(self, job: TrainingJob) -> None:
        """Raise TrainingError unless every process finds the files that process 0 has written."""
        import torch  # noqa: PLC0415 (as above)

        task = job.task
        found = all(part.path.is_file() for part in (task.train, task.validation, task.test))
        missing: list[str | None] = [None] * self._fabric.world_size
        torch.distributed.all_gather_object(missing, None if found else socket.gethostname())
        hosts = sorted({host for host in missing if host is not None})
        if hosts:
            raise TrainingError(
                f"{', '.join(hosts)} cannot see {task.train.path}: with several machines, --output "
                f"must be in a folder that all of them share under the same name"
            )


def join_fabric(counts: ProcessCounts, device: str) -> Fabric:
    """Join the other processes; returns once all have joined."""
    try:
        from lightning_fabric import Fabric  # noqa: PLC0415 (only needed here)
    except ImportError as error:
        raise TrainingError(
            "training under torchrun needs lightning-fabric, which is not installed: "
            "pip install 'mkdocs-wisdom[train]'"
        ) from error

    kind = resolve_device(device).partition(":")[0]
    if kind == "mps":
        kind = "cpu"  # gloo and nccl do not support Apple's GPUs
    logging.getLogger("lightning_fabric").setLevel(logging.WARNING)  # every process would log
    fabric = Fabric(
        accelerator="cuda" if kind == "cuda" else "cpu",
        strategy="ddp",
        devices=counts.processes // counts.machines,
        num_nodes=counts.machines,
    )
    fabric.launch()
    return fabric


def check_batch(job: TrainingJob, processes: int) -> None:
    """Raise FlagError unless so many processes can share a batch evenly."""
    name, batch = job.task.name, job.task.settings.batch
    if batch % processes:
        raise FlagError(
            f"{flag(name, 'batch')} is {batch}: {processes} processes share it, so it must be a "
            f"multiple of {processes}"
        )
