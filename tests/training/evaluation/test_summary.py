"""The summary in plain words, sentence by sentence."""

from typing import Any

import pytest

from training.evaluation.measures import AUTHOR, FOUND, VOICE
from wisdom_training.evaluation.summary import advise_on_posts, summarise


def test_each_sentence_has_the_figures_of_all_three() -> None:
    assert summarise(FOUND) == [
        (
            "In none of these measures do the posts differ much from the author, so read some of "
            "them, and publish if you like them."
        ),
        (
            "The voice wrote 200 posts of about 52 words. They are compared with 9 passages of the "
            "author's own text that the voice has not learned from, and with texts by a Markov "
            "chain: a simple program that strings together the author's words, each after two that "
            "it followed before."
        ),
        (
            "Phrases: 88% (author 50%, chain 98%) of all neighbouring words are a pair that the "
            "author has written; of three words in a row it is 12% (author 12%, chain 95%)."
        ),
        (
            "Grammar: in 1,000 words there are 0.5 (author 0.2, chain 0.0) plain slips, and 7.5 "
            "(author 7.5, chain 0.0) pairs of common words that the author never put together."
        ),
        (
            "Copying: 2% (author 2%, chain 14%) of the sentences are in the author's text word for "
            "word. The longest copied piece has 5 (author 6, chain 15) words."
        ),
        (
            "Repetition: 1% (author 1%, chain 1%) of the sentences come in more than one of the "
            "texts."
        ),
        (
            "Unknown words: 20.0 (author 20.0, chain 0.0) of 1,000 words are neither in the text "
            "that the voice learned from nor among those that it knew before. The author's are "
            "names and rare words; a post's are invented."
        ),
        (
            "Manner: a sentence has 16 (author 16, chain 21) words on average. 12% (author 12%, "
            "chain 12%) of all words are inside quotation marks."
        ),
    ]


def test_slips_are_left_out_where_they_were_not_counted() -> None:
    posts = FOUND["posts"]
    measures = {name: each | {"slips": None} for name, each in posts["measures"].items()}
    assert summarise({"posts": posts | {"measures": measures}})[3] == (
        "Grammar: in 1,000 words there are 7.5 (author 7.5, chain 0.0) pairs of common words that "
        "the author never put together."
    )


def test_what_could_not_be_measured_is_a_question_mark() -> None:
    posts = FOUND["posts"]
    author = AUTHOR | {"stock_sentences": None}
    found = {"posts": posts | {"measures": posts["measures"] | {"author": author}}}
    assert "1% (author ?, chain 1%)" in summarise(found)[5]


@pytest.mark.parametrize(
    ("change", "begins"),
    [
        ({"slips": 1.5}, "The posts have more slips of grammar"),
        ({"unwritten_pairs": 13.0}, "The posts put words together as the author never does"),
        ({"copied_sentences": 0.13}, "Many sentences are the author's own"),
        ({"stock_sentences": 0.05}, "Some sentences come again and again"),
        ({"invented": 24.0}, "The posts have words that nobody uses"),
        ({"distinct": [0.2, 0.3, 0.4]}, "The posts say much the same in the same words"),
        ({"sentence_words": 10.0}, "The posts' sentences are not as long as the author's"),
        ({"sentence_words": 25.0}, "The posts' sentences are not as long as the author's"),
        ({"slips": 1.2, "invented": 22.9}, "In none of these measures"),
        ({"slips": None, "distinct": [None, None, None]}, "In none of these measures"),
    ],
)
def test_advice_is_about_what_differs(change: dict[str, Any], begins: str) -> None:
    assert advise_on_posts(VOICE | change, AUTHOR).startswith(begins)


def test_advice_is_about_what_differs_most() -> None:
    voice = VOICE | {"slips": 1.5, "stock_sentences": 0.5}
    assert advise_on_posts(voice, AUTHOR).startswith("Some sentences come again")
