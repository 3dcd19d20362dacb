"""Held-out losses in nats and in bits per character, the unit in which models can be compared.

A character model's bits per character are its mean cost over ln 2. A character outside its
vocabulary costs -ln P(<unk>) plus a uniform choice among all Unicode characters. A word model's
tokens have several characters each. A token outside its vocabulary costs -ln P(<unk>) plus its
spelling by character frequencies, end symbol included. Both sums are exact code lengths of the
text, so no model gains by knowing fewer tokens.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from wisdom_model.mixture.text_probability import UNICODE
from wisdom_model.text.vocabulary import Vocabulary
from wisdom_training.progress.reports import NATS_PER_BIT


@dataclass(frozen=True)
class Scores:
    """The losses of a model on held-out text."""

    nats_per_token: float
    """Mean of -ln P(token), <unk> counted as one token."""
    perplexity: float
    """exp of ``nats_per_token``."""
    bits_per_character: float
    """All costs, spelling included, over the number of characters."""
    unknown: float
    """Fraction of tokens outside the vocabulary."""
    tokens: int
    characters: int


class CharacterFrequencies:
    """Code lengths of spellings, by the frequencies of characters and ends in the training part.

    Add-one smoothing over the characters seen, the end, and one escape; after the escape every
    Unicode character is equally likely.
    """

    def __init__(self, counts: Mapping[str, int], ends: int) -> None:
        """``counts`` of the characters in a text of ``ends`` tokens."""
        total = sum(counts.values()) + ends + len(counts) + 2
        self._costs = {char: math.log(total / (count + 1)) for char, count in counts.items()}
        self._end = math.log(total / (ends + 1))
        self._escape = math.log(total) + math.log(UNICODE)

    def cost(self, token: str) -> float:
        """Nats of spelling ``token`` and its end."""
        return sum(self._costs.get(char, self._escape) for char in token) + self._end


def score_characters(text: str, costs: NDArray[np.float64], vocabulary: Vocabulary) -> Scores:
    """Scores of a character model whose ``costs``, (N,), are the nats of each of N characters."""
    spelling = {char: math.log(UNICODE) for char in set(text) if char not in vocabulary}
    return _score(list(text), costs, spelling)


def score_words(
    tokens: Sequence[str],
    costs: NDArray[np.float64],
    vocabulary: Vocabulary,
    frequencies: CharacterFrequencies,
) -> Scores:
    """Scores of a word model whose ``costs``, (N,), are the nats of each of N tokens."""
    spelling = {token: frequencies.cost(token) for token in set(tokens) if token not in vocabulary}
    return _score(tokens, costs, spelling)


def _score(tokens: Sequence[str], costs: NDArray[np.float64], spelling: dict[str, float]) -> Scores:
    characters = sum(map(len, tokens))
    unknown = [token for token in tokens if token in spelling]
    nats = float(costs.sum()) + sum(spelling[token] for token in unknown)
    return Scores(
        nats_per_token=float(costs.mean()),
        perplexity=math.exp(costs.mean()),
        bits_per_character=nats / characters / NATS_PER_BIT,
        unknown=len(unknown) / len(tokens),
        tokens=len(tokens),
        characters=characters,
    )
