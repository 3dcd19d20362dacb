"""One model as a reader of text: what it expects after a text, and a token drawn from that.

A reader holds no text. A ``Response`` is all that a model keeps of what it has read: give it back,
and the reading continues from there.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np

from wisdom_model.generation.batching import Generation, Request, Response
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
        self._enders = find_ids(self.tokens, lambda token: token.strip() in tuple(ENDERS))
        # Words in capitals are headings, so only the first character of an opening is one.
        self._not_opening = find_ids(self.tokens, lambda t: not t[0].isupper() or t[1:].isupper())
        if len(self._not_opening) == len(self.tokens):
            self._not_opening = find_ids(self.tokens, lambda token: not token[0].isalpha())

    def start(self) -> Response:
        """Nothing read yet, so that every token is equally likely."""
        return Response(np.zeros(len(self.tokens), np.float32), self._network.start())

    def read(self, tokens: Sequence[str], after: Response) -> Generation[Response]:
        """Read ``tokens`` after what led to ``after``; an unknown one as <unk>.

        Raises PromptError where the vocabulary has no <unk>.
        """
        for token in self.vocabulary.encode(tokens).tolist():
            after = yield Request(self._network, token, after.state)
        return after

    def read_paragraph_break(self, after: Response) -> Generation[Response]:
        """Read a paragraph break, as one token or as characters, as far as the model knows it."""
        marks = [PARAGRAPH] if PARAGRAPH in self.vocabulary else PARAGRAPH
        return (yield from self.read([mark for mark in marks if mark in self.vocabulary], after))

    def draw(
        self,
        after: Response,
        sampling: Sampling,
        rng: np.random.Generator,
        banned: Ids,
        end_bias: float = 0,
    ) -> str:
        """Draw the next token; ``end_bias`` is added to the logits of tokens that end sentences."""
        logits = after.logits
        if end_bias:
            logits = logits.copy()
            logits[self._enders] += np.float32(end_bias)
        return self.tokens[sample(logits, sampling, rng, banned)]

    def draw_opening(self, after: Response, rng: np.random.Generator) -> str:
        """Draw the first token of a text: with a capital, or in a script without, any letter."""
        return self.draw(after, Sampling(), rng, self._not_opening)


def find_ids(tokens: Sequence[str], chosen: Callable[[str], bool]) -> Ids:
    """Ids of the ``chosen`` tokens."""
    return np.array([i for i, token in enumerate(tokens) if chosen(token)], dtype=np.int64)
