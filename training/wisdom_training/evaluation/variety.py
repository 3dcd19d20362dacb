"""How varied texts are, and how often they repeat themselves.

Texts are lists of words. No value is good by itself: human text varies, but not without limit, and
most measures depend on the number of texts and on their lengths.
"""

from __future__ import annotations

import itertools
import math
from collections import Counter
from collections.abc import Iterable, Sequence
from statistics import fmean

import numpy as np

from wisdom_model.text.words import list_ngrams

_BLEU_ORDER = 4  # BLEU-4
_BLEU_EPSILON = 0.1  # as in NLTK's SmoothingFunction().method1
_MOST_BLEU_TEXTS = 200  # for self-BLEU
_MOST_ZIPF_RANKS = 5000  # for Zipf's law

Words = Sequence[str]
Ngram = tuple[str, ...]


def distinct(texts: Sequence[Words], n: int) -> float:
    """Distinct n-grams over all n-grams of all ``texts``; it falls with the amount of text.

    Li et al. 2016, "A diversity-promoting objective function for neural conversation models",
    arXiv:1510.03055. nan if no text has n words.
    """
    ngrams = [ngram for text in texts for ngram in list_ngrams(text, n)]
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
    counts = [Counter(list_ngrams(text, n)) for text in texts]
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


def _mean(values: Iterable[float]) -> float:
    values = list(values)
    return fmean(values) if values else math.nan
