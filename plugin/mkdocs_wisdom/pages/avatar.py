"""A picture of the initials of a name, as SVG."""

from __future__ import annotations

import hashlib
import re
from html import escape
from unicodedata import category

# A character with all that belongs to it: marks, variation selectors, tones of skin, and what a
# joiner adds; two letters of a flag. Enough for initials, and far less than UAX #29.
_TAIL = "[\u0300-\u036f\ufe0e\ufe0f\U0001f3fb-\U0001f3ff]*"
_FLAG = "[\U0001f1e6-\U0001f1ff]{2}"
_FIRST = re.compile(f"{_FLAG}|.{_TAIL}(?:\u200d.{_TAIL})*", re.DOTALL)

HUES = (6, 18, 28, 152, 168, 182, 196, 208, 220, 236, 256, 274, 300, 326, 344)
"""In degrees, without yellows and greens: dark enough to be read, they are muddy."""


def list_initials(name: str) -> str:
    """The first characters of the first word and of the last one, such as CM for Captain M."""
    words = [word for word in map(_strip_marks, name.split()) if word]
    ends = words[:1] + words[1:][-1:]
    initials = [match[0] for word in ends if (match := _FIRST.match(word))]
    return "".join(initials).upper() or "?"


def choose_hue(name: str) -> int:
    """A hue of ``HUES`` that depends on the name alone."""
    number = int.from_bytes(hashlib.sha256(name.encode()).digest()[:2], "big")
    return HUES[number % len(HUES)]


def draw_avatar(name: str) -> str:
    """A disc with the initials of ``name``, in a colour that depends on the name alone."""
    initials = list_initials(name)
    size = 40 if len(initials) > 1 else 52
    return f"""\
<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 96 96" role="img" aria-label="{escape(name)}">
  <circle cx="48" cy="48" r="48" fill="hsl({choose_hue(name)}, 45%, 35%)"/>
  <text x="48" y="50" fill="#fff" font-family="sans-serif" font-size="{size}" text-anchor="middle"
    dominant-baseline="central">{escape(initials)}</text>
</svg>
"""


def _strip_marks(word: str) -> str:
    """The word from its first letter, digit or emoji on: no quotes, brackets or directions."""
    start = (
        i for i, char in enumerate(word) if category(char) == "So" or category(char)[0] in "LN"
    )
    return word[next(start, len(word)) :]
