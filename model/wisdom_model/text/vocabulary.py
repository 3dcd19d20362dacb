"""The tokens of a model and their ids."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from wisdom_model.errors import PromptError, SettingsError
from wisdom_model.text.tokenizer import DOCUMENT_END, PARAGRAPH

UNKNOWN = "<unk>"
"""The token for all that are too rare to be learned; in the word model its id is 0."""


@dataclass(frozen=True)
class Vocabulary:
    """Tokens in the order of their ids: the rows of the embedding and the decoder."""

    tokens: tuple[str, ...]

    def __post_init__(self) -> None:
        if len(set(self.tokens)) != len(self.tokens):
            raise SettingsError("a vocabulary has a token more than once")

    def __len__(self) -> int:
        return len(self.tokens)

    def __contains__(self, token: str) -> bool:
        return token in self.ids

    @cached_property
    def ids(self) -> dict[str, int]:
        """Each token's id."""
        return {token: index for index, token in enumerate(self.tokens)}

    @property
    def unknown(self) -> int | None:
        """The id of ``<unk>``, or None if the vocabulary has none."""
        return self.ids.get(UNKNOWN)

    def encode(self, tokens: Sequence[str]) -> NDArray[np.int64]:
        """Ids of ``tokens``, shape (N,); a token not listed becomes ``<unk>``.

        Raises PromptError for such a token if the vocabulary has no ``<unk>``.
        """
        unknown = self.unknown
        ids = [self.ids.get(token, unknown) for token in tokens]
        if None in ids:
            missing = sorted({token for token in tokens if token not in self.ids})
            raise PromptError(
                f"the model has never seen {' '.join(map(repr, missing))}: "
                f"use only characters of its corpus"
            )
        return np.array(ids, dtype=np.int64)


def find_start(*vocabularies: Vocabulary) -> str:
    """What stands before a text: DOCUMENT_END if all models know it, else PARAGRAPH.

    A voice whose two models know DOCUMENT_END ends documents; any other voice never writes it.
    """
    known = all(DOCUMENT_END in vocabulary for vocabulary in vocabularies)
    return DOCUMENT_END if known else PARAGRAPH
