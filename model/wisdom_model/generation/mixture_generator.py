"""The mixture as a generator: a token of the word model, or one that the character model spells.

To draw from a mixture, first draw an expert by its weight, then a token from that expert. Each
draws at its own temperature; the gate looks at the word model at temperature 1. An unknown word has
to be plausible to the word model, as in min-p (M. Nguyen et al., arXiv:2407.01082).
"""

from __future__ import annotations

from collections.abc import Collection

import numpy as np

from wisdom_model.generation.batching import Generation
from wisdom_model.generation.constraints import says_twice
from wisdom_model.generation.generators import CharGenerator, TokenGenerator, WordGenerator
from wisdom_model.generation.reader import EndBias
from wisdom_model.generation.trace import CHAR, WORD, Choice, make_choice
from wisdom_model.mixture.gate import Gate, gate_features
from wisdom_model.network.sampling import softmax
from wisdom_model.text.vocabulary import UNKNOWN

PLAUSIBLE = 0.1
"""Share of the word model's largest probability below which no unknown word is taken from the
character model. Drawing at a low temperature from the sum of both would make invented words rarer;
drawing from each at its own alone would not. The same demand on known words makes posts as dull as
the likeliest words are."""

_ATTEMPTS = 4  # at a token that the character model may spell


class MixtureGenerator(TokenGenerator):
    """The word model and the character model, weighed by a gate before every token."""

    def __init__(self, gate: Gate, word: WordGenerator, char: CharGenerator) -> None:
        self._gate, self.word, self._char = gate, word, char
        self.habits = word.habits
        self._probabilities = np.zeros(0)  # P_word of the next token, (V,), at the last proposal
        self._spelled = False  # whether the character model made the last proposal
        self._word_weight = 1.0  # the chance that the word model makes it

    def fork(self: MixtureGenerator, rng: np.random.Generator) -> MixtureGenerator:
        twin = super().fork(rng)
        twin.word = self.word.fork(rng)
        return twin

    def warm_up(self, rng: np.random.Generator) -> Generation[None]:
        """The character model writes, and both read it."""
        written, start = (yield from self._char.write_warm_up(rng)), self.habits.start
        yield from self.word.append(start + written.strip() + start)
        if self.word.speller is not None:
            self.word.speller.continue_from(self._char.prediction)

    def append(self, text: str) -> Generation[None]:
        yield from self.word.append(text)

    def accept(self, token: str) -> Generation[None]:
        self.add_cost(self._probabilities[self.word.find_id(token)])
        yield from self.word.append_token(token)

    def _draw(self, text: str, bias: EndBias, rejected: Collection[str]) -> Generation[str]:
        word, self._spelled, self._word_weight = self.word, False, 1.0
        self._probabilities, entropy = softmax(word.prediction.logits)
        unknown = float(self._probabilities[word.vocabulary.ids[UNKNOWN]])
        word_weight, _ = self._gate.weigh(gate_features(float(entropy), unknown, word.previous))
        # At temperature 0 nothing is drawn: the expert with the larger weight proposes.
        drawn = 0.5 if word.sampling.temperature == 0 else self.rng.random()
        banned = word.banned(text, rejected)
        if word.speller is None:
            return word.draw(banned, bias)
        self._word_weight = word_weight
        by_word = drawn < word_weight
        token = word.draw(banned, bias) if by_word else UNKNOWN
        # The first proposal decides whether a break comes: more would make breaks likelier.
        breaks = () if by_word else word.find_breaks(text)
        may_invent = unknown >= PLAUSIBLE * float(self._probabilities.max())
        for _ in range(_ATTEMPTS):
            if self._accepts(token, rejected, may_invent=may_invent):
                return token
            token = yield from word.speller.spell(text, self.rng, breaks, bias)
            self._spelled, breaks = True, ()
        self._spelled = False
        return word.draw_known(word.banned(text, [*rejected, *word.find_breaks(text)]), bias)

    def draw_opening(self) -> str:
        return self.word.draw_opening()

    def explain_opening(self, token: str) -> Choice:
        return self.word.explain_opening(token)

    def _explain(
        self, text: str, token: str, bias: EndBias, rejected: Collection[str]
    ) -> Generation[Choice]:
        """Name the model that was drawn; the way by the other one is not counted."""
        word = self.word
        weight = self._word_weight
        if word.sampling.temperature == 0:
            weight = float(weight > 0.5)  # noqa: PLR2004 (the larger)
        found = word.find_probabilities(word.banned(text, rejected), bias) * weight
        rivals = word.vocabulary.tokens, found
        if not self._spelled:
            return make_choice(token, WORD, float(found[word.find_id(token)]), rivals)
        assert word.speller is not None  # somebody spelled  # noqa: S101
        spelled = yield from word.speller.find_probability(text, token)
        asked = 1 - weight + float(found[word.find_id(UNKNOWN)])
        return make_choice(token, CHAR, asked * spelled, rivals)

    def _accepts(self, token: str, rejected: Collection[str], *, may_invent: bool) -> bool:
        """Whether ``token`` may be proposed; never <unk>, nor ``""`` of a speller that failed."""
        known = may_invent or token in self.word.vocabulary
        fresh = token not in ("", UNKNOWN, *rejected)
        return known and fresh and not says_twice(self.word.previous, token)
