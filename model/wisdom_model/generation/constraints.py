"""Which tokens may not follow a text, whatever a model thinks of them."""

from __future__ import annotations

import re
from collections.abc import Collection

import numpy as np

from wisdom_model.generation.reader import find_ids
from wisdom_model.network.language_model import Ids
from wisdom_model.text.tokenizer import DOCUMENT_END, LINE, NEGATED, PARAGRAPH
from wisdom_model.text.vocabulary import UNKNOWN, Vocabulary
from wisdom_model.voice.habits import DEFAULT_HABITS, Habits

_NEGATED = re.compile(rf"(?<![^\W_])(?:{'|'.join(sorted(NEGATED))})$", re.IGNORECASE)
_NEGATIONS = ("n't", "n’t")


def find_breaks(text: str, habits: Habits) -> tuple[str, ...]:
    """Those of LINE, PARAGRAPH and DOCUMENT_END that may follow ``text``.

    A paragraph ends only where a sentence does, unless the author writes no whole sentences. In
    verse a line may end anywhere.
    """
    if text.endswith("\n"):
        return ()
    lines = (LINE,) if habits.lines and text.strip() else ()
    if not (habits.ends(text) or (habits.breaks_anywhere and text.strip())):
        return lines
    return (*lines, PARAGRAPH, DOCUMENT_END) if habits.ends_documents else (*lines, PARAGRAPH)


class CharConstraints:
    """For a model of characters."""

    def __init__(self, vocabulary: Vocabulary, habits: Habits = DEFAULT_HABITS) -> None:
        tokens = vocabulary.tokens
        self._vocabulary, self._habits = vocabulary, habits
        self._document_end = find_ids(tokens, DOCUMENT_END.__eq__)
        self._unknown = find_ids(tokens, lambda token: len(token) != 1)  # <unk>
        self._breaks = find_ids(tokens, lambda mark: len(mark) != 1 or mark in "\n\r\t")
        self._capitals = find_ids(tokens, lambda mark: len(mark) != 1 or mark.isupper())

    def banned(self, text: str, rejected: Collection[str]) -> Ids:
        """Ids that may not follow ``text``."""
        breaks = find_breaks(text, self._habits)
        banned = self._unknown if self._breaks_line(text, breaks) else self._breaks
        if DOCUMENT_END not in breaks:
            banned = np.concatenate([banned, self._document_end])
        if len(text) == 1:  # a second capital would make a heading
            banned = np.concatenate([banned, self._capitals])
        if rejected:
            banned = np.concatenate([banned, self._vocabulary.encode(list(rejected))])
        return banned

    def _breaks_line(self, text: str, breaks: Collection[str]) -> bool:
        """Whether a line feed may follow ``text``: a line break, or half of a paragraph break."""
        if text.endswith("\n") and not text.endswith(PARAGRAPH):
            return PARAGRAPH in find_breaks(text[:-1], self._habits)
        return LINE in breaks or PARAGRAPH in breaks


class WordConstraints:
    """For a model of words; ``spells`` says whether <unk> may be chosen, to be spelled."""

    def __init__(
        self, vocabulary: Vocabulary, habits: Habits = DEFAULT_HABITS, *, spells: bool
    ) -> None:
        tokens, skipped = vocabulary.tokens, set() if spells else {UNKNOWN}
        self._vocabulary, self._habits = vocabulary, habits
        # After a letter these would be read as the rest of its word, after a comma as a slip.
        self._glued = find_ids(tokens, lambda t: t[0].isalnum() and t.lower() not in _NEGATIONS)
        self._negations = find_ids(tokens, lambda t: t.lower() in _NEGATIONS)
        breaks = (LINE, PARAGRAPH, DOCUMENT_END)
        self._never = find_ids(tokens, lambda t: t in skipped or (t.isspace() and t not in breaks))
        self._breaks = {name: find_ids(tokens, name.__eq__) for name in breaks}
        self._marks: dict[str, list[int]] = {}  # ids of the tokens that begin with each mark
        for index, token in enumerate(tokens):
            if not (token[0].isalnum() or token[0].isspace()):
                self._marks.setdefault(token[0], []).append(index)

    def find_breaks(self, text: str) -> tuple[str, ...]:
        """The breaks that may follow ``text``."""
        return find_breaks(text, self._habits)

    def banned(self, text: str, previous: str, rejected: Collection[str]) -> Ids:
        """Ids that may not follow ``text``, whose last token is ``previous``."""
        allowed = self.find_breaks(text)
        breaks = [ids for name, ids in self._breaks.items() if name not in allowed]
        banned = np.concatenate([self._never, *breaks])
        if self._habits.needs_space(text):
            banned = np.concatenate([banned, self._glued])
        if not _NEGATED.search(text):
            banned = np.concatenate([banned, self._negations])
        if merging := self._marks.get(text[-1:]):  # the two would be read as one token
            banned = np.concatenate([banned, merging])
        excluded = [*rejected, previous] if says_twice(previous, previous) else rejected
        known = [token for token in excluded if token in self._vocabulary]
        if known:
            banned = np.concatenate([banned, self._vocabulary.encode(known)])
        return banned


def says_twice(previous: str, token: str) -> bool:
    """Whether ``token`` repeats the word before it; a letter or an ideograph may come twice."""
    return token == previous and token.strip().isalpha() and len(token.strip()) > 1
