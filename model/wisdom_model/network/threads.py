"""One thread for matrix products as small as these.

A second BLAS thread gains nothing on products of a few hundred numbers a side: it spins while it
waits for work. On an idle machine that doubles the CPU time of a build, and beside other busy
processes, which it then fights for a core, it takes ten times as long.
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
