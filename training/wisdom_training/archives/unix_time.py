"""Dates that are written as the time since 1970."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone

_EPOCH = datetime(1970, 1, 1, tzinfo=timezone.utc)


def read_seconds(value: object) -> datetime | None:
    """The date of a number of seconds, or of a text with one; None where it is none."""
    return _read(value, 1)


def read_milliseconds(value: object) -> datetime | None:
    """The date of a number of milliseconds, or of a text with one; None where it is none."""
    return _read(value, 1000)


def _read(value: object, per_second: int) -> datetime | None:
    if isinstance(value, bool) or not isinstance(value, int | float | str):
        return None
    try:
        return _EPOCH + timedelta(seconds=float(value) / per_second)
    except (ValueError, OverflowError):
        return None
