"""The words of a text as a reader counts them, and the beginning of a text.

Posts are counted for their reading time and cut for lists, feeds and titles. The words of the
search's index are others: see ``search.words``.
"""

from __future__ import annotations

import re
from functools import lru_cache

from mkdocs_wisdom.ellipsis import break_off
from mkdocs_wisdom.search.words import CHARACTER, RUN

CHARACTERS_A_WORD = 2
"""Of a run, on average; Chinese is read at 500 characters or 230 words a minute."""
_RUN_AND_SIGNS = re.compile(rf"{RUN.pattern}[^\w\s]*")
_UNIT = re.compile(rf"(?={RUN.pattern}){CHARACTER.pattern}[^\w\s]*|(?:(?!{RUN.pattern})\S)+")
"""A character of a run, with the signs after it, or another word."""


def count_words(text: str) -> int:
    """The words of a text; ``CHARACTERS_A_WORD`` count as one where words have no spaces."""
    if text.isascii():
        return len(text.split())
    characters = sum(len(CHARACTER.findall(run)) for run in RUN.findall(text))
    return len(_RUN_AND_SIGNS.sub(" ", text).split()) + -(-characters // CHARACTERS_A_WORD)


@lru_cache(maxsize=1 << 14)  # several pages need each post's summary
def excerpt(text: str, words: int) -> str:
    """Return the first ``words`` words of ``text``, with an ellipsis if there are more."""
    line = " ".join(text.split())
    beginning = _first_words(line, words)
    return line if beginning == line else break_off(beginning)


def _first_words(text: str, words: int) -> str:
    """The beginning of a text up to a number of words, as ``count_words`` counts them.

    One space is between two words of the text.
    """
    if text.isascii() or not RUN.search(text):
        return " ".join(text.split(" ", words)[:words])
    left = words * CHARACTERS_A_WORD
    end = 0
    for unit in _UNIT.finditer(text):
        left -= 1 if RUN.match(unit[0]) else CHARACTERS_A_WORD
        if left < 0:
            break
        end = unit.end()
    return text[:end]
