"""The words of a text, without punctuation.

A voice's phrase filter holds n-grams of these words. Anyone who changes how a text is split or
folded raises ``PHRASE_FILTER_VERSION``, because a filter recognises nothing else.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from wisdom_model.text.tokenizer import IDEOGRAPH

_PART = rf"(?:(?!{IDEOGRAPH})[^\W_])+"
WORD = re.compile(rf"{IDEOGRAPH}|{_PART}(?:['’-]{_PART})*")
"""An ideograph or kana, or a run of letters and digits, with apostrophes and hyphens inside."""


def split_words(text: str) -> list[str]:
    """The folded words of ``text``."""
    return [fold_word(match.group()) for match in WORD.finditer(text)]


def fold_word(word: str) -> str:
    """``word`` without case, and with ``'`` for ``’``."""
    return word.casefold().replace("’", "'")


def count_words(text: str) -> int:
    """Count words; an ideograph or kana counts as one."""
    return sum(1 for _ in WORD.finditer(text))


def list_ngrams(words: Sequence[str], n: int) -> Iterator[tuple[str, ...]]:
    """All ``n`` words in a row, in order."""
    return zip(*(words[start:] for start in range(n)), strict=False)  # up to the last whole one
