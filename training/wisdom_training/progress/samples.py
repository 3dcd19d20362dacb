"""Sample texts of a model that is being trained, written with numpy alone.

A worker calls ``write_sample`` with ``export_weights(…)`` every few minutes and sends the text as
``Progress.sample``. It does not raise where the model cannot write yet; the text is then empty. It
has random numbers of its own, so a run with samples ends as one without.
"""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress

import numpy as np
from numpy.typing import NDArray

from wisdom_model.errors import WisdomError
from wisdom_model.generation.batching import Generation, run
from wisdom_model.generation.generators import CharGenerator, TokenGenerator, WordGenerator
from wisdom_model.network.language_model import Architecture, Network
from wisdom_model.network.sampling import Sampling
from wisdom_model.text.tokenizer import DOCUMENT_END
from wisdom_model.text.vocabulary import Vocabulary, find_start
from wisdom_model.voice.file import LanguageModel
from wisdom_model.voice.habits import Habits

LENGTH = 160  # characters
_SAMPLING = Sampling(temperature=0.6)
_WORK = 500_000_000
"""Multiplications that a sample may cost: about half a second of one core."""


def write_sample(
    weights: Mapping[str, NDArray[np.floating]],
    architecture: Architecture,
    vocabulary: Vocabulary,
    seed: int,
) -> str:
    """About 160 characters by this model alone at temperature 0.6; fewer by a very large one.

    A model that ends documents writes one at most. ``weights`` has the names and shapes of
    ``architecture.shapes()``. A vocabulary whose tokens are all single characters (and <unk>) is a
    character model's. Words that the word model does not know are skipped.
    """
    model = LanguageModel(vocabulary, Network(architecture, weights))
    tokens = max(LENGTH // 8, _WORK // count_products(architecture))
    written: list[str] = []
    # A vocabulary of three tokens may leave nothing to choose from.
    with suppress(WisdomError):
        run(_write(_make_generator(model, np.random.default_rng(seed)), written, tokens, seed))
    return "".join(written).strip()


def _write(
    generator: TokenGenerator, written: list[str], tokens: int, seed: int
) -> Generation[None]:
    if isinstance(generator, WordGenerator):
        yield from generator.warm_up(np.random.default_rng(seed))
    else:
        yield from generator.append(generator.habits.start)
    token = generator.choose_opening()
    yield from generator.append(token)
    written.append(token)
    while sum(map(len, written)) < LENGTH and len(written) <= tokens:
        token = yield from generator.propose("".join(written))
        if token == DOCUMENT_END:
            return
        written.append(token)
        yield from generator.accept(token)


def count_products(architecture: Architecture) -> int:
    """Multiplications that reading one token takes.

    Of the token vectors it reads one, unless they are the output's weights as well.
    """
    sizes = {name: int(np.prod(shape)) for name, shape in architecture.shapes().items()}
    if "decoder.weight" in sizes:
        del sizes["embedding.weight"]
    return sum(sizes.values())


def _make_generator(model: LanguageModel, rng: np.random.Generator) -> TokenGenerator:
    habits = Habits(find_start(model.vocabulary), whole_sentences=False)
    if max(map(len, model.vocabulary.tokens[1:]), default=1) > 1:
        return WordGenerator(model, None, _SAMPLING, rng, habits)
    return CharGenerator(model, _SAMPLING, rng, habits)
