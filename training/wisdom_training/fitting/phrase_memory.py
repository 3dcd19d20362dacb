"""The phrase memory of a voice: the pairs and triples of tokens in the training part."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from wisdom_model.text.vocabulary import Vocabulary
from wisdom_model.voice.phrase_memory import PhraseMemory

MOST_MEMORY_TOKENS = 3_000_000
"""Tokens of a corpus above which a voice has no phrase memory, which would take 8 MB or more."""


def make_memory(
    ids: NDArray[np.integer], start: str, vocabulary: Vocabulary
) -> PhraseMemory | None:
    """Count the training part's ``ids``, (N,); None for more than MOST_MEMORY_TOKENS.

    ``start`` is the token between two documents, or paragraphs where there are none.
    """
    if len(ids) > MOST_MEMORY_TOKENS:
        return None
    start_id = vocabulary.ids[start]
    return PhraseMemory.make(split_documents(ids, start_id), start_id, len(vocabulary))


def split_documents(ids: NDArray[np.integer], start: int) -> Iterator[NDArray[np.int64]]:
    """The documents between the ids ``start``; empty ones are left out."""
    ids = np.asarray(ids, dtype=np.int64)
    for part in np.split(ids, np.flatnonzero(ids == start)):
        document = part[part != start]
        if len(document):
            yield document
