"""The mixture as a speaker: a token of the word model's, or one that the character model spells.

To draw from a mixture, first draw the expert by its weight, then a token from that expert. Each
draws at its own temperature; the gate looks at the word model at temperature 1. An
unknown word has to be plausible to the word model, as in min-p (M. Nguyen et al.,
arXiv:2407.01082).
"""

from __future__ import annotations

from collections.abc import Collection
from copy import copy

import numpy as np

from wisdom_model.generation.batching import Writing
from wisdom_model.generation.generators import CharSpeaker, WordSpeaker
from wisdom_model.mixture.gate import Mixture, gate_features
from wisdom_model.network.sampling import Sampling, softmax
from wisdom_model.text.tokenizer import PARAGRAPH
from wisdom_model.text.vocabulary import UNKNOWN
from wisdom_model.voice.file import Voice

PLAUSIBLE = 0.1
"""Of the word model's likeliest token: where it finds an unknown word less likely than this share,
none is taken from the character model. Drawing at a low temperature from the sum of both would make
invented words rarer; drawing from each at its own alone would not. The same demand on words that
are known makes posts as dull as the likeliest words are."""
_ATTEMPTS = 4  # at a token that the character model may spell here


class MixtureSpeaker(WordSpeaker):
    """The word model with a gate, and the character model beside it."""

    def __init__(
        self, voice: Voice, spelling: Sampling, sampling: Sampling, rng: np.random.Generator,
        *, spell: bool,
    ) -> None:  # fmt: skip
        super().__init__(voice, spelling, sampling, rng, spell=spell)
        self._gate = Mixture.of(voice.metadata).gate
        self._opener = CharSpeaker(voice.char, spelling, rng)
        self._shares = np.zeros(0)  # P_word of what comes next, as it was asked for last

    def fork(self, rng: np.random.Generator) -> MixtureSpeaker:
        twin = super().fork(rng)
        assert isinstance(twin, MixtureSpeaker)  # noqa: S101 (copy keeps the class)
        return twin

    def warm_up(self, rng: np.random.Generator) -> Writing[None]:
        """The character model writes, and both read it."""
        opener = copy(self._opener)
        written = yield from opener.write_unseen(rng)
        yield from self.read(PARAGRAPH + written.strip() + PARAGRAPH)
        self.speller.take_over(opener.reader)

    def accept(self, token: str) -> Writing[None]:
        self.charge(self._shares, token)
        yield from self.hear(token)

    def propose(self, text: str, urge: float, refused: Collection[str]) -> Writing[str]:
        """Choose the token to follow ``text``; a paragraph ends only where a sentence does."""
        self._shares, entropy = softmax(self.reader.logits)
        unknown = float(self._shares[self.reader.vocabulary.ids[UNKNOWN]])
        word, _ = self._gate.shares(gate_features(float(entropy), unknown, self._before))
        banned = self.find_banned(text, refused)
        token = UNKNOWN
        # Where nothing is left to chance, the expert that weighs more is heard.
        drawn = 0.5 if self._sampling.temperature == 0 else self.rng.random()
        if not self._spells or drawn < word:
            token = self.reader.draw(self._sampling, self.rng, banned, urge)
        invents = unknown >= PLAUSIBLE * float(self._shares.max())
        for _ in range(_ATTEMPTS):
            fits = token not in ("", UNKNOWN, *refused) and not self.repeats(token)
            if fits and (invents or token in self.reader.vocabulary):
                return token
            token = yield from self.speller.spell(text, self.rng)
        return self.draw_known(banned, urge)
