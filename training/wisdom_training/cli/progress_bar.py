"""The progress bar of the commands that do not train."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import click


@contextmanager
def show_bar(label: str, length: int) -> Iterator[Callable[[int], None]]:
    """A progress bar on standard error; yields a function that advances it."""
    with click.progressbar(length=length, label=f"{label:22}", file=sys.stderr) as bar:
        yield bar.update
