"""Counts of a text's characters and tokens, and the vocabularies made of them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from wisdom_model.text.tokenizer import DOCUMENT_END, tokenize
from wisdom_model.text.vocabulary import UNKNOWN, Vocabulary

MOST_DISTINCT_TOKENS = 5_000_000
"""Distinct tokens above which the rarest are dropped; so many take half a gigabyte."""

_CODE_POINTS = 0x110000  # of Unicode


class Counts(NamedTuple):
    """The counts of a text's characters and tokens."""

    characters: Counter[str]
    words: Counter[str]
    tokens: int
    """All of the text's tokens."""
    dropped: int = 0
    """Tokens counted at most so many times may be missing: they were dropped to save memory."""


def count(pieces: Iterable[str], most: int = MOST_DISTINCT_TOKENS) -> Counts:
    """Count characters and tokens; ``pieces`` must be cut between tokens."""
    codes = np.zeros(_CODE_POINTS, np.int64)
    words: Counter[str] = Counter()
    tokens = dropped = 0
    for piece in pieces:
        codes += np.bincount(_code_points(piece), minlength=_CODE_POINTS)
        found = tokenize(piece)
        words.update(found)
        tokens += len(found)
        if len(words) > most:
            words, dropped = _drop_rarest(words, dropped, most // 2)
    seen = np.flatnonzero(codes)
    characters = Counter({chr(code): int(codes[code]) for code in seen})
    return Counts(characters, words, tokens, dropped)


def _drop_rarest(words: Counter[str], dropped: int, wanted: int) -> tuple[Counter[str], int]:
    """``words`` without the rarest, at most ``wanted``, and the highest count that was dropped."""
    while len(words) > wanted:
        dropped += 1
        words = Counter({token: n for token, n in words.items() if n > dropped})
    return words, dropped


def build_vocabulary(
    counts: Mapping[str, int], min_count: int, most: int | None = None
) -> Vocabulary:
    """``<unk>``, then the tokens with a count of ``min_count`` or more, frequent ones first.

    At most ``most`` tokens, ``<unk>`` included. Where documents end, DOCUMENT_END is always one.
    """
    first = [UNKNOWN, DOCUMENT_END] if DOCUMENT_END in counts else [UNKNOWN]
    frequent = [item for item in counts.items() if item[1] >= min_count and item[0] not in first]
    ranked = sorted(frequent, key=lambda item: (-item[1], item[0]))
    return Vocabulary((*first, *(token for token, _ in ranked[: most and most - len(first)])))


class CharacterTable:
    """Encodes a text by characters as the vocabulary does, but with a table of all of Unicode."""

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
