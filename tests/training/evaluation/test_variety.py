"""Measures of variety, by hand for tiny texts, by their laws for any."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wisdom_training.evaluation.variety import distinct, rep, self_bleu, zipf

words = st.sampled_from("abcdefg")
texts_of_words = st.lists(words, min_size=1, max_size=40)


def test_distinct_counts_over_all_texts_and_never_across_two() -> None:
    texts = [["a", "b", "a", "b"], ["a", "b", "c"]]
    assert distinct(texts, 1) == 3 / 7  # a b c
    assert distinct(texts, 2) == 3 / 5  # ab ba bc
    assert distinct(texts, 3) == 3 / 3  # aba bab abc
    assert math.isnan(distinct(texts, 5))


def test_rep_is_the_mean_over_texts_that_are_long_enough() -> None:
    texts = [["a", "b", "a", "b"], ["a", "b", "c"], ["a"]]
    assert rep(texts, 2) == pytest.approx((1 / 3 + 0) / 2)
    assert rep(texts, 3) == 0
    assert math.isnan(rep(texts, 5))


def test_bleu_by_hand() -> None:
    # Of "a b c d e f": unigrams 5/6, bigrams 4/5, trigrams 3/4, 4-grams 2/3; brevity 1.
    # Of "a b c d e": 5/5, 4/4, 3/3, 2/2; the other is one word longer, so brevity exp(1 - 6/5).
    longer = (5 / 6 * 4 / 5 * 3 / 4 * 2 / 3) ** 0.25
    assert self_bleu([[*"abcdef"], [*"abcde"]]) == pytest.approx((longer + math.exp(-0.2)) / 2)


def test_bleu_where_orders_do_not_match_is_smoothed() -> None:
    # "a b x y" and "a b z w": unigrams 2/4, bigrams 1/3, trigrams 0.1/2, 4-grams 0.1/1.
    assert self_bleu([[*"abxy"], [*"abzw"]]) == pytest.approx(
        (2 / 4 * 1 / 3 * 0.1 / 2 * 0.1 / 1) ** 0.25
    )
    assert self_bleu([[*"abcd"], [*"wxyz"]]) == 0


def test_bleu_counts_an_ngram_as_often_as_one_other_text_has_it() -> None:
    # "a a a a": two of the first have a match in the second, so unigrams 2/4, bigrams 1/3, then
    # 0.1/2 and 0.1/1. "a a b c": 2/4, 1/3, 0.1/2, 0.1/1 as well.
    assert self_bleu([[*"aaaa"], [*"aabc"]]) == pytest.approx((0.5 / 3 * 0.05 * 0.1) ** 0.25)


def test_bleu_takes_the_reference_that_is_nearest_in_length() -> None:
    # Beside five words both four and six are one away, and the shorter is taken: no penalty.
    texts = [[*"abcde"], [*"abcd"], [*"abcdef"]]
    short = math.exp(1 - 5 / 4)
    longest = (5 / 6 * 4 / 5 * 3 / 4 * 2 / 3) ** 0.25
    assert self_bleu(texts) == pytest.approx((1 + short + longest) / 3)


@given(st.lists(words, min_size=4, max_size=30), st.integers(2, 5))
def test_texts_that_are_all_the_same_have_a_bleu_of_one(text: list[str], times: int) -> None:
    assert self_bleu([text] * times) == pytest.approx(1)


@given(st.lists(texts_of_words, min_size=2, max_size=6))
def test_the_order_of_texts_does_not_matter_to_bleu(texts: list[list[str]]) -> None:
    assert self_bleu(texts) == pytest.approx(self_bleu(texts[::-1]), nan_ok=True)


def test_zipf_is_the_slope_in_logarithms() -> None:
    # Frequencies 12, 6, 4, 3 at the ranks 1, 2, 3, 4 are 12/rank.
    assert zipf([["a"] * 12 + ["b"] * 6, ["c"] * 4 + ["d"] * 3]) == pytest.approx(1)
    # 16 and 4 at 1 and 2: log 4 / log 2.
    assert zipf([["a"] * 16 + ["b"] * 4]) == pytest.approx(2)
    assert zipf([[*"abcd"]]) == pytest.approx(0)
    assert math.isnan(zipf([["a", "a"]]))
