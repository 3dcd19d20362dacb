"""The training of one model from its first update to its scores, in the process that calls."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import TYPE_CHECKING

import torch

from wisdom_training.progress.reports import Progress, Result
from wisdom_training.progress.samples import write_sample
from wisdom_training.train.device import resolve_device
from wisdom_training.train.loss import measure
from wisdom_training.train.network import export_weights
from wisdom_training.train.task import TrainingJob
from wisdom_training.train.trainer import Trainer

if TYPE_CHECKING:
    from lightning_fabric import Fabric

_REPORT_SECONDS = 0.5  # seconds
_SAMPLE_SECONDS = 120.0  # seconds


def train_model(
    job: TrainingJob,
    send: Callable[[Progress], None],
    stopped: Callable[[], bool],
    fabric: Fabric | None = None,
) -> Result | None:
    """Train, and measure the best weights on the test part; None if ``stopped`` on the way.

    On the way ``send`` is told twice a second where the run stands. Raises WisdomError.
    """
    task = job.task
    device = resolve_device(job.device) if fabric is None else str(fabric.device)
    trainer = Trainer(task, resume=job.resume, fabric=fabric, device=device)
    reporter = Reporter(trainer, job, send)
    reporter.tell(trainer.progress)
    if not trainer.run(reporter.report, stopped):
        return None
    reporter.tell(trainer.progress)
    return _judge(trainer)


def _judge(trainer: Trainer) -> Result:
    """The best weights as they will be stored, and what they cost on the test part."""
    best = trainer.best
    weights = export_weights(best.weights)
    trainer.network.load_state_dict({name: torch.from_numpy(w) for name, w in weights.items()})
    return Result(
        weights=weights,
        costs=measure(trainer.network, trainer.task.test.open()),
        history=trainer.history,
        best_epoch=best.epoch,
        cpu_seconds=trainer.cpu_seconds,
        torch=str(torch.__version__),
        stopped_early=trainer.stopped_early,
    )


class Reporter:
    """Passes progress on twice a second, and every two minutes what the model writes.

    It leaves torch's random state alone: a run that was watched ends as one that was not.
    """

    def __init__(
        self, trainer: Trainer, job: TrainingJob, send: Callable[[Progress], None]
    ) -> None:
        self._trainer, self._order, self._send = trainer, job, send
        self._reported = self._sampled = time.monotonic()
        self._told = -1  # the update of the last report that was sent

    def report(self, progress: Progress) -> None:
        """Send ``progress`` if it is time."""
        now = time.monotonic()
        if now - self._reported <= _REPORT_SECONDS:
            return
        self._reported = now
        if now - self._sampled >= _SAMPLE_SECONDS:
            self._sampled = now
            progress = progress._replace(sample=self._write_sample())
        self.tell(progress)

    def tell(self, progress: Progress) -> None:
        """Send ``progress`` unless it was sent already."""
        if progress.step != self._told:
            self._told = progress.step
            self._send(progress)

    def _write_sample(self) -> str:
        trainer, task = self._trainer, self._order.task
        weights = export_weights(trainer.updates.average or trainer.network.state_dict())
        return write_sample(weights, task.architecture, self._order.vocabulary, trainer.step)
