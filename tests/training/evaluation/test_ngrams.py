"""N-grams of a text in a corpus, and copied spans."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from wisdom_training.evaluation.ngrams import NgramIndex

words = st.sampled_from("abcdefg")


texts_of_words = st.lists(words, min_size=1, max_size=40)


def test_new_ngrams_by_hand() -> None:
    index = NgramIndex(["The whale, the sea.\n\n", "The sea!"])  # the whale the sea the sea
    texts = [["the", "sea", "the", "whale"], ["a", "whale"]]
    assert len(index) == 6
    assert index.fraction_new(texts, 1) == pytest.approx(1 / 6)  # a
    assert index.fraction_new(texts, 2) == pytest.approx(1 / 4)  # a whale
    assert index.fraction_new(texts, 3) == pytest.approx(1 / 2)  # the-whale after sea
    assert index.fraction_new(texts, 4) == 1
    assert math.isnan(index.fraction_new(texts, 5))
    assert math.isnan(index.fraction_new([], 1))


@given(texts_of_words, st.integers(0, 40), st.integers(0, 40))
def test_the_corpus_has_nothing_new_of_its_own(text: list[str], one: int, other: int) -> None:
    index = NgramIndex([" ".join(text)])
    part = text[min(one, other) : max(one, other)]
    for n in range(1, len(part) + 1):
        assert index.fraction_new([part], n) == 0


@given(texts_of_words, texts_of_words)
def test_longer_ngrams_are_new_at_least_as_often(corpus: list[str], text: list[str]) -> None:
    index = NgramIndex([" ".join(corpus)])
    fractions = [index.fraction_new([text], n) for n in range(1, len(text) + 1)]
    assert fractions == sorted(fractions)


@given(texts_of_words, texts_of_words, st.integers(1, 8))
def test_the_index_finds_what_a_plain_search_finds(
    corpus: list[str], text: list[str], n: int
) -> None:
    ngrams = {tuple(corpus[at : at + n]) for at in range(len(corpus) - n + 1)}
    found = [tuple(text[at : at + n]) not in ngrams for at in range(len(text) - n + 1)]
    fraction = NgramIndex([" ".join(corpus)]).fraction_new([text], n)
    if found:
        assert fraction == pytest.approx(sum(found) / len(found))
    else:
        assert math.isnan(fraction)


def test_a_corpus_is_searched_in_blocks_that_hide_no_ngram(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("wisdom_training.evaluation.ngrams.BLOCK_WORDS", 4)
    text = [*"abcdefghijklmnopqrstuvwxyz"]
    index = NgramIndex([" ".join(text)])
    for n in range(1, 27):
        assert index.fraction_new([text], n) == 0
    assert index.longest_copy([["?", *text[1:24], "?"]]) == text[1:24]


@given(texts_of_words, st.data())
def test_the_longest_copy_is_found_wherever_it_is_cut(
    corpus: list[str], data: st.DataObject
) -> None:
    begin = data.draw(st.integers(0, len(corpus) - 1))
    span = corpus[begin : data.draw(st.integers(begin + 1, len(corpus)))]
    texts = [["x", "a"], ["y", *span, "z"], span[:-1]]
    index = NgramIndex([" ".join(corpus)])
    if len(span) > 1:
        assert index.longest_copy(texts) == span


@given(texts_of_words, texts_of_words)
def test_no_longer_copy_exists(corpus: list[str], text: list[str]) -> None:
    found = NgramIndex([" ".join(corpus)]).longest_copy([text])
    joined = f" {' '.join(corpus)} "
    spans = [
        text[begin:end] for begin in range(len(text)) for end in range(begin + 1, len(text) + 1)
    ]
    assert len(found) == max(len(s) if f" {' '.join(s)} " in joined else 0 for s in spans)
    assert f" {' '.join(found)} " in joined or not found


def test_nothing_is_copied_across_two_texts_or_from_an_empty_corpus() -> None:
    assert NgramIndex(["a b c d"]).longest_copy([["a", "b"], ["c", "d"]]) == ["a", "b"]
    assert NgramIndex([]).longest_copy([["a", "b"]]) == []
    assert NgramIndex(["a"]).longest_copy([]) == []


def test_equal_hashes_of_other_words_are_no_copy(monkeypatch: pytest.MonkeyPatch) -> None:
    index = NgramIndex(["a b c d"])
    mixed = index.longest_copy([["d", "c", "a", "b"]])
    monkeypatch.setattr(
        "wisdom_training.evaluation.ngrams.hash_ngrams",
        lambda ids, n: np.ones(max(len(ids) - n + 1, 0), np.uint64),
    )
    assert index.longest_copy([["d", "c", "a", "b"]]) == mixed == ["a", "b"]


def test_the_most_frequent_words_come_first() -> None:
    index = NgramIndex(["b a c a b a d"])
    assert index.most_frequent(3) == ["a", "b", "c"]
    assert NgramIndex([]).most_frequent(3) == []


@given(texts_of_words, texts_of_words, st.integers(1, 5))
def test_any_known_ngram_is_found(corpus: list[str], text: list[str], n: int) -> None:
    index = NgramIndex([" ".join(corpus)])
    assert index.has_any(text, n) == (len(index.longest_copy([text])) >= n)
