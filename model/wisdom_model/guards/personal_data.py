"""Finds personal data by its form: a model may spell out an address or a number that it saw.

Each pattern would rather refuse a harmless text than publish somebody's number. But years, dates,
ordinals, times, verses (3:16), decimal numbers and thousands (1,204,000) are not personal. The
digits of what looks like a payment card or an IP address are checked (Luhn; 0 to 255).

A code is a run of letters and digits that mixes both more than once (``A7K9``, ``4711-XB-2``), or
has four digits and letters before or after them (``KX4711``), or a number right after a word such
as ``code`` or ``PIN``. A number with a unit (``100km``, ``1990s``), a name with a number (``B52``,
``mp3``) and a compound (``mid-1990s``) are not.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

_TOP_LEVEL = "com|org|net|edu|gov|mil|info|biz|io|app|dev|xyz|co|uk|eu|de|fr|nl|ch|ru|jp|cn|br|pl"
_STREET = "Street|St|Avenue|Ave|Road|Rd|Lane|Ln|Drive|Square|Court|Place|Terrace|Boulevard|Blvd"
_RUE = "rue|avenue|boulevard|place|chemin|quai|impasse|calle|plaza|via|piazza|rua"
_NAME = r"[A-Z][\w'’-]*\.?[ ]"

_PHONE_DIGITS = range(7, 16)
_BARE_DIGITS = 10  # of a phone number without separators; shorter ones are numbers
_YEARS = range(1000, 2100)
_CARD_DIGITS = range(13, 20)

_DATE = re.compile(r"\d{4}([-/. ])\d{1,2}\1\d{1,2}|\d{1,2}([-/. ])\d{1,2}\2\d{4}")
_THOUSANDS = re.compile(r"\d{1,2}([ .])\d{3}(\1\d{3})*")
_DECIMAL = re.compile(r"\d+\.\d+")
_IN_A_YEAR = re.compile(
    r"\b(?:in|of|since|by|until|till|before|after|from|to|year)\s$", re.IGNORECASE
)

# What is called a code, in the languages whose streets are known too.
_CODE_WORD = (
    "code|codes|pin|password|passcode|passwort|kennwort|geheimzahl|zugangscode|mot de passe"
    "|contraseña|clave|senha"
)
_UNIT = re.compile(r"\d+(?:[.,]\d+)*[^\W\d_]{1,3}")
_CODE_DIGITS = 4  # in a word with letters
_CODE_CHANGES, _CODE_MARKS = 2, 4  # changes between letters and digits, and how many these are


class PersonalSpan(NamedTuple):
    """A place in a text that seems to hold personal data."""

    start: int
    end: int
    kind: str


class _Kind(NamedTuple):
    name: str
    pattern: re.Pattern[str]
    confirm: Callable[[re.Match[str]], bool] = bool


def find_personal(text: str, start: int = 0) -> str | None:
    """The kind of personal data that ``text`` seems to hold, or None.

    A match that ends at ``start`` or before does not count.
    """
    return next((span.kind for span in find_spans(text) if span.end > start), None)


def find_spans(text: str) -> Iterator[PersonalSpan]:
    """All places that seem to hold personal data, by kind; those of two kinds may overlap."""
    for kind in _KINDS:
        for match in kind.pattern.finditer(text):
            if kind.confirm(match):
                yield PersonalSpan(*match.span(), kind.name)


def is_luhn_number(digits: Sequence[int]) -> bool:
    """The check of H. P. Luhn, US patent 2,950,048: double every second digit from the right."""
    last_first = list(digits)[::-1]
    doubled = (sum(divmod(2 * digit, 10)) for digit in last_first[1::2])
    return (sum(last_first[::2]) + sum(doubled)) % 10 == 0


def _digits(text: str) -> Iterator[int]:
    return (int(char) for char in text if char.isdecimal())


def _is_card(match: re.Match[str]) -> bool:
    digits = list(_digits(match.group()))
    return len(digits) in _CARD_DIGITS and is_luhn_number(digits)


def _is_ip(match: re.Match[str]) -> bool:
    return all(int(part) <= 255 for part in match.group().split("."))  # noqa: PLR2004 (a byte)


def _is_street(match: re.Match[str]) -> bool:
    """Not "in 1851 Wall Street"."""
    before = match.string[max(0, match.start() - 10) : match.start()]
    return int(match.group(1)) not in _YEARS or _IN_A_YEAR.search(before) is None


def _is_code(match: re.Match[str]) -> bool:
    parts = [
        part
        for part in re.split("[-_]", match.group())
        if not (_UNIT.fullmatch(part) or (part.isalpha() and part.islower()))
    ]
    marks = "".join(parts)
    changes = sum(first.isdigit() != then.isdigit() for first, then in pairwise(marks))
    digits = sum(map(str.isdigit, marks))
    mixed = changes >= _CODE_CHANGES and len(marks) >= _CODE_MARKS
    return mixed or (changes > 0 and digits >= _CODE_DIGITS)


def _is_phone(match: re.Match[str]) -> bool:
    text = match.group()
    groups = re.findall(r"\d+", text)
    number = "".join(groups)
    if len(number) not in _PHONE_DIGITS:
        return False
    if text.startswith(("+", "00")):
        return True
    if len(groups) == 1:
        return len(number) >= _BARE_DIGITS
    if all(len(group) == 4 and int(group) in _YEARS for group in groups):  # noqa: PLR2004
        return False
    if any(pattern.fullmatch(text) for pattern in (_DATE, _THOUSANDS, _DECIMAL)):
        return False
    pairs = max(map(len, groups)) <= 2  # noqa: PLR2004 (01 23 45 67 89, but not 12.30-14.45)
    return not pairs or text.startswith("0")


_KINDS = (
    _Kind("an email address", re.compile(r"(?<![\w.+-])[\w.+-]+@[\w-]+(?:\.[\w-]+)+")),
    _Kind(
        "a web address",
        re.compile(
            rf"(?i:\bhttps?://|\bwww\.)\S|(?<![\w.])(?:[\w-]+\.)+(?:{_TOP_LEVEL})(?![\w-]|\.\w)"
        ),
    ),
    _Kind("an @name", re.compile(r"(?<![\w@])@\w{2,}")),
    _Kind("an IBAN", re.compile(r"\b[A-Z]{2}\d{2}(?: ?[A-Z0-9]{4}){2,7}(?: ?[A-Z0-9]{1,3})?\b")),
    _Kind("a card number", re.compile(r"(?<![\w-])\d(?:[ -]?\d){12,18}(?![\w-])"), _is_card),
    _Kind("a social security number", re.compile(r"(?<![\w-])\d{3}-\d{2}-\d{4}(?![\w-])")),
    _Kind("an IP address", re.compile(r"(?<![\w.])(?:\d{1,3}\.){3}\d{1,3}(?!\w|\.\d)"), _is_ip),
    _Kind(
        "an IP address",
        re.compile(
            r"(?<![\w:])(?:(?:[\da-fA-F]{1,4}:){7}[\da-fA-F]{1,4}"
            r"|(?:[\da-fA-F]{1,4}:){1,6}(?::[\da-fA-F]{1,4}){1,6})(?![\w:])"
        ),
    ),
    _Kind("a code", re.compile(r"(?<![\w-])(?=[\w-]*\d)\w+(?:-\w+)*"), _is_code),
    _Kind(
        "a code",
        re.compile(
            rf"(?i:\b(?:{_CODE_WORD})\b)(?:(?:[ ](?:is|was|ist|war|est|era|es))?[ ]*[:=]?[ ]*)"
            r"[\"'“‘„«#]?(?=\w*\d)\w{3,}"
        ),
    ),
    _Kind(
        "a phone number",
        re.compile(r"(?<![\w.,:/-])[+(]{0,2}\d+(?:(?:\) ?| ?\(|[ ./-])\d+)*(?![\w]|[,:]\d)"),
        _is_phone,
    ),
    _Kind(
        "a street address",
        re.compile(rf"\b(\d{{1,5}})[A-Za-z]?,?[ ](?:{_NAME}){{1,3}}(?:{_STREET})\b"),
        _is_street,
    ),
    _Kind(
        "a street address",
        re.compile(
            rf"\b\d{{1,4}},?[ ](?:bis[ ])?(?i:{_RUE})[ ]"
            r"(?:d[eu][ ]|des[ ]|l[ae][ ]|d['’]|l['’])*[A-ZÀ-Þ]"
        ),
    ),
    _Kind(
        "a street address",
        re.compile(r"\b[A-ZÀ-Þ]\w+(?:stra(?:ß|ss)e|str\.|gasse|platz|allee)[ ]\d{1,4}\b"),
    ),
)
