"""Writes a text sentence by sentence: of many that could follow, one is taken, then the next.

Choosing among eight sentences at each place is worth far more than choosing among eight texts. From
where the text is, all sentences are written in one batch; those that the guards refuse are left
out, and the best by its score (``sentence_score.py``) is taken.

The random numbers of a sentence follow from the seed, the text's number, the sentence's place in
the text and its number among those written there. So the numbers of the taken sentences are enough
to write the text again, whatever else they were compared with.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from collections.abc import Set as AbstractSet
from typing import NamedTuple

import numpy as np

from wisdom_model.generation.batching import Generation, run_batched
from wisdom_model.generation.product_generator import ProductGenerator, WrittenToken
from wisdom_model.generation.reader import EndBias
from wisdom_model.generation.sentence_score import LENGTH, SentenceScorer
from wisdom_model.generation.span import Span, is_empty, tidy
from wisdom_model.text.brackets import missing_closers
from wisdom_model.text.tokenizer import DOCUMENT_END, LINE, PARAGRAPH
from wisdom_model.text.words import count_words

SENTENCES = 24
"""Sentences that are written from each place."""
ATTEMPTS = 3
"""Batches of sentences from one place before the text is given up."""

_USUAL_WORDS = 22  # of a sentence, before it is urged to end
_END_BIAS = 0.15  # nats that each word beyond the usual ones adds to the logits of what ends it
# A sentence that is longer, in times the author's usual one and in words, would not be taken.
_LONGEST_FACTOR, _LONGEST_EXCESS = 1.5, 5
_BREAKS = (DOCUMENT_END, PARAGRAPH, LINE)

Judge = Callable[[str, str], bool]
"""Whether a text, and the sentence that is its end, may stand."""


class Sentence(NamedTuple):
    """A sentence that could follow."""

    number: int
    text: str
    """The whole text, up to the end of this sentence."""
    generator: ProductGenerator
    """It has read the text."""
    stop: str
    """The break that follows the sentence; empty where another sentence does."""
    whole: bool
    """Whether it came to its end."""


class WrittenText(NamedTuple):
    """A text, and how to write it again."""

    text: str
    choices: tuple[int, ...]
    """The number of the sentence that was taken at each place."""
    score: float
    """The mean of the sentences' scores."""
    written: int
    """Sentences that were written."""
    tokens: tuple[WrittenToken, ...]


class SentenceWriter:
    """Writes texts from one seed; ``generator`` is warmed up and has read the prompt."""

    def __init__(
        self, generator: ProductGenerator, scorer: SentenceScorer, prompt: str | None, seed: int
    ) -> None:
        self._scorer, self._seed = scorer, seed
        self._habits = generator.habits
        self._longest = round(_LONGEST_FACTOR * scorer.usual_words) + _LONGEST_EXCESS  # in words
        self._prompt = prompt or ""
        self._generator = generator

    def write(
        self,
        number: int,
        span: Span,
        judge: Judge,
        sentences: int = SENTENCES,
        said: AbstractSet[tuple[str, ...]] = frozenset(),
    ) -> WrittenText | None:
        """Write a text; None if at some place no sentence may stand.

        ``said`` are phrases of other texts, which had better not come again.
        """
        place, written, scores = self._begin(), 0, []
        choices: list[int] = []
        while True:
            best = None
            for begin in range(0, ATTEMPTS * sentences, sentences):
                options = self._write_sentences(
                    place, number, len(choices), range(begin, begin + sentences), span
                )
                written += len(options)
                best = self._choose(place, options, judge, said, span)
                if best is not None:
                    break
            if best is None:
                return None
            score, place = best
            choices.append(place.number)
            scores.append(score)
            if self._is_over(place, span):
                text = self._finish(place)
                mean = float(np.mean(scores))
                return WrittenText(text, tuple(choices), mean, written, place.generator.written)

    def rewrite(self, number: int, span: Span, choices: Sequence[int]) -> str:
        """Write the text again whose sentences were taken by these ``choices``."""
        place = self._begin()
        for index, choice in enumerate(choices):
            place = self._write_sentences(place, number, index, [choice], span)[0]
        return self._finish(place)

    def _begin(self) -> Sentence:
        return Sentence(0, self._prompt, self._generator, "", whole=True)

    def _write_sentences(
        self, place: Sentence, number: int, index: int, numbers: Sequence[int], span: Span
    ) -> list[Sentence]:
        """Write the sentences with these ``numbers`` that could follow ``place``."""
        generations = []
        for each in numbers:
            rng = np.random.default_rng([self._seed, number + 1, index, each])
            twin = place.generator.fork(rng)
            begun = place._replace(number=each, generator=twin)
            generations.append(_write_sentence(begun, span, self._longest))
        return run_batched(generations)

    def _choose(
        self,
        place: Sentence,
        options: Sequence[Sentence],
        judge: Judge,
        said: AbstractSet[tuple[str, ...]],
        span: Span,
    ) -> tuple[float, Sentence] | None:
        """The best of the sentences that may stand, and its score."""
        before = place.generator.written
        begin, phrases = len(before), self._scorer.find_phrases(before)
        thread = self._scorer.find_content(before)
        ranked = sorted(
            (
                (
                    self._scorer.score(each.generator.written[begin:], thread, phrases, said)
                    - self._measure_brevity(each, span),
                    -each.number,
                    each,
                )
                for each in options
                if each.whole and len(each.generator.written) > begin
            ),
            key=lambda item: item[:2],
            reverse=True,
        )
        for score, _, each in ranked:
            if judge(self._finish(each), each.text[len(place.text) :]):
                return score, each
        return None

    def _measure_brevity(self, place: Sentence, span: Span) -> float:
        """What a text loses that ends shorter than half of the author's."""
        if place.stop != DOCUMENT_END:
            return 0.0
        return LENGTH * max(0, span.usual - count_words(place.text))

    def _is_over(self, place: Sentence, span: Span) -> bool:
        if place.stop == DOCUMENT_END:
            return True
        return count_words(place.text[span.start :]) >= span.words

    def _finish(self, place: Sentence) -> str:
        closers = missing_closers(place.text.rpartition(PARAGRAPH)[2]) or ""
        return tidy(self._prompt, place.text + closers, self._habits)


def _write_sentence(place: Sentence, span: Span, longest: int) -> Generation[Sentence]:
    """Write one sentence after ``place``, or its first ``longest`` words."""
    generator, habits = place.generator, place.generator.habits
    text = place.text
    if place.stop:
        yield from generator.accept(place.stop)
        text += place.stop
    elif not text:
        text = generator.choose_opening()
        yield from generator.accept(text)
    begins, start = bool(place.text), len(place.text)
    while True:
        words = count_words(text[start:])
        urge = _END_BIAS * max(0, words - _USUAL_WORDS)
        end = 0.0
        if habits.ends_documents:
            end = span.end_bias * max(0, count_words(text[span.start :]) - span.words)
        bias = EndBias(0 if habits.breaks_anywhere else urge, end)
        excluded = _BREAKS if begins else (DOCUMENT_END,) if is_empty(text, span, habits) else ()
        generator.agrees = begins or not habits.ends(text)
        token = yield from generator.propose(text, bias, excluded)
        if begins and generator.sampling.temperature == 0:
            # All sentences would be the same, so each begins with another token, by likelihood.
            for _ in range(place.number):
                excluded = (*excluded, token)
                token = yield from generator.propose(text, bias, excluded)
        broken = token in _BREAKS and habits.breaks_anywhere
        if not begins and (broken or (habits.ends(text) and not habits.continues(token))):
            stop = token if token in _BREAKS else ""
            return Sentence(place.number, text, generator, stop, whole=True)
        if words >= longest:
            return Sentence(place.number, text, generator, "", whole=False)
        text += token
        begins = False
        yield from generator.accept(token)
