"""How the author begins, breaks and ends texts.

A habit is something that the guards then demand of every post, so nearly all of the author's own
must have it: MOST of the documents. A document of which one paragraph lacks it does not have it.
Where the text has no documents, such as a book, its paragraphs are looked at instead, each by the
number of its words, so that headings count little.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from typing import Any, NamedTuple

import numpy as np

from wisdom_model.text.emoji import ends_decorated
from wisdom_model.text.sentences import ends_sentence, find_sentence_ends
from wisdom_model.text.tokenizer import DOCUMENT_END, LINE, PARAGRAPH
from wisdom_model.text.words import count_words
from wisdom_training.corpus.split import Parts

MOST = 0.8
"""Fraction of documents that must have a habit for it to be one."""
MOST_MEASURED_DOCUMENTS = 200_000
"""Documents that are looked at, the first ones."""

_EMOJI_FRACTION = 0.02  # of documents with an emoji at their end, from which on that is usual
_LINES_FRACTION = 0.4  # of paragraphs with several lines, from which on it is verse or a chat
_LONG_FRACTION = 0.9  # of documents that are not longer than the longest usual one
_MOST_SMALL_STARTS = 0.5  # fraction of sentences that may begin small where capitals are the rule
_LONGEST_MEAN_SENTENCE = 60  # words; a text with longer sentences does not punctuate them
_FEWEST_PARAGRAPHS = 5  # from which on it counts how they end
_START = 20  # characters of a sentence, in which its first letter is looked for


class Traits(NamedTuple):
    """What is counted of one document."""

    words: int
    paragraphs: int
    broken: int
    """Paragraphs with several lines."""
    whole: bool
    """Whether every paragraph ends a sentence, or ends with an emoji, a hashtag or a link."""
    decorated: bool
    """Whether it ends with an emoji, a hashtag or a link."""
    capital: bool
    """Whether no paragraph begins with a small letter."""
    letter: bool
    """Whether it begins with a letter."""


def measure_style(text: str) -> dict[str, bool]:
    """The entries of ``guards`` in the metadata that tell how the author writes ``text``."""
    if DOCUMENT_END in text:
        return _describe_style(_observe_all([text]))
    return _measure_prose(text)


def measure_documents(parts: Parts) -> tuple[dict[str, bool], dict[str, Any]]:
    """The style, as ``measure_style`` gives it, and the entry ``documents`` of the metadata.

    Both are measured on the training part. Without documents the style is that of the validation
    part, and the entry is empty.
    """
    count = sum(piece.count(DOCUMENT_END) for piece in parts.train.pieces())
    if not count:
        return measure_style(parts.validation), {}
    traits = _observe_all(parts.train.pieces())
    words = [each.words for each in traits]
    return _describe_style(traits), {
        "count": count,
        "words": {
            "median": _find_quantile(words, 0.5),
            "most": _find_quantile(words, _LONG_FRACTION),
        },
        "letters": _are_most(each.letter for each in traits),
    }


def split_documents(pieces: Iterable[str]) -> Iterator[str]:
    """The documents of a text in ``pieces``; one that does not end is left out."""
    rest = ""
    for piece in pieces:
        *documents, rest = (rest + piece).split(DOCUMENT_END)
        yield from filter(None, documents)


def _observe_all(pieces: Iterable[str]) -> list[Traits]:
    return list(map(_observe, islice(split_documents(pieces), MOST_MEASURED_DOCUMENTS)))


def _observe(document: str) -> Traits:
    paragraphs = document.split(PARAGRAPH)
    return Traits(
        words=count_words(document),
        paragraphs=len(paragraphs),
        broken=sum(LINE in paragraph for paragraph in paragraphs),
        whole=all(ends_sentence(each) or ends_decorated(each) for each in paragraphs),
        decorated=ends_decorated(document),
        capital=not any(next(filter(str.isalnum, each), "").islower() for each in paragraphs),
        letter=document[:1].isalpha(),
    )


def _describe_style(traits: Sequence[Traits]) -> dict[str, bool]:
    paragraphs = sum(each.paragraphs for each in traits)
    decorated = sum(each.decorated for each in traits)
    return {
        "capitals": _are_most(each.capital for each in traits),
        "whole_sentences": _are_most(each.whole for each in traits),
        "emoji_ends": decorated >= max(_EMOJI_FRACTION * len(traits), 1),
        "lines": sum(each.broken for each in traits) >= _LINES_FRACTION * max(paragraphs, 1),
    }


def _measure_prose(text: str) -> dict[str, bool]:
    ends = list(find_sentence_ends(text))
    firsts = [next(filter(str.isalpha, text[at : at + _START]), "") for at in (0, *ends)]
    small = sum(first.islower() for first in firsts)
    paragraphs = text.split(PARAGRAPH)
    words = list(map(count_words, paragraphs))
    whole = len(ends) * _LONGEST_MEAN_SENTENCE >= sum(words)
    if len(paragraphs) >= _FEWEST_PARAGRAPHS:
        ended = sum(n for n, each in zip(words, paragraphs, strict=True) if ends_sentence(each))
        whole = whole and ended >= MOST * sum(words)
    broken = sum(LINE in paragraph for paragraph in paragraphs)
    return {
        "capitals": small <= _MOST_SMALL_STARTS * len(firsts),
        "whole_sentences": whole,
        "emoji_ends": False,
        "lines": broken >= _LINES_FRACTION * len(paragraphs),
    }


def _are_most(found: Iterable[bool]) -> bool:
    values = list(found)
    return sum(values) >= MOST * len(values)


def _find_quantile(values: Sequence[int], fraction: float) -> int:
    """The least of ``values`` that is not below ``fraction`` of them."""
    return max(1, int(np.quantile(values, fraction, method="inverted_cdf")))
