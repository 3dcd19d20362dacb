"""When the next post is due, and its name."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta, tzinfo
from pathlib import Path

_LONGEST_PERIOD = timedelta(days=32)  # more than a month


@dataclass(frozen=True)
class Schedule:
    """When a post is due, and the folder of the posts."""

    folder: Path
    now: datetime
    """In the time zone that posts are dated in."""
    every: str
    """``day``, ``week``, ``month`` or ``build``."""
    generate: str
    """``auto``, ``always`` or ``never``."""

    @property
    def timezone(self) -> tzinfo:
        assert self.now.tzinfo is not None  # the plugin sets it  # noqa: S101
        return self.now.tzinfo


def is_due(dates: Iterable[datetime], now: datetime, every: str) -> bool:
    """Whether no post is from the period of ``now``; ``dates`` are the dates of all posts.

    A period begins and ends in the time zone of ``now``.
    """
    if every == "build":
        return True
    current = period(now, every)
    near = (date for date in dates if abs(date - now) < _LONGEST_PERIOD)  # others may overflow
    return all(period(date.astimezone(now.tzinfo), every) != current for date in near)


def period(date: datetime, every: str) -> tuple[int, ...]:
    """The day, the ISO week or the month of a date, as a value to compare."""
    if every == "week":
        year, week, _ = date.isocalendar()
        return year, week
    if every == "month":
        return date.year, date.month
    return date.year, date.month, date.day


def begin_next_period(newest: datetime, now: datetime, every: str) -> date | None:
    """The first day of the period after that of ``newest``: a post is due again.

    None if that day has passed, and where every build has a post.
    """
    if every == "build" or abs(newest - now) >= _LONGEST_PERIOD:  # others may overflow
        return None
    last = newest.astimezone(now.tzinfo).date()
    day = {
        "day": last + timedelta(days=1),
        "week": last + timedelta(days=7 - last.weekday()),
        "month": (last.replace(day=1) + _LONGEST_PERIOD).replace(day=1),
    }[every]
    return day if day >= now.date() else None


def choose_stem(taken: Collection[str], now: datetime) -> str:
    """The first of ``2026-11-24``, ``2026-11-24-2``, ``2026-11-24-3``, … that is not taken."""
    day = now.strftime("%Y-%m-%d")
    stem, number = day, 1
    while stem in taken:
        number += 1
        stem = f"{day}-{number}"
    return stem


def count_turns(stem: str, every: str) -> int:
    """The number of the turn in which the post ``stem`` is written; each period has one.

    The count begins on an arbitrary day. Further posts of one day have the numbers that follow.
    """
    date = datetime.fromisoformat(stem[:10])
    further = int(stem[11:] or 1) - 1  # 2026-11-24-3 is two turns further
    if every == "week":
        return (date.toordinal() - 1) // 7 + further  # day 1 of the calendar was a Monday
    if every == "month":
        return date.year * 12 + date.month + further
    return date.toordinal() + further
