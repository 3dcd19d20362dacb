"""What goes from every document: links, handles, broken characters."""

from collections import Counter

import pytest

from wisdom_training.importing.cleaning import Cleaning, Hashtags


@pytest.mark.parametrize(
    ("text", "clean"),
    [
        ("Read this: https://t.co/abc.", "Read this."),
        ("It rains (https://example.org/a?b=c) again", "It rains again"),
        ("www.example.org is down , they say", "is down, they say"),
        ("I love youtube.com/watch?v=2 so", "I love so"),
        ("End. https://t.co/abc", "End."),
        ("A storm - https://t.co/abc", "A storm"),
    ],
)
def test_links_go_without_a_gap(text: str, clean: str) -> None:
    assert Cleaning().clean(text) == clean


@pytest.mark.parametrize(
    ("text", "clean"),
    [
        ("@ann @ben: yes, it rains", "yes, it rains"),
        ("Hello @ann , it rains", "Hello, it rains"),
        ("A poem via @ann", "A poem"),
        ("Hi @ann@example.social how are you", "Hi how are you"),
        ("ann@example.org stays for the mask", "ann@example.org stays for the mask"),
    ],
)
def test_handles_go(text: str, clean: str) -> None:
    assert Cleaning().clean(text) == clean


@pytest.mark.parametrize(
    ("text", "clean"),
    [
        ("Itâ€™s fine", "It’s fine"),
        ("salt &amp; pepper", "salt & pepper"),
        ("“curly” ‘quotes’ stay", "“curly” ‘quotes’ stay"),
        ("a \u00a0b\u200b c\r\n\r\n\r\n\r\nd", "a \u00a0b c\n\nd"),
    ],
)
def test_broken_characters_are_repaired(text: str, clean: str) -> None:
    assert Cleaning().clean(text) == clean


@pytest.mark.parametrize(
    ("choice", "clean"),
    [
        ("keep", "A #good day. #sea #wind"),
        ("words", "A good day."),
        ("drop", "A day."),
    ],
)
def test_hashtags_stay_or_go(choice: Hashtags, clean: str) -> None:
    assert Cleaning(choice).clean("A #good day. #sea #wind") == clean


def test_a_number_or_a_language_is_no_hashtag() -> None:
    assert Cleaning("drop").clean("We are #1 in C# today") == "We are #1 in C# today"


@pytest.mark.parametrize("text", ["", " \n", "@ann https://t.co/abc", "12:30", "…!"])
def test_nothing_remains_of_what_says_nothing(text: str) -> None:
    assert not Cleaning().clean(text)


@pytest.mark.parametrize("text", ["😀", "Да", "はい"])
def test_short_texts_that_say_something_stay(text: str) -> None:
    assert Cleaning().clean(text) == text


def test_what_is_taken_out_is_counted() -> None:
    cleaning = Cleaning("drop")
    cleaning.clean("@ann see https://t.co/abc #one and #two &amp; more https://t.co/d")
    assert +cleaning.taken == Counter(
        {
            "links": 2,
            "hashtags": 2,
            "handles (@name)": 1,
            "texts with broken characters or HTML entities, repaired": 1,
        }
    )
