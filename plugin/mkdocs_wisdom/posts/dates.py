"""Dates as people and exporters write them.

Read are a year first (2024-05-01, 2024/5/1, 20240501), a month in English letters (May 1, 2024;
1 May 2024), RFC 2822 (Wed, 01 May 2024 08:30:00 +0000), the dates of Go, Ruby, JavaScript and Unix,
and seconds or milliseconds since 1970. Day and month in digits before the year are an error: 2.5.
is May in one country and February in another.
"""

from __future__ import annotations

import re
from datetime import date as Date  # noqa: N812 (`date` is the usual name of a value)
from datetime import datetime, timedelta, timezone, tzinfo

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH = (
    r"(?P<month{n}>jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|"
    r"sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\.?"
)
_DATE = "|".join((
    r"(?P<y0>\d{4})(?P<sign>[-/.])(?P<month0>\d\d?)(?P=sign)(?P<d0>\d\d?)",
    r"(?P<y1>\d{4})(?P<month1>\d\d)(?P<d1>\d\d)",
    rf"(?P<d2>\d\d?)(?:st|nd|rd|th)?[ -]{_MONTH.format(n=2)},?[ -](?P<y2>\d{{3,4}})",
    rf"{_MONTH.format(n=3)} (?P<d3>\d\d?)(?:st|nd|rd|th)?,? (?P<y3>\d{{3,4}})",
))  # fmt: skip
_TIME = (
    r"(?P<hour>\d\d?)(?::?(?P<minute>\d\d))?(?::?(?P<second>\d\d)(?:[.,](?P<fraction>\d+))?)?"
    r"(?: ?(?P<half>[ap])\.?m\.?)?"
)
_ZONE = (
    r"(?P<name>[a-z]{1,4})?(?P<offset>[-+]\d\d?(?::?\d\d)?)?"
    r"(?: ?\([^)]*\)|\[[^\]]*\]| [a-z]{1,5})?(?: m=[-+][\d.]+)?"  # some say the zone twice
)
_WRITTEN = re.compile(
    rf"(?:{_DATE})(?:(?:,? at |,? |t)(?:{_TIME})(?: ?(?:{_ZONE}))?)?", re.IGNORECASE
)
_WEEKDAY = re.compile(r"^(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*[.,]* +(?=\w)", re.IGNORECASE)
_YEAR_LAST = re.compile(r"^([a-z]+ \d\d?) (\d\d:.*) (\d{4})$", re.IGNORECASE)  # Unix and Ruby
_WITHOUT_SIGNS = re.compile(r"^(\d{8})(\d{4}(?:\d\d)?)$")  # 202405010830
_SINCE_1970 = re.compile(r"\d{9,10}|\d{13}")
_MILLISECONDS_DIGITS = 13

_ZONES = {
    name: hours
    for hours, names in {
        -10: "hst",
        -9: "akst",
        -8: "akdt pst",
        -7: "pdt mst",
        -6: "mdt cst",
        -5: "cdt est",
        -4: "edt",
        0: " z ut utc gmt wet",
        1: "west cet bst",
        2: "cest eet",
        3: "eest msk",
        9: "jst kst",
        10: "aest",
        11: "aedt",
        12: "nzst",
        13: "nzdt",
    }.items()
    for name in names.split(" ")
}
"""Hours east of Greenwich: the names of RFC 2822 (section 4.3), and others that mean one zone."""


def read_date(value: object, timezone: tzinfo) -> datetime:
    """A date with its time zone, by default ``timezone``; the offset is of whole minutes.

    Before about 1900 a zone's offset has seconds, which RFC 822 and RFC 3339 cannot write: they are
    rounded away. Raises ValueError for anything that is not a date.
    """
    date = _to_datetime(value)
    date = date if date.tzinfo else date.replace(tzinfo=timezone)
    offset = date.utcoffset() or timedelta()
    minutes = timedelta(minutes=round(offset / timedelta(minutes=1)))
    return date if offset == minutes else date.replace(tzinfo=_fixed(minutes))


def _to_datetime(value: object) -> datetime:
    if isinstance(value, datetime):
        return value
    if isinstance(value, Date):
        return datetime(value.year, value.month, value.day)  # noqa: DTZ001 (the caller adds it)
    text = " ".join(str(value).split())
    if _SINCE_1970.fullmatch(text):
        number = int(text) / 1000 if len(text) == _MILLISECONDS_DIGITS else int(text)
        return datetime(1970, 1, 1, tzinfo=timezone.utc) + timedelta(seconds=number)
    text = _WITHOUT_SIGNS.sub(r"\1 \2", text)
    text = _YEAR_LAST.sub(r"\1 \3 \2", _WEEKDAY.sub("", text))
    match = _WRITTEN.fullmatch(text)
    if not match:
        raise ValueError(value)
    return _build(match.groupdict())


def _build(parts: dict[str, str | None]) -> datetime:
    """The date whose parts were written; ValueError if there is no such date."""
    form = next(n for n in range(4) if parts[f"y{n}"])
    month = (parts[f"month{form}"] or "").lower()
    return datetime(
        int(parts[f"y{form}"] or 0),
        int(month) if month.isdigit() else _MONTHS.index(month[:3]) + 1,
        int(parts[f"d{form}"] or 0),
        _read_hour(int(parts["hour"] or 0), parts["half"]),
        int(parts["minute"] or 0),
        int(parts["second"] or 0),
        int((parts["fraction"] or "")[:6].ljust(6, "0")),
        tzinfo=_read_zone(parts["name"], parts["offset"]),
    )


def _read_hour(hour: int, half: str | None) -> int:
    if half is None:
        return hour
    if not 1 <= hour <= 12:  # noqa: PLR2004 (the hours of half a day)
        raise ValueError(hour)
    return hour % 12 + 12 * (half.lower() == "p")


def _read_zone(name: str | None, offset: str | None) -> tzinfo | None:
    """The zone that a date names, None if it names none; ValueError for an unknown name."""
    if name is None and offset is None:
        return None
    zone = (name or "").lower()
    if zone not in _ZONES:
        raise ValueError(name)
    if offset is None:
        return _fixed(timedelta(hours=_ZONES[zone]))
    digits = offset[1:].replace(":", "")
    hours, minutes = (digits[:-2], digits[-2:]) if len(digits) > 2 else (digits, "0")  # noqa: PLR2004 (hours alone)
    east = timedelta(hours=int(hours), minutes=int(minutes))
    return _fixed(-east if offset[0] == "-" else east)


def _fixed(offset: timedelta) -> timezone:
    return timezone(offset) if offset else timezone.utc
