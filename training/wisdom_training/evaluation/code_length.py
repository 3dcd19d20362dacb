"""The code length of held-out text under each strategy, in bits per character.

Every figure is the exact code length of the same text, so the strategies can be compared.
``handoff`` is measured as its posts are written: in documents, or passages of about DEFAULT_LENGTH
words, the first sentence by the character model and the rest by the word model. The oracle always
picks the model that gives the next token the higher probability, which no strategy can. The voice's
mixture is compared with the best constant weights, found by expectation-maximisation, and with
Bayesian weights that follow the text (M. Herbster and M. Warmuth, "Tracking the Best Expert",
1998).
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np

from wisdom_model.generation.recipe import DEFAULT_LENGTH
from wisdom_model.mixture.cache import Numbers
from wisdom_model.mixture.gate import Mixture
from wisdom_model.mixture.text_probability import TextProbabilities
from wisdom_model.text.sentences import ends_sentence
from wisdom_model.text.tokenizer import DOCUMENT_END
from wisdom_model.text.words import count_words
from wisdom_training.evaluation.scores import CharacterFrequencies
from wisdom_training.progress.reports import NATS_PER_BIT

ORACLE = "oracle"
"""Picks the better model for each token: a lower bound for every mixture of the two."""


@dataclass(frozen=True)
class CodeLength:
    """The code length of a text under one strategy."""

    bits_per_character: float
    perplexity: float
    """exp of the nats a word; spaces and punctuation are counted with the words."""


@dataclass(frozen=True)
class CodeLengths:
    """The code lengths of one text by strategy."""

    characters: int
    words: int
    strategies: dict[str, CodeLength]


def measure_code_lengths(
    mixture: Mixture,
    fitted: TextProbabilities,
    found: TextProbabilities,
    words: int,
    frequencies: CharacterFrequencies,
) -> CodeLengths:
    """Code lengths of the text of ``found``, which has so many ``words``.

    Strategies that must be fitted are fitted to the text of ``fitted``, which may be the same.
    ``frequencies`` spell the words that the word model does not know where it is used alone.
    """
    constant = fit_constant(fitted.experts())
    tokens = {
        "word": _spell_by_frequency(found, frequencies),
        "word, spelled by char": found.experts()[:, 0],
        "handoff": _hand_off(found),
        "constant mixture": found.experts() @ constant,
        "online mixture": mix_online(found.experts(), constant),
        "mixture": found.mix(mixture.gate),
        "constant mixture with cache": found.experts("cache")
        @ fit_constant(fitted.experts("cache")),
    }
    if mixture.gate_with_cache:
        tokens["mixture with cache"] = found.mix(mixture.gate_with_cache, "cache")
    if mixture.gate_with_memory:
        tokens["mixture with memory"] = found.mix(mixture.gate_with_memory, "memory")
    tokens[ORACLE] = found.experts().max(axis=1)
    bits = {"char": (found.char_nats + found.escape_nats) / found.characters / NATS_PER_BIT}
    bits |= {name: found.bits(chances) for name, chances in tokens.items()}
    costs = {
        name: CodeLength(each, math.exp(each * NATS_PER_BIT * found.characters / words))
        for name, each in bits.items()
    }
    return CodeLengths(found.characters, words, costs)


def _spell_by_frequency(scored: TextProbabilities, frequencies: CharacterFrequencies) -> Numbers:
    """P(token) of the word model alone, (N,)."""
    spelt = [math.exp(-frequencies.cost(token)) for token in scored.tokens]
    return np.where(scored.word > 0, scored.word, scored.unknown * np.array(spelt))


def _hand_off(scored: TextProbabilities) -> Numbers:
    """P(token) where each passage's first sentence is the character model's, (N,)."""
    found = scored.experts()[:, 0].copy()
    text, first = "", True
    for index, token in enumerate(scored.tokens):
        if first:
            found[index] = scored.char[index]
        text += token
        if token == DOCUMENT_END:
            text, first = "", True
        elif first and ends_sentence(text) and not token.isspace():
            first = False
        elif token.isspace() and ends_sentence(text) and count_words(text) >= DEFAULT_LENGTH:
            text, first = "", True
    return found


def fit_constant(experts: Numbers, rounds: int = 200) -> Numbers:
    """The constant weights, (K,), under which ``experts``, (N, K), have the least code length."""
    weights = np.full(experts.shape[1], 1 / experts.shape[1])
    for _ in range(rounds):
        parts = experts * weights
        weights = (parts / parts.sum(axis=1, keepdims=True)).mean(axis=0)
    return weights


def mix_online(experts: Numbers, start: Numbers, switch: float = 0.02) -> Numbers:
    """P(token), (N,), under weights that are updated by Bayes' rule after every token.

    After each update a fraction ``switch`` of all weight is redistributed as in ``start``, (K,).
    """
    found, weights = np.empty(len(experts)), start.copy()
    for index, probabilities in enumerate(experts):
        found[index] = weights @ probabilities
        weights = weights * probabilities / found[index]
        weights = (1 - switch) * weights + switch * start
    return found
