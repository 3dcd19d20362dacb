"""Losses in nats and bits per character, by hand."""

import math

import numpy as np
import pytest

from wisdom_model.text.vocabulary import Vocabulary
from wisdom_training.evaluation.scores import (
    UNICODE,
    CharacterFrequencies,
    Scores,
    score_characters,
    score_words,
)

LN2 = math.log(2)


def test_a_character_model_pays_for_unicode_where_it_knows_no_better() -> None:
    scores = score_characters("aéa", np.array([1.0, 2.0, 3.0]), Vocabulary(("<unk>", "a")))
    assert scores == Scores(
        nats_per_token=2.0,
        perplexity=math.exp(2),
        bits_per_character=pytest.approx((6 + math.log(UNICODE)) / 3 / LN2),
        unknown=1 / 3,
        tokens=3,
        characters=3,
    )


def test_a_word_model_pays_for_the_spelling_of_unknown_tokens() -> None:
    speller = CharacterFrequencies({" ": 1, "a": 1, "b": 2}, ends=3)
    vocabulary = Vocabulary(("<unk>", " whale"))
    scores = score_words([" whale", "b"], np.array([1.0, 3.0]), vocabulary, speller)
    # 4 characters and 3 ends were counted; smoothing adds 1 to each of " ", a, b, end, escape.
    spelling = -math.log(3 / 12) - math.log(4 / 12)
    assert scores == Scores(
        nats_per_token=2.0,
        perplexity=math.exp(2),
        bits_per_character=pytest.approx((4 + spelling) / 7 / LN2),
        unknown=0.5,
        tokens=2,
        characters=7,
    )


def test_a_character_never_seen_is_spelled_behind_an_escape() -> None:
    speller = CharacterFrequencies({"a": 1}, ends=1)  # a twice, end twice, escape once: 5
    assert speller.cost("é") == pytest.approx(-math.log(1 / 5 / UNICODE) - math.log(2 / 5))


def test_characters_end_and_escape_share_the_whole_probability() -> None:
    speller = CharacterFrequencies({"a": 2, "b": 2, "c": 1}, ends=3)
    end = speller.cost("")
    escape = speller.cost("é") - end - math.log(UNICODE)
    costs = [end, escape, *(speller.cost(char) - end for char in "abc")]
    assert sum(math.exp(-cost) for cost in costs) == pytest.approx(1)
