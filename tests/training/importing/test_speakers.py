"""Who of the speakers is the owner."""

import pytest

from wisdom_training.archives import twitter
from wisdom_training.archives.source import Document
from wisdom_training.errors import CorpusError
from wisdom_training.importing.speakers import (
    Speaker,
    describe_speakers,
    describe_unknown,
    has_speakers,
    list_speakers,
    match_names,
    refuse_to_guess,
)

CHAT = [
    Document("Hi!", speaker="Ann"),
    Document("A long answer about the weather\nin the north, which is bad.", speaker="Ben Çelik"),
    Document("A much longer text than the first one was", speaker="Ann"),
]
SPEAKERS = [
    Speaker("Ann", 2, "A much longer text than the first one was"),
    Speaker("Ben Çelik", 1, "A long answer about the weather in the north, which is bad."),
]


def test_speakers_are_listed_by_their_texts_with_a_sample_that_tells_something() -> None:
    assert list_speakers(CHAT) == SPEAKERS


def test_documents_of_the_owner_alone_have_no_speakers() -> None:
    assert not has_speakers([Document("Hi!")])
    assert has_speakers([Document("Hi!"), Document("Ho!", speaker="Ann")])


def test_names_are_matched_in_any_case() -> None:
    assert match_names(["ANN", "ben  çelik", "Cem"], SPEAKERS) == {"Ann", "Ben Çelik"}


def test_a_name_of_nobody_is_an_error_that_lists_the_names() -> None:
    assert match_names(["Cem"], SPEAKERS) == frozenset()
    assert describe_unknown(["Cem", "Dora"], twitter.SOURCE, SPEAKERS) == (
        "nobody is called 'Cem' or 'Dora' (X (Twitter)). The speakers, with the number of their "
        "texts:\n"
        "  Ann              2  A much longer text than the first one was\n"
        "  Ben Çelik        1  A long answer about the weather in the north, which is bad."
    )


def test_without_anybody_to_ask_the_error_says_what_to_give() -> None:
    with pytest.raises(CorpusError, match=r"which of the speakers you are \(X.*\): give --me"):
        refuse_to_guess(twitter.SOURCE, SPEAKERS)


def test_many_speakers_are_cut_off() -> None:
    many = [Speaker(f"N{number}", 1, "x") for number in range(20)]
    assert describe_speakers(many).endswith("N11        1  x\n  and 8 more")
