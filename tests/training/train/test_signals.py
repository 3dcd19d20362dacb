"""Ctrl-C and SIGTERM."""

import os
import signal
import sys
import threading
from collections.abc import Iterator

import pytest

from wisdom_training.train.signals import (
    deferred_interrupts,
    ignore_interrupts,
    sigterm_as_interrupt,
)

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="has no signals")
SIGNALS = (signal.SIGINT, signal.SIGTERM)


@pytest.fixture(autouse=True)
def handlers() -> Iterator[list[object]]:
    """The handlers before the test, which are set again after it."""
    before = [signal.getsignal(number) for number in SIGNALS]
    yield before
    for number, handler in zip(SIGNALS, before, strict=True):
        signal.signal(number, handler)


def read_handlers() -> list[object]:
    return [signal.getsignal(number) for number in SIGNALS]


def test_sigterm_interrupts_as_ctrl_c_does(handlers: list[object]) -> None:
    with pytest.raises(KeyboardInterrupt), sigterm_as_interrupt():
        os.kill(os.getpid(), signal.SIGTERM)
    assert read_handlers() == handlers


def test_another_thread_leaves_signals_alone(handlers: list[object]) -> None:
    seen: list[list[object]] = []

    def run() -> None:
        with sigterm_as_interrupt():
            seen.append(read_handlers())

    thread = threading.Thread(target=run)
    thread.start()
    thread.join()
    assert seen == [handlers]


@pytest.mark.parametrize("number", SIGNALS)
def test_a_deferred_interrupt_is_recorded(handlers: list[object], number: signal.Signals) -> None:
    with deferred_interrupts() as interrupted:
        assert not interrupted()
        os.kill(os.getpid(), number)
        assert interrupted()
    assert read_handlers() == handlers


def test_interrupts_can_be_ignored() -> None:
    ignore_interrupts()
    for number in SIGNALS:
        os.kill(os.getpid(), number)
    assert read_handlers() == [signal.SIG_IGN, signal.SIG_IGN]
