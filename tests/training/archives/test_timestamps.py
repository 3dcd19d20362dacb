"""Dates as computers write them."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone

import pytest

from wisdom_training.archives.timestamps import parse_epoch, parse_timestamp

DATE = datetime(2023, 1, 15, 12, 34, 56, tzinfo=timezone.utc)


@pytest.mark.parametrize(
    "text",
    [
        "2023-01-15T12:34:56Z",
        "2023-01-15T12:34:56.000Z",
        "2023-01-15 12:34:56 UTC",
        "2023-01-15 12:34:56 GMT",
        "2023-01-15 12:34:56 +0000",
        " 2023-01-15T13:34:56+01:00 ",
    ],
)
def test_moments(text: str) -> None:
    assert parse_timestamp(text) == DATE


@pytest.mark.parametrize(
    ("fraction", "microseconds"), [("5", 500_000), ("123456789", 123_456), ("000001", 1)]
)
def test_fractions_of_seconds(fraction: str, microseconds: int) -> None:
    date = parse_timestamp(f"2023-01-15T12:34:56.{fraction}Z")
    assert date == DATE + timedelta(microseconds=microseconds)


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("2023-01-15", datetime(2023, 1, 15)),  # noqa: DTZ001 (it says no zone)
        ("2023-01-15 12:34", datetime(2023, 1, 15, 12, 34)),  # noqa: DTZ001
    ],
)
def test_without_a_zone_none_is_added(text: str, date: datetime) -> None:
    assert parse_timestamp(text) == date


@pytest.mark.parametrize(
    "text", ["", "None", "2023", "2023-13-01", "2023-01-15 25:00", "15/01/2023"]
)
def test_anything_else_is_no_date(text: str) -> None:
    assert parse_timestamp(text) is None


@pytest.mark.parametrize("number", [1673786096, 1673786096000, 1673786096000000])
def test_numbers_of_seconds_and_their_parts(number: float) -> None:
    assert parse_epoch(number) == DATE


@pytest.mark.parametrize("number", [float("nan"), float("inf"), -1e30])
def test_odd_numbers_are_no_date(number: float) -> None:
    assert parse_epoch(number) is None
