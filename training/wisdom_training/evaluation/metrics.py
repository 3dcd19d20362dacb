"""Measures of generated texts, to be compared with the same measures of the author's own text.

No value is good by itself: human text varies, but not without limit. Most measures depend on the
number of texts and on their lengths. So ``passages`` cuts held-out text into passages as long as
the posts, and those measures that depend on the amount of text are made on the same number of words
of each set.

Words are those of ``split_words``: case-folded, without punctuation.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from statistics import median

from wisdom_model.text.words import count_words, split_words
from wisdom_training.errors import TrainingError
from wisdom_training.evaluation.author import Author
from wisdom_training.evaluation.dialogue import share_of_dialogue
from wisdom_training.evaluation.english_slips import find_slips
from wisdom_training.evaluation.sentences import measure_sentences
from wisdom_training.evaluation.variety import distinct, rep, self_bleu, zipf

DISTINCT_ORDERS, REP_ORDERS, NEW_ORDERS = (1, 2, 3), (2, 3, 4), tuple(range(1, 11))
"""The n of each measure of n-grams."""

_EXAMPLES = 10  # of slips


@dataclass(frozen=True)
class TextMetrics:
    """The measures of a set of texts; ``dataclasses.asdict`` of it is JSON."""

    texts: int
    """Number of texts measured."""
    words: int
    """Number of words of all texts."""
    compared_words: int
    """Number of words on which ``distinct``, ``self_bleu``, ``zipf`` and ``longest_copy``, which
    depend on it, were measured: the same in every set."""
    text_words: float
    """Median length of a text in words."""
    known_pairs: float
    """Fraction of word pairs that are in the corpus."""
    known_triples: float
    """Fraction of word triples that are in the corpus."""
    unwritten_pairs: float
    """Pairs of the author's most frequent words that the author never wrote, in 1,000 words."""
    slips: float | None
    """Slips of English grammar in 1,000 words; None where the corpus is not in English."""
    slip_examples: tuple[str, ...]
    """The first of them."""
    invented: float
    """Words in 1,000 that are in neither the corpus nor the word model's vocabulary."""
    stock_sentences: float
    """Fraction of sentences of three words or more that stand in more than one text."""
    copied_sentences: float
    """Fraction of sentences of three words or more that are in the corpus word for word."""
    sentence_words: float
    """Mean length of a sentence in words."""
    sentence_spread: float
    """Standard deviation of that length."""
    dialogue: float
    """Fraction of words inside quotation marks."""
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


def measure_sets(sets: Mapping[str, Sequence[str]], author: Author) -> dict[str, TextMetrics]:
    """Measure each of ``sets``, and its variety on as many words as the smallest has.

    Raises TrainingError unless each has two texts that are as long as the longest n-grams.
    """
    for name, texts in sets.items():
        _check(name, texts)
    words = min(sum(map(count_words, texts)) for texts in sets.values())
    return {name: measure_texts(texts, author, words) for name, texts in sets.items()}


def measure_texts(texts: Sequence[str], author: Author, compared: int | None = None) -> TextMetrics:
    """Measure ``texts``, and the variety of their first ``compared`` words."""
    split = list(map(split_words, texts))
    same = list(_take(split, compared))
    words = sum(map(len, split))
    slips = [slip for text in texts for slip in find_slips(text)] if author.english else []
    new = tuple(author.index.fraction_new(split, n) for n in NEW_ORDERS)
    sentences = measure_sentences(texts, author.index)
    copied = author.index.longest_copy(same)
    return TextMetrics(
        texts=len(split),
        words=words,
        compared_words=sum(map(len, same)),
        text_words=median(map(len, split)),
        known_pairs=1 - new[1],
        known_triples=1 - new[2],
        unwritten_pairs=1000 * sum(map(author.count_unwritten_pairs, texts)) / words,
        slips=1000 * len(slips) / words if author.english else None,
        slip_examples=tuple(slip.words for slip in slips[:_EXAMPLES]),
        invented=1000 * sum(map(author.count_invented, texts)) / words,
        stock_sentences=sentences.stock,
        copied_sentences=sentences.copied,
        sentence_words=sentences.words,
        sentence_spread=sentences.spread,
        dialogue=share_of_dialogue(texts),
        distinct=tuple(distinct(same, n) for n in DISTINCT_ORDERS),
        rep=tuple(rep(split, n) for n in REP_ORDERS),
        self_bleu=self_bleu(same),
        zipf=zipf(same),
        new=new,
        longest_copy=len(copied),
        copied=" ".join(copied),
    )


def _take(texts: Iterable[list[str]], words: int | None) -> Iterator[list[str]]:
    """The first ``words`` words of ``texts``, or all; the last text may be cut."""
    for text in texts:
        if words == 0:
            return
        taken = text[:words]
        yield taken
        words = None if words is None else words - len(taken)


def _check(name: str, texts: Sequence[str]) -> None:
    enough = sum(count_words(text) >= max(NEW_ORDERS) for text in texts)
    if enough < 2:  # noqa: PLR2004 (self-BLEU compares each with another)
        raise TrainingError(
            f"cannot measure the texts called {name}: {enough} of {len(texts)} have "
            f"{max(NEW_ORDERS)} words or more, and two are needed. Write more or longer posts, or "
            f"hold out more text"
        )
