import pytest

from wisdom_training.archives.dates_in_words import DateReader


def read(text: str, language: str | None = None) -> str:
    date = DateReader(language).read(text)
    assert date is not None
    return date.isoformat()


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("Jan 20, 2009 1:17:08 pm", "2009-01-20T13:17:08"),
        ("May 17, 2026 12:05:15 am", "2026-05-17T00:05:15"),
        ("Jan 1, 2020, 12:45 PM", "2020-01-01T12:45:00"),
        ("25 June 2021, 15:33", "2021-06-25T15:33:00"),
        ("02.03.2026, 14:22", "2026-03-02T14:22:00"),
        ("15.6.2020 klo 14.22", "2020-06-15T14:22:00"),
        ("3/15/2020, 14:22", "2020-03-15T14:22:00"),
        ("2020年3月15日 下午3:22", "2020-03-15T15:22:00"),
        ("2020년 3월 15일 오후 3:22", "2020-03-15T15:22:00"),
        ("15 tháng 3, 2020 lúc 15:22", "2020-03-15T15:22:00"),
    ],
)
def test_dates_that_need_no_dictionary(text: str, date: str) -> None:
    assert read(text) == date


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("dimanche 15 mars 2020 à 14 h 22", "2020-03-15T14:22:00"),
        ("Mär 02, 2026 4:57:45 pm", "2026-03-02T16:57:45"),
        ("15 de marzo de 2020 a las 14:22", "2020-03-15T14:22:00"),
        ("15 мар. 2020 г., 14:22", "2020-03-15T14:22:00"),
        ("15 sty 2020, 14:22", "2020-01-15T14:22:00"),
        ("15 Μαρ 2020, 2:22 μ.μ.", "2020-03-15T14:22:00"),
        ("15 Şubat 2020 saat 14:22", "2020-02-15T14:22:00"),
    ],
)
def test_dates_in_other_languages(text: str, date: str) -> None:
    assert read(text) == date


def test_a_month_that_languages_disagree_about_is_of_the_language_given() -> None:
    text = "15 listopad 2020"  # October in Croatia, November in Poland
    assert read(text, "hr") == "2020-10-15T00:00:00"
    assert read(text, "pl") == "2020-11-15T00:00:00"


@pytest.mark.parametrize("text", ["nonsense", "Xyz 26, 2026 9:05 am", "May 2020", "31 June 2020"])
def test_what_is_no_date_is_counted(text: str) -> None:
    dates = DateReader("en")
    assert dates.read(text) is None
    assert dates.unread == 1


def test_no_text_is_no_unread_date() -> None:
    dates = DateReader()
    assert dates.read("") is None
    assert dates.unread == 0
