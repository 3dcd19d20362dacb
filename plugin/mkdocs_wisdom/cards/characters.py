"""The characters of a text that is drawn: what belongs together, and in which direction it runs."""

from __future__ import annotations

import re
from collections.abc import Iterator
from unicodedata import bidirectional, category, east_asian_width, normalize

ZERO_WIDTH_JOINERS = "\u200c\u200d"
"""The two invisible characters that change how letters join."""
_KANA = re.compile("[\u3040-\u30ff\u31f0-\u31ff]")
_HANGUL = re.compile("[\u1100-\u11ff\u3130-\u318f\uac00-\ud7af]")
_HAN = re.compile("[\u3005-\u3007\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]")
_ALIKE = str.maketrans({"\u2010": "-", "\u2011": "-"})  # hyphens that many fonts lack


def clean(text: str) -> str:
    """The text on one line, without characters that nobody sees."""
    line = " ".join(text.split())
    if line.isascii() and line.isprintable():
        return line
    seen = (char for char in normalize("NFC", text) if char.isspace() or _is_seen(char))
    return " ".join("".join(seen).translate(_ALIKE).split())


def list_clusters(text: str) -> Iterator[str]:
    """Yield each character with the marks and joiners that belong to it."""
    cluster = ""
    for char in text:
        if cluster and not _continues(char):
            yield cluster
            cluster = ""
        cluster += char
    if cluster:
        yield cluster


def find_direction(text: str) -> str:
    """``rtl`` or ``ltr``, by the first letter; empty where the text has none."""
    for char in text:
        kind = bidirectional(char)
        if kind in ("L", "R", "AL"):
            return "ltr" if kind == "L" else "rtl"
    return ""


def needs_shaping(text: str) -> bool:
    """Whether the characters have to be arranged: from right to left, or marks on letters."""
    return any(bidirectional(char) in ("R", "AL", "AN") or _continues(char) for char in text)


def find_han_language(text: str, language: str) -> str:
    """The language whose forms Han characters have in a text; empty where it has none.

    ``language`` is the site's, a language code.
    """
    if _KANA.search(text):
        return "ja"
    if _HANGUL.search(text):
        return "ko"
    if _HAN.search(text):
        return language if language in ("ja", "ko", "zh") else "zh"
    return ""


def is_letter(cluster: str) -> bool:
    """Whether a text says something else without it: a letter or a digit, with its marks."""
    return category(cluster[0])[0] in "LNM"


def is_symbol(cluster: str) -> bool:
    """Whether it is an emoji or the like, whose absence leaves the words as they are."""
    return category(cluster[0]) in ("So", "Sk", "Cn", "Co")


def is_ideographic(cluster: str) -> bool:
    """Whether a line may break beside it: not so beside Hangul, which has spaces."""
    return east_asian_width(cluster[0]) in "WF" and not _HANGUL.match(cluster)


def _continues(char: str) -> bool:
    return category(char)[0] == "M" or char in ZERO_WIDTH_JOINERS


def _is_seen(char: str) -> bool:
    # Variation selectors ask for an emoji in colour, or for a rare form. They are marks, and so is
    # the frame of a keycap (Me).
    selects = "\ufe00" <= char <= "\ufe0f" or "\U000e0100" <= char <= "\U000e01ef"
    unseen = selects or category(char) in ("Cc", "Cf", "Cs", "Me")
    return char in ZERO_WIDTH_JOINERS or not unseen
