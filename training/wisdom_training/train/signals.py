"""Being told to end: Ctrl-C, and what ``kill``, ``docker stop`` or a batch system send."""

from __future__ import annotations

import signal
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager

INTERRUPTED = 130
"""Exit code after Ctrl-C, as a shell would report it."""


@contextmanager
def sigterm_as_interrupt() -> Iterator[None]:
    """Let SIGTERM do inside what Ctrl-C does: raise KeyboardInterrupt."""
    if threading.current_thread() is not threading.main_thread():  # signals reach no other
        yield
        return
    before = signal.signal(signal.SIGTERM, signal.default_int_handler)
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before)


def ignore_interrupts() -> None:
    """Leave it to another process to decide what Ctrl-C and SIGTERM mean for this one."""
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, signal.SIG_IGN)


@contextmanager
def deferred_interrupts() -> Iterator[Callable[[], bool]]:
    """Take note of Ctrl-C and SIGTERM instead of breaking off; yields who tells if one came.

    So several processes can agree to stop at the same update.
    """
    came = False

    def note(*_: object) -> None:
        nonlocal came
        came = True

    numbers = (signal.SIGINT, signal.SIGTERM)
    before = [signal.signal(number, note) for number in numbers]
    try:
        yield lambda: came
    finally:
        for number, handler in zip(numbers, before, strict=True):
            signal.signal(number, handler)
