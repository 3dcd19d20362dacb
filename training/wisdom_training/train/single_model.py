"""The training of one model from its first update to its test losses, in this process."""

from __future__ import annotations

import math
import time
from collections.abc import Callable
from typing import TYPE_CHECKING

import numpy as np
import torch

from wisdom_training.progress.reports import Inheritance, Progress, Result
from wisdom_training.progress.samples import write_sample
from wisdom_training.train.device import resolve_device
from wisdom_training.train.interpolation import Interpolation, choose_interpolation
from wisdom_training.train.loss import token_losses
from wisdom_training.train.network import export_weights
from wisdom_training.train.task import TrainingJob
from wisdom_training.train.trainer import Trainer
from wisdom_training.train.weight_updater import Weights, copy_weights

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
    """Train, and measure the best weights on the test part; None if ``stopped`` returned True.

    ``send`` gets a progress report twice a second. Raises WisdomError.
    """
    task = job.task
    device = resolve_device(job.device) if fabric is None else str(fabric.device)
    trainer = Trainer(task, resume=job.resume, fabric=fabric, device=device)
    reporter = Reporter(trainer, job, send)
    reporter.send(trainer.progress)
    if job.finish:
        trainer.finish()
    if not trainer.run(reporter.report, stopped):
        return None
    reporter.send(trainer.progress)
    return _measure_best(trainer)


def _measure_best(trainer: Trainer) -> Result:
    """The best weights, rounded as they will be stored, and their losses on the test part."""
    best, network = trainer.best, trainer.network
    start = _copy_start(trainer)
    chosen = _choose_between(trainer, start) if start else None
    weights = export_weights(chosen.weights if chosen else best.weights)
    network.load_state_dict({name: torch.from_numpy(w) for name, w in weights.items()})
    inheritance = _measure_inheritance(trainer, start, chosen.share) if start and chosen else None
    return Result(
        weights=weights,
        costs=token_losses(network, trainer.task.test.open()),
        history=trainer.history,
        best_epoch=best.epoch,
        cpu_seconds=trainer.cpu_seconds,
        torch=str(torch.__version__),
        stopped_early=trainer.stopped_early,
        inheritance=inheritance,
    )


def _choose_between(trainer: Trainer, start: Weights) -> Interpolation:
    """The best weights between the start and the end of fine-tuning."""
    learned = [copy_weights(trainer.network), trainer.best.weights]
    ids = trainer.task.validation.open()
    return choose_interpolation(trainer.network, ids, start, learned)


def _copy_start(trainer: Trainer) -> Weights | None:
    """The weights that the run began with; None if they were random."""
    start = trainer.task.start
    if start is None:
        return None
    device = trainer.network.device
    return {name: torch.from_numpy(weight).to(device) for name, weight in start.items()}


def _measure_inheritance(trainer: Trainer, start: Weights, share: float) -> Inheritance:
    """Compare the network, which has the chosen weights, with those that the run began with."""
    task, network = trainer.task, trainer.network
    ids = task.validation.open()
    after = token_losses(network, ids)
    kept = copy_weights(network)
    network.load_state_dict(start)
    before = token_losses(network, ids)
    network.load_state_dict(kept)
    unread = ~np.isin(ids[1:], np.unique(task.train.open())) & (ids[1:] != 0)
    return Inheritance(
        before=float(before.mean()),
        after=float(after.mean()),
        unread=int(unread.sum()),
        unread_before=float(before[unread].mean()) if unread.any() else math.nan,
        unread_after=float(after[unread].mean()) if unread.any() else math.nan,
        share=share,
    )


class Reporter:
    """Sends progress twice a second, and a sample of the model's text every two minutes.

    It does not use torch's random state, so samples do not change the result.
    """

    def __init__(
        self, trainer: Trainer, job: TrainingJob, send: Callable[[Progress], None]
    ) -> None:
        self._trainer, self._job, self._send = trainer, job, send
        self._reported = self._sampled = time.monotonic()
        self._sent_update = -1

    def report(self, progress: Progress) -> None:
        """Send ``progress`` if the last report is old enough."""
        now = time.monotonic()
        if now - self._reported <= _REPORT_SECONDS:
            return
        self._reported = now
        if now - self._sampled >= _SAMPLE_SECONDS:
            self._sampled = now
            progress = progress._replace(sample=self._write_sample())
        self.send(progress)

    def send(self, progress: Progress) -> None:
        """Send ``progress`` unless a report of the same update was sent."""
        if progress.update != self._sent_update:
            self._sent_update = progress.update
            self._send(progress)

    def _write_sample(self) -> str:
        trainer, task = self._trainer, self._job.task
        weights = export_weights(trainer.updater.average or trainer.network.state_dict())
        return write_sample(weights, task.architecture, self._job.vocabulary, trainer.update)
