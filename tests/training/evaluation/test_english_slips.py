"""Slips of English grammar, rule by rule, and what is no slip."""

import pytest

from wisdom_training.evaluation.english_slips import find_slips


@pytest.mark.parametrize(
    ("text", "rule", "words"),
    [
        ("It was a apple.", "a before a vowel", "a apple"),
        ("A uninvited guest came.", "a before a vowel", "A uninvited"),
        ("For a hour he slept.", "a before a vowel", "a hour"),
        ("An man came.", "an before a consonant", "An man"),
        ("The the whale dived.", "a doubled word", "The the"),
        ("They was here.", "a verb of another person", "They was"),
        ("I think he are old.", "a verb of another person", "he are"),
        ("I has a ship.", "a verb of another person", "I has"),
        ("He left because it have a sail.", "a verb of another person", "it have"),
        ("You is right.", "a verb of another person", "You is"),
        ("He will was a man.", "a finite verb after a modal", "will was"),
        ("It should had ended.", "a finite verb after a modal", "should had"),
        ("She wants to is free.", "a finite verb after to", "to is"),
        ("My his house.", "two determiners", "My his"),
        ("It is the of all.", "a preposition after a determiner", "the of"),
        ("He saw the was.", "a verb after a determiner", "the was"),
        ("There goes my I again.", "a pronoun after a determiner", "my I"),
        ("These is good.", "a singular after these or those", "These is"),
        ("Those man left.", "a singular after these or those", "Those man"),
        ("This are good.", "a plural after this", "This are"),
    ],
)
def test_a_slip_is_found_once_and_named(text: str, rule: str, words: str) -> None:
    assert list(find_slips(text)) == [(rule, words)]


@pytest.mark.parametrize(
    "text",
    [
        "An hour, an heir, an historical day, an hundred men, an honest man.",
        "A one, a once great house, a unit, a European, a useful, a unanimous vote.",
        "An FBI man met a UN man, an M and an 8.",
        "Vitamin A is good, and plan A of all plans.",
        "He had had enough of that that day.",
        "Did he have it? What does she do? Let it do.",
        "You and I are here, and he and they are there.",
        "If he have a soul, though she do nothing.",
        "All of it are waves, and one of you is mine.",
        "One of these is his; the best of those was hers.",
        "God's will is done, and his might was great.",
        "Will was here in May.",
        "The US is large.",
        "The results of this are plain.",
        "The, a; my, his.",
    ],
)
def test_good_english_has_no_slip(text: str) -> None:
    assert list(find_slips(text)) == []
