"""What a pattern of private data is, and the kinds of such data."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import NamedTuple

EMAILS = "e-mail addresses"
PHONES = "telephone numbers"
ADDRESSES = "postal addresses"
CARDS = "card numbers"
ACCOUNTS = "account and identity numbers"
IPS = "IP addresses"
CODES = "codes and passwords"
COORDINATES = "coordinates"


class Pattern(NamedTuple):
    kind: str
    """In the plural."""
    expression: re.Pattern[str]
    confirm: Callable[[re.Match[str]], bool] = bool
    digits: bool = True
    """Whether every match has a digit, so that most texts need no search."""


def compile_any_case(expression: str) -> re.Pattern[str]:
    return re.compile(expression, re.IGNORECASE)
