"""The voices of the tests: a trained one, and random weights where only sizes matter."""

import string
from pathlib import Path
from typing import Any

import numpy as np

from wisdom_model.network.language_model import Architecture, Network
from wisdom_model.text.tokenizer import DOCUMENT_END
from wisdom_model.text.vocabulary import UNKNOWN, Vocabulary
from wisdom_model.voice.file import LanguageModel, Voice
from wisdom_model.voice.phrase_memory import PhraseMemory

TINY = Path(__file__).parent / "fixtures" / "tiny.safetensors"
"""A keeper of a lighthouse, trained on the sentences of ``fixtures/make_tiny.py``."""

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


EMOJI = "\U0001f600"


def random_network(architecture: Architecture, seed: int) -> Network:
    rng = np.random.default_rng(seed)
    weights = {
        name: rng.normal(0, 0.3, shape).astype(np.float32)
        for name, shape in architecture.shapes().items()
    }
    return Network(architecture, weights)


def random_voice(
    seed: int = 0,
    *,
    layers: int = 2,
    projection: int | None = None,
    **options: Any,  # noqa: ANN401 (of several types)
) -> Voice:
    """A voice whose models have the fields ``options`` of Architecture; tied ones fit."""
    tied = bool(options.get("tied"))
    char = Architecture(len(CHARACTERS), 12 if tied else 6, 12, layers, **options)
    word = Architecture(
        len(WORDS), (projection or 10) if tied else 5, 10, layers, projection, **options
    )
    return Voice(
        LanguageModel(Vocabulary(CHARACTERS), random_network(char, seed)),
        LanguageModel(Vocabulary(WORDS), random_network(word, seed + 1)),
        {"corpus": {"name": "noise"}},
        phrase_memory=random_memory(seed, len(WORDS)),
    )


def random_memory(seed: int, vocabulary: int, documents: int = 20) -> PhraseMemory:
    """A memory of documents of random ids, all but <unk> and the paragraph's end, 0 and 1."""
    rng = np.random.default_rng(seed)
    sizes = rng.integers(1, 12, documents)
    return PhraseMemory.make([rng.integers(2, vocabulary, size) for size in sizes], 1, vocabulary)


def document_voice(
    seed: int = 0,
    *,
    most: int = 7,
    end: float = 0.0,
    **style: bool,
) -> Voice:
    """A random voice that ends documents, by an author with these habits.

    ``end`` is added to the bias of DOCUMENT_END in both decoders; ``most`` is the number of words
    that most of the author's documents do not exceed.
    """
    chars = (UNKNOWN, DOCUMENT_END, *CHARACTERS[1:], EMOJI)
    words = (UNKNOWN, DOCUMENT_END, *WORDS[1:], "\n", f" {EMOJI}")
    models = []
    for number, (tokens, size) in enumerate(((chars, 12), (words, 10))):
        network = random_network(Architecture(len(tokens), size // 2, size, 2), seed + number)
        weights = dict(network.weights)
        weights["decoder.bias"] = weights["decoder.bias"] + np.eye(1, len(tokens), 1)[0] * end
        models.append(LanguageModel(Vocabulary(tokens), Network(network.architecture, weights)))
    documents = {"count": 100, "words": {"median": most, "most": most}, "letters": True}
    metadata = {"corpus": {"name": "noise"}, "guards": style, "documents": documents}
    return Voice(*models, metadata, phrase_memory=random_memory(seed, len(words)))
