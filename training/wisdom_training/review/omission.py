"""Leaves sentences out of a text.

A sentence that holds what nobody should read goes as a whole. Whatever stood in its place instead,
``N.`` or ``someone`` or ``[email]``, would be a word of the author's to a model, as frequent as in
the corpus.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from itertools import pairwise

from wisdom_model.text.sentences import find_sentence_ends

Place = tuple[int, int]
"""Start and end of a part of a text."""

_BLANK_LINES = re.compile(r"\n{3,}")


def leave_out(text: str, places: Iterable[Place]) -> str:
    """``text`` without the sentences that overlap ``places``; empty if none remains.

    A line is a sentence, too, where it has no full stop.
    """
    remaining = sorted(places, reverse=True)
    if not remaining:
        return text
    kept, start = "", 0
    for sentence in _split(text):
        end = start + len(sentence)
        while remaining and remaining[-1][1] <= start:
            remaining.pop()
        if not remaining or remaining[-1][0] >= end:
            kept += sentence.lstrip(" ") if not kept or kept.endswith("\n") else sentence
        elif sentence.endswith("\n") and not kept.endswith("\n"):
            kept += "\n"
        start = end
    return _BLANK_LINES.sub("\n\n", kept).strip()


def count_sentences(text: str) -> int:
    """The sentences of ``text``, or its lines where they have no full stop."""
    return sum(not sentence.isspace() for sentence in _split(text) if sentence)


def _split(text: str) -> list[str]:
    """Cut after sentences, with or without a blank behind them, and after line breaks."""
    cuts = {*find_sentence_ends(text), *(match.end() for match in re.finditer("\n", text))}
    return [text[start:end] for start, end in pairwise([0, *sorted(cuts), len(text)])]
