"""The throughput of a training, measured over the last minute.

Older reports are ignored: the machine may have been busy then, or the run interrupted and resumed.
The minute includes the evaluations on the validation part, as the rest of the run does.
"""

from __future__ import annotations

import time
from collections import deque
from collections.abc import Callable
from typing import NamedTuple

from wisdom_training.progress.reports import Progress

_WINDOW_SECONDS = 60.0  # seconds


class Speed(NamedTuple):
    """The speed of one model's training."""

    updates_per_second: float
    tokens_per_second: float
    """0 if the reports do not count tokens."""


class Throughput:
    """The speed and the time left of one model, from its reports."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._seen: deque[tuple[float, int, int]] = deque()  # seconds, updates, tokens
        self._updates = 0

    def observe(self, progress: Progress) -> None:
        """Record a report that has just come in."""
        now = self._clock()
        self._updates = progress.updates
        self._seen.append((now, progress.update, progress.tokens))
        # One report from before the window stays, so that the rest spans the whole of it.
        while len(self._seen) > 2 and now - self._seen[1][0] >= _WINDOW_SECONDS:  # noqa: PLR2004 (two ends)
            self._seen.popleft()

    @property
    def speed(self) -> Speed | None:
        """The speed of the last minute; None before two reports with different updates."""
        if not self._seen:
            return None
        (start, first, read), (end, last, total) = self._seen[0], self._seen[-1]
        if last <= first or end <= start:
            return None
        return Speed((last - first) / (end - start), max(0, total - read) / (end - start))

    @property
    def seconds_left(self) -> float | None:
        """Seconds until the last update; None as for ``speed``."""
        speed = self.speed
        if speed is None:
            return None
        passed = self._clock() - self._seen[-1][0]
        return max(0.0, (self._updates - self._seen[-1][1]) / speed.updates_per_second - passed)


def describe_duration(seconds: float) -> str:
    """A time left, rounded as it is uncertain: ``40 s``, ``12 min``, ``2 h 05 min``."""
    if seconds < 55:  # noqa: PLR2004 (more is rounded to a minute)
        return f"{5 * max(1, round(seconds / 5))} s"
    minutes = max(1, round(seconds / 60))
    return f"{minutes} min" if minutes < 60 else f"{minutes // 60} h {minutes % 60:02} min"  # noqa: PLR2004
