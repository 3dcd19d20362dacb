from datetime import date, datetime, timedelta, timezone
from zoneinfo import ZoneInfo

import pytest

from mkdocs_wisdom.posts.dates import read_date

PARIS = ZoneInfo("Europe/Paris")
NEW_YORK = ZoneInfo("America/New_York")


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        (date(2024, 5, 1), "2024-05-01T00:00:00+02:00"),
        (datetime(2024, 5, 1, 8, 30), "2024-05-01T08:30:00+02:00"),  # noqa: DTZ001 (YAML makes such)
        ("2024-05-01 08:30:00 UTC", "2024-05-01T08:30:00+00:00"),
        ("2024-05-01 08:30:00 EST", "2024-05-01T08:30:00-05:00"),
        ("2024-05-01T08:30:00z", "2024-05-01T08:30:00+00:00"),
        ("2024-05-01T08:30:00.123Z", "2024-05-01T08:30:00.123000+00:00"),
        ("2024-05-01 08:30:00.123456789 -0700 PDT m=+0.01", "2024-05-01T08:30:00.123456-07:00"),
        ("2024/05/01", "2024-05-01T00:00:00+02:00"),
        ("2024-5-1 8:30", "2024-05-01T08:30:00+02:00"),
        (20240501, "2024-05-01T00:00:00+02:00"),
        ("20240501T083000Z", "2024-05-01T08:30:00+00:00"),
        ("Mon, 07 Feb 2011 14:30:43 +0000", "2011-02-07T14:30:43+00:00"),
        ("May 1, 2024", "2024-05-01T00:00:00+02:00"),
        ("Wednesday, 1st May 2024 at 8:30 PM", "2024-05-01T20:30:00+02:00"),
        ("Wed May 01 08:30:00 +0530 2024", "2024-05-01T08:30:00+05:30"),
        (
            "Wed May 01 2024 08:30:00 GMT+0200 (Central European Summer Time)",
            "2024-05-01T08:30:00+02:00",
        ),
        ("2024-05-01T08:30:00+02:00[Europe/Paris]", "2024-05-01T08:30:00+02:00"),
        ("2024-05-01 08:30 JST", "2024-05-01T08:30:00+09:00"),
        (202405010830, "2024-05-01T08:30:00+02:00"),
        ("20240501083015", "2024-05-01T08:30:15+02:00"),
        (1714550400, "2024-05-01T08:00:00+00:00"),
        ("1714550400500", "2024-05-01T08:00:00.500000+00:00"),
    ],
)
def test_dates_of_exporters_are_read(written: object, expected: str) -> None:
    assert read_date(written, PARIS).isoformat() == expected


@pytest.mark.parametrize(
    "written",
    [
        *("1.5.2024", "01/05/2024", "2024-02-30", "2024-05-01T24:00", "2024-05", "2024", "12:30"),
        *("soon", "2024-05-01 08:30 XYZ", "2024-05-01 13:30 PM", "", "True"),
    ],
)
def test_what_is_ambiguous_or_no_date_is_refused(written: str) -> None:
    with pytest.raises(ValueError):  # noqa: PT011 (the caller writes the message)
        read_date(written, PARIS)


@pytest.mark.parametrize("year", [1, 850, 1851, 1883])
def test_an_offset_before_standard_time_has_whole_minutes(year: int) -> None:
    read = read_date(f"{year:04}-10-18", NEW_YORK)
    assert read.isoformat() == f"{year:04}-10-18T00:00:00-04:56"
    assert read.utcoffset() == -timedelta(hours=4, minutes=56)


def test_dates_after_2038_have_the_zones_rules() -> None:
    assert read_date("2050-07-01", PARIS).isoformat() == "2050-07-01T00:00:00+02:00"


def test_a_zone_that_is_written_is_kept() -> None:
    written = datetime(2024, 5, 1, tzinfo=timezone.utc)
    assert read_date(written, PARIS) is written
