"""Dates as computers write them; those in words are the business of their sources."""

from __future__ import annotations

import re
from datetime import datetime, timezone

_ISO = re.compile(
    r"(\d{4}-\d\d-\d\d)(?:[T ](\d\d:\d\d(?::\d\d)?)(?:[.,](\d+))?)?"
    r"\s*(?:(Z|UTC|GMT)|([+-]\d\d):?(\d\d))?"
)


def parse_timestamp(text: str) -> datetime | None:
    """The moment that ISO 8601 and what is close to it name; None for anything else.

    ``2023-01-15T12:34:56.789Z``, ``2023-01-15 12:34:56 UTC``, ``2023-01-15 12:34 +0100``,
    ``2023-01-15``; without a time zone where the text has none.
    """
    found = _ISO.fullmatch(text.strip())
    if found is None:
        return None
    day, time, fraction, utc, hours, minutes = found.groups()
    zone = "+00:00" if utc else f"{hours}:{minutes}" if hours else ""
    try:
        date = datetime.fromisoformat(f"{day}T{time or '00:00'}{zone}")
    except ValueError:
        return None
    return date.replace(microsecond=int((fraction or "0")[:6].ljust(6, "0")))


def parse_epoch(number: float) -> datetime | None:
    """The moment that many seconds, milliseconds or microseconds after 1970, by its size."""
    for unit in (1, 1e3, 1e6):
        if abs(number) < 1e11 * unit:  # seconds until the year 5138
            return datetime.fromtimestamp(number / unit, timezone.utc)
    return None
