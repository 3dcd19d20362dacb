"""Documents on disk until their order is known."""

from contextlib import closing
from datetime import datetime, timedelta, timezone

from wisdom_training.importing.spool import Spool


def test_records_come_out_by_date_and_those_without_first() -> None:
    with closing(Spool()) as spool:
        spool.add(datetime(2020, 1, 2, tzinfo=timezone.utc), "second")
        spool.add(datetime(1815, 6, 18, tzinfo=timezone.utc), "first")
        spool.add(None, "undated")
        spool.add(datetime(2020, 1, 2, tzinfo=timezone.utc), "third, as late as the second")
        assert len(spool) == 4
        assert list(spool.sorted()) == [
            "undated",
            "first",
            "second",
            "third, as late as the second",
        ]


def test_dates_with_and_without_time_zones_are_compared() -> None:
    with closing(Spool()) as spool:
        spool.add(datetime(2020, 1, 1, 12), "noon in UTC")  # noqa: DTZ001 (that is the point)
        east = timezone(timedelta(hours=9))
        spool.add(datetime(2020, 1, 1, 13, tzinfo=east), "afternoon in Japan")
        assert list(spool.sorted()) == ["afternoon in Japan", "noon in UTC"]


def test_half_a_surrogate_pair_survives() -> None:
    with closing(Spool()) as spool:
        spool.add(None, ["\ud83d", 1])
        assert list(spool.sorted()) == [["\ud83d", 1]]
