"""Documents on disk until their order is known, so that a large archive needs little memory."""

from __future__ import annotations

import json
import tempfile
from array import array
from collections.abc import Iterator
from datetime import datetime, timezone
from typing import Any

import numpy as np


class Spool:
    """Keeps records in a temporary file that vanishes with the program, and sorts them by date."""

    def __init__(self) -> None:
        self._file = tempfile.TemporaryFile()  # noqa: SIM115 (``close`` closes it)
        self._starts, self._seconds = array("Q"), array("d")

    def __len__(self) -> int:
        return len(self._starts)

    def add(self, date: datetime | None, record: Any) -> None:  # noqa: ANN401 (JSON)
        """Keep ``record``, which JSON can hold."""
        self._starts.append(self._file.tell())
        self._seconds.append(float("-inf") if date is None else _to_seconds(date))
        self._file.write(json.dumps(record).encode() + b"\n")

    def sorted(self) -> Iterator[Any]:
        """The records by date, those without one first; equal ones in the order of ``add``."""
        self._file.flush()
        for number in np.argsort(np.asarray(self._seconds), kind="stable"):
            self._file.seek(self._starts[number])
            yield json.loads(self._file.readline())

    def close(self) -> None:
        """Remove the file."""
        self._file.close()


def _to_seconds(date: datetime) -> float:
    """Seconds since 1970; a date without a time zone is taken for UTC."""
    aware = date if date.tzinfo else date.replace(tzinfo=timezone.utc)
    return (aware - datetime(1970, 1, 1, tzinfo=timezone.utc)).total_seconds()
