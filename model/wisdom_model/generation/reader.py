"""One model as a reader of text, and as a source of tokens that continue it.

A reader holds no text. A ``Prediction`` is all that a model keeps of the text before: pass it to a
method, and reading or drawing continues from there.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np

from wisdom_model.generation.batching import Generation, Prediction, Request
from wisdom_model.network.language_model import Ids
from wisdom_model.network.sampling import Sampling, sample
from wisdom_model.text.sentences import ENDERS
from wisdom_model.text.tokenizer import PARAGRAPH
from wisdom_model.voice.file import LanguageModel


class Reader:
    """Reads with one model, and draws from what it expects."""

    def __init__(self, model: LanguageModel) -> None:
        self.vocabulary = model.vocabulary
        self.tokens = model.vocabulary.tokens
        self._network = model.network
        self._enders = find_ids(self.tokens, lambda token: token.strip() in ENDERS)
        # Words in capitals are headings, so only the first character of an opening is one.
        self._not_opening = find_ids(self.tokens, lambda t: not t[0].isupper() or t[1:].isupper())
        if len(self._not_opening) == len(self.tokens):
            self._not_opening = find_ids(self.tokens, lambda token: not token[0].isalpha())

    def start(self) -> Prediction:
        """Nothing read yet, so that every token is equally likely."""
        return Prediction(np.zeros(len(self.tokens), np.float32), self._network.start())

    def read(self, tokens: Sequence[str], prediction: Prediction) -> Generation[Prediction]:
        """Read ``tokens``, continuing from ``prediction``; an unknown one is read as <unk>.

        Raises PromptError where the vocabulary has no <unk>.
        """
        for token in self.vocabulary.encode(tokens).tolist():
            prediction = yield Request(self._network, token, prediction.state)
        return prediction

    def read_paragraph_break(self, prediction: Prediction) -> Generation[Prediction]:
        """Read a paragraph break, as one token or as characters, as far as the model knows it."""
        marks = [PARAGRAPH] if PARAGRAPH in self.vocabulary else PARAGRAPH
        return (
            yield from self.read([mark for mark in marks if mark in self.vocabulary], prediction)
        )

    def draw(
        self,
        prediction: Prediction,
        sampling: Sampling,
        rng: np.random.Generator,
        banned: Ids,
        end_bias: float = 0,
    ) -> str:
        """Draw the next token; ``end_bias`` is added to the logits of tokens that end sentences."""
        logits = prediction.logits
        if end_bias:
            logits = logits.copy()
            logits[self._enders] += np.float32(end_bias)
        return self.tokens[sample(logits, sampling, rng, banned)]

    def draw_opening(self, prediction: Prediction, rng: np.random.Generator) -> str:
        """Draw the first token of a text: with a capital, or in a script without, any letter."""
        return self.draw(prediction, Sampling(), rng, self._not_opening)


def find_ids(tokens: Sequence[str], chosen: Callable[[str], bool]) -> Ids:
    """Ids of the ``chosen`` tokens."""
    return np.array([i for i, token in enumerate(tokens) if chosen(token)], dtype=np.int64)
