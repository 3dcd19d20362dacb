"""The vocabulary of a model that begins with another voice."""

import pytest

from wisdom_model.text.tokenizer import DOCUMENT_END
from wisdom_model.text.vocabulary import UNKNOWN, Vocabulary
from wisdom_training.corpus.inherited_vocabulary import (
    inherit_characters,
    inherit_words,
    is_name,
    without_masked,
)

OTHER = Vocabulary(
    (UNKNOWN, DOCUMENT_END, " the", " said", "The", " Tom", " London", " english", " English",
     "Tom", " rose", " Rose", " MR", "”", " café", " Ahab")
)  # fmt: skip


@pytest.mark.parametrize(
    ("token", "name"),
    [(" Tom", True), ("Tom", True), (" London", True), (" English", False), (" Rose", False),
     ("The", False), (" MR", True), (" said", False), ("”", False), (" Ahab", True)],
)  # fmt: skip
def test_a_name_is_rarer_in_small_letters(token: str, name: bool) -> None:
    assert is_name(token, OTHER) == name


def test_words_are_inherited_without_foreign_names_and_marks() -> None:
    own = Vocabulary((UNKNOWN, " the", " trawler"))
    counts = {" the": 9, " trawler": 3, "ahab": 1, " skiff": 1}
    characters = Vocabulary((UNKNOWN, *"abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ é"))
    words = inherit_words(OTHER, counts, own, characters)
    assert words.tokens == (
        UNKNOWN, " the", " said", "The", " english", " English", " rose", " Rose", " café",
        " Ahab", " trawler",
    )  # fmt: skip


def test_a_rare_word_in_capitals_is_known_as_the_word_that_it_is() -> None:
    own = Vocabulary((UNKNOWN, " the"))
    counts = {" the": 9, " ROSE": 1, " SAID": 2, " Said": 2, " SKIFF": 2, " CAFÉ": 1}
    characters = Vocabulary((UNKNOWN, *"abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ "))
    words = inherit_words(OTHER, counts, own, characters)
    assert words.tokens[-3:] == (" SAID", " Said", " ROSE")
    assert not {" SKIFF", " CAFÉ"} & set(words.tokens)


def test_names_are_kept_of_the_same_author() -> None:
    characters = Vocabulary((UNKNOWN, *"abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ "))
    own = Vocabulary((UNKNOWN, " the"))
    words = inherit_words(OTHER, {" the": 9}, own, characters, keep_names=True)
    assert {" Tom", " London", " Ahab", " MR"} <= set(words.tokens)
    assert "”" not in words


def test_the_documents_end_is_inherited_only_by_a_corpus_of_documents() -> None:
    characters = inherit_characters(
        Vocabulary((UNKNOWN, "a", "é", "”")), Vocabulary((UNKNOWN, "b"))
    )
    assert characters.tokens == (UNKNOWN, "a", "é", "b")
    own = Vocabulary((UNKNOWN, DOCUMENT_END, "!", "b"))
    assert inherit_characters(Vocabulary((UNKNOWN, DOCUMENT_END, "a")), own).tokens == (
        UNKNOWN, DOCUMENT_END, "a", "!", "b",
    )  # fmt: skip


def test_masked_words_are_not_inherited_unless_the_corpus_has_them() -> None:
    words = without_masked(OTHER, {"tom", "rose", "cafe"}, [" the", " rose"])
    assert [token for token in OTHER.tokens if token not in words] == [" Tom", "Tom", " café"]
