"""When the documents of a corpus were written."""

from __future__ import annotations

from collections import Counter
from datetime import date
from itertools import pairwise
from typing import NamedTuple

LEAST_GAP = 6
"""Months in a row without a document that are reported."""

_MONTHS = 12


class Gap(NamedTuple):
    """Months without a document."""

    first: str
    """As ``2019-07``."""
    last: str
    months: int


class Dates(NamedTuple):
    """When documents were written."""

    first: date | None
    last: date | None
    undated: int
    years: dict[int, int]
    """The number of documents of each year from the first to the last."""
    gaps: list[Gap]
    """The longest first."""


class DateCounter:
    """Counts documents by month."""

    def __init__(self) -> None:
        self._months: Counter[int] = Counter()  # since the year 0
        self._first: date | None = None
        self._last: date | None = None
        self._undated = 0

    def add(self, written: date | None) -> None:
        if written is None:
            self._undated += 1
            return
        self._months[written.year * _MONTHS + written.month - 1] += 1
        self._first = min(self._first or written, written)
        self._last = max(self._last or written, written)

    def read(self) -> Dates:
        years = Counter[int]()
        for month, count in self._months.items():
            years[month // _MONTHS] += count
        span = range(min(years), max(years) + 1) if years else ()
        counts = {year: years[year] for year in span}
        gaps = [
            Gap(_format(before + 1), _format(after - 1), after - before - 1)
            for before, after in pairwise(sorted(self._months))
            if after - before - 1 >= LEAST_GAP
        ]
        gaps.sort(key=lambda gap: (-gap.months, gap.first))
        return Dates(self._first, self._last, self._undated, counts, gaps)


def _format(month: int) -> str:
    return f"{month // _MONTHS:04}-{month % _MONTHS + 1:02}"
