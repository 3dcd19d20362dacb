import pytest

from wisdom_model.text.words import count_words, list_ngrams, split_words


def test_words_are_folded_and_without_punctuation() -> None:
    text = "“Don’t—call me Ishmael,” he  said; half-a-dozen STRASSE straße, 1851."
    assert split_words(text) == [
        "don't", "call", "me", "ishmael", "he", "said", "half-a-dozen", "strasse",
        "strasse", "1851",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "count"),
    [("", 0), ("Don't go, sea-captain!", 3), ("日本語で", 4), (" - ... —", 0), ("one\n\ntwo", 2)],
)
def test_count_words(text: str, count: int) -> None:
    assert count_words(text) == count


def test_ngrams_are_all_runs_of_so_many_words() -> None:
    assert list(list_ngrams(["a", "b", "c"], 2)) == [("a", "b"), ("b", "c")]
    assert list(list_ngrams(["a"], 2)) == []
