"""Whether a corpus is enough, and what to do next."""

from typing import Any

import pytest

from training.check.corpora import make_findings
from wisdom_training.check.advice import Advice, advise, describe_training, rate_size
from wisdom_training.check.duplicates import Duplicates
from wisdom_training.check.leftovers import Leftover
from wisdom_training.check.repetitions import Repetition, Repetitions


@pytest.mark.parametrize(
    ("characters", "begin"),
    [
        (29_999, "That is too little"),
        (30_000, "That works, but more is better."),
        (149_999, "That works, but more is better."),
        (150_000, "That is enough"),
        (1_000_000, "That is plenty"),
    ],
)
def test_the_size_is_rated_as_the_guide_does(characters: int, begin: str) -> None:
    assert rate_size(make_findings(characters=characters)).startswith(begin)


def test_a_good_corpus_is_trained_on() -> None:
    assert advise(make_findings(), "wisdom train x") == Advice(
        "Next: train the voice:", "wisdom train x"
    )


def test_a_small_corpus_is_trained_on_with_more_text() -> None:
    assert advise(make_findings(characters=60_000), "wisdom train x") == Advice(
        "Next: look for more of the author's words, and then train the voice:", "wisdom train x"
    )


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        (
            {"characters": 12_000},
            "look for more of the author's words before you train; a text of 4 pages is",
        ),
        ({"labels": {"ANN": 90, "BEN": 20, "Eve": 5}}, "a speaker's name (ANN, BEN)"),
        ({"leftovers": {"mail": Leftover("headers", 110, "")}}, "other people's words"),
        ({"leftovers": {"tags": Leftover("HTML tags", 210, "")}}, "above all HTML tags;"),
        ({"duplicates": Duplicates(300, 20, 5_100, ("a", "a"))}, "many documents repeat others"),
        ({"repetitions": Repetitions(9, 3_100, Repetition(400, "a"))}, "occur more than once"),
        ({"languages": {"en": 0.8, "": 0.1, "de": 0.1}}, "in German. Train a voice for each"),
    ],
)
def test_each_fault_has_its_advice(changes: dict[str, Any], words: str) -> None:
    found = advise(make_findings(**changes), "wisdom train x")
    assert found.sentence.startswith("Next: ")
    assert words in found.sentence
    assert found.command == ""


@pytest.mark.parametrize(
    "changes",
    [
        {"labels": {"ANN": 99}},
        {"leftovers": {"mail": Leftover("headers", 99, "")}},
        {"leftovers": {"handles": Leftover("names of accounts", 900, "")}},
        {"leftovers": {"tags": Leftover("HTML tags", 199, "")}},
        {"duplicates": Duplicates(300, 20, 4_900, ("a", "a"))},
        {"repetitions": Repetitions(9, 2_900, Repetition(400, "a"))},
        {"languages": {"en": 0.6, "": 0.31, "de": 0.09}},
    ],
)
def test_a_slight_fault_has_none(changes: dict[str, Any]) -> None:
    assert advise(make_findings(**changes), "wisdom train x").command == "wisdom train x"


def test_the_gravest_fault_counts() -> None:
    found = make_findings(labels={"ANN": 900}, duplicates=Duplicates(300, 20, 6_000, ("a", "a")))
    assert "a speaker's name" in advise(found, "").sentence


def test_a_text_without_a_known_language_begins_by_chance() -> None:
    said = describe_training(make_findings(languages={"": 1.0}))
    assert "The base voice speaks English only" in said


def test_a_small_text_has_one_time_only() -> None:
    assert describe_training(make_findings(characters=60_000)) == (
        "The preset standard suits; on two cores it takes about a minute."
    )


def test_a_large_text_has_three() -> None:
    assert describe_training(make_findings(characters=1_070_000)) == (
        "The preset standard suits; on two cores it takes about 15 minutes. To hear soon how the "
        "voice sounds, take quick: 6 minutes. For a voice that you will use for years, take best: "
        "25 minutes."
    )
