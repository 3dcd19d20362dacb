"""Voices with random weights, for tests that need sizes and not sense."""

import string

import numpy as np

from wisdom_model.model_file import LanguageModel, Voice
from wisdom_model.network import Architecture, Network
from wisdom_model.vocabulary import UNKNOWN, Vocabulary

CHARACTERS = (UNKNOWN, "\n", *" .,!?'\"—", *string.ascii_letters)
WORDS = (
    UNKNOWN,
    "\n\n",
    ".",
    ",",
    "!",
    "The",
    " the",
    " whale",
    " sea",
    " and",
    "n't",
    " do",
    " I",
)


def random_network(architecture: Architecture, seed: int) -> Network:
    rng = np.random.default_rng(seed)
    weights = {
        name: rng.normal(0, 0.3, shape).astype(np.float32)
        for name, shape in architecture.shapes().items()
    }
    return Network(architecture, weights)


def random_voice(seed: int = 0, *, layers: int = 2, projection: int | None = None) -> Voice:
    char = Architecture(len(CHARACTERS), embedding=6, hidden=12, layers=layers)
    word = Architecture(len(WORDS), 5, 10, layers, projection)
    return Voice(
        LanguageModel(Vocabulary(CHARACTERS), random_network(char, seed)),
        LanguageModel(Vocabulary(WORDS), random_network(word, seed + 1)),
        {"corpus": {"name": "noise"}},
    )
