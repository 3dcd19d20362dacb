"""Which tokens may not follow a text, whatever a model thinks of them."""

from __future__ import annotations

import re
from collections.abc import Collection

import numpy as np

from wisdom_model.generation.reader import find_ids
from wisdom_model.network.language_model import Ids
from wisdom_model.text.sentences import ends_sentence, needs_space
from wisdom_model.text.tokenizer import NEGATED, PARAGRAPH
from wisdom_model.text.vocabulary import UNKNOWN, Vocabulary

_NEGATED = re.compile(rf"(?<![^\W_])(?:{'|'.join(sorted(NEGATED))})$", re.IGNORECASE)
_NEGATIONS = ("n't", "n’t")


class CharConstraints:
    """For a model of characters."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        tokens = vocabulary.tokens
        self._vocabulary = vocabulary
        self._unknown = find_ids(tokens, lambda token: len(token) != 1)  # <unk>
        self._breaks = find_ids(tokens, lambda mark: len(mark) != 1 or mark in "\n\r\t")
        self._capitals = find_ids(tokens, lambda mark: len(mark) != 1 or mark.isupper())

    def banned(self, text: str, rejected: Collection[str]) -> Ids:
        """Ids that may not follow ``text``; a line ends only where a sentence does."""
        breakable = ends_sentence(text) and not text.endswith(PARAGRAPH)
        banned = self._unknown if breakable else self._breaks
        if len(text) == 1:  # a second capital would make a heading
            banned = np.concatenate([banned, self._capitals])
        if rejected:
            banned = np.concatenate([banned, self._vocabulary.encode(list(rejected))])
        return banned


class WordConstraints:
    """For a model of words; ``spells`` says whether <unk> may be chosen, to be spelled."""

    def __init__(self, vocabulary: Vocabulary, *, spells: bool) -> None:
        tokens, skipped = vocabulary.tokens, set() if spells else {UNKNOWN}
        self._vocabulary = vocabulary
        # After a letter these would be read as the rest of its word, after a comma as a slip.
        self._glued = find_ids(tokens, lambda t: t[0].isalnum() and t.lower() not in _NEGATIONS)
        self._negations = find_ids(tokens, lambda t: t.lower() in _NEGATIONS)
        self._never = find_ids(tokens, lambda t: t in skipped or (t.isspace() and t != PARAGRAPH))
        self._breaks = find_ids(tokens, lambda t: t in skipped or t.isspace())
        self._marks: dict[str, list[int]] = {}  # ids of the tokens that begin with each mark
        for index, token in enumerate(tokens):
            if not (token[0].isalnum() or token[0].isspace()):
                self._marks.setdefault(token[0], []).append(index)

    def banned(self, text: str, previous: str, rejected: Collection[str]) -> Ids:
        """Ids that may not follow ``text``, whose last token is ``previous``.

        A paragraph ends only where a sentence does.
        """
        breakable = ends_sentence(text) and not text.endswith("\n")
        banned = self._never if breakable else self._breaks
        if needs_space(text):
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
