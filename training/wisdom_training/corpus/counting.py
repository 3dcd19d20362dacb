"""How often a text has each character and each token, and the vocabularies made of that."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from wisdom_model.text.tokenizer import tokenize
from wisdom_model.text.vocabulary import UNKNOWN, Vocabulary

MOST_DISTINCT_TOKENS = 5_000_000
"""Distinct tokens that are counted at once, which takes about half a gigabyte."""

_CODE_POINTS = 0x110000  # of Unicode


class Counts(NamedTuple):
    """What a text consists of."""

    characters: Counter[str]
    words: Counter[str]
    tokens: int
    """All of the text's tokens."""
    forgotten: int = 0
    """Tokens seen no more often than this were forgotten to save memory, if there were too many."""


def count(pieces: Iterable[str], most: int = MOST_DISTINCT_TOKENS) -> Counts:
    """Count characters and tokens; ``pieces`` are cut between tokens."""
    codes = np.zeros(_CODE_POINTS, np.int64)
    words: Counter[str] = Counter()
    tokens = forgotten = 0
    for piece in pieces:
        codes += np.bincount(_code_points(piece), minlength=_CODE_POINTS)
        found = tokenize(piece)
        words.update(found)
        tokens += len(found)
        if len(words) > most:
            words, forgotten = _forget(words, forgotten, most // 2)
    seen = np.flatnonzero(codes)
    characters = Counter({chr(code): int(codes[code]) for code in seen})
    return Counts(characters, words, tokens, forgotten)


def _forget(words: Counter[str], forgotten: int, wanted: int) -> tuple[Counter[str], int]:
    """``words`` without the rarest, so that no more than ``wanted`` are left, and what was rare."""
    while len(words) > wanted:
        forgotten += 1
        words = Counter({token: n for token, n in words.items() if n > forgotten})
    return words, forgotten


def build_vocabulary(
    counts: Mapping[str, int], min_count: int, most: int | None = None
) -> Vocabulary:
    """``<unk>``, then the tokens seen ``min_count`` times or more, frequent ones first.

    At most ``most`` tokens, ``<unk>`` included.
    """
    frequent = [item for item in counts.items() if item[1] >= min_count and item[0] != UNKNOWN]
    ranked = sorted(frequent, key=lambda item: (-item[1], item[0]))
    return Vocabulary((UNKNOWN, *(token for token, _ in ranked[: most and most - 1])))


class CharacterTable:
    """Encodes long texts character by character, as the vocabulary does, but fast."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self._ids = np.full(_CODE_POINTS, vocabulary.ids[UNKNOWN], np.uint32)
        for token, index in vocabulary.ids.items():
            if token != UNKNOWN:
                self._ids[ord(token)] = index

    def encode(self, text: str) -> NDArray[np.uint32]:
        """Ids of the characters, (N,)."""
        return self._ids[_code_points(text)]


def _code_points(text: str) -> NDArray[np.uint32]:
    return np.frombuffer(text.encode("utf-32-le"), "<u4")
