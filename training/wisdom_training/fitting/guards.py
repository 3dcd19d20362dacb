"""The limits that the author's own text sets for a post, and the filter of copied phrases.

The limits are the longest phrase that the author repeats, measured on held-out text, so that it
holds for new text, and the habits of ``style.py``.
"""

from __future__ import annotations

from typing import Any

from wisdom_model.text.words import count_words
from wisdom_model.voice.phrase_filter import PhraseFilter
from wisdom_training.corpus.split import Parts
from wisdom_training.fitting.style import measure_documents, measure_style

__all__ = ["MOST_FILTER_WORDS", "fit_guards", "make_filter", "measure_style"]

MOST_FILTER_WORDS = 8_000_000
"""Words of a corpus above which it gets no phrase filter: 30 MB of filter, 45 MB of text."""


def fit_guards(parts: Parts) -> tuple[PhraseFilter | None, dict[str, Any]]:
    """The phrase filter, as ``make_filter`` returns it, and entries of a voice's metadata.

    They are ``guards`` and, for a text of documents, ``documents``.
    """
    phrase_filter, longest = make_filter(parts)
    style, documents = measure_documents(parts)
    entries: dict[str, Any] = {"guards": {"longest_borrowed": longest, **style}}
    return phrase_filter, entries | ({"documents": documents} if documents else {})


def make_filter(parts: Parts) -> tuple[PhraseFilter | None, int | None]:
    """The filter of the whole corpus, and the length in words of the longest repeated phrase.

    A phrase is repeated if a held-out part has it and the text before that part does, too. None
    and None for a corpus of more than MOST_FILTER_WORDS.
    """
    held_out = (parts.validation, parts.test) if parts.test else (parts.validation,)
    words = sum(count_words(piece) for piece in parts.train.pieces())
    words += sum(map(count_words, held_out))
    if words > MOST_FILTER_WORDS:
        return None, None
    phrase_filter = PhraseFilter.make(parts.train.pieces(), words)
    longest = 0
    for text in held_out:
        longest = max(longest, phrase_filter.longest_copied(text).words)
        phrase_filter.add(text)
    return phrase_filter, longest
