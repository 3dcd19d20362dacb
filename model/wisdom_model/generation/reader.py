"""A model reading along a text, and what it expects next."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np

from wisdom_model.generation.batching import Step, Writing
from wisdom_model.network.exact import Float
from wisdom_model.network.language_model import Ids
from wisdom_model.network.sampling import Sampling, sample
from wisdom_model.text.sentences import ENDERS
from wisdom_model.text.tokenizer import PARAGRAPH
from wisdom_model.voice.file import LanguageModel


class Reader:
    """One model reading along a text from a new paragraph on; a ``copy`` goes its own way."""

    def __init__(self, model: LanguageModel) -> None:
        self.tokens = model.vocabulary.tokens
        self.vocabulary = model.vocabulary
        self.enders = find_ids(self.tokens, lambda token: token.strip() in tuple(ENDERS))
        self._no_opening = find_ids(self.tokens, lambda t: not t[0].isupper() or t[1:].isupper())
        if len(self._no_opening) == len(self.tokens):
            self._no_opening = find_ids(self.tokens, lambda token: not token[0].isalpha())
        self.logits: Float = np.zeros(len(self.tokens), np.float32)  # (V,), of what comes next
        self.state = model.network.start()
        self._network = model.network

    def read(self, tokens: Sequence[str]) -> Writing[None]:
        """Read ``tokens``; those that the model does not know as <unk>, if it has that."""
        for token in self.vocabulary.encode(tokens).tolist():
            self.logits, self.state = yield Step(self._network, token, self.state)

    def begin_paragraph(self) -> Writing[None]:
        """Read a paragraph's end, as one token or as characters, as far as the model knows it."""
        marks = [PARAGRAPH] if PARAGRAPH in self.vocabulary else PARAGRAPH
        yield from self.read([mark for mark in marks if mark in self.vocabulary])

    def draw(
        self, sampling: Sampling, rng: np.random.Generator, banned: Ids, urge: float = 0
    ) -> str:
        """Draw what comes next; ``urge`` is added to the logits of what ends a sentence."""
        logits = self.logits
        if urge:
            logits = logits.copy()
            logits[self.enders] += np.float32(urge)
        return self.tokens[sample(logits, sampling, rng, banned)]

    def draw_opening(self, rng: np.random.Generator) -> str:
        """Draw a beginning: with a capital, or where no token has one, with any letter.

        Words in capitals are headings, so only the first letter may be one.
        """
        return self.draw(Sampling(), rng, self._no_opening)


def find_ids(tokens: Sequence[str], chosen: Callable[[str], bool]) -> Ids:
    """Ids of the ``chosen`` ones."""
    return np.array([i for i, token in enumerate(tokens) if chosen(token)], dtype=np.int64)
