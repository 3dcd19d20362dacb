"""The author's words and phrases."""

import pytest

from wisdom_model.voice.file import Voice
from wisdom_training.evaluation.author import Author, find_frequent_pairs, is_english

CORPUS = "The lamp waits. The lamp, the sea! A lamp of the sea. Whale-oil burns."


@pytest.fixture
def author(keeper: Voice) -> Author:
    return Author.read(lambda: [CORPUS], [" Whale", "-", "oil", " burns"], keeper)


def test_pairs_that_the_author_wrote_do_not_cross_marks(author: Author) -> None:
    assert ("the", "lamp") in author.frequent_pairs
    assert ("lamp", "the") not in author.frequent_pairs
    assert ("of", "the") in author.frequent_pairs


def test_unwritten_pairs_are_those_of_frequent_words_in_another_order(author: Author) -> None:
    assert author.count_unwritten_pairs("Lamp the sea of, the lamp zeppelin. Sea a") == 3


def test_a_word_is_invented_where_neither_corpus_nor_vocabulary_has_it(author: Author) -> None:
    assert author.count_invented("The oil-whale BURNS, zeppelinly, 7 — xyzzy!") == 2


@pytest.mark.parametrize(
    ("language", "english"),
    [("en", True), ("en-GB", True), ("EN_us", True), ("English", True), ("de", False), ("", False)],
)
def test_english_is_what_the_metadata_name(language: str, english: bool) -> None:
    assert is_english({"corpus": {"language": language}}) is english


def test_a_voice_without_a_language_is_not_known_to_be_english() -> None:
    assert not is_english({})


def test_frequent_pairs_are_folded() -> None:
    pairs = find_frequent_pairs("It’s The sea, it’s a", frozenset({"it's", "the", "a"}))
    assert list(pairs) == [("it's", "the"), ("it's", "a")]
