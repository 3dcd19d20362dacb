"""Processes that work for one evaluation. What they return does not depend on their number."""

from __future__ import annotations

import multiprocessing
import os
from collections.abc import Iterator
from concurrent.futures import Executor, ProcessPoolExecutor
from contextlib import contextmanager

MOST_PROCESSES = 4
"""Each takes about 150 MB."""


def count_processes() -> int:
    """One for each processor that this process may use, at most MOST_PROCESSES."""
    usable = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count()
    return min(usable or 1, MOST_PROCESSES)


@contextmanager
def open_workers(processes: int) -> Iterator[Executor]:
    """Start worker processes; on an error, no further call is begun."""
    os.environ.setdefault("OMP_WAIT_POLICY", "PASSIVE")  # read when numpy is loaded
    context = multiprocessing.get_context("spawn")
    executor = ProcessPoolExecutor(processes, mp_context=context)
    try:
        yield executor
    finally:
        executor.shutdown(cancel_futures=True)
