from datetime import date, datetime, timedelta, timezone
from zoneinfo import ZoneInfo

import pytest

from mkdocs_wisdom.posts.schedule import begin_next_period, choose_stem, count_turns, is_due

PARIS = ZoneInfo("Europe/Paris")
NOW = datetime(2026, 11, 24, 0, 30, tzinfo=PARIS)  # a Tuesday


def at(year: int, month: int, day: int, hour: int = 12) -> datetime:
    return datetime(year, month, day, hour, tzinfo=PARIS)


@pytest.mark.parametrize(
    ("every", "last", "due"),
    [
        ("day", at(2026, 11, 24, 0), False),
        ("day", at(2026, 11, 24, 23), False),  # later today
        ("day", at(2026, 11, 23, 23), True),
        ("day", at(2025, 11, 24), True),
        ("week", at(2026, 11, 23, 0), False),  # Monday
        ("week", at(2026, 11, 29, 23), False),  # Sunday to come
        ("week", at(2026, 11, 22, 23), True),
        ("week", at(2025, 11, 24), True),
        ("month", at(2026, 11, 1, 0), False),
        ("month", at(2026, 10, 31, 23), True),
        ("month", at(2025, 11, 24), True),
        ("build", NOW, True),
    ],
)
def test_a_post_is_due_where_the_period_has_none(every: str, last: datetime, due: bool) -> None:
    assert is_due([at(2020, 1, 1), last], NOW, every) is due


def test_the_first_post_is_due() -> None:
    assert is_due([], NOW, "month")


def test_a_week_at_new_year_is_one() -> None:
    assert not is_due([at(2026, 12, 31)], at(2027, 1, 1), "week")


def test_the_day_is_that_of_the_time_zone() -> None:
    evening = datetime(2026, 11, 23, 23, 15, tzinfo=timezone.utc)  # the 24th in Paris
    assert not is_due([evening], NOW, "day")
    assert is_due([evening - timedelta(minutes=16)], NOW, "day")


@pytest.mark.parametrize(
    ("taken", "stem"),
    [
        (set(), "2026-11-24"),
        ({"2026-11-23", "2026-11-24-title"}, "2026-11-24"),
        ({"2026-11-24"}, "2026-11-24-2"),
        ({"2026-11-24", "2026-11-24-2", "2026-11-24-4"}, "2026-11-24-3"),
    ],
)
def test_a_post_is_called_by_its_day(taken: set[str], stem: str) -> None:
    assert choose_stem(taken, NOW) == stem


@pytest.mark.parametrize(
    ("every", "first", "second"),
    [
        ("day", "2026-11-24", "2026-11-25"),
        ("day", "2026-12-31", "2027-01-01"),
        ("week", "2026-11-29", "2026-11-30"),  # Sunday, Monday
        ("week", "2026-11-23", "2026-12-06"),
        ("month", "2026-12-01", "2027-01-31"),
        ("build", "2026-11-24-9", "2026-11-24-10"),
        ("build", "2026-11-24", "2026-11-24-2"),
    ],
)
def test_turns_count_on_from_period_to_period(every: str, first: str, second: str) -> None:
    assert count_turns(second, every) - count_turns(first, every) == 1


def test_a_week_is_one_turn() -> None:
    assert count_turns("2026-11-23", "week") == count_turns("2026-11-29", "week")


def test_a_date_at_the_end_of_time_is_in_no_period_of_today() -> None:
    dates = [datetime(1, 1, 1, tzinfo=timezone.utc), datetime(9999, 12, 31, tzinfo=timezone.utc)]
    now = datetime(2026, 11, 24, tzinfo=timezone(timedelta(hours=-12)))
    assert is_due(dates, now, "month")


@pytest.mark.parametrize(
    ("every", "last", "day"),
    [
        ("day", at(2026, 11, 24, 0), date(2026, 11, 25)),
        ("day", at(2026, 11, 23), date(2026, 11, 24)),
        ("day", at(2026, 11, 22), None),  # late
        ("day", datetime(2026, 11, 23, 23, 30, tzinfo=timezone.utc), date(2026, 11, 25)),
        ("week", at(2026, 11, 24), date(2026, 11, 30)),
        ("week", at(2026, 11, 15), None),
        ("month", at(2026, 11, 1), date(2026, 12, 1)),
        ("month", at(2026, 9, 1), None),
        ("build", at(2026, 11, 24), None),
    ],
)
def test_the_next_post_comes_with_the_next_period(
    every: str, last: datetime, day: date | None
) -> None:
    assert begin_next_period(last, NOW, every) == day
