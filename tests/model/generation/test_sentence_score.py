"""Which sentence readers would rather have, by its tokens."""

import numpy as np
import pytest

from voices import WORDS, random_voice
from wisdom_model.generation.product_generator import WrittenToken
from wisdom_model.generation.sentence_score import (
    CONCRETENESS,
    FLUENCY,
    LENGTH,
    MANNER,
    REPETITION,
    REPETITION_OF_OTHERS,
    USUAL_COST,
    SentenceScorer,
    cut_phrases,
    measure_sentences,
)
from wisdom_model.voice.phrase_memory import PhraseMemory

VOICE = random_voice()
VOCABULARY = VOICE.word.vocabulary


def make_memory(*documents: list[str]) -> PhraseMemory:
    return PhraseMemory.make([VOCABULARY.encode(each) for each in documents], 1, len(WORDS))


def make_scorer(*documents: list[str]) -> SentenceScorer:
    scorer = SentenceScorer(VOICE.word, make_memory(*documents))
    scorer.content, scorer.manner = np.zeros(len(WORDS)), np.zeros(len(WORDS))
    scorer.usual_words = 2.0
    return scorer


def make_tokens(*tokens: str, cost: float = 1.0) -> list[WrittenToken]:
    return [WrittenToken(VOCABULARY.ids[token], token, -cost) for token in tokens]


def test_only_costly_function_words_are_mistakes() -> None:
    scorer = make_scorer(["The", " whale", "."])
    scorer.content[WORDS.index(" whale")] = 1
    tokens = make_tokens("The", " whale", cost=USUAL_COST + 3)
    assert scorer.score(tokens) == pytest.approx(CONCRETENESS / 2 - FLUENCY * 3 / 2)
    assert scorer.score(make_tokens("The", " whale", cost=USUAL_COST)) == CONCRETENESS / 2


def test_characteristic_words_gain() -> None:
    scorer = make_scorer(["The", " whale", "."])
    scorer.manner[WORDS.index(" whale")] = 0.8
    assert scorer.score(make_tokens("The", " whale")) == pytest.approx(MANNER * 0.4)


def test_a_word_is_characteristic_that_is_more_frequent_than_its_rank_lets_expect() -> None:
    """The last of the vocabulary's words is the author's favourite; the others he hardly uses."""
    last = WORDS[-1]
    memory = make_memory(["The", last], [" the", last], [" and", last], [" do", last], [last])
    manner = SentenceScorer(VOICE.word, memory).manner
    assert int(manner.argmax()) == len(WORDS) - 1
    expected = (memory.log_unigrams[-1] + np.log(len(WORDS) / 0.1)) / 5
    assert manner[-1] == pytest.approx(expected)
    assert manner[WORDS.index(".")] == 0  # no word
    assert manner[WORDS.index(" whale")] == 0  # not the author's


def test_every_phrase_that_was_said_costs_and_so_does_a_length_that_is_not_the_authors() -> None:
    scorer = make_scorer(["The", " whale", "."])
    tokens = make_tokens("The", " whale", " and", " the", " sea")
    said = {("the", "whale", "and", "the"), ("whale", "and", "the", "sea"), ("a", "b", "c", "d")}
    assert scorer.score(tokens) == pytest.approx(-3 * LENGTH)
    assert scorer.score(tokens, phrases=said) == pytest.approx(-3 * LENGTH - 2 * REPETITION)
    expected = -3 * LENGTH - 2 * REPETITION_OF_OTHERS
    assert scorer.score(tokens, said=said) == pytest.approx(expected)


def test_phrases_are_four_words_in_a_row() -> None:
    assert cut_phrases(["a", "b", "c", "d", "e"]) == {("a", "b", "c", "d"), ("b", "c", "d", "e")}
    assert cut_phrases(["a", "b", "c"]) == set()


def test_the_authors_sentences_by_their_ends() -> None:
    memory = make_memory(["The", " whale", ".", "The", " sea", " and", " sea", "!"])
    assert measure_sentences(memory, VOCABULARY) == 3
    assert measure_sentences(make_memory(["The", " whale"]), VOCABULARY) == 2  # of one
