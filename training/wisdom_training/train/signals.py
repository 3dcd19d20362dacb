"""Interruptions: Ctrl-C sends SIGINT; ``kill``, ``docker stop`` and batch systems SIGTERM."""

from __future__ import annotations

import signal
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager

INTERRUPTED = 130
"""Exit code after an interruption: 128 + SIGINT, as shells report it."""


@contextmanager
def sigterm_as_interrupt() -> Iterator[None]:
    """Let SIGTERM raise KeyboardInterrupt inside, as Ctrl-C does."""
    if threading.current_thread() is not threading.main_thread():  # only it handles signals
        yield
        return
    before = signal.signal(signal.SIGTERM, signal.default_int_handler)
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before)


def ignore_interrupts() -> None:
    """Ignore Ctrl-C and SIGTERM in this process; its parent handles them."""
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, signal.SIG_IGN)


@contextmanager
def deferred_interrupts() -> Iterator[Callable[[], bool]]:
    """Only record Ctrl-C and SIGTERM; yields a function that returns whether one received.

    It lets several processes stop at the same update.
    """
    received = False

    def note(*_: object) -> None:
        nonlocal received
        received = True

    numbers = (signal.SIGINT, signal.SIGTERM)
    before = [signal.signal(number, note) for number in numbers]
    try:
        yield lambda: received
    finally:
        for number, handler in zip(numbers, before, strict=True):
            signal.signal(number, handler)
