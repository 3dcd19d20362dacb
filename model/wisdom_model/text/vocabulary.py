"""The tokens that a model knows, each with its id."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from wisdom_model.errors import PromptError, SettingsError

UNKNOWN = "<unk>"
"""Stands for every token that is too rare to be learned; the word model keeps it at id 0."""


@dataclass(frozen=True)
class Vocabulary:
    """Tokens in the order of their ids, which are the rows of the embedding and the decoder."""

    tokens: tuple[str, ...]

    def __post_init__(self) -> None:
        if len(set(self.tokens)) != len(self.tokens):
            raise SettingsError("a vocabulary lists each token once, this one repeats some")

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
        """The id of ``<unk>``, or None where every token must be known."""
        return self.ids.get(UNKNOWN)

    def encode(self, tokens: Sequence[str]) -> NDArray[np.int64]:
        """Ids of ``tokens``, shape (N,); a token not listed becomes ``<unk>``.

        Raises PromptError where the vocabulary has no ``<unk>``.
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

    def decode(self, ids: Sequence[int] | NDArray[np.int64]) -> str:
        """The text that ``ids`` stand for."""
        return "".join(self.tokens[index] for index in ids)
