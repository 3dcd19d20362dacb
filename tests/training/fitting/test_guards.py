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
    new = " ".join(f"new{n}" for n in range(30))
    validation = f"{new} word10 word11 word12 word13 word14"
    test = f"other {validation}"
    phrase_filter, longest = make_filter(make_parts(tmp_path, train, validation, test))
    assert phrase_filter is not None
    assert longest == 35  # of the test part's, that the validation part has too
    copied = phrase_filter.longest_copied(f"x {test} y")
    assert copied == (count_words(test), test)


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
