import pytest

from networks import decode
from wisdom_model.errors import PromptError, SettingsError
from wisdom_model.text.vocabulary import UNKNOWN, Vocabulary, find_start


def test_round_trip() -> None:
    vocabulary = Vocabulary(("a", "b", " "))
    assert decode(vocabulary, vocabulary.encode("ab ba")) == "ab ba"


def test_what_is_not_listed_becomes_unknown() -> None:
    assert Vocabulary((UNKNOWN, "sea")).encode(["sea", "land"]).tolist() == [1, 0]


def test_without_unknown_the_unknown_token_is_named() -> None:
    with pytest.raises(PromptError, match="never seen 'x' 'é'"):
        Vocabulary(("a", "b")).encode("abéx")


def test_a_token_is_listed_once() -> None:
    with pytest.raises(SettingsError, match="has a token more than once"):
        Vocabulary(("a", "b", "a"))


def test_a_text_follows_the_end_of_a_document_if_all_models_know_it() -> None:
    knows, not_ = Vocabulary(("<unk>", "\x1e")), Vocabulary(("<unk>", "\n\n"))
    assert find_start(knows, knows) == "\x1e"
    assert find_start(knows, not_) == find_start(not_, knows) == find_start(not_) == "\n\n"
