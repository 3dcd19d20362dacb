"""The title of a generated post in a list: its first sentence, or the beginning of a long one.

The title in a post's file is its first 60 characters, wherever they end. A list breaks off where a
reader would pause::

    Mr. Harry—what is the matter with your thumb; it's a queer… ->
    Mr. Harry—what is the matter with your thumb…

After a whole sentence an ellipsis says that the post goes on.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from mkdocs_wisdom.ellipsis import break_off
from mkdocs_wisdom.search.words import RUN
from wisdom_model.text.sentences import find_sentence_ends

LONGEST, SHORTEST = 90, 20
"""Columns, of which a wide character takes two, and characters: the longest title that is not cut
and the shortest that is, or that is a sentence of several."""

_PAUSE = re.compile(r"[,;:،؛][\"'”’»]?(?=\s)|\s[–—-]+(?=\s)|[—―]|[，、；：]")
_SHORT_WORDS = re.compile(r"(?:\s+(?:\w['’]?){1,3})+$")  # "the", "but the": no title ends with them
_OPENERS = "\"'“„«‘([{¿¡ "


@lru_cache(maxsize=1 << 14)  # several pages list each post
def make_list_title(paragraph: str, *, more: bool = False) -> str:
    """Return the first sentence of a paragraph, with ``…`` if the post goes on after it.

    ``more`` says whether other paragraphs follow.

    A long one is cut at its last pause, and without a pause after a word of four letters or more.
    Where words have no spaces, it is cut after any character.
    """
    end = _measure_line(paragraph)
    for sentence_end in find_sentence_ends(paragraph[: end + 1]):
        if sentence_end > end:
            break
        if sentence_end >= SHORTEST and not paragraph[sentence_end:].lstrip()[:1].islower():
            more = more or sentence_end < len(paragraph.rstrip())
            return _end_sentence(paragraph[:sentence_end], more=more)
    if end == len(paragraph):
        return _end_sentence(paragraph, more=more)
    pauses = [match.start() for match in _PAUSE.finditer(paragraph, SHORTEST, end)]
    beginning = paragraph[: pauses[-1]] if pauses else _cut_at_word(paragraph, end)
    return break_off(beginning.rstrip(_OPENERS))


def _measure_line(text: str) -> int:
    """How many characters of a text fit into ``LONGEST`` columns; no mark loses its letter."""
    if text.isascii():
        return min(len(text), LONGEST)
    columns = end = 0
    for place, character in enumerate(text):
        columns += 1 + (unicodedata.east_asian_width(character) in "WF")
        if unicodedata.category(character)[0] != "M":
            end = place
        if columns > LONGEST:
            return end
    return len(text)


def _cut_at_word(text: str, end: int) -> str:
    beginning = text[:end]
    if RUN.match(text, end):
        return beginning
    if not text[end].isspace():
        beginning = beginning.rpartition(" ")[0] or beginning
    whole = _SHORT_WORDS.sub("", beginning)
    return whole if len(whole) >= SHORTEST else beginning


def _end_sentence(sentence: str, *, more: bool) -> str:
    """The sentence, with an ellipsis after it if there is ``more``."""
    if not more or not sentence or sentence.endswith("…"):
        return sentence
    space = "" if unicodedata.east_asian_width(sentence[-1]) in "WF" else "\u00a0"
    return f"{sentence}{space}…"
