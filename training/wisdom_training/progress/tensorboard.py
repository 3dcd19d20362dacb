"""Writes a run for TensorBoard: ``--tensorboard DIR``, then ``tensorboard --logdir DIR``.

Each model is a run of its own, ``DIR/char`` and ``DIR/word``; the horizontal axis counts updates.
Losses are in nats a token. TensorBoard's own writer of records needs neither tensorflow nor torch.
It is used without its background thread, so that a full disk raises here, where it ends the
writing and not the training.
"""

from __future__ import annotations

import math
import os
import time
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from wisdom_training.errors import TrainingError, require_package
from wisdom_training.progress.reports import NATS_PER_BIT, Log, Progress
from wisdom_training.progress.speed import Throughput
from wisdom_training.progress.wording import clean_sample, find_perplexity

_WRITE_SECONDS = 5.0  # seconds


class TensorBoardDisplay:
    """A ``Display`` that writes event files below a folder."""

    def __init__(
        self,
        folder: Path,
        log: Log,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        """Raise TrainingError if tensorboard is missing or ``folder`` cannot be created."""
        require_package("--tensorboard", "tensorboard", "train,tensorboard")
        try:
            folder.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise TrainingError(
                f"--tensorboard is {folder}: cannot create that folder ({error}); give another"
            ) from error
        self._folder, self._log, self._clock = folder, log, clock
        self._runs: dict[str, EventFile] = {}
        self._broken = False

    def show(self, name: str, progress: Progress) -> None:
        """Write a report; if that fails, log it once and write no more."""
        if self._broken:
            return
        try:
            if name not in self._runs:
                self._runs[name] = EventFile(self._folder / name, progress.update, self._clock)
            self._runs[name].add(name, progress)
        except OSError as error:
            self._broken = True
            self._log(
                f"stopped writing for TensorBoard into {self._folder}: {error}. "
                f"The training continues"
            )

    def close(self) -> None:
        for run in self._runs.values():
            run.close()


class EventFile:
    """The event file of one model; raises OSError."""

    def __init__(self, folder: Path, update: int, clock: Callable[[], float]) -> None:
        from tensorboard.summary.writer.record_writer import (  # noqa: PLC0415 (an option)
            RecordWriter,
        )

        folder.mkdir(exist_ok=True)
        # TensorBoard reads a run's files in the order of their names.
        name = f"events.out.tfevents.{time.time_ns() // 1000}.{os.getpid()}"
        self._file = (folder / name).open("wb", buffering=0)
        self._records = RecordWriter(self._file)
        self._clock, self._throughput = clock, Throughput(clock)
        self._written, self._validation = -math.inf, math.nan
        self._event(0, file_version="brain.Event:2")
        if update:
            self._restart(update)

    def add(self, name: str, progress: Progress) -> None:
        """Write a report, unless one was written a moment ago and this one has nothing new."""
        self._throughput.observe(progress)
        now = self._clock()
        validation = progress.validation
        evaluated = validation is not None and validation != self._validation
        due = now - self._written >= _WRITE_SECONDS or progress.update == progress.updates
        if not (due or evaluated or progress.sample):
            return
        values = {"loss/train": progress.loss, "learning rate": progress.rate}
        if speed := self._throughput.speed:
            values["tokens per second"] = speed.tokens_per_second
        if evaluated and validation is not None:
            self._validation = validation
            values["loss/validation"] = validation
            if name == "char":
                values["bits per character"] = validation / NATS_PER_BIT
            else:
                values["perplexity"] = find_perplexity(validation)
        self._written = now
        self._write(progress.update, values, progress.sample)

    def close(self) -> None:
        self._file.close()

    def _write(self, update: int, values: Mapping[str, float], sample: str | None) -> None:
        from tensorboard.plugins.scalar.summary_v2 import scalar_pb  # noqa: PLC0415 (an option)
        from tensorboard.plugins.text.summary_v2 import text_pb  # noqa: PLC0415

        for tag, value in values.items():
            if math.isfinite(value):
                self._event(update, summary=scalar_pb(tag, value))
        if sample:
            self._event(update, summary=text_pb("sample", _quote(sample)))

    def _restart(self, update: int) -> None:
        """Tell TensorBoard to drop all that an earlier run wrote after ``update``."""
        from tensorboard.compat.proto.event_pb2 import SessionLog  # noqa: PLC0415 (an option)

        self._event(update, session_log=SessionLog(status=SessionLog.START))

    def _event(self, update: int, **content: Any) -> None:  # noqa: ANN401 (protocol buffers)
        from tensorboard.compat.proto.event_pb2 import Event  # noqa: PLC0415 (an option)

        event = Event(step=update, wall_time=time.time(), **content)
        self._records.write(event.SerializeToString())


def _quote(sample: str) -> str:
    """A sample as an indented Markdown block: TensorBoard renders text as Markdown."""
    return f"    {clean_sample(sample)}"
