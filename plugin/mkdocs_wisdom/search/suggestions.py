"""Words that a reader may search for, chosen from the posts.

Several posts have such a word, but not many. A longer word is preferred to a shorter one, and a
name to others: a word that is capitalised inside of sentences, in German any noun. Scripts without
spaces have none.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Sequence

from mkdocs_wisdom.search.words import RUN

MOST_WORDS = 6
MOST_POSTS = 500  # the newest; more would only cost time
FEWEST_POSTS = 20  # of fewer, no word is characteristic

_FEWEST_HOLDERS = 2  # posts that have a word
_SHORTEST = 5  # characters
_LONGEST = 20
_WORD = re.compile(r"[^\W\d_]+")
_INSIDE = re.compile(r"(?<=[\w,;] )[^\W\d_]+")  # a sentence
_STEM = 5  # words that begin with the same characters are taken for forms of one


def suggest_words(texts: Sequence[str]) -> tuple[str, ...]:
    """Return up to MOST_WORDS words, the best first; ``texts`` are the posts', oldest first."""
    newest = texts[-MOST_POSTS:]
    if len(newest) < FEWEST_POSTS:
        return ()
    posts: Counter[str] = Counter()
    spellings: Counter[str] = Counter()
    names: Counter[str] = Counter()
    for text in newest:
        words = _WORD.findall(text)
        spellings.update(words)
        posts.update({word.lower() for word in words})
        names.update(word for word in _INSIDE.findall(text) if word[0].isupper())
    return _choose(posts, spellings, names, len(newest))


def _choose(
    posts: Counter[str], spellings: Counter[str], names: Counter[str], total: int
) -> tuple[str, ...]:
    scores = {}
    for word, count in posts.items():
        few = _FEWEST_HOLDERS <= count <= max(_FEWEST_HOLDERS, total // 8)
        if few and _SHORTEST <= len(word) <= _LONGEST and not RUN.search(word):
            name = word.capitalize()
            is_name = names[name] > 0 and spellings[name] > spellings[word]
            weight = (len(word) - _SHORTEST + 2) * (1 + is_name)
            scores[name if is_name else word] = count * math.log(total / count) * weight  # tf-idf
    chosen: dict[str, str] = {}
    for word in sorted(scores, key=lambda word: (-scores[word], word)):
        chosen.setdefault(word[:_STEM].lower(), word)
        if len(chosen) == MOST_WORDS:
            break
    return tuple(chosen.values())
