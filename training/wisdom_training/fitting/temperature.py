"""The temperature at which a voice is as daring as its author.

A text is daring where its words surprise: the mean of -ln P(token), by the word model at
temperature 1. A model that knows its author well is rarely surprised by what it writes itself, so a
temperature that suits one voice makes another dull. The temperature is therefore fitted, by
bisection: texts that the voice writes with it surprise by DARING times as much as held-out text of
the author. At 1 the mistakes of the model would be as frequent as its ideas. A short post has room
for one idea and little for mistakes: there two readers preferred 0.85 to 0.7 in 16 of 20 pairs, and
0.7 in 32 of 40 pairs of speeches and of a novel.
"""

from __future__ import annotations

import math

import numpy as np

from wisdom_model.generation.recipe import Recipe
from wisdom_model.generation.writer import write_all
from wisdom_model.mixture.text_probability import TextProbabilities
from wisdom_model.voice.file import Voice

DARING, DARING_IN_SHORT = 0.7, 0.85
"""The surprise of what is written, over that of the author's own text; and that of short posts."""
SHORT_WORDS = 25
"""Words of a short post: the author's median is no more."""
LOWEST, HIGHEST = 0.5, 1.0
"""Temperatures between which the fitted one lies."""

_TEXTS, _WORDS, _SEED = 24, 40, 1
_ROUNDS = 5  # of bisection: to within 0.02


def fit_temperature(voice: Voice, scored: TextProbabilities) -> float:
    """The word model's temperature; ``scored`` is held-out text of the author."""
    median = voice.metadata.get("documents", {}).get("words", {}).get("median", math.inf)
    daring = DARING_IN_SHORT if median <= SHORT_WORDS else DARING
    wanted = daring * measure_surprise(scored)
    low, high = LOWEST, HIGHEST
    for _ in range(_ROUNDS):
        middle = (low + high) / 2
        if write_surprise(voice, middle) < wanted:
            low = middle
        else:
            high = middle
    return round((low + high) / 2, 2)


def measure_surprise(scored: TextProbabilities) -> float:
    """The mean of -ln P(token) by the word model, in nats; an unknown token costs P(<unk>)."""
    costs = -np.log(np.where(scored.word > 0, scored.word, scored.unknown))
    return float(costs.mean())


def write_surprise(voice: Voice, temperature: float) -> float:
    """The mean surprise of texts that the voice writes at this temperature, in nats a token."""
    recipe = Recipe.for_blend(length=_WORDS, word_temperature=temperature)
    recipe = recipe.suit(voice.metadata, ["blend", "word"])
    texts = write_all(voice, recipe, _SEED, range(_TEXTS))
    return float(np.mean([text.nats for text in texts]))
