"""Writing texts in somebody's voice.

The strategies ``char`` and ``word`` let one model write alone. ``handoff`` is the blend of
R. Lee's Trump-bot (https://github.com/rtlee9/Trump-bot): the character model finishes the prompt's
first sentence, which it does with more discipline, then the word model, which knows more, goes on.
``mixture`` asks both before every token (``mixture_generator.py``).

A seed and a number make the chance of one candidate: so the same voice, recipe, seed and number
write the same text, alone or together with others.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import NamedTuple

import numpy as np

from wisdom_model.generation.batching import Writing, run, run_all
from wisdom_model.generation.generators import CharSpeaker, Speaker, WordSpeaker
from wisdom_model.generation.mixture_generator import MixtureSpeaker
from wisdom_model.generation.recipe import Recipe
from wisdom_model.generation.speller import LONGEST_WORD
from wisdom_model.text.brackets import keeps_balanced, missing_closers
from wisdom_model.text.sentences import break_off, continues_sentence, count_words, ends_sentence
from wisdom_model.text.tokenizer import PARAGRAPH
from wisdom_model.voice.file import Voice

_LONGEST_SENTENCE = 60  # words that a sentence may go on after it should have ended
_LONG_SENTENCE = 5  # words after which the first sentence is urged to end: it is but a start
_URGE = 0.2  # nats that each word too many adds to the logits of what ends a sentence
_ATTEMPTS = 8  # at a token that leaves quotation marks and brackets in pairs


class Text(NamedTuple):
    """What was written."""

    text: str
    """It begins with the prompt; paragraphs are separated by one blank line."""
    nats: float
    """What the model that wrote it last expects a token of it to cost, in the mean."""


def write(voice: Voice, recipe: Recipe, seed: int, number: int = 0) -> str:
    """Write one text: it begins with the prompt and ends with a whole sentence.

    Raises PromptError where the prompt holds characters that the voice can't read.
    """
    return write_all(voice, recipe, seed, [number])[0].text


def write_all(voice: Voice, recipe: Recipe, seed: int, numbers: Iterable[int]) -> list[Text]:
    """Write the candidates of a seed that have these numbers, all at once."""
    # What nobody sees, and the prompt, they have in common.
    rng = np.random.default_rng([seed, 0])
    speakers = _make_speakers(voice, recipe, rng)
    run(_prepare(speakers, recipe, rng))
    writings = []
    for number in numbers:
        rng = np.random.default_rng([seed, number + 1])
        writings.append(_write([speaker.fork(rng) for speaker in speakers], recipe))
    return run_all(writings)


def _make_speakers(voice: Voice, recipe: Recipe, rng: np.random.Generator) -> list[Speaker]:
    """The speakers in the order in which they write."""
    speakers: list[Speaker] = []
    if recipe.blend in ("char", "handoff"):
        speakers.append(CharSpeaker(voice.char, recipe.char, rng))
    if recipe.blend != "char":
        kind = MixtureSpeaker if recipe.blend == "mixture" else WordSpeaker
        spell = recipe.unknown == "spell"
        speakers.append(kind(voice, recipe.char, recipe.word, rng, spell=spell))
    return speakers


def _prepare(speakers: list[Speaker], recipe: Recipe, rng: np.random.Generator) -> Writing[None]:
    for speaker in speakers:
        yield from speaker.warm_up(rng)
    if recipe.prompt:
        yield from speakers[0].read(recipe.prompt)


def _write(speakers: list[Speaker], recipe: Recipe) -> Writing[Text]:
    first, last = speakers[0], speakers[-1]
    prompt = recipe.prompt or first.choose_opening()
    if not recipe.prompt:
        yield from first.read(prompt)
    text = prompt
    if first is not last:
        if not ends_sentence(prompt):
            text = yield from _finish_sentence(prompt, first)
        yield from last.read(text)
    text = yield from _go_on(text, last, recipe.length)
    return Text(_tidy(prompt, text), last.nats / max(last.accepted, 1))


def _propose(text: str, speaker: Speaker, urge: float) -> Writing[str]:
    """Choose a token that leaves quotation marks and brackets in pairs, if one comes up."""
    refused: list[str] = []
    while True:
        token = yield from speaker.propose(text, urge, refused)
        if len(refused) == _ATTEMPTS or keeps_balanced(text, token):
            return token
        refused.append(token)


def _finish_sentence(text: str, speaker: Speaker) -> Writing[str]:
    """Bring the first sentence to its end, or as far as a long sentence may go."""
    start, limit, written = len(text), _LONG_SENTENCE + _LONGEST_SENTENCE, 0
    while True:
        if text[-1].isspace():
            written = count_words(text[start:])
        char = yield from _propose(text, speaker, _URGE * max(0, written - _LONG_SENTENCE))
        if ends_sentence(text) and not continues_sentence(char):
            return text
        if (written >= limit and char.isspace()) or len(text) - start > limit * LONGEST_WORD:
            return text
        text += char
        yield from speaker.accept(char)


def _go_on(text: str, speaker: Speaker, words: int) -> Writing[str]:
    """Add ``words`` words and what the sentence then still needs."""
    start, limit, token = len(text), words + _LONGEST_SENTENCE, ""
    written, closed, behind = 0, 0, start  # words altogether, those before a blank, and its place
    while True:
        if not token[:1].isalnum():  # a word may have ended, or one more have begun
            if token[:1].isspace():
                closed += count_words(text[behind : -len(token)])
                behind = len(text) - len(token)
            written = closed + count_words(text[behind:])
        token = yield from _propose(text, speaker, _URGE * max(0, written - words))
        if written >= words and ends_sentence(text) and not continues_sentence(token):
            return text + (missing_closers(text.rpartition(PARAGRAPH)[2]) or "")
        if written >= limit or len(text) - start > limit * LONGEST_WORD:
            return break_off(text)
        text += token
        yield from speaker.accept(token)


def _tidy(prompt: str, text: str) -> str:
    """Keep the prompt; behind it leave one blank line between paragraphs and none at the end."""
    written = text[len(prompt) :]
    return prompt + re.sub(r"[ \t]*\n\s*", PARAGRAPH, written).rstrip()
