"""What TensorBoard shows of a run: ``--tensorboard DIR``, then ``tensorboard --logdir DIR``.

Each model is a run of its own, ``DIR/char`` and ``DIR/word``; the horizontal axis counts updates.
TensorBoard's own writer is used, which needs neither tensorflow nor torch. Losses are in nats a
token, as the trainer reports them.
"""

from __future__ import annotations

import math
import time
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from wisdom_training.errors import TrainingError
from wisdom_training.pace import Pace
from wisdom_training.progress import clean_sample
from wisdom_training.reports import Progress

_WRITE_EVERY = 5.0  # seconds


class Scalars:
    """A ``Display`` that writes event files below a folder."""

    def __init__(self, folder: Path, clock: Callable[[], float] = time.monotonic) -> None:
        """Raise TrainingError where tensorboard is missing or ``folder`` cannot be made."""
        check_tensorboard()
        try:
            folder.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise TrainingError(
                f"--tensorboard is {folder}: that folder cannot be made ({error}); give another"
            ) from error
        self._folder, self._clock = folder, clock
        self._runs: dict[str, EventFile] = {}

    def show(self, name: str, progress: Progress) -> None:
        if name not in self._runs:
            self._runs[name] = EventFile(self._folder / name, progress.step, self._clock)
        self._runs[name].add(name, progress)

    def close(self) -> None:
        """Write what is not yet on the disk."""
        for run in self._runs.values():
            run.close()


class EventFile:
    """The event file of one model."""

    def __init__(self, folder: Path, step: int, clock: Callable[[], float]) -> None:
        from tensorboard.summary.writer.event_file_writer import (  # noqa: PLC0415 (an option)
            EventFileWriter,
        )

        self._writer = EventFileWriter(str(folder))
        self._clock, self._pace = clock, Pace(clock)
        self._written, self._validation = -math.inf, math.nan
        if step:
            self._forget(step)

    def add(self, name: str, progress: Progress) -> None:
        """Write a report, or nothing if one was written just now and this one brings no news."""
        self._pace.observe(progress)
        now = self._clock()
        validation = progress.validation
        looked = validation is not None and validation != self._validation
        due = now - self._written >= _WRITE_EVERY or progress.step == progress.steps
        if not (due or looked or progress.sample):
            return
        values = {"loss/train": progress.loss, "learning rate": progress.rate}
        if speed := self._pace.speed:
            values["tokens per second"] = speed.tokens
        if looked and validation is not None:
            self._validation = validation
            values["loss/validation"] = validation
            if name == "char":
                values["bits per character"] = validation / math.log(2)
            else:
                values["perplexity"] = math.exp(min(validation, 700.0))
        self._written = now
        self._write(progress.step, values, progress.sample)

    def close(self) -> None:
        self._writer.close()

    def _write(self, step: int, values: Mapping[str, float], sample: str | None) -> None:
        from tensorboard.plugins.scalar.summary_v2 import scalar_pb  # noqa: PLC0415 (an option)
        from tensorboard.plugins.text.summary_v2 import text_pb  # noqa: PLC0415

        for tag, value in values.items():
            if math.isfinite(value):
                self._event(step, summary=scalar_pb(tag, value))
        if sample:
            self._event(step, summary=text_pb("sample", _quote(sample)))
        self._writer.flush()

    def _forget(self, step: int) -> None:
        """Tell TensorBoard that a resumed run goes on here: what came later is void."""
        from tensorboard.compat.proto.event_pb2 import SessionLog  # noqa: PLC0415 (an option)

        # The first event of a file names the format; the second begins the session.
        self._event(step, session_log=SessionLog(status=SessionLog.START))

    def _event(self, step: int, **content: Any) -> None:  # noqa: ANN401 (protocol buffers)
        from tensorboard.compat.proto.event_pb2 import Event  # noqa: PLC0415 (an option)

        self._writer.add_event(Event(step=step, wall_time=time.time(), **content))


def check_tensorboard() -> None:
    """Raise TrainingError where tensorboard cannot be imported; asked before training begins."""
    try:
        import tensorboard.summary.writer.event_file_writer  # noqa: F401, PLC0415 (is it there)
    except ImportError as error:
        raise TrainingError(
            "--tensorboard needs tensorboard, which is not installed: "
            'pip install "mkdocs-wisdom[tensorboard]"'
        ) from error


def _quote(sample: str) -> str:
    """A sample as an indented Markdown block, for TensorBoard reads Markdown."""
    return f"    {clean_sample(sample)}"
