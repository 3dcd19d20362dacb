"""One thread for matrix products as small as these.

A second BLAS thread gains little on products of a few hundred numbers a side, for most of the time
it spins and waits. Beside two busy processes, a build with one post took 5.4 seconds and 5.0
CPU-seconds with it, and 3.0 and 2.2 without (``tests/bench/bench_threads.py``).
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache

from threadpoolctl import ThreadpoolController


@contextmanager
def one_blas_thread() -> Iterator[None]:
    """Let numpy multiply in one thread; afterwards it has as many as before."""
    with _controller().limit(limits=1, user_api="blas"):
        yield


@cache
def _controller() -> ThreadpoolController:
    """The thread pools of this process; numpy's is there once numpy is imported."""
    return ThreadpoolController()
