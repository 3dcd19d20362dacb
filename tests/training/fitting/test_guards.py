"""Phrase filter and limits, measured on the author's text."""

from pathlib import Path

import pytest

from wisdom_model.text.words import count_words
from wisdom_training.corpus.split import Parts
from wisdom_training.corpus.text_file import TextFile
from wisdom_training.fitting.guards import fit_guards, make_filter


def make_parts(folder: Path, train: str, validation: str, test: str) -> Parts:
    path = folder / "corpus.txt"
    path.write_bytes(train.encode())
    return Parts(TextFile(path, len(train.encode()), len(train)), validation, test)


def test_the_longest_phrase_that_the_author_repeats(tmp_path: Path) -> None:
    train = "".join(f"word{n} " for n in range(300))
    new = " ".join(f"new{n}" for n in range(4))
    validation = f"{new} word10 word11 word12 word13 word14"
    test = f"other {validation}"
    phrase_filter, longest = make_filter(make_parts(tmp_path, train, validation, test))
    assert phrase_filter is not None
    assert longest == 9  # of the test part's, that the validation part has too
    assert (phrase_filter.lengths, phrase_filter.hashes) == ((6,), 3)
    copied = phrase_filter.longest_copied(f"{new} x {test} y").words
    assert count_words(test) <= copied <= count_words(test) + 2  # it makes mistakes


def test_a_text_that_was_published_twice_is_no_habit(tmp_path: Path) -> None:
    train = " ".join(f"word{n}" for n in range(300))
    twice = " ".join(f"word{n}" for n in range(100, 140))
    _, longest = make_filter(make_parts(tmp_path, train, f"new {twice}", "other"))
    assert longest == 12


@pytest.mark.parametrize(("repeated", "length"), [(1, 4), (6, 5), (30, 6)])
def test_a_filter_knows_phrases_one_word_shorter_than_what_may_pass(
    tmp_path: Path, repeated: int, length: int
) -> None:
    train = "".join(f"word{n} " for n in range(300))
    validation = "new " + " ".join(f"word{n}" for n in range(10, 10 + repeated))
    phrase_filter, _ = make_filter(make_parts(tmp_path, train, validation, ""))
    assert phrase_filter is not None
    assert phrase_filter.lengths == (length,)


def test_a_private_filter_tells_less_about_a_word_than_a_public_one(tmp_path: Path) -> None:
    train = "".join(f"word{n} " for n in range(30_000))
    parts = make_parts(tmp_path, train, "new words", "")
    others = [" ".join(f"other{n + i}" for i in range(8)) for n in range(3000)]
    shares = {}
    for private in (False, True):
        phrase_filter, longest = make_filter(parts, private=private)
        assert phrase_filter is not None
        assert phrase_filter.lengths == ((8,) if private else (4,))
        assert longest == (12 if private else 3)
        size = phrase_filter.lengths[0]
        wrong = [phrase_filter.longest_copied(" ".join(each.split()[:size])) for each in others]
        shares[private] = sum(bool(span.phrase) for span in wrong) / len(wrong)
    assert shares[False] == pytest.approx(0.147, abs=0.02)
    assert shares[True] == pytest.approx(0.237, abs=0.025)


def test_without_a_test_part_the_validation_part_counts(tmp_path: Path) -> None:
    train = "".join(f"word{n} " for n in range(300))
    parts = make_parts(tmp_path, train, "a b c word1 word2 word3 word4 word5", "")
    _, longest = make_filter(parts)
    assert longest == 5
    phrase_filter, entries = fit_guards(parts)
    assert phrase_filter is not None
    assert entries == {
        "guards": {
            "longest_borrowed": 5,
            "capitals": False,
            "whole_sentences": False,
            "emoji_ends": False,
            "lines": False,
        }
    }


def test_a_library_is_not_recorded(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("wisdom_training.fitting.guards.MOST_FILTER_WORDS", 5)
    parts = make_parts(tmp_path, "one two three ", "four five", "")
    assert make_filter(parts)[0] is not None
    assert make_filter(make_parts(tmp_path, "one two three ", "four five", "six")) == (None, None)
