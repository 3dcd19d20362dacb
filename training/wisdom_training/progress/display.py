"""Shows the progress of a run: a live view in a terminal, plain lines in a log file.

The parent process opens one ``Display``, passes every worker's reports to ``show`` (about two a
second for each model; a display throttles itself if it must), and closes it.
"""

from __future__ import annotations

import math
import textwrap
import time
from collections.abc import Callable, Sequence
from contextlib import ExitStack
from typing import Protocol

from rich.console import Console

from wisdom_training.progress.live import LiveView
from wisdom_training.progress.reports import Log, Progress
from wisdom_training.progress.speed import Throughput
from wisdom_training.progress.wording import clean_sample, describe_progress

_LINE_SECONDS = 30.0  # seconds
_SAMPLE_WIDTH = 90  # columns of a log


class Display(Protocol):
    """Shows the progress of several models at once."""

    def show(self, name: str, progress: Progress) -> None:
        """Show a report of the model called ``name``; a sample stays until the next."""

    def close(self) -> None:
        """Leave the terminal as it was."""


def make_display(console: Console, log: Log) -> Display:
    """A live view if ``console`` is a terminal, else lines through ``log``."""
    return LiveView(console) if console.is_terminal else LineDisplay(log)


class MultiDisplay:
    """Several displays at once, for example the terminal and TensorBoard."""

    def __init__(self, displays: Sequence[Display]) -> None:
        self._displays = tuple(displays)

    def show(self, name: str, progress: Progress) -> None:
        for display in self._displays:
            display.show(name, progress)

    def close(self) -> None:
        """Close all of them, in reverse, even where closing one fails."""
        with ExitStack() as stack:
            for display in self._displays:
                stack.callback(display.close)


class LineDisplay:
    """A line for each model twice a minute, and at the first and last report; every sample."""

    def __init__(self, log: Log, clock: Callable[[], float] = time.monotonic) -> None:
        self._log, self._clock = log, clock
        self._throughputs: dict[str, Throughput] = {}
        self._last: dict[str, float] = {}

    def close(self) -> None:
        """Do nothing: lines are logged at once."""

    def show(self, name: str, progress: Progress) -> None:
        now = self._clock()
        throughput = self._throughputs.setdefault(name, Throughput(self._clock))
        throughput.observe(progress)
        due = now - self._last.get(name, -math.inf) >= _LINE_SECONDS
        if not due and not progress.sample and progress.update != progress.updates:
            return
        self._last[name] = now
        self._log(f"{name}: {describe_progress(name, progress, throughput)}")
        if progress.sample:
            self._log(_indent(name, progress.sample))


def _indent(name: str, sample: str) -> str:
    begin = f"    {name} writes: "
    return textwrap.fill(
        clean_sample(sample), _SAMPLE_WIDTH, initial_indent=begin, subsequent_indent="    "
    )
