"""What held-out text costs each strategy, in bits per character.

Every figure is the exact code length of the same text, so they can be compared. ``handoff`` is
defined where its posts are: in passages of about LENGTH words, whose first sentence the character
model writes and whose rest the word model. The oracle knows before every token which model will
do better, which no strategy can.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from wisdom_model.mixture.cache import Numbers
from wisdom_model.mixture.gate import Mixture
from wisdom_model.mixture.text_probability import TokenProbabilities, score_text
from wisdom_model.text.sentences import count_words, ends_sentence
from wisdom_model.voice.file import Voice
from wisdom_training.evaluation.gate_fitting import fit_constant, mix_online
from wisdom_training.evaluation.scores import CharacterFrequencies

LENGTH = 50
"""Words of a passage by handoff: the default of ``wisdom sample``."""
ORACLE = "oracle"
"""What no strategy can be."""
MOST = 200_000
"""Characters of held-out text that are read at most: a few minutes' work."""

_LN2 = math.log(2)


@dataclass(frozen=True)
class Cost:
    """What a text costs a strategy."""

    bits_per_character: float
    perplexity: float
    """exp of the nats that a word costs, with its share of spaces and punctuation."""


@dataclass(frozen=True)
class Costs:
    """What held-out text costs, by strategy."""

    characters: int
    words: int
    strategies: dict[str, Cost]


def cost_strategies(
    voice: Voice,
    validation: str,
    test: str,
    speller: CharacterFrequencies,
    advance: Callable[[int], None] = lambda _: None,
) -> Costs:
    """Read ``test`` by every strategy; what has to be fitted is fitted to ``validation``.

    ``speller`` spells what the word model does not know where the word model is alone. ``advance``
    hears of every character that was read, of both texts.
    """
    mixture = Mixture.of(voice.metadata)
    test = test[:MOST]
    fitted = score_text(voice, validation[:MOST], mixture.sharpness, advance)
    found = score_text(voice, test, mixture.sharpness, advance)
    both, three = fitted.expert_probabilities[:, :2], fitted.expert_probabilities
    constant = fit_constant(both)
    tokens = {
        "word": _spell_by_frequency(found, speller),
        "word, spelled by char": found.expert_probabilities[:, 0],
        "handoff": _hand_off(found),
        "constant mixture": found.expert_probabilities[:, :2] @ constant,
        "online mixture": mix_online(found.expert_probabilities[:, :2], constant),
        "mixture": found.mix(mixture.gate),
        "constant mixture with cache": found.expert_probabilities @ fit_constant(three),
    }
    if mixture.cached:
        tokens["mixture with cache"] = found.mix(mixture.cached)
    tokens[ORACLE] = found.expert_probabilities[:, :2].max(axis=1)
    words = count_words(test)
    bits = {"char": (found.char_nats + found.escape_nats) / found.characters / _LN2}
    bits |= {name: found.bits(chances) for name, chances in tokens.items()}
    costs = {
        name: Cost(each, math.exp(each * _LN2 * found.characters / words))
        for name, each in bits.items()
    }
    return Costs(found.characters, words, costs)


def _spell_by_frequency(scored: TokenProbabilities, speller: CharacterFrequencies) -> Numbers:
    """P(token) of the word model alone, (N,)."""
    spelt = [math.exp(-speller.cost(token)) for token in scored.tokens]
    return np.where(scored.word > 0, scored.word, scored.unknown * np.array(spelt))


def _hand_off(scored: TokenProbabilities) -> Numbers:
    """P(token) where each passage's first sentence is the character model's, (N,)."""
    found = scored.expert_probabilities[:, 0].copy()
    text, first = "", True
    for index, token in enumerate(scored.tokens):
        if first:
            found[index] = scored.char[index]
        text += token
        if first and ends_sentence(text) and not token.isspace():
            first = False
        elif token.isspace() and ends_sentence(text) and count_words(text) >= LENGTH:
            text, first = "", True
    return found
