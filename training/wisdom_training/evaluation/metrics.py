"""Measures of generated texts, to be compared with the same measures of the author's own text.

No value is good by itself: human text varies, but not without limit. Most measures depend on the
number of texts and on their lengths. So ``cut_like`` cuts held-out text into passages as long as
the posts, and ``measure_sets`` measures the same number of words of each set.

Words are those of ``split_words``: case-folded, without punctuation. Texts are lists of words.
"""

from __future__ import annotations

import itertools
import math
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from statistics import fmean

import numpy as np

from wisdom_model.text.sentences import find_sentence_ends
from wisdom_model.text.tokenizer import DOCUMENT_END
from wisdom_model.text.words import count_words, split_words
from wisdom_training.errors import TrainingError
from wisdom_training.evaluation.ngrams import NgramIndex

DISTINCT_ORDERS, REP_ORDERS, NEW_ORDERS = (1, 2, 3), (2, 3, 4), tuple(range(1, 11))
"""The n of each measure of n-grams."""

_BLEU_ORDER = 4  # BLEU-4
_BLEU_EPSILON = 0.1  # as in NLTK's SmoothingFunction().method1
_MOST_BLEU_TEXTS = 200  # for self-BLEU
_MOST_ZIPF_RANKS = 5000  # for Zipf's law
_SPACE = re.compile(r"\s*")

Words = Sequence[str]
Ngram = tuple[str, ...]


@dataclass(frozen=True)
class TextMetrics:
    """The measures of a set of texts; ``dataclasses.asdict`` of it is JSON."""

    texts: int
    """Number of texts measured."""
    words: int
    """Number of words of all texts."""
    distinct: tuple[float, ...]
    """distinct-n for n = 1, 2, 3."""
    rep: tuple[float, ...]
    """rep-n for n = 2, 3, 4."""
    self_bleu: float
    zipf: float
    """The Zipf coefficient."""
    new: tuple[float, ...]
    """Fraction of n-grams that are not in the corpus, for n = 1 … 10."""
    longest_copy: int
    """Words of the longest span that is also in the corpus."""
    copied: str
    """That span."""


def measure_sets(sets: Mapping[str, Sequence[str]], index: NgramIndex) -> dict[str, TextMetrics]:
    """Measure each of ``sets``, of each as many words as the smallest has."""
    words = min(sum(map(count_words, texts)) for texts in sets.values())
    return {name: measure_texts(texts, index, words) for name, texts in sets.items()}


def measure_texts(texts: Sequence[str], index: NgramIndex, words: int | None = None) -> TextMetrics:
    """Measure ``texts``, or their first ``words`` words, against the corpus of ``index``.

    Raises TrainingError unless two of them are as long as the longest n-grams.
    """
    split = list(_take(map(split_words, texts), words))
    enough = sum(len(text) >= max(NEW_ORDERS) for text in split)
    if enough < 2:  # noqa: PLR2004 (self-BLEU compares each with another)
        raise TrainingError(
            f"cannot measure texts: {enough} of {len(split)} have {max(NEW_ORDERS)} words or more, "
            f"and two are needed. Write more or longer posts"
        )
    copied = index.longest_copy(split)
    return TextMetrics(
        texts=len(split),
        words=sum(map(len, split)),
        distinct=tuple(distinct(split, n) for n in DISTINCT_ORDERS),
        rep=tuple(rep(split, n) for n in REP_ORDERS),
        self_bleu=self_bleu(split),
        zipf=zipf(split),
        new=tuple(index.fraction_new(split, n) for n in NEW_ORDERS),
        longest_copy=len(copied),
        copied=" ".join(copied),
    )


def distinct(texts: Sequence[Words], n: int) -> float:
    """Distinct n-grams over all n-grams of all ``texts``; it falls with the amount of text.

    Li et al. 2016, "A diversity-promoting objective function for neural conversation models",
    arXiv:1510.03055. nan if no text has n words.
    """
    ngrams = [ngram for text in texts for ngram in _ngrams(text, n)]
    return len(set(ngrams)) / len(ngrams) if ngrams else math.nan


def rep(texts: Sequence[Words], n: int) -> float:
    """1 - distinct over all n-grams within a text: the mean over those that have n words.

    Welleck et al. 2020, "Neural text generation with unlikelihood training", arXiv:1908.04319
    (seq-rep-n); Su et al. 2022, "A contrastive framework for neural text generation",
    arXiv:2202.06417 (rep-n, in per cent). nan if no text has n words.
    """
    return _mean(1 - distinct([text], n) for text in texts if len(text) >= n)


def self_bleu(texts: Sequence[Words]) -> float:
    """Mean BLEU-4 of each text with all others as its references: 1 if all are the same.

    Zhu et al. 2018, "Texygen: a benchmarking platform for text generation models",
    arXiv:1802.01886; BLEU is that of Papineni et al. 2002 (https://aclanthology.org/P02-1040/),
    smoothed by method 1 of Chen and Cherry 2014 (https://aclanthology.org/W14-3346/) where no
    n-gram matches. Only the first 200 texts of four words or more count; nan if there are fewer
    than two. It rises with the number of texts.
    """
    texts = list(
        itertools.islice((text for text in texts if len(text) >= _BLEU_ORDER), _MOST_BLEU_TEXTS)
    )
    if len(texts) < 2:  # noqa: PLR2004
        return math.nan
    precisions = [_precisions(texts, n) for n in range(1, _BLEU_ORDER + 1)]
    lengths = [len(text) for text in texts]
    scores = []
    for number, length in enumerate(lengths):
        others = (other for place, other in enumerate(lengths) if place != number)
        closest = min(others, key=lambda other: (abs(other - length), other))
        brevity = min(0.0, 1 - closest / length)
        logs = [math.log(order[number]) if order[number] else -math.inf for order in precisions]
        scores.append(math.exp(brevity + fmean(logs)))
    return fmean(scores)


def _precisions(texts: Sequence[Words], n: int) -> list[float]:
    """For each text the clipped n-gram precision against all other texts as references.

    An n-gram's highest count in the other texts is its highest count of all, or the second highest
    if the text itself has the highest.
    """
    counts = [Counter(_ngrams(text, n)) for text in texts]
    highest: dict[Ngram, tuple[int, int, int]] = {}  # count, text number, second highest count
    for number, counted in enumerate(counts):
        for ngram, count in counted.items():
            first, owner, second = highest.get(ngram, (0, -1, 0))
            if count > first:
                highest[ngram] = count, number, first
            elif count > second:
                highest[ngram] = first, owner, count
    precisions = []
    for number, counted in enumerate(counts):
        matches = 0
        for ngram, count in counted.items():
            first, owner, second = highest[ngram]
            matches += min(count, second if owner == number else first)
        smoothed = matches or (_BLEU_EPSILON if n > 1 else 0)  # a text without any match scores 0
        precisions.append(smoothed / counted.total())
    return precisions


def zipf(texts: Sequence[Words]) -> float:
    """-slope of log frequency over log rank by least squares, over the 5000 most frequent words.

    As in Holtzman et al. 2020, "The curious case of neural text degeneration", arXiv:1904.09751
    (metrics/zipf.py in https://github.com/ari-holtzman/degen). All words if there are fewer than
    5000; it depends on the amount of text. nan if all words are the same.
    """
    frequencies = sorted(Counter(itertools.chain(*texts)).values(), reverse=True)[:_MOST_ZIPF_RANKS]
    if len(frequencies) < 2:  # noqa: PLR2004 (a line needs two points)
        return math.nan
    ranks = np.arange(1, len(frequencies) + 1)
    return -float(np.polyfit(np.log(ranks), np.log(frequencies), 1)[0])


def cut_like(text: str, lengths: Iterable[int]) -> list[str]:
    """Cut ``text`` into passages of whole sentences with about ``lengths`` words.

    The passages follow each other from the start of ``text``. Each has at least one sentence, and
    as many as bring it nearest to its length. An incomplete last passage is left out. Where there
    are documents, every passage is the beginning of one; it is the whole one if it has no sentence.
    """
    if DOCUMENT_END in text:
        documents = [each.strip() for each in text.split(DOCUMENT_END) if each.strip()]
        return [
            (cut_like(each, [length]) or [each])[0]
            for each, length in zip(documents, lengths, strict=False)
        ]
    sentences = [(sentence, count_words(sentence)) for sentence in _sentences(text)]
    passages, at = [], 0
    for length in lengths:
        begin, words = at, 0
        while at < len(sentences) and (
            at == begin or abs(words + sentences[at][1] - length) <= abs(words - length)
        ):
            words += sentences[at][1]
            at += 1
        if at == len(sentences) and words < max(1, length):
            break
        passages.append("".join(sentence for sentence, _ in sentences[begin:at]).strip())
    return passages


def _sentences(text: str) -> Iterator[str]:
    """Sentences with the white space after them; a heading belongs to the sentence after it."""
    begin = 0
    for full_stop in find_sentence_ends(text):
        space = _SPACE.match(text, full_stop)
        end = space.end() if space else full_stop
        if not text[end : end + 1].islower():
            yield text[begin:end]
            begin = end


def _take(texts: Iterable[list[str]], words: int | None) -> Iterator[list[str]]:
    """The first ``words`` words of ``texts``, or all; the last text may be cut."""
    for text in texts:
        if words == 0:
            return
        taken = text[:words]
        yield taken
        words = None if words is None else words - len(taken)


def _ngrams(text: Words, n: int) -> Iterator[Ngram]:
    return zip(*(text[start:] for start in range(n)), strict=False)  # up to the last whole one


def _mean(values: Iterable[float]) -> float:
    values = list(values)
    return fmean(values) if values else math.nan
