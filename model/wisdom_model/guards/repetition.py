"""Whether a text says the same thing over and over, as language models do when they get stuck.

Case and punctuation make no difference. What a lively author does is no loop: "nearer, nearer,
nearer", "round and round and round", the same four words twice.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise

from wisdom_model.text.sentences import find_sentence_ends
from wisdom_model.voice.phrase_filter import split_words

SENTENCE = 3
"""Words of a sentence that must not come twice."""
PHRASE = 4
"""Words of a phrase that must not come ``TIMES`` times within ``NEAR`` words."""
NEAR = 200
"""Farther apart it is no loop: of stretches of 1,000 words of Moby-Dick, every seventh has one."""
TIMES = 3
"""How often is too often, for a phrase and for fewer words one time after the other."""
WORD_TIMES = 4
"""How often is too often for a single word one time after the other."""

_PHRASE_CHARACTERS = 8  # four ideographs may be one word; four words that say something are longer


def find_loop(text: str) -> str | None:
    """What comes too often in ``text``, without quoting it; None if nothing does."""
    words = split_words(text)
    for size in range(1, PHRASE):
        times = _count_in_a_row(words, size)
        if times >= (WORD_TIMES if size == 1 else TIMES):
            said = "one word comes" if size == 1 else f"the same {size} words come"
            return f"{said} {times} times in a row"
    if _has_frequent_phrase(words):
        return f"the same {PHRASE} words come {TIMES} times within {NEAR} words"
    for sentence, times in Counter(map(tuple, map(split_words, split_sentences(text)))).items():
        if len(sentence) >= SENTENCE and times > 1:
            return f"a sentence of {len(sentence)} words comes {times} times"
    return None


def split_sentences(text: str) -> list[str]:
    """Cut ``text`` behind its sentences and at line breaks."""
    cuts = {end for end in find_sentence_ends(text) if text[end : end + 1].isspace()}
    cuts |= {match.end() for match in re.finditer("\n", text)}
    return [text[start:end] for start, end in pairwise([0, *sorted(cuts), len(text)])]


def _has_frequent_phrase(words: Sequence[str]) -> bool:
    places: dict[tuple[str, ...], list[int]] = {}
    for place, phrase in enumerate(zip(*(words[i:] for i in range(PHRASE)), strict=False)):
        if sum(map(len, phrase)) >= _PHRASE_CHARACTERS:
            places.setdefault(phrase, []).append(place)
    return any(
        last - first <= NEAR - PHRASE
        for found in places.values()
        for first, last in zip(found, found[TIMES - 1 :], strict=False)
    )


def _count_in_a_row(words: Sequence[str], size: int) -> int:
    """How often some ``size`` words come one time after the other, at most."""
    most = run = 0
    for word, earlier in zip(words[size:], words, strict=False):
        run = run + 1 if word == earlier else 0
        most = max(most, run)
    return 1 + most // size
