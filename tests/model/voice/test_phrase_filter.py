"""The filter of phrases, against a search in the corpus itself."""

import hashlib
import json
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from wisdom_model.errors import ModelFileError
from wisdom_model.text.words import split_words
from wisdom_model.voice.phrase_filter import PhraseFilter, choose_lengths

CORPUS = (
    "Call me Ishmael. Some years ago—never mind how long precisely—having little or no money in "
    "my purse, I thought I would sail about a little.\n\nIt is a way I have of driving off the "
    "spleen, and regulating the circulation."
)
GOLDEN = "8d1b1458"


def make_filter(
    text: str = CORPUS, lengths: tuple[int, ...] | None = None, bits_per_key: int = 10
) -> PhraseFilter:
    return PhraseFilter.make([text], len(split_words(text)), lengths, bits_per_key)


def make_words(count: int, seed: int) -> list[str]:
    return [f"{number:x}" for number in np.random.default_rng(seed).integers(2**40, size=count)]


def test_words_lose_case_and_punctuation() -> None:
    text = "“Don’t go, SEA-captain!” 'Tis 1,204—Straße 海."
    words = ["don't", "go", "sea-captain", "tis", "1", "204", "strasse", "海"]
    assert split_words(text) == words


@pytest.mark.parametrize(
    ("words", "lengths"), [(500_000, (4, 5, 6, 7, 8, 9, 10, 11, 12)), (500_001, (4, 8, 12))]
)
def test_lengths_by_size(words: int, lengths: tuple[int, ...]) -> None:
    assert choose_lengths(words) == lengths
    assert PhraseFilter.make([], words, bits_per_key=1).lengths == lengths


def test_ten_bits_a_key() -> None:
    phrase_filter = PhraseFilter.make([], 1000)
    assert (phrase_filter.bits.size, phrase_filter.hashes, phrase_filter.bits.sum()) == (
        11_250,
        7,
        0,
    )
    assert PhraseFilter.make([], 0).bits.size == 8


def test_the_longest_phrase_as_it_stands_in_the_text() -> None:
    span = make_filter().longest_copied("He sang: Some YEARS ago, never mind... how short.")
    assert span == (6, "Some YEARS ago, never mind... how")


def test_nothing_copied_is_one_word_less_than_the_least_length() -> None:
    phrase_filter = make_filter()
    for text in ("", "Call me", "Call me Ishmael, never mind about the circulation"):
        assert phrase_filter.longest_copied(text) == (3, "")


def test_no_phrase_crosses_the_end_of_a_paragraph() -> None:
    phrase_filter = make_filter()
    assert phrase_filter.longest_copied("sail about a little. It is a way").words == 4
    assert phrase_filter.longest_copied("driving off the\n\nspleen, and regulating").words == 3
    assert (
        phrase_filter.longest_copied("driving off the\nspleen, and").phrase
        == "driving off the\nspleen, and"
    )


def test_beyond_the_greatest_length_runs_are_chained() -> None:
    words = make_words(30, 0)
    phrase_filter = make_filter(" ".join(words))
    assert phrase_filter.longest_copied(f"x {' '.join(words)} y") == (30, " ".join(words))
    apart = make_filter(f"{' '.join(words[:20])}\n\n{' '.join(words[10:])}")
    assert apart.longest_copied(" ".join(words)).words == 20
    apart = make_filter(f"{' '.join(words[:20])}\n\n{' '.join(words[9:])}")
    assert apart.longest_copied(" ".join(words)).words == 30


def test_with_gaps_between_lengths_a_span_ends_before_the_next() -> None:
    words = make_words(30, 0)
    text = f"{' '.join(words[:10])}\n\n{' '.join(words[3:])}"
    phrase_filter = make_filter(text, lengths=(12, 8), bits_per_key=30)
    assert phrase_filter.lengths == (8, 12)
    assert phrase_filter.longest_copied(" ".join(words[:9])).words == 9
    assert (
        phrase_filter.longest_copied(" ".join(words[:13])).words == 11
    )  # all runs of 8, none of 12
    assert phrase_filter.longest_copied(" ".join(words[:7])) == (7, "")


def test_a_mistake_lengthens_a_span_by_one() -> None:
    words = make_words(10_000, 1)
    phrase_filter = make_filter(" ".join(words))
    at_random = " ".join(np.random.default_rng(2).permutation(words)[:2000])
    assert phrase_filter.longest_copied(at_random).words == 4
    for start in range(0, 9000, 100):
        text = " ".join(["x", *words[start : start + 6], "y"])
        assert phrase_filter.longest_copied(text).words in {6, 7}


WORD = st.sampled_from(["a", "the", "sea", "whale", "of", "and", "ship", "I"])


@given(st.lists(st.lists(WORD, max_size=20), max_size=4), st.data())
def test_what_the_corpus_has_is_always_found(
    paragraphs: list[list[str]], data: st.DataObject
) -> None:
    phrase_filter = make_filter("\n\n".join(" ".join(words) for words in paragraphs))
    words = data.draw(st.sampled_from(paragraphs or [[]]))
    start = data.draw(st.integers(0, len(words)))
    cut = words[start : data.draw(st.integers(start, len(words)))]
    before, after = (" ".join(data.draw(st.lists(WORD, max_size=5))) for _ in range(2))
    span = phrase_filter.longest_copied(f"{before} {' '.join(cut)} {after}")
    assert span.words >= len(cut)
    assert span.phrase == "" or len(split_words(span.phrase)) == span.words


@given(st.text(" \nab", max_size=80).map(lambda text: text.replace("b", "be")), st.data())
def test_pieces_make_the_filter_of_the_whole(text: str, data: st.DataObject) -> None:
    breaks = [place + 1 for place, char in enumerate(text) if char == "\n"]
    cuts = sorted(data.draw(st.sets(st.sampled_from(breaks)))) if breaks else []
    pieces = [text[i:j] for i, j in zip([0, *cuts], [*cuts, len(text)], strict=True)]
    whole = PhraseFilter.make([text], 40, lengths=(2, 3, 5))
    assert PhraseFilter.make(pieces, 40, lengths=(2, 3, 5)).bits.tolist() == whole.bits.tolist()


@pytest.mark.slow
def test_the_rate_of_mistakes_is_as_stated() -> None:
    """About 1 in 120. All of it is whole numbers, so the counts are the same everywhere."""
    phrase_filter = make_filter(" ".join(make_words(20_000, 3)))
    assert (phrase_filter.bits.size, int(np.unpackbits(phrase_filter.bits).sum())) == (
        225_000,
        906_205,
    )
    others = make_words(50_000, 4)
    taken = sum(
        phrase_filter.longest_copied(" ".join(others[i : i + 4])).phrase != ""
        for i in range(0, len(others), 4)
    )
    assert taken == 107  # of 12,500; (906,205 / 1,800,000)^7 of them, 102, are expected


def test_an_empty_filter_is_never_mistaken() -> None:
    assert PhraseFilter.make([], 100).longest_copied(" ".join(make_words(1000, 5))).phrase == ""


def test_every_machine_makes_the_same_bits() -> None:
    phrase_filter = make_filter()
    assert (phrase_filter.bits.size, phrase_filter.keys) == (473, 252)
    assert hashlib.sha256(phrase_filter.bits.tobytes()).hexdigest()[:8] == GOLDEN


def mix(key: int) -> int:
    key = (key ^ key >> 30) * 0xBF58476D1CE4E5B9 % 2**64
    key = (key ^ key >> 27) * 0x94D049BB133111EB % 2**64
    return key ^ key >> 31


def test_the_bits_are_those_of_the_definition() -> None:
    phrase_filter = PhraseFilter.make(["Don’t go, sea-captain!"], 100, lengths=(2, 3))
    words = ["don't", "go", "sea-captain"]
    keys = [hashlib.blake2b(word.encode(), digest_size=8).digest() for word in words]
    bits = set()
    for run in (keys[:2], keys[1:], keys):
        key = 0
        for word in run:
            key = key * 0xD1342543DE82EF95 + int.from_bytes(word, "little")
        key = mix((key + len(run)) % 2**64)
        first, step = mix(key), mix((key + 0x9E3779B97F4A7C15) % 2**64)
        bits |= {(first + i * step) % 2**64 % (8 * 250) for i in range(7)}
    assert np.flatnonzero(np.unpackbits(phrase_filter.bits, bitorder="little")).tolist() == sorted(
        bits
    )


def test_adding_again_changes_nothing() -> None:
    phrase_filter = make_filter()
    bits, keys = phrase_filter.bits.copy(), phrase_filter.keys
    phrase_filter.add(CORPUS)
    assert phrase_filter.bits.tolist() == bits.tolist()
    assert phrase_filter.keys == keys
    phrase_filter.add("There now is your insular city")
    assert phrase_filter.keys == keys + 6
    assert phrase_filter.longest_copied("now is your insular").words == 4


def test_a_filter_comes_back_as_it_was() -> None:
    phrase_filter = make_filter()
    assert phrase_filter.describe() == {
        "version": 1,
        "lengths": [4, 5, 6, 7, 8, 9, 10, 11, 12],
        "hashes": 7,
        "keys": phrase_filter.keys,
    }
    read = PhraseFilter.read(json.loads(json.dumps(phrase_filter.describe())), phrase_filter.bits)
    assert read.describe() == phrase_filter.describe()
    assert read.longest_copied("little or no money in") == (5, "little or no money in")


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"other": 1}, "expected an object with version, lengths, hashes, keys"),
        ({"version": 2}, "version is 2, this program has 1"),
        (
            {"lengths": (4, 5)},
            r"lengths are \(4, 5\): expected a list of ascending numbers, 2 to 64",
        ),
        ({"lengths": []}, r"lengths are \[\]"),
        ({"lengths": [5, 4]}, r"lengths are \[5, 4\]"),
        ({"lengths": [1, 4]}, r"lengths are \[1, 4\]"),
        ({"lengths": [4, 65]}, r"lengths are \[4, 65\]"),
        ({"lengths": [4.0]}, r"lengths are \[4.0\]"),
        ({"hashes": 0}, "hashes are 0: expected 1 to 64"),
        ({"hashes": True}, "hashes are True"),
        ({"keys": -1}, "keys are -1: expected 0 or more"),
        ({"keys": "9"}, "keys are '9'"),
    ],
)
def test_descriptions_that_are_refused(change: dict[str, Any], message: str) -> None:
    phrase_filter = make_filter()
    with pytest.raises(ModelFileError, match=message):
        PhraseFilter.read(phrase_filter.describe() | change, phrase_filter.bits)


@pytest.mark.parametrize("description", [None, [], "lengths", {}])
def test_descriptions_that_are_none(description: object) -> None:
    with pytest.raises(ModelFileError, match="expected an object"):
        PhraseFilter.read(description, make_filter().bits)


@pytest.mark.parametrize(
    "bits", [np.zeros(7, np.uint8), np.zeros((8, 8), np.uint8), np.zeros(80, np.int8)]
)
def test_bits_that_are_refused(bits: np.ndarray) -> None:
    with pytest.raises(ModelFileError, match="expected one row of 8 uint8 or more"):
        PhraseFilter.read(make_filter().describe(), bits)


def test_which_words_may_follow_by_every_length_that_fits() -> None:
    words = ["call", "me", "ishmael", "some", "years", "ago", "never", "mind", "how", "long"]
    phrase_filter = make_filter(" ".join(words), lengths=(3, 5), bits_per_key=30)
    candidates = ["ago", "hence", "Years"]
    assert phrase_filter.recognise_next(words[:5], candidates).tolist() == [True, False, False]
    assert phrase_filter.recognise_next(words[3:4], candidates).tolist() == [True] * 3  # too few
    assert phrase_filter.recognise_next(words[2:4], candidates).tolist() == [False, False, True]
    wrong = ["hail", *words[1:5]]  # two words of context fit, four do not
    assert phrase_filter.recognise_next(wrong[2:], ["ago"]).tolist() == [True]
    assert phrase_filter.recognise_next(wrong, ["ago"]).tolist() == [True]
    assert phrase_filter.recognise_next(["x", *words[2:5]], ["ago"]).tolist() == [False]
