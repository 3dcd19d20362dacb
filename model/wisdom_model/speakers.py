"""Models that read a text and propose, token by token, how it goes on.

Nothing that a model learned from stood at the beginning of everything, so from the zero state its
first words would be strange. A speaker therefore first writes a little that nobody sees.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from copy import copy
from typing import Protocol

import numpy as np

from wisdom_model.exact import Float
from wisdom_model.model_file import LanguageModel, Voice
from wisdom_model.network import Ids
from wisdom_model.sampler import Sampling, sample
from wisdom_model.sentences import ENDERS, ends_sentence
from wisdom_model.tokenizer import PARAGRAPH, tokenize
from wisdom_model.vocabulary import UNKNOWN

LONGEST_WORD = 30  # characters

_WARM_UP_CHARACTERS, _WARM_UP_TOKENS = 200, 50
_CONTEXT = 200  # characters that the speller reads before it spells a word
_ATTEMPTS = 8  # at an opening that is no heading, at a word that the word model does not know


class Speaker(Protocol):
    """Reads a text and proposes how it goes on."""

    def choose_opening(self) -> str:
        """Choose how a text begins."""

    def read(self, text: str) -> None:
        """Read more of the text."""

    def propose(self, text: str, urge: float) -> str:
        """Choose what follows ``text``, which is what was read so far; never an empty string.

        ``urge`` is added to the logits of what ends a sentence.
        """

    def accept(self, token: str) -> None:
        """Read what was proposed."""


class Reader:
    """One model reading along a text that begins with a new paragraph."""

    def __init__(self, model: LanguageModel) -> None:
        self.tokens = model.vocabulary.tokens
        self.vocabulary = model.vocabulary
        self._network = model.network
        self._state = model.network.start()
        self._enders = _ids(self.tokens, lambda token: token.strip() in set(ENDERS))
        self.logits: Float = np.zeros(len(self.tokens), np.float32)  # (V,), of what comes next

    def read(self, tokens: Sequence[str]) -> None:
        if tokens:
            ids = self.vocabulary.encode(tokens)
            logits, self._state = self._network.read(ids, self._state)
            self.logits = logits[0]

    def draw(
        self, sampling: Sampling, rng: np.random.Generator, banned: Ids, urge: float = 0
    ) -> str:
        """Draw what comes next; ``urge`` is added to the logits of what ends a sentence."""
        logits = self.logits
        if urge:
            logits = logits.copy()
            logits[self._enders] += urge
        return self.tokens[sample(logits, sampling, rng, banned)]

    def warm_up(self, tokens: int, sampling: Sampling, rng: np.random.Generator) -> None:
        """Write so many tokens that nobody sees, then begin a new paragraph."""
        self._read_paragraph()
        unknown = _ids(self.tokens, UNKNOWN.__eq__)
        for _ in range(tokens):
            self.read([self.draw(sampling, rng, unknown)])
        self._read_paragraph()

    def _read_paragraph(self) -> None:
        """Read a paragraph's end, as one token or as characters, as far as the model knows it."""
        marks = [PARAGRAPH] if PARAGRAPH in self.vocabulary else PARAGRAPH
        self.read([mark for mark in marks if mark in self.vocabulary])

    def draw_opening(self, rng: np.random.Generator) -> str:
        """Draw a beginning: with a capital, or where no token has one, with any letter.

        Words in capitals are headings, so only the first letter may be one.
        """
        others = _ids(self.tokens, lambda token: not token[0].isupper() or token[1:].isupper())
        if len(others) == len(self.tokens):
            others = _ids(self.tokens, lambda token: not token[0].isalpha())
        return self.draw(Sampling(), rng, others)


class CharSpeaker:
    """The character model, proposing one character after the other."""

    def __init__(
        self, model: LanguageModel, sampling: Sampling, rng: np.random.Generator, *, warm: bool
    ) -> None:
        self._reader = Reader(model)
        if warm:
            self._reader.warm_up(_WARM_UP_CHARACTERS, sampling, rng)
        self._sampling, self._rng = sampling, rng
        tokens = model.vocabulary.tokens
        self._never = _ids(tokens, lambda token: len(token) != 1)  # <unk>
        self._no_break = _ids(tokens, lambda mark: len(mark) != 1 or mark in "\n\r\t")
        self._no_capital = _ids(tokens, lambda mark: len(mark) != 1 or mark.isupper())

    def choose_opening(self) -> str:
        """Choose a capital and what follows it; another capital would make a heading."""
        for _ in range(_ATTEMPTS):
            capital = self._reader.draw_opening(self._rng)
            ahead = copy(self._reader)
            ahead.read(capital)
            following = ahead.draw(Sampling(), self._rng, self._no_break)
            if not following.isupper():
                return capital + following
        return capital + ahead.draw(self._sampling, self._rng, self._no_capital)

    def read(self, text: str) -> None:
        self._reader.read(text)

    accept = read

    def propose(self, text: str, urge: float = 0) -> str:
        """Choose the character to follow ``text``; a line ends only where a sentence does."""
        breakable = ends_sentence(text) and not text.endswith(PARAGRAPH)
        banned = self._never if breakable else self._no_break
        return self._reader.draw(self._sampling, self._rng, banned, urge)

    def spell(self, text: str) -> str:
        """Spell the next word of ``text``, which was read, leaving this speaker as it was."""
        ahead = copy(self)
        ahead._reader = copy(self._reader)  # noqa: SLF001 (it is our own twin)
        word = ""
        while len(word) < LONGEST_WORD:
            char = ahead.propose(text + word)
            if len(tokenize(word + char)) > 1:
                break
            word += char
            ahead.accept(char)
        return word


class WordSpeaker:
    """The word model, proposing tokens; the character model spells those it does not know."""

    def __init__(
        self,
        voice: Voice,
        spelling: Sampling,
        sampling: Sampling,
        rng: np.random.Generator,
        *,
        spell: bool,
    ) -> None:
        self._reader = Reader(voice.word)
        self._reader.warm_up(_WARM_UP_TOKENS, sampling, rng)
        self._speller, self._spelling = voice.char, spelling
        self._sampling, self._rng = sampling, rng
        skipped = set() if spell else {UNKNOWN}
        # Behind a letter these would be read as the rest of its word.
        self._glued = _ids(
            self._reader.tokens, lambda t: t[0].isalnum() and t.lower() not in ("n't", "n’t")
        )
        self._never = _ids(
            self._reader.tokens, lambda t: t in skipped or (t.isspace() and t != PARAGRAPH)
        )
        self._no_break = _ids(self._reader.tokens, lambda t: t in skipped or t.isspace())

    def choose_opening(self) -> str:
        return self._reader.draw_opening(self._rng)

    def read(self, text: str) -> None:
        self._reader.read(tokenize(text))

    def accept(self, token: str) -> None:
        self._reader.read([token])

    def propose(self, text: str, urge: float = 0) -> str:
        """Choose the token to follow ``text``; a paragraph ends only where a sentence does."""
        breakable = ends_sentence(text) and not text.endswith("\n")
        banned = self._never if breakable else self._no_break
        if text[-1].isalnum():
            banned = np.concatenate([banned, self._glued])
        token = self._reader.draw(self._sampling, self._rng, banned, urge)
        if token != UNKNOWN:
            return token
        banned = np.append(banned, self._reader.vocabulary.encode([UNKNOWN]))
        return self._spell(text) or self._reader.draw(self._sampling, self._rng, banned, urge)

    def _spell(self, text: str) -> str:
        """Have a word spelled that the word model does not know; ``""`` if none comes up."""
        speaker = CharSpeaker(self._speller, self._spelling, self._rng, warm=False)
        speaker.read(text[-_CONTEXT:])
        for _ in range(_ATTEMPTS):
            word = speaker.spell(text)
            glued = text[-1].isalnum() and not word.startswith(" ")
            if word.strip().isalpha() and word not in self._reader.vocabulary and not glued:
                return word
        return ""


def _ids(tokens: Sequence[str], chosen: Callable[[str], bool]) -> Ids:
    return np.array([i for i, token in enumerate(tokens) if chosen(token)], dtype=np.int64)
