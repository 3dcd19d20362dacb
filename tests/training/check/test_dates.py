"""When documents were written."""

from datetime import date

from wisdom_training.check.dates import DateCounter, Dates, Gap


def count(*dates: date | None) -> Dates:
    counter = DateCounter()
    for each in dates:
        counter.add(each)
    return counter.read()


def test_years_without_documents_are_counted_too() -> None:
    found = count(date(2021, 1, 2), None, date(2019, 12, 31), date(2019, 3, 4))
    assert found.years == {2019: 2, 2020: 0, 2021: 1}
    assert (found.first, found.last, found.undated) == (date(2019, 3, 4), date(2021, 1, 2), 1)


def test_six_months_are_a_gap_and_five_are_none() -> None:
    gap = count(date(2019, 11, 30), date(2020, 6, 1))
    assert gap.gaps == [Gap("2019-12", "2020-05", 6)]
    assert count(date(2019, 11, 30), date(2020, 5, 31)).gaps == []


def test_the_longest_gap_comes_first() -> None:
    found = count(date(2010, 1, 1), date(2011, 1, 1), date(2013, 1, 1), date(2013, 12, 1))
    assert [gap.months for gap in found.gaps] == [23, 11, 10]


def test_no_dates_have_no_years() -> None:
    assert count(None, None) == Dates(None, None, 2, {}, [])
