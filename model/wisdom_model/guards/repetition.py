"""Finds loops: a text that repeats itself as language models do when they get stuck.

Case and punctuation make no difference. Lively repetition is no loop: "nearer, nearer, nearer",
"round and round and round", the same four words twice.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise

from wisdom_model.text.sentences import find_sentence_ends
from wisdom_model.text.words import list_ngrams, split_words

SENTENCE_WORDS = 3
"""A sentence of this many words or more must not come twice."""
PHRASE_WORDS = 4
"""A phrase of this many words must not come ``PHRASE_TIMES`` times within ``NEAR_WORDS`` words."""
NEAR_WORDS = 200
"""Farther apart it is no loop: every seventh stretch of 1,000 words of Moby-Dick has one."""
PHRASE_TIMES = 3
"""Occurrences of a phrase, or of two or three words in a row, that make a loop."""
WORD_TIMES = 4
"""Occurrences of one word in a row that make a loop."""

_PHRASE_CHARACTERS = 8  # four ideographs may be one word; four words that say something are longer


def find_loop(text: str) -> str | None:
    """Describe a loop in ``text`` without quoting it; None if there is none."""
    words = split_words(text)
    for size in range(1, PHRASE_WORDS):
        times = _count_in_a_row(words, size)
        if times >= (WORD_TIMES if size == 1 else PHRASE_TIMES):
            said = "one word comes" if size == 1 else f"the same {size} words come"
            return f"{said} {times} times in a row"
    if _has_frequent_phrase(words):
        return f"the same {PHRASE_WORDS} words come {PHRASE_TIMES} times within {NEAR_WORDS} words"
    for sentence, times in Counter(map(tuple, map(split_words, split_sentences(text)))).items():
        if len(sentence) >= SENTENCE_WORDS and times > 1:
            return f"a sentence of {len(sentence)} words comes {times} times"
    return None


def split_sentences(text: str) -> list[str]:
    """Cut ``text`` after its sentences and at line breaks."""
    cuts = {end for end in find_sentence_ends(text) if text[end : end + 1].isspace()}
    cuts |= {match.end() for match in re.finditer("\n", text)}
    return [text[start:end] for start, end in pairwise([0, *sorted(cuts), len(text)])]


def fold_sentences(text: str) -> frozenset[str]:
    """The sentences of SENTENCE_WORDS words or more, without case and punctuation."""
    folded = (split_words(sentence) for sentence in split_sentences(text))
    return frozenset(" ".join(words) for words in folded if len(words) >= SENTENCE_WORDS)


def _has_frequent_phrase(words: Sequence[str]) -> bool:
    places: dict[tuple[str, ...], list[int]] = {}
    for place, phrase in enumerate(list_ngrams(words, PHRASE_WORDS)):
        if sum(map(len, phrase)) >= _PHRASE_CHARACTERS:
            places.setdefault(phrase, []).append(place)
    return any(
        last - first <= NEAR_WORDS - PHRASE_WORDS
        for found in places.values()
        for first, last in zip(found, found[PHRASE_TIMES - 1 :], strict=False)
    )


def _count_in_a_row(words: Sequence[str], size: int) -> int:
    """The most times that any ``size`` words come in a row."""
    most = run = 0
    for word, earlier in zip(words[size:], words, strict=False):
        run = run + 1 if word == earlier else 0
        most = max(most, run)
    return 1 + most // size
