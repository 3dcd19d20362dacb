"""Runs of words with nothing but white space between them, in which word order can be judged.

A comma, a dash or a quotation mark may separate words that need not agree with each other, and so
may a line break.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from wisdom_model.text.words import WORD


def split_clauses(text: str) -> Iterator[list[str]]:
    """Yield the runs of words in ``text`` as they are spelled; every word is in one run."""
    run: list[str] = []
    end = 0
    for match in WORD.finditer(text):
        between = text[end : match.start()]
        if run and not (between.isspace() and "\n" not in between):
            yield run
            run = []
        run.append(match.group())
        end = match.end()
    if run:
        yield run


def list_pairs(text: str) -> Iterator[tuple[str, str]]:
    """Yield the neighbouring words of each run in ``text``, as they are spelled."""
    for run in split_clauses(text):
        yield from pairwise(run)
