"""How fast training goes, told from the last minute alone.

What lies further back says little: the machine was busy, or the run was interrupted and taken up
again, so that most updates were made in another life. A pause for a look at the validation part is
in the minute as it is in the rest of the run.
"""

from __future__ import annotations

import time
from collections import deque
from collections.abc import Callable
from typing import NamedTuple

from wisdom_training.progress.reports import Progress

_WINDOW_SECONDS = 60.0  # seconds


class Speed(NamedTuple):
    """How fast a model is trained."""

    updates: float
    """A second."""
    tokens: float
    """A second; 0 where the reports do not count tokens."""


class Throughput:
    """The speed of one model, from its reports."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._seen: deque[tuple[float, int, int]] = deque()  # seconds, updates, tokens
        self._steps = 0

    def observe(self, progress: Progress) -> None:
        """Take note of a report at the moment it comes in."""
        now = self._clock()
        self._steps = progress.steps
        self._seen.append((now, progress.step, progress.tokens))
        # One report from before the window stays, so that the rest spans the whole of it.
        while len(self._seen) > 2 and now - self._seen[1][0] >= _WINDOW_SECONDS:  # noqa: PLR2004 (two ends)
            self._seen.popleft()

    @property
    def speed(self) -> Speed | None:
        """The speed of the last minute, or None while too little is known."""
        if not self._seen:
            return None
        (start, first, read), (end, last, total) = self._seen[0], self._seen[-1]
        if last <= first or end <= start:
            return None
        return Speed((last - first) / (end - start), max(0, total - read) / (end - start))

    @property
    def left(self) -> float | None:
        """Seconds until the last update, or None while too little is known."""
        speed = self.speed
        if speed is None:
            return None
        passed = self._clock() - self._seen[-1][0]
        return max(0.0, (self._steps - self._seen[-1][1]) / speed.updates - passed)


def describe_duration(seconds: float) -> str:
    """A time left, as finely as it can be known: ``40 s``, ``12 min``, ``2 h 05 min``."""
    if seconds < 55:  # noqa: PLR2004 (what would round to a minute)
        return f"{5 * max(1, round(seconds / 5))} s"
    minutes = max(1, round(seconds / 60))
    return f"{minutes} min" if minutes < 60 else f"{minutes // 60} h {minutes % 60:02} min"  # noqa: PLR2004
