"""The product of the word model and the phrase memory: a token has to suit both.

What predicts an author best is a mixture, in which whatever one expert allows is possible. What
reads well is a product (G. Hinton, "Training Products of Experts by Minimizing Contrastive
Divergence", 2002), in which every expert has a veto. Before every token, with its two predecessors
a and b, the weight of a token c is

    P_word(c | text)^(1 / temperature) * P(c)^-RARITY * agreement(c | a b)

P(c) is the token's probability without any text: both experts favour frequent words for their
frequency, which should count but once, or the text would be made of function words. The agreement
is n^-STALENESS where the author wrote the triple a b c n times: a phrase is the less welcome, the
staler it is. It is exp(-PAIR_COST) where the author wrote only the pair b c, and exp(-STRANGE_COST)
elsewhere. A voice that writes no unknown words stays away from a pair b c after which the author
mostly wrote one, such as "more than $".
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from wisdom_model.generation.batching import Generation, Prediction
from wisdom_model.generation.generators import WordGenerator
from wisdom_model.generation.reader import EndBias
from wisdom_model.generation.speller import Speller
from wisdom_model.generation.trace import MEMORY, WORD
from wisdom_model.network.exact import Float, exp_negative, log, log_scalar, sum_fixed_point
from wisdom_model.network.language_model import Ids
from wisdom_model.network.sampling import Sampling
from wisdom_model.text.vocabulary import UNKNOWN
from wisdom_model.voice.file import LanguageModel
from wisdom_model.voice.habits import Habits
from wisdom_model.voice.phrase_memory import PhraseMemory

RARITY = 0.45
"""The power of a token's own probability that is divided out."""
STALENESS = 0.15
"""The power of the count of a triple that is divided out."""
PAIR_COST = 6.0
"""Nats that a token loses if the author wrote it after the last token, but not after both."""
STRANGE_COST = 16.0
"""Nats that a token loses if the author never wrote it after the last token."""

_BLIND_ALLEY = 0.5  # share of <unk> among what followed a pair, from which on it is avoided
_NEGLIGIBLE = 18.0  # nats below the likeliest token: all such tokens together change no cost
_MIN_P = 2.0**-20  # of the likeliest token's weight; all lighter ones are drawn once in many posts


class WrittenToken(NamedTuple):
    """A token that was accepted."""

    id: int
    text: str
    log_probability: float
    """By the word model at temperature 1, in nats."""


class ProductGenerator(WordGenerator):
    """The word model, held to what the author wrote after the last two tokens."""

    def __init__(  # noqa: PLR0913, PLR0917 (a word generator's, and the memory)
        self,
        model: LanguageModel,
        memory: PhraseMemory,
        speller: Speller | None,
        sampling: Sampling,
        rng: np.random.Generator,
        habits: Habits,
    ) -> None:
        super().__init__(model, speller, sampling, rng, habits)
        self.written: tuple[WrittenToken, ...] = ()
        """The accepted tokens."""
        self.agrees = True
        """Whether a token has to suit the memory; else the word model chooses alone, at temperature
        1. It alone knows when paragraphs and texts end: a high temperature would end most of them.
        """
        self._memory = memory
        rarity = (-RARITY * memory.log_unigrams).astype(np.float32)
        self._gains = rarity - np.float32(STRANGE_COST)  # of each token, (V,), in nats
        stale = log(memory.counts.astype(np.float64))
        self._triple_gains = (PAIR_COST - STALENESS * stale).astype(np.float32)  # (triples,)
        self._pair_gains = np.full(len(memory.pairs), STRANGE_COST - PAIR_COST, np.float32)
        if speller is None:
            unknown = memory.measure_share(model.vocabulary.ids[UNKNOWN])
            self._pair_gains[unknown >= _BLIND_ALLEY] = -STRANGE_COST
        self._start = self.find_id(habits.start)
        self._before = self._last = self._start

    def fork(self: ProductGenerator, rng: np.random.Generator) -> ProductGenerator:
        twin = super().fork(rng)
        assert isinstance(twin, ProductGenerator)  # noqa: S101 (a shallow copy)
        return twin

    def warm_up(self, rng: np.random.Generator) -> Generation[None]:
        yield from super().warm_up(rng)
        self._before = self._last = self._start

    def draw(self, banned: Ids, bias: EndBias) -> str:
        if not self.agrees:
            return self._reader.draw(self.prediction, Sampling(), self.rng, banned, bias)
        return self._reader.draw(
            self._predict_both(), self.sampling, self.rng, banned, bias, _MIN_P
        )

    def find_probabilities(self, banned: Ids, bias: EndBias) -> NDArray[np.float64]:
        if not self.agrees:
            return self._reader.find_probabilities(self.prediction, Sampling(), banned, bias)
        return self._reader.find_probabilities(
            self._predict_both(), self.sampling, banned, bias, _MIN_P
        )

    def accept(self, token: str) -> Generation[None]:
        index = self.find_id(token)
        cost = measure_cost(self.prediction.logits, index)
        self.nats += cost
        self.accepted += 1
        self.written = (*self.written, WrittenToken(index, token, -cost))
        yield from self.append_token(token)

    def agree(self) -> Float:
        """The logits, and what each token gains and loses at the temperature, (V,)."""
        return self._add_gains(self.prediction.logits)

    def _predict_both(self) -> Prediction:
        return Prediction(self.agree(), self.prediction.state)

    def _add_gains(self, given: Float) -> Float:
        scale = np.float32(self.sampling.temperature or 1.0)
        memory = self._memory
        logits: Float = given + self._gains * scale
        pairs = memory.find_pairs(self._last)
        logits[memory.pairs[pairs]] += self._pair_gains[pairs] * scale
        triples = memory.find_triples(self._before, self._last)
        logits[memory.triples[triples]] += self._triple_gains[triples] * scale
        return logits

    def draw_opening(self) -> str:
        return self._reader.draw_opening(self._predict_both(), self.rng)

    def _find_opening_probabilities(self) -> NDArray[np.float64]:
        return self._reader.find_opening_probabilities(self._predict_both())

    def _find_source(self, token: str, sampling: Sampling, banned: Ids, bias: EndBias) -> str:
        """Which of the two would alone have been more likely to write ``token``."""
        if not self.agrees:
            return WORD
        index, state = self.find_id(token), self.prediction.state
        gains = Prediction(self._add_gains(np.zeros_like(self._gains)), state)
        word, memory = (
            self._reader.find_probabilities(each, sampling, banned, bias)[index]
            for each in (self.prediction, gains)
        )
        return MEMORY if memory > word else WORD

    def _read(self, text: str, tokens: list[str]) -> Generation[None]:
        for index in self.vocabulary.encode(tokens).tolist():
            # The memory has what begins a text after two marks of a start.
            self._before = index if index == self._start else self._last
            self._last = index
        yield from super()._read(text, tokens)


def measure_cost(logits: Float, index: int) -> float:
    """-ln P of a token by its ``logits``, (V,), in nats; the same on every machine."""
    below = logits.max() - logits
    near = below[below < _NEGLIGIBLE].astype(np.float64)
    mass = float(sum_fixed_point(exp_negative(near))[0])
    return float(below[index]) + log_scalar(mass)
