"""Writing a text in somebody's voice.

The strategies ``char`` and ``word`` let one model write alone. ``handoff`` is the blend of
R. Lee's Trump-bot (https://github.com/rtlee9/Trump-bot): the character model finishes the prompt's
first sentence, which it does with more discipline, then the word model, which knows more, goes on.

All chance comes from the generator passed in, so that the same voice, recipe and seed write the
same text.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from typing import Protocol

import numpy as np

from wisdom_model.errors import PromptError, SettingsError
from wisdom_model.model_file import LanguageModel, Voice
from wisdom_model.network import Float, Ids
from wisdom_model.sampler import Sampling, sample
from wisdom_model.sentences import closes, count_words, cut_to_sentence, ends_sentence
from wisdom_model.tokenizer import tokenize

BLENDS = ("handoff", "char", "word")
UNKNOWNS = ("spell", "skip")
PARAGRAPH = "\n\n"

_CONTEXT = 200  # characters that the speller reads before it spells a word
_LONGEST_WORD = 30  # characters
_LONGEST_SENTENCE = 60  # words that the character model may need for the first sentence


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
    char, word = CharSpeaker(voice.char, recipe.char, rng), WordSpeaker(voice, recipe, rng)
    speaker: Speaker = word if recipe.blend == "word" else char
    prompt = recipe.prompt or speaker.choose_opening()
    speaker.read(prompt)
    text = prompt
    if recipe.blend == "handoff":
        if not ends_sentence(prompt):
            text = _finish_sentence(prompt, char)
        speaker = word
        speaker.read(text)
    return _tidy(prompt, _go_on(text, speaker, recipe.length))


class Speaker(Protocol):
    """Reads a text and proposes how it goes on."""

    def choose_opening(self) -> str:
        """Choose how a text begins."""

    def read(self, text: str) -> None:
        """Read more of the text."""

    def propose(self, text: str) -> str:
        """Choose what follows ``text``, which is what was read so far; never an empty string."""

    def accept(self, token: str) -> None:
        """Read what was proposed."""


class Reader:
    """One model reading along a text that begins with a new paragraph."""

    def __init__(self, model: LanguageModel) -> None:
        self.vocabulary = model.vocabulary
        self._network = model.network
        self._state = model.network.start()
        self.logits: Float = np.zeros(len(model.vocabulary), np.float32)  # (V,), of what comes next

    def read(self, tokens: Sequence[str]) -> None:
        if tokens:
            self._read_ids(self.vocabulary.encode(tokens))

    def read_known(self, tokens: Iterable[str]) -> None:
        """Read those of ``tokens`` that the model knows."""
        self.read([token for token in tokens if token in self.vocabulary])

    def _read_ids(self, ids: Ids) -> None:
        logits, self._state = self._network.read(ids, self._state)
        self.logits = logits[0]


class CharSpeaker:
    """The character model, proposing one character after the other."""

    def __init__(self, model: LanguageModel, sampling: Sampling, rng: np.random.Generator) -> None:
        self._reader = Reader(model)
        self._reader.read_known(PARAGRAPH)
        self._sampling, self._rng = sampling, rng
        tokens = model.vocabulary.tokens
        self._never = _ids(tokens, lambda token: len(token) != 1)  # <unk>
        self._no_break = _ids(tokens, lambda mark: len(mark) != 1 or mark in "\n\r\t")

    def choose_opening(self) -> str:
        return _choose_opening(self._reader, self._rng)

    def read(self, text: str) -> None:
        self._reader.read(text)

    accept = read

    def propose(self, text: str) -> str:
        """Choose the character to follow ``text``; a line ends only where a sentence does."""
        breakable = ends_sentence(text) and not text.endswith(PARAGRAPH)
        banned = self._never if breakable else self._no_break
        chosen = sample(self._reader.logits, self._sampling, self._rng, banned)
        return self._reader.vocabulary.tokens[chosen]


class WordSpeaker:
    """The word model, proposing tokens; the character model spells those it does not know."""

    def __init__(self, voice: Voice, recipe: Recipe, rng: np.random.Generator) -> None:
        self._reader = Reader(voice.word)
        self._reader.read_known([PARAGRAPH])
        self._speller = voice.char
        self._recipe, self._rng = recipe, rng
        tokens = voice.word.vocabulary.tokens
        self._unknown = voice.word.vocabulary.unknown
        skipped = {self._unknown} if recipe.unknown == "skip" else set()
        blank = _ids(tokens, lambda token: token.isspace() and token != PARAGRAPH)
        breaks = _ids(tokens, str.isspace)
        skip = np.array([index for index in skipped if index is not None], dtype=np.int64)
        self._never = np.concatenate([blank, skip])
        self._no_break = np.concatenate([breaks, skip])

    def choose_opening(self) -> str:
        return _choose_opening(self._reader, self._rng)

    def read(self, text: str) -> None:
        self._reader.read(tokenize(text))

    def accept(self, token: str) -> None:
        self._reader.read([token])

    def propose(self, text: str) -> str:
        """Choose the token to follow ``text``; a paragraph ends only where a sentence does."""
        breakable = ends_sentence(text) and not text.endswith("\n")
        banned = self._never if breakable else self._no_break
        chosen = sample(self._reader.logits, self._recipe.word, self._rng, banned)
        if chosen == self._unknown:
            spelled = self._spell(text)
            if spelled is not None:
                return spelled
            banned = np.append(banned, chosen)
            chosen = sample(self._reader.logits, self._recipe.word, self._rng, banned)
        return self._reader.vocabulary.tokens[chosen]

    def _spell(self, text: str) -> str | None:
        """Let the character model spell one word after ``text``; None if it has none to offer."""
        speaker = CharSpeaker(self._speller, self._recipe.char, self._rng)
        speaker.read(text[-_CONTEXT:])
        word = ""
        while len(word) < _LONGEST_WORD:
            char = speaker.propose(text + word)
            if len(tokenize(word + char)) > 1:
                break
            word += char
            speaker.accept(char)
        return word if word.strip().isalpha() else None


def _finish_sentence(text: str, speaker: Speaker) -> str:
    """Bring the first sentence to its end, or as far as the longest sentence may go."""
    start = len(text)
    while True:
        char = speaker.propose(text)
        if ends_sentence(text) and not closes(char):
            return text
        full = count_words(text[start:]) >= _LONGEST_SENTENCE
        if (full and char.isspace()) or len(text) - start > _LONGEST_SENTENCE * _LONGEST_WORD:
            return text
        text += char
        speaker.accept(char)


def _go_on(text: str, speaker: Speaker, words: int) -> str:
    """Add ``words`` words and what the sentence then still needs, if it comes to an end in time."""
    start, limit = len(text), 2 * words + _LONGEST_SENTENCE
    while True:
        token = speaker.propose(text)
        written = count_words(text[start:])
        if written >= words and ends_sentence(text) and not closes(token):
            return text
        if written >= limit or len(text) - start > limit * _LONGEST_WORD:
            return cut_to_sentence(text, start)
        text += token
        speaker.accept(token)


def _choose_opening(reader: Reader, rng: np.random.Generator) -> str:
    """Draw how to begin: a capital, or in a script or voice without capitals any letter."""
    tokens = reader.vocabulary.tokens
    starts = _ids(tokens, lambda token: not token[0].isupper())
    if len(starts) == len(tokens):
        starts = _ids(tokens, lambda token: not token[0].isalpha())
    return tokens[sample(reader.logits, Sampling(), rng, starts)]


def _ids(tokens: Sequence[str], chosen: Callable[[str], bool]) -> Ids:
    return np.array([i for i, token in enumerate(tokens) if chosen(token)], dtype=np.int64)


def _tidy(prompt: str, text: str) -> str:
    """Keep the prompt; behind it leave one blank line between paragraphs and none at the end."""
    written = text[len(prompt) :]
    return prompt + re.sub(r"[ \t]*\n\s*", PARAGRAPH, written).rstrip()
