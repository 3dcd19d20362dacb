from dataclasses import replace

import pytest

from wisdom_model.errors import GuardError
from wisdom_model.generation.candidates import (
    candidate_score,
    choose,
    has_copied_sentence,
    measure_repetition,
)
from wisdom_model.generation.recipe import Recipe
from wisdom_model.generation.writer import Candidate, write, write_all
from wisdom_model.guards.guards import Guards, passes
from wisdom_model.guards.repetition import split_sentences
from wisdom_model.voice.file import Voice
from wisdom_model.voice.phrase_filter import PhraseFilter

RECIPE = Recipe(length=12)


def test_the_best_that_passes_is_taken(keeper: Voice) -> None:
    recipe, guards = Recipe(length=12), Guards(blocklist=("lamp",))
    choice = choose(keeper, recipe, 5, guards, 6)
    texts = write_all(keeper, recipe, 5, range(6))
    passed = [text for text in texts if passes(guards.inspect(text.text))]
    assert 0 < len(passed) < 6
    assert choice.passed == len(passed)
    assert choice.text == max(passed, key=candidate_score).text
    assert passes(choice.findings)


def test_it_can_be_written_again_by_its_number(keeper: Voice) -> None:
    recipe = Recipe(length=12)
    choice = choose(keeper, recipe, 9, Guards(), 4)
    assert write(keeper, recipe, 9, choice.number) == choice.text


def test_more_are_written_if_none_passes(keeper: Voice) -> None:
    recipe = Recipe(length=12)
    first = write_all(keeper, recipe, 3, range(2))
    opening = tuple({text.text.split()[1] for text in first})
    choice = choose(keeper, recipe, 3, Guards(blocklist=opening), 2)
    assert choice.number >= 2
    assert choice.written > 2


def test_no_text_is_an_error_that_says_why(keeper: Voice) -> None:
    everything = tuple("abcdefghijklmnopqrstuvwxyz")
    with pytest.raises(GuardError, match=r"none of 10 texts passed .* refused by blocklist 10"):
        choose(keeper, Recipe(length=5), 3, Guards(blocklist=[f"{c}*" for c in everything]), 2)


def test_repetition_by_hand() -> None:
    assert measure_repetition(["the", "sea", "and", "the", "sea", "and"]) == pytest.approx(2 / 5)
    assert measure_repetition(["sea"]) == 0


def test_score_by_hand() -> None:
    assert candidate_score(Candidate("The sea and the sea and.", 3.0)) == pytest.approx(
        -3 - 4 * 0.4
    )


def test_of_a_private_voice_the_middle_text_is_taken(keeper: Voice) -> None:
    """The likeliest is what the networks know by heart."""
    private = replace(keeper, metadata={**keeper.metadata, "private": True})
    scores = sorted(candidate_score(each) for each in write_all(keeper, RECIPE, 3, range(8)))
    chosen = choose(private, RECIPE, 3, Guards())
    passed = chosen.passed
    assert choose(keeper, RECIPE, 3, Guards()).score > chosen.score
    assert passed > 2
    assert chosen.score in [round(score, 3) for score in scores]


def test_a_private_text_with_a_sentence_of_the_corpus_is_refused(keeper: Voice) -> None:
    private = replace(keeper, metadata={**keeper.metadata, "private": True})
    text = choose(private, RECIPE, 3, Guards()).text
    sentence = next(each for each in split_sentences(text) if len(each.split()) > 3)
    phrases = PhraseFilter.make([sentence], len(sentence.split()), (4,), 30)
    assert has_copied_sentence(Guards(phrases), text)
    assert not has_copied_sentence(Guards(phrases), "Nothing of it is here at all.")
    assert sentence.strip() not in choose(private, RECIPE, 3, Guards(phrases)).text
    assert sentence.strip() in text
