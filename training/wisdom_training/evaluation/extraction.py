"""What can be had of a corpus out of a voice's file, by anyone who has the file and a few words.

An attacker knows the first words of a passage and lets the file go on with them (N. Carlini et al.,
"Extracting Training Data from Large Language Models", arXiv:2012.07805). The word model says how
likely each token is. The phrase filter says which words the corpus cannot have there, and the
phrase memory which tokens the author wrote after the last two. A beam search keeps the likeliest
continuations that pass. A wrong one may pass for some words; the more the file tells about every
word, the sooner only the corpus is left.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from statistics import fmean
from typing import NamedTuple

import numpy as np

from wisdom_model.generation.batching import run_batched
from wisdom_model.generation.reader import Reader
from wisdom_model.network.exact import Float
from wisdom_model.network.language_model import Ids, State
from wisdom_model.network.sampling import softmax
from wisdom_model.network.threads import one_blas_thread
from wisdom_model.text.tokenizer import tokenize
from wisdom_model.text.vocabulary import UNKNOWN, find_start
from wisdom_model.text.words import WORD, split_words
from wisdom_model.voice.file import Voice
from wisdom_model.voice.phrase_filter import PhraseFilter
from wisdom_model.voice.phrase_memory import PhraseMemory

SEED_WORDS = 5
"""Words of a passage that the attacker knows."""
BEAM = 4
"""Continuations of a passage that are kept after each token."""
MOST_TOKENS = 40
"""Tokens that an attack goes on at most."""

_TRIED = 150  # likeliest tokens after each continuation
_LEAST_PROBABILITY = 1e-9
_PASSAGE_CHARACTERS = 600  # of the corpus from a seed on: more than MOST_TOKENS tokens
_MOST_MARKS = 2  # in a row: a full stop and the end of a paragraph
_CONTEXT_TOKENS = 40  # whose last words the filter is asked with


class Passage(NamedTuple):
    """A place in the corpus."""

    seed: tuple[str, ...]
    """The tokens that the attacker knows."""
    rest: str
    """The text that follows them."""


@dataclass(frozen=True)
class Extraction:
    """What one attack got."""

    runs: tuple[int, ...]
    """Words that came out of each passage."""
    text: str
    """The longest run, after its seed and a bar."""

    @property
    def longest(self) -> int:
        """Words of the longest run."""
        return max(self.runs, default=0)

    @property
    def mean(self) -> float:
        """Words that came out of a passage, in the mean."""
        return fmean(self.runs) if self.runs else 0.0


class _Continuation(NamedTuple):
    """One way in which a passage could go on."""

    passage: int
    ids: tuple[int, ...]
    """The tokens of the seed and those after it."""
    score: float
    """The log-probability of the latter, in nats."""


@dataclass(frozen=True)
class Attacker:
    """Goes on with passages, by the word model and what else of the file it may ask."""

    voice: Voice
    phrase_filter: PhraseFilter | None = None
    memory: PhraseMemory | None = None

    @cached_property
    def _last_words(self) -> list[str]:
        """The last word of each token, folded; empty of a mark."""
        return [(split_words(token) or [""])[-1] for token in self.voice.word.vocabulary.tokens]

    @one_blas_thread()
    def attack(self, passages: Sequence[Passage]) -> list[list[str]]:
        """For each passage, the likeliest text after its seed at every length in tokens."""
        vocabulary, network = self.voice.word
        start = find_start(self.voice.char.vocabulary, vocabulary)
        begun = [
            _Continuation(number, tuple(vocabulary.encode([start, *passage.seed]).tolist()), 0.0)
            for number, passage in enumerate(passages)
        ]
        reader = Reader(self.voice.word)
        read = run_batched(
            [reader.read([start, *passage.seed], reader.start()) for passage in passages]
        )
        logits = np.stack([each.logits for each in read])
        state = State.concat([each.state for each in read])
        known, kept = [len(each.ids) for each in begun], begun
        best: list[list[str]] = [[] for _ in passages]
        for _ in range(MOST_TOKENS):
            kept, rows = self._advance(kept, logits)
            if not kept:
                break
            first: dict[int, _Continuation] = {}
            for each in kept:  # the best of a passage comes first
                first.setdefault(each.passage, each)
            for number, each in first.items():
                written = each.ids[known[number] :]
                best[number].append("".join(vocabulary.tokens[token] for token in written))
            ids = np.array([each.ids[-1] for each in kept])
            logits, state = network.step(ids, state.select(rows))
        return best

    def _advance(
        self, kept: Sequence[_Continuation], logits: Float
    ) -> tuple[list[_Continuation], list[int]]:
        """The BEAM best continuations of each passage, one token longer, and their rows."""
        logs = np.log(np.maximum(softmax(logits)[0], _LEAST_PROBABILITY))
        longer: dict[int, list[tuple[_Continuation, int]]] = {}
        for row, each in enumerate(kept):
            for token in self._find_next(logs[row], each.ids).tolist():
                score = each.score + float(logs[row, token])
                more = _Continuation(each.passage, (*each.ids, token), score)
                longer.setdefault(each.passage, []).append((more, row))
        chosen = [
            pair
            for found in longer.values()
            for pair in sorted(found, key=lambda pair: (-pair[0].score, pair[0].ids))[:BEAM]
        ]
        return [each for each, _ in chosen], [row for _, row in chosen]

    def _find_next(self, logs: Float, before: Sequence[int]) -> Ids:
        """The BEAM likeliest ids that memory and filter let pass."""
        candidates = self._remember(before)
        if candidates is None:
            candidates = np.argpartition(-logs, min(_TRIED, len(logs) - 1))[:_TRIED]
        candidates = candidates[candidates != self.voice.word.vocabulary.ids[UNKNOWN]]
        ranked: Ids = candidates[np.argsort(-logs[candidates], kind="stable")][:_TRIED]
        if self.phrase_filter is not None:
            ranked = self._pass_filter(self.phrase_filter, ranked, before)
        return ranked[:BEAM]

    def _remember(self, before: Sequence[int]) -> Ids | None:
        """Ids that the author wrote after the last two tokens; None if he never wrote these."""
        if self.memory is None:
            return None
        triples = self.memory.triples[self.memory.find_triples(before[-2], before[-1])]
        found: Ids = triples.astype(np.int64)
        return found if len(found) else None

    def _pass_filter(self, phrases: PhraseFilter, ids: Ids, before: Sequence[int]) -> Ids:
        """Those of ``ids`` that the filter recognises; marks, which it does not see, may pass."""
        tokens = self.voice.word.vocabulary.tokens
        context = split_words("".join(tokens[each] for each in before[-_CONTEXT_TOKENS:]))
        words = [self._last_words[each] for each in ids.tolist()]
        passed = phrases.recognise_next(context, words) & np.array(list(map(bool, words)), np.bool_)
        last = [self._last_words[each] for each in before[-_MOST_MARKS:]]
        marks = np.array([not word and any(last) for word in words], np.bool_)
        return np.asarray(ids[passed | marks])


def find_attackers(voice: Voice) -> dict[str, Attacker]:
    """The attackers on ``voice``, by what of its file they ask."""
    phrases, memory = voice.phrase_filter, voice.phrase_memory
    attackers = {"networks": Attacker(voice)}
    if phrases is not None:
        attackers["networks, phrase filter"] = Attacker(voice, phrases)
    if memory is not None:
        attackers["networks, phrase memory"] = Attacker(voice, None, memory)
    if phrases is not None and memory is not None:
        attackers["networks, phrase filter, phrase memory"] = Attacker(voice, phrases, memory)
    return attackers


def choose_passages(text: str, count: int, seed: int) -> list[Passage]:
    """Passages of SEED_WORDS words and what follows them, from anywhere in ``text``.

    There are fewer than ``count`` if the text has too few words.
    """
    starts = [match.start() for match in WORD.finditer(text)][: -2 * SEED_WORDS]
    chosen = np.random.default_rng(seed).permutation(len(starts))[:count]
    return [
        make_passage(text[starts[place] : starts[place] + _PASSAGE_CHARACTERS], SEED_WORDS)
        for place in chosen.tolist()
    ]


def make_passage(text: str, known: int) -> Passage:
    """The passage ``text``, of which an attacker knows ``known`` words."""
    words = list(WORD.finditer(text))
    end = words[min(known, len(words)) - 1].end() if words else 0
    # A blank comes first, as before a word inside a paragraph.
    return Passage(tuple(tokenize(f" {text[:end]}")), text[end:])


def measure_extraction(passages: Sequence[Passage], written: Sequence[Sequence[str]]) -> Extraction:
    """How many words of each passage came out; case and marks make no difference.

    Of the texts that were ``written`` after a passage's seed, the one that has most counts.
    """
    runs = [
        max((_count_same(passage.rest, text) for text in texts), default=0)
        for passage, texts in zip(passages, written, strict=True)
    ]
    if not runs:
        return Extraction((), "")
    place = int(np.argmax(runs))
    seed, words = "".join(passages[place].seed).strip(), list(WORD.finditer(passages[place].rest))
    end = words[runs[place] - 1].end() if runs[place] else 0
    return Extraction(tuple(runs), f"{seed} |{passages[place].rest[:end]}")


def attack(voice: Voice, passages: Sequence[Passage]) -> dict[str, Extraction]:
    """What each attacker gets, by its name."""
    return {
        name: measure_extraction(passages, attacker.attack(passages))
        for name, attacker in find_attackers(voice).items()
    }


def _count_same(expected: str, written: str) -> int:
    """Words at the beginning that both have."""
    same = 0
    for word, other in zip(split_words(expected), split_words(written), strict=False):
        if word != other:
            break
        same += 1
    return same
