"""All measures of a set of texts."""

import json
from collections.abc import Iterable
from dataclasses import asdict

import pytest

from wisdom_training.errors import TrainingError
from wisdom_training.evaluation.author import Author
from wisdom_training.evaluation.metrics import measure_sets, measure_texts
from wisdom_training.evaluation.ngrams import NgramIndex

TEN = "one two three four five six seven eight nine ten"


def make_author(
    corpus: str, *, pairs: Iterable[tuple[str, str]] = (), english: bool = True
) -> Author:
    """An author whose frequent words are "a" and "the"."""
    words = frozenset(corpus.split())
    return Author(
        NgramIndex([corpus]), frozenset({"a", "the"}), frozenset(pairs), words, english=english
    )


def test_all_measures_of_a_text_are_json() -> None:
    measured = measure_texts(
        [f"{TEN.title()}.", f"“{TEN}!” The a zeppelin."], make_author(f"{TEN} and no more the a")
    )
    assert json.loads(json.dumps(asdict(measured))) == {
        "texts": 2,
        "words": 23,
        "compared_words": 23,
        "text_words": 11.5,
        "known_pairs": pytest.approx(19 / 21),
        "known_triples": pytest.approx(16 / 19),
        "unwritten_pairs": pytest.approx(1000 / 23),
        "slips": pytest.approx(1000 / 23),
        "slip_examples": ["The a"],
        "invented": pytest.approx(1000 / 23),
        "stock_sentences": pytest.approx(2 / 3),
        "copied_sentences": pytest.approx(2 / 3),
        "sentence_words": pytest.approx(23 / 3),
        "sentence_spread": pytest.approx(3.2998, abs=1e-4),
        "dialogue": pytest.approx(10 / 23),
        "distinct": pytest.approx([13 / 23, 12 / 21, 11 / 19]),
        "rep": [0, 0, 0],
        "self_bleu": pytest.approx(0.7385, abs=1e-4),
        "zipf": pytest.approx(0.2212, abs=1e-4),
        "new": pytest.approx([1 / 23, 2 / 21, 3 / 19, 3 / 17, 3 / 15, 3 / 13, 3 / 11, 3 / 9, 3 / 7,
                              3 / 5]),
        "longest_copy": 10,
        "copied": TEN,
    }  # fmt: skip


def test_slips_are_not_counted_where_the_language_is_not_english() -> None:
    measured = measure_texts([f"{TEN} the the"] * 2, make_author(TEN, english=False))
    assert (measured.slips, measured.slip_examples) == (None, ())


def test_variety_is_measured_over_the_same_number_of_words() -> None:
    found = measure_sets(
        {"long": [TEN, TEN, TEN, "a"], "short": [TEN, f"{TEN} ten"]}, make_author(TEN)
    )
    assert [(each.texts, each.words, each.compared_words) for each in found.values()] == [
        (4, 31, 21),
        (2, 21, 21),
    ]
    assert found["long"].distinct[0] == 10 / 21


def test_too_little_to_measure_is_an_error_that_names_the_texts() -> None:
    sets = {"mixture": [TEN, TEN], "author": [TEN, "one two"]}
    with pytest.raises(TrainingError) as caught:
        measure_sets(sets, make_author(TEN))
    assert str(caught.value) == (
        "cannot measure the texts called author: 1 of 2 have 10 words or more, and two are needed. "
        "Write more or longer posts, or hold out more text"
    )
