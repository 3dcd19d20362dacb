"""Measures of sentences, by hand."""

import math

import pytest

from wisdom_training.evaluation.ngrams import NgramIndex
from wisdom_training.evaluation.sentences import (
    measure_sentences,
    share_of_copies,
    share_of_stock,
)

CORPUS = "The lamp waits by the door. A gull sings."


def test_all_measures_of_sentences() -> None:
    texts = ["A gull sings! No. It is late now.", "a gull sings.", "The lamp waits by the sea."]
    found = measure_sentences(texts, NgramIndex([CORPUS]))
    assert found.stock == 2 / 4  # "No." is too short to count
    assert found.copied == 2 / 4
    assert found.words == pytest.approx((3 + 1 + 4 + 3 + 6) / 5)
    assert found.spread == pytest.approx(1.6248, abs=1e-4)


def test_a_sentence_twice_in_one_text_is_not_stock() -> None:
    assert share_of_stock([[("it", "is", "so"), ("it", "is", "so")], [("no", "it", "is")]]) == 0


def test_a_sentence_inside_a_longer_one_of_the_corpus_is_copied() -> None:
    index = NgramIndex([CORPUS])
    assert share_of_copies([["lamp", "waits", "by"], ["gull", "waits", "by"]], index) == 0.5


def test_without_sentences_nothing_is_measured() -> None:
    found = measure_sentences([""], NgramIndex([CORPUS]))
    assert all(map(math.isnan, found))
