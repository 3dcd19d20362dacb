"""What an evaluation found, in sentences for people who know nothing of machine learning.

The first sentence says how good the posts are and names the one thing to do next: it is about the
measure in which they differ most from the author, counted in differences that a reader would
notice. Each of the others has the figure of the posts, and beside it those of the author's own
unread text and of a Markov chain.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from typing import Any, NamedTuple

Measures = Mapping[str, Any]
"""The JSON of one ``TextMetrics``."""

AUTHOR = "author"
"""The name of the author's own held-out text."""
CHAIN = "markov-chain"
"""The name of the Markov chain's texts."""


class Concern(NamedTuple):
    """A way in which posts can differ from the author."""

    measure: Callable[[Measures, Measures], float]
    """How far the posts, the first, are from the author: 1 is a difference that one notices."""
    advice: str


def summarise(found: Mapping[str, Any]) -> list[str]:
    """The sentences, in the order in which they are printed."""
    posts = found["posts"]
    sets = [posts["measures"][posts[each]] for each in ("voice", "author", "chain")]
    voice, author, _ = sets
    return [
        advise_on_posts(voice, author),
        (
            f"The voice wrote {voice['texts']:,} posts of about {voice['text_words']:.0f} words. "
            f"They are compared with {author['texts']:,} passages of the author's own text that "
            f"the voice has not learned from, and with texts by a Markov chain: a simple program "
            f"that strings together the author's words, each after two that it followed before."
        ),
        (
            f"Phrases: {_list(sets, 'known_pairs', '{:.0%}')} of all neighbouring words are a "
            f"pair that the author has written; of three words in a row it is "
            f"{_list(sets, 'known_triples', '{:.0%}')}."
        ),
        _describe_form(sets),
        (
            f"Copying: {_list(sets, 'copied_sentences', '{:.0%}')} of the sentences are in the "
            f"author's text word for word. The longest copied piece has "
            f"{_list(sets, 'longest_copy')} words."
        ),
        (
            f"Repetition: {_list(sets, 'stock_sentences', '{:.0%}')} of the sentences come in "
            f"more than one of the texts."
        ),
        (
            f"Unknown words: {_list(sets, 'invented', '{:.1f}')} of 1,000 words are neither in the "
            f"text that the voice learned from nor among those that it knew before. The author's "
            f"are names and rare words; a post's are invented."
        ),
        (
            f"Manner: a sentence has {_list(sets, 'sentence_words')} words on average. "
            f"{_list(sets, 'dialogue', '{:.0%}')} of all words are inside quotation marks."
        ),
    ]


def advise_on_posts(voice: Measures, author: Measures) -> str:
    """How good posts with these measures are, compared with the author, and what to do next."""
    concerns = {concern.measure(voice, author): concern.advice for concern in CONCERNS}
    worst = max(concerns)
    return concerns[worst] if worst > 1 else _NO_CONCERN


def _describe_form(sets: list[Measures]) -> str:
    pairs = (
        f"{_list(sets, 'unwritten_pairs', '{:.1f}')} pairs of common words that the author never "
        f"put together"
    )
    if sets[0]["slips"] is None:
        return f"Grammar: in 1,000 words there are {pairs}."
    slips = _list(sets, "slips", "{:.1f}")
    return f"Grammar: in 1,000 words there are {slips} plain slips, and {pairs}."


def _list(sets: list[Measures], key: str, form: str = "{:.0f}") -> str:
    """The figures of the posts, and in brackets those of the author and of the Markov chain."""
    posts, author, chain = ("?" if each[key] is None else form.format(each[key]) for each in sets)
    return f"{posts} (author {author}, chain {chain})"


def _exceed(key: str, allowance: float) -> Callable[[Measures, Measures], float]:
    """Measures by how many ``allowance`` the posts have more than the author."""

    def measure(voice: Measures, author: Measures) -> float:
        if voice[key] is None or author[key] is None:
            return 0.0
        return float((voice[key] - author[key]) / allowance)

    return measure


def _lack_variety(voice: Measures, author: Measures) -> float:
    allowance = 0.15  # of all pairs of words
    ours, theirs = voice["distinct"][1], author["distinct"][1]
    return 0.0 if ours is None or theirs is None else float((theirs - ours) / allowance)


def _differ_in_sentences(voice: Measures, author: Measures) -> float:
    allowance = math.log(1.5)  # half as long again
    ours, theirs = voice["sentence_words"], author["sentence_words"]
    return abs(math.log(ours / theirs)) / allowance if ours and theirs else 0.0


CONCERNS = (
    Concern(
        _exceed("slips", 1.0),
        "The posts have more slips of grammar than the author. Lower the word model's temperature "
        "by 0.1 (--word-temperature here, word_temperature in mkdocs.yml), or train on more text.",
    ),
    Concern(
        _exceed("unwritten_pairs", 5.0),
        "The posts put words together as the author never does. Lower the word model's temperature "
        "by 0.1 (--word-temperature here, word_temperature in mkdocs.yml), or train on more text.",
    ),
    Concern(
        _exceed("copied_sentences", 0.1),
        "Many sentences are the author's own. Train on more text; if there is none, raise the word "
        "model's temperature by 0.1 (--word-temperature here, word_temperature in mkdocs.yml).",
    ),
    Concern(
        _exceed("stock_sentences", 0.03),
        "Some sentences come again and again. A site refuses those of its earlier posts; for more "
        "variety give it a list of prompts, or raise the word model's temperature by 0.1 "
        "(--word-temperature here, word_temperature in mkdocs.yml).",
    ),
    Concern(
        _exceed("invented", 3.0),
        "The posts have words that nobody uses. Set unknown: skip in mkdocs.yml, so that the voice "
        "spells no words of its own.",
    ),
    Concern(
        _lack_variety,
        "The posts say much the same in the same words. Raise the word model's temperature by 0.1 "
        "(--word-temperature here, word_temperature in mkdocs.yml), or give the site a list of "
        "prompts.",
    ),
    Concern(
        _differ_in_sentences,
        "The posts' sentences are not as long as the author's. Compare another way of writing with "
        "--blend mixture, and choose by reading.",
    ),
)
_NO_CONCERN = (
    "In none of these measures do the posts differ much from the author, so read some of them, and "
    "publish if you like them."
)
