"""Models that read a text and propose, token by token, how it goes on.

Nothing that a model learned from stood at the beginning of everything, so from the zero state its
first words would be strange. A speaker therefore first writes a little that nobody sees.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from copy import copy
from typing import Protocol

import numpy as np

from wisdom_model.generation.batching import Writing
from wisdom_model.generation.reader import Reader, find_ids
from wisdom_model.generation.speller import Speller
from wisdom_model.network.language_model import Ids
from wisdom_model.network.sampling import Sampling, softmax
from wisdom_model.text.sentences import ends_sentence, needs_space
from wisdom_model.text.tokenizer import NEGATED, PARAGRAPH, tokenize
from wisdom_model.text.vocabulary import UNKNOWN
from wisdom_model.voice.file import LanguageModel, Voice

WARM_UP_CHARACTERS = 200
"""Characters that are written first, and that nobody sees."""
WARM_UP_TOKENS = 50
"""The same for a word model."""

_NEGATED = re.compile(rf"(?<![^\W_])(?:{'|'.join(sorted(NEGATED))})$", re.IGNORECASE)
_ATTEMPTS = 8  # at a word that the word model does not know


class Speaker(Protocol):
    """Reads a text and proposes how it goes on."""

    nats: float
    """What all that was accepted has cost, at temperature 1."""
    accepted: int
    """How many tokens that were."""

    def warm_up(self, rng: np.random.Generator) -> Writing[None]:
        """Write a little that nobody sees, and begin a new paragraph."""

    def fork(self, rng: np.random.Generator) -> Speaker:
        """A speaker that has read the same and goes its own way by its own chance."""

    def choose_opening(self) -> str:
        """Choose how a text begins."""

    def read(self, text: str) -> Writing[None]:
        """Read more of the text."""

    def propose(self, text: str, urge: float, refused: Collection[str]) -> Writing[str]:
        """Choose what follows ``text``, which is what was read so far; never an empty string.

        ``urge`` is added to the logits of what ends a sentence; ``refused`` was proposed before
        and would not do.
        """

    def accept(self, token: str) -> Writing[None]:
        """Read what was proposed."""


class CharSpeaker:
    """The character model, proposing one character after the other."""

    def __init__(self, model: LanguageModel, sampling: Sampling, rng: np.random.Generator) -> None:
        self.reader = Reader(model)
        self.nats, self.accepted = 0.0, 0
        self._sampling, self.rng = sampling, rng
        tokens = model.vocabulary.tokens
        self._never = find_ids(tokens, lambda token: len(token) != 1)  # <unk>
        self._no_break = find_ids(tokens, lambda mark: len(mark) != 1 or mark in "\n\r\t")
        self._no_capital = find_ids(tokens, lambda mark: len(mark) != 1 or mark.isupper())

    def fork(self, rng: np.random.Generator) -> CharSpeaker:
        twin = copy(self)
        twin.reader, twin.rng = copy(self.reader), rng
        return twin

    def warm_up(self, rng: np.random.Generator) -> Writing[None]:
        yield from self.write_unseen(rng)

    def write_unseen(self, rng: np.random.Generator) -> Writing[str]:
        """Write a little that nobody sees, and say what it was; then begin a new paragraph."""
        reader, written = copy(self.reader), ""
        self.reader = reader
        yield from reader.begin_paragraph()
        unknown = find_ids(reader.tokens, UNKNOWN.__eq__)
        for _ in range(WARM_UP_CHARACTERS):
            written += reader.draw(self._sampling, rng, unknown)
            yield from reader.read(written[-1])
        yield from reader.begin_paragraph()
        return written

    def choose_opening(self) -> str:
        """Choose a capital."""
        return self.reader.draw_opening(self.rng)

    def read(self, text: str) -> Writing[None]:
        yield from self.reader.read(text)

    def accept(self, token: str) -> Writing[None]:
        shares, _ = softmax(self.reader.logits)
        ids = self.reader.vocabulary.encode(token)
        self.nats -= float(np.log(shares[ids[0]]))
        self.accepted += 1
        yield from self.reader.read(token)

    def propose(self, text: str, urge: float, refused: Collection[str]) -> Writing[str]:
        """Choose the character to follow ``text``; a line ends only where a sentence does."""
        yield from ()
        breakable = ends_sentence(text) and not text.endswith(PARAGRAPH)
        banned = self._never if breakable else self._no_break
        if len(text) == 1:  # a second capital would make a heading
            banned = np.concatenate([banned, self._no_capital])
        if refused:
            banned = np.concatenate([banned, self.reader.vocabulary.encode(list(refused))])
        return self.reader.draw(self._sampling, self.rng, banned, urge)


class WordSpeaker:
    """The word model, proposing tokens; the character model spells those it does not know."""

    def __init__(
        self, voice: Voice, spelling: Sampling, sampling: Sampling, rng: np.random.Generator,
        *, spell: bool,
    ) -> None:  # fmt: skip
        self.reader = Reader(voice.word)
        self.nats, self.accepted = 0.0, 0
        self.speller = Speller(voice.char, spelling)
        self._sampling, self.rng = sampling, rng
        self._spells = spell
        tokens, skipped = self.reader.tokens, set() if spell else {UNKNOWN}
        # Behind a letter these would be read as the rest of its word, behind a comma as a slip.
        self._glued = find_ids(tokens, lambda t: t[0].isalnum() and t.lower() not in ("n't", "n’t"))
        self._not = find_ids(tokens, lambda t: t.lower() in ("n't", "n’t"))
        self._never = find_ids(tokens, lambda t: t in skipped or (t.isspace() and t != PARAGRAPH))
        self._no_break = find_ids(tokens, lambda t: t in skipped or t.isspace())
        self._begins: dict[str, list[int]] = {}  # with each mark, ids of the tokens
        for index, token in enumerate(tokens):
            if not (token[0].isalnum() or token[0].isspace()):
                self._begins.setdefault(token[0], []).append(index)
        self._before = PARAGRAPH  # the token that was read last

    def fork(self, rng: np.random.Generator) -> WordSpeaker:
        twin = copy(self)
        twin.reader, twin.speller, twin.rng = copy(self.reader), copy(self.speller), rng
        return twin

    def warm_up(self, rng: np.random.Generator) -> Writing[None]:
        reader = self.reader
        yield from reader.begin_paragraph()
        unknown = find_ids(reader.tokens, UNKNOWN.__eq__)
        for _ in range(WARM_UP_TOKENS):
            yield from reader.read([reader.draw(self._sampling, rng, unknown)])
        yield from reader.begin_paragraph()

    def choose_opening(self) -> str:
        return self.reader.draw_opening(self.rng)

    def read(self, text: str) -> Writing[None]:
        self.speller.hear(text)
        tokens = tokenize(text)
        self._before = tokens[-1] if tokens else self._before
        yield from self.reader.read(tokens)

    def accept(self, token: str) -> Writing[None]:
        shares, _ = softmax(self.reader.logits)
        self.charge(shares, token)
        yield from self.hear(token)

    def hear(self, token: str) -> Writing[None]:
        """Read one token, which is whole even if alone it would be cut into several."""
        self.speller.hear(token)
        self._before = token
        yield from self.reader.read([token])

    def charge(self, shares: np.ndarray, token: str) -> None:
        """Note what ``token`` costs by ``shares``, the probabilities of what comes next."""
        self.nats -= float(np.log(shares[self.reader.vocabulary.encode([token])[0]]))
        self.accepted += 1

    def propose(self, text: str, urge: float, refused: Collection[str]) -> Writing[str]:
        """Choose the token to follow ``text``; a paragraph ends only where a sentence does."""
        banned = self.find_banned(text, refused)
        token = self.reader.draw(self._sampling, self.rng, banned, urge)
        if token == UNKNOWN:
            token = yield from self._spell(text, refused)
        return token or self.draw_known(banned, urge)

    def draw_known(self, banned: Ids, urge: float) -> str:
        """Draw a token that the word model knows."""
        banned = np.append(banned, self.reader.vocabulary.encode([UNKNOWN]))
        return self.reader.draw(self._sampling, self.rng, banned, urge)

    def find_banned(self, text: str, refused: Collection[str]) -> Ids:
        """Ids of the tokens that may not follow ``text``."""
        breakable = ends_sentence(text) and not text.endswith("\n")
        banned = self._never if breakable else self._no_break
        if needs_space(text):
            banned = np.concatenate([banned, self._glued])
        if not _NEGATED.search(text):
            banned = np.concatenate([banned, self._not])
        if merging := self._begins.get(text[-1:]):  # the two would be read as one token
            banned = np.concatenate([banned, merging])
        if self.repeats(self._before) and self._before in self.reader.vocabulary:
            banned = np.append(banned, self.reader.vocabulary.encode([self._before]))
        known = [token for token in refused if token in self.reader.vocabulary]
        if known:
            banned = np.concatenate([banned, self.reader.vocabulary.encode(known)])
        return banned

    def repeats(self, token: str) -> bool:
        """Whether ``token`` would say the last word twice; a letter or ideograph may come twice."""
        return token == self._before and token.strip().isalpha() and len(token.strip()) > 1

    def _spell(self, text: str, refused: Collection[str]) -> Writing[str]:
        """Have a word spelled that the word model does not know; ``""`` if none comes up."""
        for _ in range(_ATTEMPTS):
            word = yield from self.speller.spell(text, self.rng)
            rare = word.strip().isalpha() and word not in self.reader.vocabulary
            if rare and word not in refused and not self.repeats(word):
                return word
        return ""
