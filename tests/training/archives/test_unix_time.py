"""Dates as the time since 1970."""

from datetime import datetime, timezone

import pytest

from wisdom_training.archives.unix_time import read_milliseconds, read_seconds


def test_seconds_and_milliseconds_are_in_utc() -> None:
    date = datetime(2023, 11, 14, 22, 13, 20, tzinfo=timezone.utc)
    assert read_seconds(1_700_000_000) == read_seconds("1700000000") == date
    assert read_milliseconds("1700000000500") == date.replace(microsecond=500_000)


@pytest.mark.parametrize("value", [None, True, "", "soon", [], 1e30, "nan", float("inf")])
def test_anything_else_is_no_date(value: object) -> None:
    assert read_seconds(value) is None
