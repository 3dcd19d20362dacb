"""One model as a reader of text, and as a source of tokens that continue it.

A reader holds no text. A ``Prediction`` is all that a model keeps of the text before: pass it to a
method, and reading or drawing continues from there.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from wisdom_model.generation.batching import Generation, Prediction, Request
from wisdom_model.network.exact import Float, log_scalar
from wisdom_model.network.language_model import Ids
from wisdom_model.network.sampling import (
    Sampling,
    draw,
    sample,
    sampling_probabilities,
    sampling_weights,
)
from wisdom_model.text.emoji import EMOJI
from wisdom_model.text.sentences import ENDERS
from wisdom_model.text.tokenizer import DOCUMENT_END
from wisdom_model.text.vocabulary import UNKNOWN
from wisdom_model.voice.file import LanguageModel
from wisdom_model.voice.habits import DEFAULT_HABITS, Habits


class EndBias(NamedTuple):
    """What is added to logits, in nats, so that a text comes to its end."""

    sentence: float = 0.0
    """For tokens that end a sentence."""
    document: float = 0.0
    """For DOCUMENT_END."""


NO_BIAS = EndBias()
_WARM_UP_BIAS = 0.1  # nats that each token too many adds to the logit of DOCUMENT_END
_UNLIKELY = 16.0  # nats below the likeliest token, from which on a document does not end


class Reader:
    """Reads with one model, and draws from what it expects."""

    def __init__(self, model: LanguageModel, habits: Habits = DEFAULT_HABITS) -> None:
        self.vocabulary = model.vocabulary
        self.tokens = model.vocabulary.tokens
        self._network = model.network
        self._start = habits.start
        self._unknown = find_ids(self.tokens, UNKNOWN.__eq__)
        self._enders = find_ids(self.tokens, lambda token: _is_ender(token.strip(), habits))
        self._document_end = find_ids(self.tokens, DOCUMENT_END.__eq__)
        self._whole_sentences = habits.whole_sentences
        self._own_end = self.vocabulary.ids[DOCUMENT_END] if habits.ends_documents else None
        self.not_opening = _find_not_opening(self.tokens, habits)
        """Ids of the tokens that begin no text."""

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

    def read_start(self, prediction: Prediction) -> Generation[Prediction]:
        """Read what stands before a text, as one token or as characters, as the model knows it."""
        marks = [self._start] if self._start in self.vocabulary else self._start
        return (
            yield from self.read([mark for mark in marks if mark in self.vocabulary], prediction)
        )

    def write_warm_up(
        self, prediction: Prediction, sampling: Sampling, rng: np.random.Generator, tokens: int
    ) -> Generation[tuple[str, Prediction]]:
        """Write ``tokens`` from a text's beginning: what was written, and a new text's beginning.

        Documents are written to the end, for the model has read none that began after an
        unfinished one: what follows the last end is left out, or the first end is waited for.
        """
        written, ended = "", None
        prediction = yield from self.read_start(prediction)
        most = tokens if self._own_end is None else 2 * tokens
        for number in range(most):
            if number >= tokens and ended is not None:
                break
            bias = EndBias(document=_WARM_UP_BIAS * max(0, number - tokens))
            token = self.draw(prediction, sampling, rng, self._unknown, bias)
            written += token
            prediction = yield from self.read([token], prediction)
            if token == DOCUMENT_END and self._own_end is not None:
                ended = written, prediction
        return ended or (written, (yield from self.read_start(prediction)))

    def draw(  # noqa: PLR0913, PLR0917 (as sample, and what ends a text)
        self,
        prediction: Prediction,
        sampling: Sampling,
        rng: np.random.Generator,
        banned: Ids,
        bias: EndBias = NO_BIAS,
        min_p: float = 0.0,
    ) -> str:
        """Draw the next token, by ``sample``; whether it is DOCUMENT_END is drawn first."""
        logits = self._urge(prediction.logits, bias)
        end = self._find_end(sampling, banned)
        if end is not None:
            possible = logits[end] > logits.max() - _UNLIKELY
            if possible and draw(self._weigh_end(logits, sampling, banned), rng) == 1:
                return DOCUMENT_END
            banned = np.append(banned, end)
        return self.tokens[sample(logits, sampling, rng, banned, min_p)]

    def find_probabilities(
        self,
        prediction: Prediction,
        sampling: Sampling,
        banned: Ids,
        bias: EndBias = NO_BIAS,
        min_p: float = 0.0,
    ) -> NDArray[np.float64]:
        """The probability of each token in ``draw``, (V,); the same on every machine."""
        logits, end = self._urge(prediction.logits, bias), self._find_end(sampling, banned)
        if end is None:
            return sampling_probabilities(logits, sampling, banned, min_p)
        goes_on, ends = 1.0, 0.0
        if logits[end] > logits.max() - _UNLIKELY:
            goes_on, ends = self._weigh_end(logits, sampling, banned).tolist()
        found = np.zeros(len(self.tokens))
        if goes_on:
            found = sampling_probabilities(logits, sampling, np.append(banned, end), min_p)
            found *= goes_on / (goes_on + ends)
        found[end] = ends / (goes_on + ends)
        return found

    def _urge(self, logits: Float, bias: EndBias) -> Float:
        """The logits with a bias."""
        if any(bias):
            logits = logits.copy()
            logits[self._enders] += np.float32(bias.sentence)
            logits[self._document_end] += np.float32(bias.document)
        return logits

    def _find_end(self, sampling: Sampling, banned: Ids) -> int | None:
        """The id of DOCUMENT_END, if it is a choice of its own whether the document ends."""
        end = self._own_end
        is_choice = end is not None and sampling.temperature > 0 and not (banned == end).any()
        return end if is_choice else None

    def _weigh_end(self, logits: Float, sampling: Sampling, banned: Ids) -> NDArray[np.float64]:
        """The weights of going on and of ending the document, (2,).

        Many tokens may continue a document and only one ends it, so a low temperature would make
        it end too early: whether it ends is a choice between two. Where only a sentence's end may
        be the document's, the choice is made at temperature 1, or most documents would go on.
        Elsewhere a low temperature keeps it from ending at any odd place.
        """
        weights = sampling_weights(logits, Sampling(), banned)
        end = float(weights[self._own_end])
        goes_on = float(np.add.accumulate(weights)[-1]) - end  # from left to right, as in draw
        if goes_on <= 0 or end <= 0:
            return np.array([goes_on > 0, end > 0], np.float64)
        choice = np.array([log_scalar(goes_on), log_scalar(end)])
        temperature = 1.0 if self._whole_sentences else sampling.temperature
        return sampling_weights(choice, Sampling(temperature))

    def draw_opening(self, prediction: Prediction, rng: np.random.Generator) -> str:
        """Draw the first token of a text, as the author begins."""
        return self.draw(prediction, Sampling(), rng, self.not_opening)

    def find_opening_probabilities(self, prediction: Prediction) -> NDArray[np.float64]:
        """The probability of each token in ``draw_opening``, (V,)."""
        return self.find_probabilities(prediction, Sampling(), self.not_opening)


def find_ids(tokens: Sequence[str], chosen: Callable[[str], bool]) -> Ids:
    """Ids of the ``chosen`` tokens."""
    return np.array([i for i, token in enumerate(tokens) if chosen(token)], dtype=np.int64)


def _is_ender(mark: str, habits: Habits) -> bool:
    return mark in ENDERS or (habits.emoji_ends and mark[:1] in EMOJI)


def _find_not_opening(tokens: Sequence[str], habits: Habits) -> Ids:
    """Ids of the tokens that begin no text.

    With a capital, or in a script without, any letter; what begins documents may be anything that
    begins the author's. Words in capitals are headings: only the first character may be one.
    """
    if not habits.ends_documents:
        found = find_ids(tokens, lambda t: not t[0].isupper() or t[1:].isupper())
        return found if len(found) < len(tokens) else find_ids(tokens, lambda t: not t[0].isalpha())

    def begins_badly(token: str) -> bool:
        small = habits.capitals and (token[0].islower() or token[1:].isupper())
        other = habits.letters and not token[0].isalpha()
        return small or other or token[0].isspace() or token == UNKNOWN

    found = find_ids(tokens, begins_badly)
    return found if len(found) < len(tokens) else find_ids(tokens, lambda t: t[0].isspace())
