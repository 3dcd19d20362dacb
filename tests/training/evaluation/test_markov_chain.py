"""The Markov chain of order 2."""

import numpy as np
import pytest

from wisdom_training.errors import TrainingError
from wisdom_training.evaluation.markov_chain import MarkovChain

CORPUS = "The lamp waits here. The lamp waits by day. A gull sings! “What?” said he.\nNo end"


def write(chain: MarkovChain, times: int = 200) -> set[str]:
    rng = np.random.default_rng(1)
    return {chain.write_sentence(rng) for _ in range(times)}


def test_sentences_follow_pairs_of_words_from_beginning_to_end() -> None:
    assert write(MarkovChain([CORPUS])) == {
        "The lamp waits here.",
        "The lamp waits by day.",
        "A gull sings!",
        "“What?” said he.",
        "No end",
    }


def test_a_pair_leads_wherever_it_led() -> None:
    corpus = "One two three. Zero one two four."
    assert write(MarkovChain([corpus])) == {"One two three.", "Zero one two four."}
    corpus = "So one two three. Zero one two four."
    assert write(MarkovChain([corpus])) == {
        "So one two three.",
        "So one two four.",
        "Zero one two three.",
        "Zero one two four.",
    }


def test_what_followed_more_often_is_written_more_often() -> None:
    chain, rng = MarkovChain(["Go on. Go on. Go on. Stop it."]), np.random.default_rng(0)
    sentences = [chain.write_sentence(rng) for _ in range(400)]
    assert 270 < sentences.count("Go on.") < 330


def test_equal_seeds_give_equal_texts() -> None:
    chain = MarkovChain([CORPUS])
    assert chain.write_texts([9, 9, 9], 5) == chain.write_texts([9, 9, 9], 5)
    assert chain.write_texts([9, 9, 9], 5) != chain.write_texts([9, 9, 9], 6)


def test_texts_have_about_the_lengths_wanted() -> None:
    chain = MarkovChain(["One two three. One two four."])
    assert [len(text.split()) for text in chain.write_texts([3, 6, 8, 1], 0)] == [3, 6, 9, 3]


def test_sentences_that_copy_too_much_are_refused() -> None:
    corpus = "So one two three. Zero one two four."
    assert write(MarkovChain([corpus], most_copied=3)) == {
        "So one two four.",
        "Zero one two three.",
    }


def test_documents_end_sentences() -> None:
    assert write(MarkovChain(["no end\x1enor here\x1e"])) == {"no end", "nor here"}


def test_a_chain_that_can_only_copy_gives_up() -> None:
    chain = MarkovChain(["One two three."], most_copied=2)
    with pytest.raises(TrainingError, match="each has more than 2 words in a row from the corpus"):
        chain.write_sentence(np.random.default_rng(0))


def test_a_corpus_without_words_is_an_error() -> None:
    with pytest.raises(TrainingError, match="needs a corpus with words"):
        MarkovChain(["\n \n"])
