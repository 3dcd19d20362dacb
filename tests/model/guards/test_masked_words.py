import pytest

from wisdom_model.guards.masked_words import MaskedWordFinder, MaskedWords, list_parts

MASKED = MaskedWords.of_words(["Ann", "çelik", "o'brien"], "salt")
FINDER = MaskedWordFinder(MASKED, [" the", "The", " Rose", " café"])


def test_the_file_has_sorted_hashes_of_two_bytes() -> None:
    # First two bytes of SHA-256 of "salt\0ann", "salt\0celik" and "salt\0o'brien", little-endian.
    assert MASKED.to_json() == {"salt": "salt", "hashes": "+Rxxnh2t"}
    assert MaskedWords.from_json(MASKED.to_json()) == MASKED


def test_a_voice_without_masked_words_has_none() -> None:
    assert MaskedWords.from_json(None) is None


def test_another_salt_gives_other_hashes() -> None:
    assert MaskedWords.of_words(["Ann"], "pepper").hashes.isdisjoint(MASKED.hashes)


@pytest.mark.parametrize(
    "text",
    ["I saw Ann.", "ANN’S boat", "ann-lee", "Celik came.", "ÇELİK’in evi", "Mrs O’Brien"],
)
def test_a_masked_word_is_found_in_any_form(text: str) -> None:
    assert FINDER.find_masked(text)


@pytest.mark.parametrize("text", ["Anne and Annie", "The Rose", "", "O, Brien"])
def test_other_words_are_not_masked(text: str) -> None:
    assert not FINDER.find_masked(text)


def test_words_that_the_model_knows_are_not_looked_up() -> None:
    masked = MaskedWords.of_words(["rose", "cafe"], "")
    assert not MaskedWordFinder(masked, [" Rose", " café"]).find_masked("A rose in the Café.")
    assert MaskedWordFinder(masked, [" the"]).find_masked("A rose.")


def test_words_that_end_at_the_start_do_not_count() -> None:
    assert not FINDER.find_masked("Ann came.", len("Ann"))
    assert FINDER.find_masked("Ann came.", len("An"))


def test_words_have_parts() -> None:
    assert list(list_parts("Ann-Lee’s 2 boats")) == [
        "ann-lee's", "ann", "lee", "s", "2", "boats",
    ]  # fmt: skip
