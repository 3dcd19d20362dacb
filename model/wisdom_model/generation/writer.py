"""Writes texts in the voice of one person.

The blends ``char`` and ``word`` let one model write alone. ``handoff`` is R. Lee's, of Trump-bot
(https://github.com/rtlee9/Trump-bot): the character model finishes the prompt's first sentence,
which it does with more discipline, then the word model, which knows more, goes on.
``mixture`` uses both for every token (``mixture_generator.py``). ``product`` holds the word model
to what the author has said (``product_generator.py``) and chooses sentence by sentence
(``sentence_writer.py``).

A voice that ends documents writes one document: it begins as the author begins, and ends where the
model draws DOCUMENT_END. That becomes likelier with every word beyond the author's usual length.

The random numbers of a candidate follow from a seed and its number. So the same voice, recipe, seed
and number write the same text, alone or in a batch.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from collections.abc import Set as AbstractSet
from typing import NamedTuple

import numpy as np

from wisdom_model.errors import SettingsError
from wisdom_model.generation.batching import Generation, run, run_batched
from wisdom_model.generation.generators import CharGenerator, TokenGenerator, WordGenerator
from wisdom_model.generation.mixture_generator import MixtureGenerator
from wisdom_model.generation.product_generator import ProductGenerator
from wisdom_model.generation.reader import EndBias
from wisdom_model.generation.recipe import Recipe
from wisdom_model.generation.sentence_score import SentenceScorer
from wisdom_model.generation.sentence_writer import SENTENCES, Judge, SentenceWriter, WrittenText
from wisdom_model.generation.span import END_BIAS, LONGEST_SENTENCE, Span, is_empty, tidy
from wisdom_model.generation.speller import LONGEST_WORD, Speller
from wisdom_model.generation.trace import Trace
from wisdom_model.mixture.gate import Mixture
from wisdom_model.text.brackets import missing_closers
from wisdom_model.text.sentences import break_off
from wisdom_model.text.tokenizer import DOCUMENT_END, LINE, PARAGRAPH
from wisdom_model.text.words import count_words
from wisdom_model.voice.file import Voice
from wisdom_model.voice.habits import Habits

_LONG_SENTENCE = 5  # words after which the first sentence should end: it is only a start


class Candidate(NamedTuple):
    """What was written."""

    text: str
    """It begins with the prompt; paragraphs are separated by one blank line."""
    nats: float
    """The mean cost of a token by the model that wrote last. In the mixture that is the word model,
    and a spelled word costs as much as <unk>."""


def write(  # noqa: PLR0913, PLR0917 (what determines a text, and who watches)
    voice: Voice,
    recipe: Recipe,
    seed: int,
    number: int = 0,
    choices: Sequence[int] = (),
    trace: Trace | None = None,
) -> str:
    """Write one text: it begins with the prompt and ends as the author ends texts.

    ``choices`` are those of a ``WrittenText`` of the blend ``product``, which is written again.
    ``trace`` notes how each token was chosen, in the blend ``product`` only with ``choices``.
    Raises PromptError where the prompt has characters that the voice cannot read, SettingsError
    where the voice has no phrase memory for the blend.
    """
    if recipe.blend == "product" and choices:
        writer, span = _open_sentences(voice, recipe, seed, trace)
        return writer.rewrite(number, span, choices)
    return write_all(voice, recipe, seed, [number], trace)[0].text


def write_sentences(  # noqa: PLR0913, PLR0917 (what determines a text, and who judges it)
    voice: Voice,
    recipe: Recipe,
    seed: int,
    number: int,
    judge: Judge,
    sentences: int = SENTENCES,
    said: AbstractSet[tuple[str, ...]] = frozenset(),
) -> WrittenText | None:
    """Write one text by the blend ``product``; None if no sentence may stand at some place.

    ``said`` are the phrases of other texts (``sentence_score.cut_phrases``), which had better not
    come again. Raises as ``write`` does.
    """
    writer, span = _open_sentences(voice, recipe, seed)
    return writer.write(number, span, judge, sentences, said)


def _open_sentences(
    voice: Voice, recipe: Recipe, seed: int, trace: Trace | None = None
) -> tuple[SentenceWriter, Span]:
    memory = voice.phrase_memory
    if memory is None:
        raise SettingsError(
            "blend is product: it needs a voice with a phrase memory, and this one has none. "
            "Train the voice again, or use the blend mixture"
        )
    habits = Habits.of_voice(voice)
    rng = np.random.default_rng([seed, 0])
    speller = _make_speller(voice, habits, recipe)
    generator = ProductGenerator(voice.word, memory, speller, recipe.word, rng, habits)
    run(_prepare([generator], recipe, rng))
    generator.trace = trace
    span = Span.make(recipe, habits, recipe.prompt or "")
    return SentenceWriter(generator, SentenceScorer(voice.word, memory), recipe.prompt, seed), span


def write_all(
    voice: Voice,
    recipe: Recipe,
    seed: int,
    numbers: Iterable[int],
    trace: Trace | None = None,
) -> list[Candidate]:
    """Write the candidates of a seed that have these numbers, in one batch.

    ``trace`` is that of ``write``, for a single number.

    Raises PromptError where the prompt has characters that the voice cannot read.
    """
    if recipe.blend == "product":
        writer, span = _open_sentences(voice, recipe, seed)
        return [_write_unjudged(writer, recipe, number, span) for number in numbers]
    # The warm-up and the prompt are common to all candidates.
    rng = np.random.default_rng([seed, 0])
    habits = Habits.of_voice(voice)
    generators = _make_generators(voice, habits, recipe, rng)
    run(_prepare(generators, recipe, rng))
    for generator in generators:
        generator.trace = trace
    candidates = []
    for number in numbers:
        rng = np.random.default_rng([seed, number + 1])
        candidates.append(_write([generator.fork(rng) for generator in generators], recipe))
    return run_batched(candidates)


def _write_unjudged(writer: SentenceWriter, recipe: Recipe, number: int, span: Span) -> Candidate:
    written = writer.write(number, span, lambda _text, _sentence: True)
    if written is None:  # no sentence came to its end
        return Candidate(break_off(recipe.prompt or ""), 0.0)
    costs = [-token.log_probability for token in written.tokens]
    return Candidate(written.text, float(np.mean(costs)))


def _make_generators(
    voice: Voice, habits: Habits, recipe: Recipe, rng: np.random.Generator
) -> list[TokenGenerator]:
    """The generators in the order in which they write."""
    if recipe.blend == "char":
        return [CharGenerator(voice.char, recipe.char, rng, habits)]
    speller = _make_speller(voice, habits, recipe)
    word = WordGenerator(voice.word, speller, recipe.word, rng, habits)
    if recipe.blend == "word":
        return [word]
    char = CharGenerator(voice.char, recipe.char, rng, habits)
    if recipe.blend == "handoff":
        return [char, word]
    return [MixtureGenerator(Mixture.from_metadata(voice.metadata).gate, word, char)]


def _make_speller(voice: Voice, habits: Habits, recipe: Recipe) -> Speller | None:
    return Speller(voice.char, recipe.char, habits) if recipe.unknown == "spell" else None


def _prepare(
    generators: list[TokenGenerator], recipe: Recipe, rng: np.random.Generator
) -> Generation[None]:
    for generator in generators:
        yield from generator.warm_up(rng)
    if recipe.prompt:
        yield from generators[0].append(recipe.prompt)


def _write(generators: list[TokenGenerator], recipe: Recipe) -> Generation[Candidate]:
    first, last = generators[0], generators[-1]
    prompt, habits = recipe.prompt or first.choose_opening(), first.habits
    if not recipe.prompt:
        yield from first.append(prompt)
    text = prompt
    if first is not last:
        if not habits.ends(prompt):
            text = yield from _finish_sentence(prompt, first)
        yield from last.append(text)
    text = yield from _continue_text(text, last, Span.make(recipe, habits, text))
    return Candidate(tidy(prompt, text, habits), last.nats / max(last.accepted, 1))


def _finish_sentence(text: str, generator: TokenGenerator) -> Generation[str]:
    """Bring the first sentence to its end, or as far as a long sentence may go.

    Where the author writes no sentences, the first few words are enough.
    """
    start, habits, written = len(text), generator.habits, 0
    limit = _LONG_SENTENCE + (0 if habits.breaks_anywhere else LONGEST_SENTENCE)
    while True:
        if text[-1].isspace():
            written = count_words(text[start:])
        bias = EndBias(sentence=END_BIAS * max(0, written - _LONG_SENTENCE))
        char = yield from generator.propose(text, bias)
        if char == DOCUMENT_END or (habits.ends(text) and not habits.continues(char)):
            return text
        if (written >= limit and char.isspace()) or len(text) - start > limit * LONGEST_WORD:
            return text
        text += char
        yield from generator.accept(char)


def _continue_text(text: str, generator: TokenGenerator, span: Span) -> Generation[str]:
    """Write until the document ends, or ``span.words`` words and what the sentence still needs."""
    habits, token = generator.habits, ""
    # Words so far, those of them before the last blank, and the position of that blank.
    written, counted, blank = 0, 0, span.start
    while True:
        if not token[:1].isalnum():  # a word may have ended, or one more have begun
            if token[:1].isspace():
                counted += count_words(text[blank : -len(token)])
                blank = len(text) - len(token)
            written = counted + count_words(text[blank:])
        bias = span.end_bias * max(0, written - span.words)
        token = yield from generator.propose(
            text,
            EndBias(0 if habits.breaks_anywhere else bias, bias if habits.ends_documents else 0),
            (DOCUMENT_END,) if is_empty(text, span, habits) else (),
        )
        if token == DOCUMENT_END:
            yield from generator.accept(token)
            return text
        if written >= span.words and _may_stop(text, token, habits):
            return text + (missing_closers(text.rpartition(PARAGRAPH)[2]) or "")
        if written >= span.limit or len(text) - span.start > span.limit * LONGEST_WORD:
            return break_off(text)
        text += token
        yield from generator.accept(token)


def _may_stop(text: str, token: str, habits: Habits) -> bool:
    """Whether a text that is long enough may end before ``token``."""
    broken = habits.breaks_anywhere and token.startswith(LINE)
    return broken or (habits.ends(text) and not habits.continues(token))
