"""Measures of sentences: how long they are, and which were there before.

A sentence that is compared has SENTENCE_WORDS words or more; case and punctuation do not matter.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Sequence
from statistics import fmean, pstdev
from typing import NamedTuple

from wisdom_model.guards.repetition import SENTENCE_WORDS, split_sentences
from wisdom_model.text.words import split_words
from wisdom_training.evaluation.ngrams import NgramIndex


class SentenceMetrics(NamedTuple):
    """The measures of the sentences of some texts; nan where there is no sentence to measure."""

    stock: float
    """Fraction of sentences that stand in more than one text."""
    copied: float
    """Fraction of sentences that are in the corpus word for word."""
    words: float
    """Mean length in words."""
    spread: float
    """Standard deviation of the length."""


def measure_sentences(texts: Iterable[str], index: NgramIndex) -> SentenceMetrics:
    """Measure the sentences of ``texts`` against the corpus of ``index``."""
    split = [[tuple(split_words(each)) for each in split_sentences(text)] for text in texts]
    lengths = [len(sentence) for sentences in split for sentence in sentences if sentence]
    compared = [[each for each in sentences if len(each) >= SENTENCE_WORDS] for sentences in split]
    return SentenceMetrics(
        stock=share_of_stock(compared),
        copied=share_of_copies([each for sentences in compared for each in sentences], index),
        words=fmean(lengths) if lengths else math.nan,
        spread=pstdev(lengths) if lengths else math.nan,
    )


def share_of_stock(texts: Sequence[Sequence[tuple[str, ...]]]) -> float:
    """Fraction of the sentences of all ``texts`` that stand in more than one; nan without any."""
    standing = Counter(sentence for sentences in texts for sentence in set(sentences))
    repeated = [standing[sentence] > 1 for sentences in texts for sentence in sentences]
    return fmean(repeated) if repeated else math.nan


def share_of_copies(sentences: Sequence[Sequence[str]], index: NgramIndex) -> float:
    """Fraction of ``sentences`` whose words are in the corpus in this order; nan without any."""
    by_length: dict[int, list[Sequence[str]]] = {}
    for sentence in sentences:
        by_length.setdefault(len(sentence), []).append(sentence)
    copied = sum(
        len(same) * (1 - index.fraction_new(same, length)) for length, same in by_length.items()
    )
    return copied / len(sentences) if sentences else math.nan
