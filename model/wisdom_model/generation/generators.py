"""Models that read a text and propose, token by token, how it continues.

One token is written in two steps. ``propose`` draws it: ``constraints`` says which ones may not
follow, ``Reader.draw`` draws from the others, and if the token would leave quotation marks or
brackets unbalanced, another one is drawn. Then the writer appends it to the text, and ``accept``
has the models read it.

A model was trained on text with context before it and writes badly from the zero state. So a
generator first writes a few lines that are thrown away (``warm_up``).
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Collection
from copy import copy
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

from wisdom_model.generation.batching import Generation
from wisdom_model.generation.constraints import CharConstraints, WordConstraints, says_twice
from wisdom_model.generation.reader import NO_BIAS, EndBias, Reader
from wisdom_model.generation.speller import Speller
from wisdom_model.generation.trace import CHAR, WORD, Choice, Trace, make_choice
from wisdom_model.network.language_model import Ids
from wisdom_model.network.sampling import Sampling, softmax
from wisdom_model.text.brackets import keeps_balanced
from wisdom_model.text.tokenizer import tokenize
from wisdom_model.text.vocabulary import UNKNOWN
from wisdom_model.voice.file import LanguageModel
from wisdom_model.voice.habits import DEFAULT_HABITS, Habits

WARM_UP_CHARACTERS = 200
"""Characters that a character model writes first, to be thrown away."""
WARM_UP_TOKENS = 50
"""Tokens that a word model writes first, to be thrown away."""

_BALANCE_ATTEMPTS = 8  # at a token that keeps quotation marks and brackets in pairs
_SPELLING_ATTEMPTS = 8  # at a word that the word model does not know

Self = TypeVar("Self", bound="TokenGenerator")


class TokenGenerator(ABC):
    """Reads a text and proposes its next token. Its state is values: a shallow copy is a fork."""

    nats = 0.0
    """What the accepted tokens cost, at temperature 1."""
    accepted = 0
    """How many tokens were accepted."""
    rng: np.random.Generator
    habits: Habits
    """How the author begins, breaks and ends texts."""
    trace: Trace | None = None
    """Notes the choices of one text; None notes nothing. Forks share it."""

    def fork(self: Self, rng: np.random.Generator) -> Self:  # noqa: PYI019 (typing has it from 3.11)
        """A generator that has read the same and continues with its own randomness."""
        twin = copy(self)
        twin.rng = rng
        return twin

    def add_cost(self, probability: float) -> None:
        """Count an accepted token that had this probability."""
        self.nats -= float(np.log(probability))
        self.accepted += 1

    def propose(
        self, text: str, bias: EndBias = NO_BIAS, excluded: Collection[str] = ()
    ) -> Generation[str]:
        """Draw the token that follows ``text``, all of which was read; never an empty string.

        It is none of ``excluded``.
        """
        rejected: list[str] = []
        while True:
            token = yield from self._draw(text, bias, [*excluded, *rejected])
            balanced = keeps_balanced(text, token, lines=self.habits.lines)
            if len(rejected) == _BALANCE_ATTEMPTS or balanced:
                if self.trace is not None:
                    choice = yield from self._explain(text, token, bias, [*excluded, *rejected])
                    self.trace.note(text, choice)
                return token
            rejected.append(token)

    @abstractmethod
    def warm_up(self, rng: np.random.Generator) -> Generation[None]:
        """Write a few lines that are thrown away, and begin a new text."""

    def choose_opening(self) -> str:
        """Draw the first token of a text."""
        token = self.draw_opening()
        if self.trace is not None:
            self.trace.note("", self.explain_opening(token))
        return token

    @abstractmethod
    def append(self, text: str) -> Generation[None]:
        """Read more of the text."""

    @abstractmethod
    def accept(self, token: str) -> Generation[None]:
        """Read a token that was proposed, and add its cost."""

    @abstractmethod
    def _draw(self, text: str, bias: EndBias, rejected: Collection[str]) -> Generation[str]:
        """Draw a token that is none of ``rejected``."""

    @abstractmethod
    def draw_opening(self) -> str:
        """Draw the first token of a text."""

    @abstractmethod
    def _explain(
        self, text: str, token: str, bias: EndBias, rejected: Collection[str]
    ) -> Generation[Choice]:
        """How the ``token`` was chosen that was just drawn."""

    @abstractmethod
    def explain_opening(self, token: str) -> Choice:
        """How the first ``token`` of a text was chosen."""


class CharGenerator(TokenGenerator):
    """The character model, which proposes one character after the other."""

    def __init__(
        self,
        model: LanguageModel,
        sampling: Sampling,
        rng: np.random.Generator,
        habits: Habits = DEFAULT_HABITS,
    ) -> None:
        self.rng, self.habits = rng, habits
        self._reader, self._sampling = Reader(model, habits), sampling
        self._constraints = CharConstraints(model.vocabulary, habits)
        self.prediction = self._reader.start()

    def warm_up(self, rng: np.random.Generator) -> Generation[None]:
        yield from self.write_warm_up(rng)

    def write_warm_up(self, rng: np.random.Generator) -> Generation[str]:
        """Warm up, and return what was written."""
        written, self.prediction = yield from self._reader.write_warm_up(
            self.prediction, self._sampling, rng, WARM_UP_CHARACTERS
        )
        return written

    def append(self, text: str) -> Generation[None]:
        self.prediction = yield from self._reader.read(text, self.prediction)

    def accept(self, token: str) -> Generation[None]:
        probabilities, _ = softmax(self.prediction.logits)
        self.add_cost(probabilities[self._reader.vocabulary.encode(token)[0]])
        yield from self.append(token)

    def _draw(self, text: str, bias: EndBias, rejected: Collection[str]) -> Generation[str]:
        yield from ()
        banned = self._constraints.banned(text, rejected)
        return self._reader.draw(self.prediction, self._sampling, self.rng, banned, bias)

    def draw_opening(self) -> str:
        return self._reader.draw_opening(self.prediction, self.rng)

    def _explain(
        self, text: str, token: str, bias: EndBias, rejected: Collection[str]
    ) -> Generation[Choice]:
        yield from ()
        banned = self._constraints.banned(text, rejected)
        return self._judge(token, self._sampling, banned, bias)

    def explain_opening(self, token: str) -> Choice:
        return self._judge(token, Sampling(), self._reader.not_opening, NO_BIAS)

    def _judge(self, char: str, sampling: Sampling, banned: Ids, bias: EndBias) -> Choice:
        found = self._reader.find_probabilities(self.prediction, sampling, banned, bias)
        return make_choice(char, CHAR, float(found[self._reader.vocabulary.ids[char]]))


class WordGenerator(TokenGenerator):
    """The word model, which proposes tokens; a speller spells those that it does not know.

    Without a speller it chooses among the tokens that it knows.
    """

    def __init__(
        self,
        model: LanguageModel,
        speller: Speller | None,
        sampling: Sampling,
        rng: np.random.Generator,
        habits: Habits = DEFAULT_HABITS,
    ) -> None:
        self.rng, self.habits = rng, habits
        self.speller, self.sampling, self.vocabulary = speller, sampling, model.vocabulary
        self._reader = Reader(model, habits)
        self._constraints = WordConstraints(model.vocabulary, habits, spells=speller is not None)
        self.prediction = self._reader.start()
        self.previous = habits.start
        """The token that was read last."""

    def fork(self: WordGenerator, rng: np.random.Generator) -> WordGenerator:
        twin = super().fork(rng)
        twin.speller = copy(self.speller)
        return twin

    def warm_up(self, rng: np.random.Generator) -> Generation[None]:
        _, self.prediction = yield from self._reader.write_warm_up(
            self.prediction, self.sampling, rng, WARM_UP_TOKENS
        )

    def append(self, text: str) -> Generation[None]:
        yield from self._read(text, tokenize(text))

    def accept(self, token: str) -> Generation[None]:
        probabilities, _ = softmax(self.prediction.logits)
        self.add_cost(probabilities[self.find_id(token)])
        yield from self.append_token(token)

    def append_token(self, token: str) -> Generation[None]:
        """Read one token, which is whole even if alone it would be cut into several."""
        yield from self._read(token, [token])

    def find_id(self, token: str) -> int:
        """The id of ``token``, or that of <unk>."""
        return int(self.vocabulary.encode([token])[0])

    def banned(self, text: str, rejected: Collection[str]) -> Ids:
        """Ids of the tokens that may not follow ``text``."""
        return self._constraints.banned(text, self.previous, rejected)

    def find_breaks(self, text: str) -> tuple[str, ...]:
        """The breaks that a speller may spell after ``text``."""
        spelled = self.habits.ends_documents or self.habits.lines
        return self._constraints.find_breaks(text) if spelled else ()

    def draw(self, banned: Ids, bias: EndBias) -> str:
        """Draw a token, which may be <unk>."""
        return self._reader.draw(self.prediction, self.sampling, self.rng, banned, bias)

    def draw_known(self, banned: Ids, bias: EndBias) -> str:
        """Draw a token that the word model knows."""
        return self.draw(np.append(banned, self.vocabulary.encode([UNKNOWN])), bias)

    def find_probabilities(self, banned: Ids, bias: EndBias) -> NDArray[np.float64]:
        """The probability of each token in ``draw``, (V,)."""
        return self._reader.find_probabilities(self.prediction, self.sampling, banned, bias)

    def _draw(self, text: str, bias: EndBias, rejected: Collection[str]) -> Generation[str]:
        banned = self.banned(text, rejected)
        token = self.draw(banned, bias)
        if token == UNKNOWN:
            token = yield from self._spell(text, rejected)
        return token or self.draw_known(banned, bias)

    def draw_opening(self) -> str:
        return self._reader.draw_opening(self.prediction, self.rng)

    def _explain(
        self, text: str, token: str, bias: EndBias, rejected: Collection[str]
    ) -> Generation[Choice]:
        banned = self.banned(text, rejected)
        found = self.find_probabilities(banned, bias)
        if token in self.vocabulary:
            source = self._find_source(token, self.sampling, banned, bias)
            probability = float(found[self.find_id(token)])
        else:
            assert self.speller is not None  # nobody else writes unknown words  # noqa: S101
            source = CHAR
            spelled = yield from self.speller.find_probability(text, token)
            probability = float(found[self.find_id(UNKNOWN)]) * spelled
        return make_choice(token, source, probability, (self.vocabulary.tokens, found))

    def explain_opening(self, token: str) -> Choice:
        banned = self._reader.not_opening
        found = self._find_opening_probabilities()
        source = self._find_source(token, Sampling(), banned, NO_BIAS)
        rivals = self.vocabulary.tokens, found
        return make_choice(token, source, float(found[self.find_id(token)]), rivals)

    def _find_opening_probabilities(self) -> NDArray[np.float64]:
        return self._reader.find_opening_probabilities(self.prediction)

    def _find_source(self, token: str, sampling: Sampling, banned: Ids, bias: EndBias) -> str:  # noqa: ARG002 (of the product)
        """Who chose ``token``, which the word model knows."""
        return WORD

    def _spell(self, text: str, rejected: Collection[str]) -> Generation[str]:
        """Have a word spelled that the word model does not know; ``""`` if there is none."""
        assert self.speller is not None  # <unk> is banned without one  # noqa: S101
        for _ in range(_SPELLING_ATTEMPTS):
            word = yield from self.speller.spell(text, self.rng)
            rare = word.strip().isalpha() and word not in self.vocabulary
            if rare and word not in rejected and not says_twice(self.previous, word):
                return word
        return ""

    def _read(self, text: str, tokens: list[str]) -> Generation[None]:
        if self.speller is not None:
            self.speller.append(text)
        self.previous = tokens[-1] if tokens else self.previous
        self.prediction = yield from self._reader.read(tokens, self.prediction)
