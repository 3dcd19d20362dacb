"""UTF-8 that was read in an older encoding."""

import pytest

from wisdom_training.corpus.mojibake import repair_mojibake

TEXTS = {
    "English": "It’s a “café” — so they say…",
    "Polish": "Łódź to miasto, które już było.",
    "Russian": "Все люди рождаются свободными и равными в правах.",
    "Greek": "Όλοι οι άνθρωποι γεννιούνται ελεύθεροι.",
    "Japanese": "吾輩は猫である。名前はまだ無い。",
}


def misread(text: str, codec: str = "cp1252") -> str:
    return "".join(bytes([byte]).decode(codec, "ignore") or chr(byte) for byte in text.encode())


@pytest.mark.parametrize("codec", ["cp1252", "mac_roman", "cp1251"])
def test_punctuation_is_repaired(codec: str) -> None:
    text = "It’s late — “so they say”…"
    assert repair_mojibake(misread(text, codec)) == (text, 5)


@pytest.mark.parametrize("name", TEXTS)
def test_texts_in_many_languages_are_repaired(name: str) -> None:
    repaired, count = repair_mojibake(f"{misread(TEXTS[name])}\n" * 3)
    assert repaired == f"{TEXTS[name]}\n" * 3
    assert count > 0


def test_what_was_misread_twice_is_repaired() -> None:
    assert repair_mojibake(misread(misread("It’s a café. Un été à Nîmes.")))[0] == (
        "It’s a café. Un été à Nîmes."
    )


def test_good_text_beside_it_stays() -> None:
    text = "„Spaß“ und été »là«, "
    assert repair_mojibake(text + misread("It’s")) == (f"{text}It’s", 1)


@pytest.mark.parametrize(
    "text",
    [
        "„Spaß“, sagte er. " * 9,
        "« Été\xa0», dit-elle, «\xa0voilà\xa0». " * 9,
        "CAFÉ… CAFÉ» NÃO ÅÄÖ “NÉ” " * 9,
        *TEXTS.values(),
    ],
)
def test_good_text_is_kept(text: str) -> None:
    assert repair_mojibake(text) == (text, 0)
