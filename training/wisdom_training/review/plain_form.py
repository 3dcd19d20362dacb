"""Texts in the plain characters that patterns look for, with the places in the original."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass

_ONE_FORM = {"−": "-", "·": ".", "•": ".", "‧": ".", "．": ".", "。": "."}


class _Table(dict[int, str]):
    """For ``str.translate``: at most one plain character for each."""

    def __missing__(self, code: int) -> str:
        self[code] = _simplify(chr(code))
        return self[code]


def _simplify(char: str) -> str:
    category = unicodedata.category(char)
    if char in _ONE_FORM:
        return _ONE_FORM[char]
    if category == "Cf":  # invisible: direction marks, joiners
        return ""
    if category == "Pd":
        return "-"
    if category == "Zs":
        return " "
    if category == "Nd":
        return str(unicodedata.decimal(char))
    plain = unicodedata.normalize("NFKC", char)
    return plain if len(plain) == 1 and category != "No" else char


_TABLE = _Table()


@dataclass(frozen=True)
class PlainText:
    """A text with ASCII digits, spaces, hyphens and full stops, without invisible characters."""

    text: str
    original: str

    @classmethod
    def of(cls, original: str) -> PlainText:
        return cls(original if original.isascii() else original.translate(_TABLE), original)

    def locate(self, start: int, end: int) -> tuple[int, int]:
        """The place in the original of a place in the text."""
        if len(self.text) == len(self.original):
            return start, end
        places = [place for place, char in enumerate(self.original) if _TABLE[ord(char)]]
        return places[start], places[end - 1] + 1
