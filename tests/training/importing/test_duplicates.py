"""Documents that say again what an earlier one said."""

import random

from wisdom_training.importing.duplicates import Duplicates, Repetition, fold_words

SEA = "I went down to the sea again to the lonely sea and the sky and all I ask is a tall ship"


def test_the_same_words_in_other_dress_are_the_same() -> None:
    duplicates = Duplicates()
    assert duplicates.find("Happy birthday, Çelik!") is None
    assert duplicates.find("happy  BIRTHDAY celik") is Repetition.SAME


def test_a_word_more_or_less_is_nearly_the_same() -> None:
    duplicates = Duplicates()
    assert duplicates.find(SEA) is None
    assert duplicates.find(SEA.replace("tall", "small")) is Repetition.NEARLY
    assert duplicates.find(f"{SEA} today") is Repetition.NEARLY


def test_a_shared_phrase_is_no_repetition() -> None:
    duplicates = Duplicates()
    duplicates.find(SEA)
    other = "To the lonely sea and the sky I did not go because it rained all day and I stayed in"
    assert duplicates.find(other) is None


def test_short_texts_are_compared_word_for_word() -> None:
    duplicates = Duplicates()
    duplicates.find("Happy birthday dear Ann, and many more")
    assert duplicates.find("Happy birthday dear Ben, and many more") is None


def test_texts_of_an_earlier_import_are_known() -> None:
    duplicates = Duplicates()
    duplicates.find(SEA)
    duplicates.know_all()
    assert duplicates.find(SEA) is Repetition.KNOWN
    assert duplicates.find(SEA.replace("tall", "small")) is Repetition.KNOWN
    assert duplicates.find("It rains.") is None
    assert duplicates.find("It rains!") is Repetition.SAME


def test_texts_without_words_are_compared_as_they_are() -> None:
    duplicates = Duplicates()
    assert duplicates.find("!!!") is None
    assert duplicates.find("???") is None
    assert duplicates.find("!!!") is Repetition.SAME


def test_words_are_folded() -> None:
    assert fold_words("Ça va, l’ÉTÉ_2?") == ["ca", "va", "l", "ete", "2"]


def test_many_texts_are_remembered() -> None:
    duplicates = Duplicates()
    chance = random.Random(1)  # noqa: S311 (no secret)
    texts = [" ".join(f"w{chance.randrange(5000)}" for _ in range(40)) for _ in range(3000)]
    assert {duplicates.find(text) for text in texts} == {None}
    repeated = [duplicates.find(text.rsplit(" ", 1)[0]) for text in texts]
    assert repeated.count(Repetition.NEARLY) >= 2990
