"""Writes texts in the voice of one person.

The blends ``char`` and ``word`` let one model write alone. ``handoff`` is R. Lee's, of Trump-bot
(https://github.com/rtlee9/Trump-bot): the character model finishes the prompt's first sentence,
which it does with more discipline, then the word model, which knows more, goes on.
``mixture`` uses both for every token (``mixture_generator.py``).

The random numbers of a candidate follow from a seed and its number. So the same voice, recipe, seed
and number write the same text, alone or in a batch.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import NamedTuple

import numpy as np

from wisdom_model.generation.batching import Generation, run, run_batched
from wisdom_model.generation.generators import CharGenerator, TokenGenerator, WordGenerator
from wisdom_model.generation.mixture_generator import MixtureGenerator
from wisdom_model.generation.recipe import Recipe
from wisdom_model.generation.speller import LONGEST_WORD, Speller
from wisdom_model.mixture.gate import Mixture
from wisdom_model.text.brackets import missing_closers
from wisdom_model.text.sentences import break_off, continues_sentence, ends_sentence
from wisdom_model.text.tokenizer import PARAGRAPH
from wisdom_model.text.words import count_words
from wisdom_model.voice.file import Voice

_LONGEST_SENTENCE = 60  # words by which a sentence may exceed the length at which it should end
_LONG_SENTENCE = 5  # words after which the first sentence should end: it is only a start
_END_BIAS = 0.2  # nats that each excess word adds to the logits of tokens that end a sentence


class Candidate(NamedTuple):
    """What was written."""

    text: str
    """It begins with the prompt; paragraphs are separated by one blank line."""
    nats: float
    """The mean cost of a token by the model that wrote last. In the mixture that is the word model,
    and a spelled word costs as much as <unk>."""


def write(voice: Voice, recipe: Recipe, seed: int, number: int = 0) -> str:
    """Write one text: it begins with the prompt and ends with a whole sentence.

    Raises PromptError where the prompt has characters that the voice cannot read.
    """
    return write_all(voice, recipe, seed, [number])[0].text


def write_all(voice: Voice, recipe: Recipe, seed: int, numbers: Iterable[int]) -> list[Candidate]:
    """Write the candidates of a seed that have these numbers, in one batch.

    Raises PromptError where the prompt has characters that the voice cannot read.
    """
    # The warm-up and the prompt are common to all candidates.
    rng = np.random.default_rng([seed, 0])
    generators = _make_generators(voice, recipe, rng)
    run(_prepare(generators, recipe, rng))
    candidates = []
    for number in numbers:
        rng = np.random.default_rng([seed, number + 1])
        candidates.append(_write([generator.fork(rng) for generator in generators], recipe))
    return run_batched(candidates)


def _make_generators(
    voice: Voice, recipe: Recipe, rng: np.random.Generator
) -> list[TokenGenerator]:
    """The generators in the order in which they write."""
    if recipe.blend == "char":
        return [CharGenerator(voice.char, recipe.char, rng)]
    speller = Speller(voice.char, recipe.char) if recipe.unknown == "spell" else None
    word = WordGenerator(voice.word, speller, recipe.word, rng)
    if recipe.blend == "word":
        return [word]
    char = CharGenerator(voice.char, recipe.char, rng)
    if recipe.blend == "handoff":
        return [char, word]
    return [MixtureGenerator(Mixture.from_metadata(voice.metadata).gate, word, char)]


def _prepare(
    generators: list[TokenGenerator], recipe: Recipe, rng: np.random.Generator
) -> Generation[None]:
    for generator in generators:
        yield from generator.warm_up(rng)
    if recipe.prompt:
        yield from generators[0].append(recipe.prompt)


def _write(generators: list[TokenGenerator], recipe: Recipe) -> Generation[Candidate]:
    first, last = generators[0], generators[-1]
    prompt = recipe.prompt or first.choose_opening()
    if not recipe.prompt:
        yield from first.append(prompt)
    text = prompt
    if first is not last:
        if not ends_sentence(prompt):
            text = yield from _finish_sentence(prompt, first)
        yield from last.append(text)
    text = yield from _continue_text(text, last, recipe.length)
    return Candidate(_tidy(prompt, text), last.nats / max(last.accepted, 1))


def _finish_sentence(text: str, generator: TokenGenerator) -> Generation[str]:
    """Bring the first sentence to its end, or as far as a long sentence may go."""
    start, limit, written = len(text), _LONG_SENTENCE + _LONGEST_SENTENCE, 0
    while True:
        if text[-1].isspace():
            written = count_words(text[start:])
        char = yield from generator.propose(text, _END_BIAS * max(0, written - _LONG_SENTENCE))
        if ends_sentence(text) and not continues_sentence(char):
            return text
        if (written >= limit and char.isspace()) or len(text) - start > limit * LONGEST_WORD:
            return text
        text += char
        yield from generator.accept(char)


def _continue_text(text: str, generator: TokenGenerator, words: int) -> Generation[str]:
    """Add ``words`` words and what the sentence then still needs."""
    start, limit, token = len(text), words + _LONGEST_SENTENCE, ""
    # Words so far, those of them before the last blank, and the position of that blank.
    written, counted, blank = 0, 0, start
    while True:
        if not token[:1].isalnum():  # a word may have ended, or one more have begun
            if token[:1].isspace():
                counted += count_words(text[blank : -len(token)])
                blank = len(text) - len(token)
            written = counted + count_words(text[blank:])
        token = yield from generator.propose(text, _END_BIAS * max(0, written - words))
        if written >= words and ends_sentence(text) and not continues_sentence(token):
            return text + (missing_closers(text.rpartition(PARAGRAPH)[2]) or "")
        if written >= limit or len(text) - start > limit * LONGEST_WORD:
            return break_off(text)
        text += token
        yield from generator.accept(token)


def _tidy(prompt: str, text: str) -> str:
    """Keep the prompt; after it, leave one blank line between paragraphs and none at the end."""
    written = text[len(prompt) :]
    return prompt + re.sub(r"[ \t]*\n\s*", PARAGRAPH, written).rstrip()
