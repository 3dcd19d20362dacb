"""Writing a text in somebody's voice.

The strategies ``char`` and ``word`` let one model write alone. ``handoff`` is the blend of
R. Lee's Trump-bot (https://github.com/rtlee9/Trump-bot): the character model finishes the prompt's
first sentence, which it does with more discipline, then the word model, which knows more, goes on.

All chance comes from the generator passed in, so that the same voice, recipe and seed write the
same text.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

import numpy as np

from wisdom_model.errors import PromptError, SettingsError
from wisdom_model.model_file import Voice
from wisdom_model.sampler import Sampling
from wisdom_model.sentences import break_off, closes, count_words, ends_sentence
from wisdom_model.speakers import LONGEST_WORD, CharSpeaker, Speaker, WordSpeaker
from wisdom_model.tokenizer import PARAGRAPH

BLENDS = ("handoff", "char", "word")
UNKNOWNS = ("spell", "skip")

_LONGEST_SENTENCE = 60  # words that a sentence may go on after it should have ended
_LONG_SENTENCE = 5  # words after which the first sentence is urged to end: it is but a start
_URGE = 0.2  # nats that each word too many adds to the logits of what ends a sentence


@dataclass(frozen=True)
class Recipe:
    """What to write, and how; with a voice and a seed it determines every character."""

    blend: str = "handoff"
    """``handoff``, ``char`` or ``word``."""
    prompt: str | None = None
    """How the text begins; None begins with a capital letter (``word``: a capitalised word)."""
    length: int = 50
    """Words to write before the sentence at hand is finished and the text ends; ``handoff``
    counts from where the word model takes over."""
    char: Sampling = field(default_factory=lambda: Sampling(temperature=0.4))
    """How the character model chooses."""
    word: Sampling = field(default_factory=lambda: Sampling(temperature=0.75))
    """How the word model chooses."""
    unknown: str = "spell"
    """What happens when the word model wants a word outside its vocabulary: the character model
    spells one (``spell``), or it has to choose another (``skip``)."""

    def __post_init__(self) -> None:
        if self.blend not in BLENDS:
            raise SettingsError(f"blend is {self.blend!r}: it must be one of {', '.join(BLENDS)}")
        if self.unknown not in UNKNOWNS:
            raise SettingsError(
                f"unknown is {self.unknown!r}: it must be one of {', '.join(UNKNOWNS)}"
            )
        if self.length < 1:
            raise SettingsError(f"length is {self.length}: it must be 1 word or more")
        if self.prompt is not None and not self.prompt.strip():
            raise PromptError("the prompt is empty: give it a word, or leave it out")


def write(voice: Voice, recipe: Recipe, rng: np.random.Generator) -> str:
    """Write one text: it begins with the prompt and ends with a whole sentence.

    Paragraphs are separated by one blank line. Raises PromptError where the prompt holds
    characters that the voice can't read.
    """
    speakers = _make_speakers(voice, recipe, rng)
    prompt = recipe.prompt or speakers[0].choose_opening()
    speakers[0].read(prompt)
    text = prompt
    if recipe.blend == "handoff":
        if not ends_sentence(prompt):
            text = _finish_sentence(prompt, speakers[0])
        speakers[1].read(text)
    return _tidy(prompt, _go_on(text, speakers[-1], recipe.length))


def _make_speakers(voice: Voice, recipe: Recipe, rng: np.random.Generator) -> list[Speaker]:
    """The speakers in the order in which they write."""
    speakers: list[Speaker] = []
    if recipe.blend != "word":
        speakers.append(CharSpeaker(voice.char, recipe.char, rng, warm=True))
    if recipe.blend != "char":
        spell = recipe.unknown == "spell"
        speakers.append(WordSpeaker(voice, recipe.char, recipe.word, rng, spell=spell))
    return speakers


def _finish_sentence(text: str, speaker: Speaker) -> str:
    """Bring the first sentence to its end, or as far as a long sentence may go."""
    start, limit = len(text), _LONG_SENTENCE + _LONGEST_SENTENCE
    while True:
        written = count_words(text[start:])
        char = speaker.propose(text, _URGE * max(0, written - _LONG_SENTENCE))
        if ends_sentence(text) and not closes(char):
            return text
        if (written >= limit and char.isspace()) or len(text) - start > limit * LONGEST_WORD:
            return text
        text += char
        speaker.accept(char)


def _go_on(text: str, speaker: Speaker, words: int) -> str:
    """Add ``words`` words and what the sentence then still needs."""
    start, limit = len(text), words + _LONGEST_SENTENCE
    while True:
        written = count_words(text[start:])
        token = speaker.propose(text, _URGE * max(0, written - words))
        if written >= words and ends_sentence(text) and not closes(token):
            return text
        if written >= limit or len(text) - start > limit * LONGEST_WORD:
            return break_off(text)
        text += token
        speaker.accept(token)


def _tidy(prompt: str, text: str) -> str:
    """Keep the prompt; behind it leave one blank line between paragraphs and none at the end."""
    written = text[len(prompt) :]
    return prompt + re.sub(r"[ \t]*\n\s*", PARAGRAPH, written).rstrip()
