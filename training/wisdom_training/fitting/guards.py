"""The limits that the author's own text sets for a post, and the filter of copied phrases.

The limits are the longest phrase that the author repeats, measured on held-out text, so that it
holds for new text, and the habits of ``style.py``.

A filter could be walked: whoever has some words of the text asks it which of the vocabulary's words
goes on. So it is asked for one length only, and it makes so many mistakes that it tells less about
a word (log2 of one over their share) than a word model leaves open, about 6 bits. A copied phrase
is several n-grams in a row, of which each could be a mistake, but hardly all.
"""

from __future__ import annotations

from typing import Any

from wisdom_model.text.words import count_words
from wisdom_model.voice.phrase_filter import PhraseFilter
from wisdom_training.corpus.split import Parts
from wisdom_training.fitting.style import measure_documents, measure_style

__all__ = ["MOST_FILTER_WORDS", "fit_guards", "make_filter", "measure_style"]

MOST_FILTER_WORDS = 8_000_000
"""Words of a corpus above which it gets no phrase filter: 6 MB of filter, 45 MB of text."""
SHORTEST_PHRASE, LONGEST_PHRASE = 4, 6
"""Words of the n-grams that a filter knows: one less than the author repeats, within these."""
PUBLIC_BITS = 4
"""Bits a key. The filter takes 1 in 7 other n-grams for the author's: 2.8 bits about a word."""
PRIVATE_PHRASE, PRIVATE_BITS = 8, 3
"""The same of a private voice. Its filter takes 1 in 4 for the author's: 2.1 bits about a word."""
PRIVATE_WORDS = 12
"""Words that a private voice may borrow at least: by so weak a filter, fewer may be a mistake."""
MOST_BORROWED = 12
"""Words that any voice may borrow at most: a text that its author published twice is no habit."""


def fit_guards(
    parts: Parts, *, private: bool = False
) -> tuple[PhraseFilter | None, dict[str, Any]]:
    """The phrase filter, as ``make_filter`` returns it, and entries of a voice's metadata.

    They are ``guards`` and, for a text of documents, ``documents``.
    """
    phrase_filter, longest = make_filter(parts, private=private)
    style, documents = measure_documents(parts)
    entries: dict[str, Any] = {"guards": {"longest_borrowed": longest, **style}}
    return phrase_filter, entries | ({"documents": documents} if documents else {})


def make_filter(parts: Parts, *, private: bool = False) -> tuple[PhraseFilter | None, int | None]:
    """The filter of the whole corpus, and the length in words of the longest phrase to borrow.

    That is as long as the longest one that a held-out part repeats of the text before that part,
    but at most MOST_BORROWED.
    None and None for a corpus of more than MOST_FILTER_WORDS.
    """
    held_out = (parts.validation, parts.test) if parts.test else (parts.validation,)
    words = sum(count_words(piece) for piece in parts.train.pieces())
    words += sum(map(count_words, held_out))
    if words > MOST_FILTER_WORDS:
        return None, None
    exact, longest = PhraseFilter.make(parts.train.pieces(), words), 0
    for text in held_out:
        longest = max(longest, exact.longest_copied(text).words)
        exact.add(text)
    longest = min(longest, MOST_BORROWED)
    length, bits = min(max(longest - 1, SHORTEST_PHRASE), LONGEST_PHRASE), PUBLIC_BITS
    if private:
        length, bits, longest = PRIVATE_PHRASE, PRIVATE_BITS, max(longest, PRIVATE_WORDS)
    kept = PhraseFilter.make(parts.train.pieces(), words, (length,), bits)
    for text in held_out:
        kept.add(text)
    return kept, longest
