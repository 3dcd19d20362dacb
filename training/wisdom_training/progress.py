"""Where training stands: bars in a terminal, plain lines where the output goes to a file."""

from __future__ import annotations

import math
import time
from collections.abc import Callable
from typing import Protocol

from rich.console import Console
from rich.progress import BarColumn, TaskID, TextColumn, TimeRemainingColumn
from rich.progress import Progress as RichProgress

from wisdom_training.task import Progress

_LINE_EVERY = 30.0  # seconds


class Display(Protocol):
    """Shows the progress of several models at once."""

    def show(self, name: str, progress: Progress) -> None:
        """Show where the model called ``name`` stands."""

    def close(self) -> None:
        """Leave the terminal as it was."""


def make_display(console: Console, say: Callable[[str], None]) -> Display:
    """Bars if ``console`` is a terminal, else lines through ``say``."""
    return Bars(console) if console.is_terminal else Lines(say)


class Bars:
    """One bar a model."""

    def __init__(self, console: Console) -> None:
        self._rich = RichProgress(
            TextColumn("{task.description}"),
            BarColumn(),
            TextColumn("{task.percentage:>3.0f} %"),
            TextColumn("{task.fields[state]}"),
            TimeRemainingColumn(),
            console=console,
        )
        self._bars: dict[str, TaskID] = {}
        self._rich.start()

    def close(self) -> None:
        self._rich.stop()

    def show(self, name: str, progress: Progress) -> None:
        if name not in self._bars:
            self._bars[name] = self._rich.add_task(
                name, total=progress.steps, completed=progress.step, state=""
            )
        state = f"epoch {progress.epoch}/{progress.epochs}  {describe_losses(name, progress)}"
        self._rich.update(self._bars[name], completed=progress.step, state=state)


class Lines:
    """A line a model about twice a minute, at the first and the last report, and no other."""

    def __init__(
        self, say: Callable[[str], None], clock: Callable[[], float] = time.monotonic
    ) -> None:
        self._say, self._clock = say, clock
        self._first: dict[str, tuple[float, int]] = {}
        self._last: dict[str, float] = {}

    def close(self) -> None:
        """Nothing is left to do: a line, once said, stays."""

    def show(self, name: str, progress: Progress) -> None:
        now = self._clock()
        start, begun = self._first.setdefault(name, (now, progress.step))
        finished = progress.step == progress.steps
        if not finished and now - self._last.get(name, -math.inf) < _LINE_EVERY:
            return
        self._last[name] = now
        line = f"{name}: {progress.step / progress.steps:4.0%}  "
        line += f"epoch {progress.epoch}/{progress.epochs}  {describe_losses(name, progress)}"
        if progress.step > begun and not finished:
            left = (now - start) / (progress.step - begun) * (progress.steps - progress.step)
            line += f"  {left / 60:.0f} min left"
        self._say(line)


def describe_losses(name: str, progress: Progress) -> str:
    """Both losses: nats a token, and bits per character where tokens are characters."""
    parts = [f"loss {_describe(name, progress.loss)}"]
    if progress.validation is not None:
        parts.append(f"validation {_describe(name, progress.validation)}")
    return ", ".join(parts)


def _describe(name: str, nats: float) -> str:
    if math.isnan(nats):
        return "-"
    return (
        f"{nats:.3f} nats ({nats / math.log(2):.3f} bits)" if name == "char" else f"{nats:.3f} nats"
    )
