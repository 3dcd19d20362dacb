"""The share of words inside quotation marks."""

import pytest

from wisdom_training.evaluation.dialogue import share_of_dialogue


@pytest.mark.parametrize(
    "text",
    [
        "“One two,” three four",
        '"One two," three four',
        '"One," three "two" four',
        "„Eins zwei“ drei vier",
        "„Jeden dwa” trzy cztery",
        "« Un deux » trois quatre",
        "»Eins zwei« drei vier",
        "「一二」三四",
        "『一二』三四",
        "‘One two,’ three four",
        "'Don't go!' three four",
        "three four “One two",
        "three four\n\n“One two\n\n",
    ],
)
def test_half_of_the_words_are_quoted(text: str) -> None:
    assert share_of_dialogue([text]) == 0.5


@pytest.mark.parametrize(
    "text",
    ["'Tis the sailors' ship.", "It’s o’ the sailors’.", 'a 12" gun', "‘tis so, they’d say", ""],
)
def test_apostrophes_and_inches_quote_nothing(text: str) -> None:
    assert share_of_dialogue([text]) == 0


def test_a_quotation_ends_with_its_paragraph() -> None:
    assert share_of_dialogue(["“One two\n\nthree four\x1efive six"]) == 2 / 6
