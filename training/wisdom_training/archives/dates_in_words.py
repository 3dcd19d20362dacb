"""Dates as people read them, ``15 mars 2020 à 14:22``, in any language.

dateparser knows the months of all languages and takes milliseconds a date. An archive has few
different words, so it is asked once for each, and the numbers are read here.
"""

from __future__ import annotations

import re
from datetime import datetime

_NAMES = (
    "january", "february", "march", "april", "may", "june",
    "july", "august", "september", "october", "november", "december",
)  # fmt: skip
_ENGLISH = {
    **{name: number for number, name in enumerate(_NAMES, 1)},
    **{name[:3]: number for number, name in enumerate(_NAMES, 1)},
    "sept": 9,
}
_TIME = re.compile(r"(?<!\d)(\d{1,2})(?::|\s?h\s?|\.(?=\d\d$))(\d{2})(?::(\d{2}))?(?!\d)")
_NUMBER = re.compile(r"\d+")
_WORD = re.compile(r"[^\W\d_]{3,}")
_AFTERNOON = re.compile(r"\bp\.?\s?m\b|μ\.μ|下午|오후|午後", re.IGNORECASE)
_MORNING = re.compile(r"\ba\.?\s?m\b|π\.μ|上午|오전|午前", re.IGNORECASE)
_NOON = 12
_MOST_MONTH = 12
_YEARS = range(1990, 2100)
_LONGEST = 100  # characters
_MOST_WORDS = 300
"""Words that dateparser is asked for. Only a hostile archive has more."""


class DateReader:
    """Reads dates of one archive; ``language`` is that of their words, None to find it out."""

    def __init__(self, language: str | None = None) -> None:
        self._languages = [language.split("-")[0].lower()] if language else None
        self._months: dict[str, int | None] = {}
        self.unread = 0
        """The number of dates that could not be read."""

    def read(self, text: str) -> datetime | None:
        """The date that ``text`` is, without a time zone, or None."""
        text = " ".join(text[:_LONGEST].split())
        time = _TIME.search(text)
        day = self._read_day(text[: time.start()] + text[time.end() :] if time else text)
        date = _make_date(day, time, text) if day else None
        if date is None and text:
            self.unread += 1
        return date

    def _read_day(self, text: str) -> tuple[int, int, int] | None:
        """The year, the month and the day."""
        match [int(number) for number in _NUMBER.findall(text)]:
            case [day, year] if year in _YEARS:
                month = self._find_month(text)
            case [year, day] if year in _YEARS:
                month = self._find_month(text)
            case [day, month, year] if year in _YEARS:
                if month > _MOST_MONTH:
                    day, month = month, day
            case [year, month, day] if year in _YEARS:
                pass
            case _:
                return None
        return (year, month, day) if month else None

    def _find_month(self, text: str) -> int | None:
        """The month that one of the words is; the longest are asked first."""
        for word in sorted(_WORD.findall(text.lower()), key=len, reverse=True):
            if word not in self._months and len(self._months) < _MOST_WORDS:
                self._months[word] = _ENGLISH.get(word) or self._ask(word)
            month = self._months.get(word)
            if month:
                return month
        return None

    def _ask(self, word: str) -> int | None:
        import dateparser  # noqa: PLC0415 (takes half a second)

        date = dateparser.parse(
            f"15 {word} 2020",
            languages=self._languages,
            settings={"REQUIRE_PARTS": ["day", "month", "year"], "PARSERS": ["absolute-time"]},
        )
        return date.month if date else None


def _make_date(day: tuple[int, int, int], time: re.Match[str] | None, text: str) -> datetime | None:
    hour, minute, second = (int(part or 0) for part in time.groups()) if time else (0, 0, 0)
    if _AFTERNOON.search(text):
        hour = hour % _NOON + _NOON
    elif _MORNING.search(text):
        hour %= _NOON
    try:
        return datetime(*day, hour, minute, second)  # noqa: DTZ001 (the archive says no time zone)
    except ValueError:
        return None
