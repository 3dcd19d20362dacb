"""Finds what is private by its form, and leaves out the sentences that hold it.

The patterns are those that refuse a post (``guards.personal_data``), and bolder ones. Telephone
numbers of given countries are found by Google's rules for these, too.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from wisdom_model.guards.personal_data import find_spans
from wisdom_training.review.number_patterns import NUMBER_PATTERNS
from wisdom_training.review.omission import leave_out
from wisdom_training.review.place_patterns import PLACE_PATTERNS
from wisdom_training.review.plain_form import PlainText
from wisdom_training.review.private_patterns import (
    ACCOUNTS,
    ADDRESSES,
    CARDS,
    CODES,
    EMAILS,
    IPS,
    PHONES,
)

_KINDS = {
    "an email address": EMAILS,
    "an IBAN": ACCOUNTS,
    "a card number": CARDS,
    "a social security number": ACCOUNTS,
    "an IP address": IPS,
    "a code": CODES,
    "a phone number": PHONES,
    "a street address": ADDRESSES,
}
"""The guard's kinds, in the plural; links and handles are left to the cleaning of an import."""

_SUSPICIOUS = re.compile(
    r"\d|@|///|pass|wort|clave|contrase|senha|parola|hasło|wachtw|lösen|пароль|login|wi-?fi"
    r"|\b(?:pwd?|pin)\b|[\[({<*_-]\s*(?:a|at|ät)\s*[\])}>*_-]|\s(?:at|ät|arroba|arobase|chiocciola)\s"
    r"|\b(?:zero|oh|one|two|three|four|five|six|seven|eight|nine)\b",
    re.IGNORECASE,
)
_DIGIT = re.compile(r"\d")
_MANY_DIGITS = re.compile(r"(?:\d\W{0,3}){7}")
_MONEY_BEFORE = re.compile(r"(?:[$€£¥₹₽]|\b(?:USD|EUR|GBP|CHF|Rs\.?))\s?$")
_AMOUNT_AFTER = re.compile(
    r"\s?(?:[$€£¥₹₽%]|(?:USD|EUR|GBP|CHF|dollars?|euros?|pounds?|bucks|people|followers|views|likes"
    r"|million|billion|years?|votes?|miles|km|kg|steps|words|characters|pages)\b)",
    re.IGNORECASE,
)
_ISBN_BEFORE = re.compile(r"\bISBN(?:-1[03])?[:\s]*[\dX -]*$", re.IGNORECASE)
_BOOKS = ("978", "979")
_ISBN_DIGITS = 13
_FEWEST_PHONE_DIGITS = 7
_DATE = re.compile(
    r"(?:(?:1[5-9]|20)\d\d([./ -])\d\d?\1\d\d?|\d\d?([./ -])\d\d?\2(?:1[5-9]|20)\d\d)"
)


class PrivateSpan(NamedTuple):
    """A place in a text that seems to hold something private."""

    start: int
    end: int
    kind: str
    """In the plural: ``e-mail addresses``."""


def mask_private(text: str, regions: Sequence[str] = ()) -> tuple[str, Counter[str]]:
    """``text`` without the sentences that hold something private, and its number by kind.

    The text is empty if nothing else remains. ``regions`` are countries such as ``DE``, whose
    telephone numbers are known in every form.
    """
    spans = find_private(text, regions)
    found: Counter[str] = Counter(span.kind for span in spans)
    return leave_out(text, [(span.start, span.end) for span in spans]), found


def find_private(text: str, regions: Sequence[str] = ()) -> list[PrivateSpan]:
    """The places of ``text`` that seem to hold something private, in order; none overlap."""
    plain = PlainText.of(text)
    if _SUSPICIOUS.search(plain.text) is None:
        return []
    merged: list[PrivateSpan] = []
    for start, end, kind in sorted(_find(plain.text, regions), key=_by_place):
        if merged and start < merged[-1].end:
            merged[-1] = merged[-1]._replace(end=max(end, merged[-1].end))
        else:
            merged.append(PrivateSpan(start, end, kind))
    return [PrivateSpan(*plain.locate(start, end), kind) for start, end, kind in merged]


def _by_place(span: PrivateSpan) -> tuple[int, int]:
    """The longest of those that begin together first."""
    return span.start, -span.end


def _find(text: str, regions: Sequence[str]) -> Iterator[PrivateSpan]:
    has_digits = _DIGIT.search(text) is not None
    for pattern in (*NUMBER_PATTERNS, *PLACE_PATTERNS):
        if pattern.digits and not has_digits:
            continue
        for match in pattern.expression.finditer(text):
            if pattern.confirm(match) and not _is_harmless(text, match.start(), match.end()):
                yield PrivateSpan(*match.span(), pattern.kind)
    for start, end, kind in find_spans(text) if has_digits or "@" in text else ():
        if kind in _KINDS and not _is_harmless(text, start, end):
            yield PrivateSpan(start, end, _KINDS[kind])
    if regions and _MANY_DIGITS.search(text):
        yield from _find_phones(text, regions)


def _find_phones(text: str, regions: Sequence[str]) -> Iterator[PrivateSpan]:
    import phonenumbers  # noqa: PLC0415 (of the extra `import`, and slow to import)

    for region in regions:
        for match in phonenumbers.PhoneNumberMatcher(text, region):
            digits = sum(map(str.isdecimal, match.raw_string))
            if digits >= _FEWEST_PHONE_DIGITS and not _is_harmless(text, match.start, match.end):
                yield PrivateSpan(match.start, match.end, PHONES)


def _is_harmless(text: str, start: int, end: int) -> bool:
    """Whether a run of digits is an amount, a date or the number of a book."""
    found = text[start:end]
    if not found[0].isdecimal():
        return False
    digits = "".join(filter(str.isdecimal, found))
    if len(digits) * 2 < len(found):
        return False
    before = text[max(0, start - 25) : start]
    return bool(
        _MONEY_BEFORE.search(before)
        or _AMOUNT_AFTER.match(text, end)
        or _DATE.fullmatch(found.strip())
        or _ISBN_BEFORE.search(before)
        or (digits.startswith(_BOOKS) and len(digits) == _ISBN_DIGITS and _is_isbn(digits))
    )


def _is_isbn(digits: str) -> bool:
    """ISO 2108: digits weighted by 1 and 3 in turn add up to a multiple of 10."""
    return sum(int(digit) * (3 if place % 2 else 1) for place, digit in enumerate(digits)) % 10 == 0
