"""Words as people look for them: without case and accents."""

from __future__ import annotations

import unicodedata
from functools import lru_cache

# Letters whose stroke Unicode does not know as an accent, after case is folded.
_STROKES = str.maketrans(
    {"’": "'", "ł": "l", "ø": "o", "đ": "d", "ı": "i", "ħ": "h", "ŧ": "t", "æ": "ae", "œ": "oe"}
)


@lru_cache(maxsize=4096)
def fold_accents(text: str) -> str:
    """``text`` without case and accents; folding parts and joining them gives the same."""
    if text.isascii():
        return text.casefold()
    plain = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", text).casefold())
    return "".join(char for char in plain if not unicodedata.combining(char)).translate(_STROKES)
