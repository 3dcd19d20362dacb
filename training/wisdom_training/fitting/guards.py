"""The limits that the author's own text sets for a post, and the filter of copied phrases.

The limits are the longest phrase that the author repeats, and whether sentences begin with a
capital and end with a full stop. They are measured on held-out text, so that they hold for new
text.
"""

from __future__ import annotations

from typing import Any

from wisdom_model.text.sentences import find_sentence_ends
from wisdom_model.text.words import count_words
from wisdom_model.voice.phrase_filter import PhraseFilter
from wisdom_training.corpus.split import Parts

MOST_FILTER_WORDS = 8_000_000
"""Words of a corpus above which it gets no phrase filter: 30 MB of filter, 45 MB of text."""

_MOST_SMALL_STARTS = 0.5  # fraction of sentences that may begin small where capitals are the rule
_LONGEST_MEAN_SENTENCE = 60  # words; a text with longer sentences does not punctuate them
_START = 20  # characters of a sentence, in which its first letter is looked for


def fit_guards(parts: Parts) -> tuple[PhraseFilter | None, dict[str, Any]]:
    """The phrase filter, as ``make_filter`` returns it, and the guards of a voice's metadata."""
    phrase_filter, longest = make_filter(parts)
    return phrase_filter, {"longest_borrowed": longest, **measure_style(parts.validation)}


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


def measure_style(text: str) -> dict[str, bool]:
    """Whether sentences of ``text`` begin with a capital and end with a full stop or the like."""
    ends = list(find_sentence_ends(text))
    firsts = [next(filter(str.isalpha, text[at : at + _START]), "") for at in (0, *ends)]
    small = sum(first.islower() for first in firsts)
    return {
        "capitals": small <= _MOST_SMALL_STARTS * len(firsts),
        "whole_sentences": len(ends) * _LONGEST_MEAN_SENTENCE >= count_words(text),
    }
