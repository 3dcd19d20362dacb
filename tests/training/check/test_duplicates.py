"""Documents that repeat an earlier one."""

from pathlib import Path

import pytest

from training.check.corpora import record
from wisdom_training.check import words
from wisdom_training.check.duplicates import Duplicates, find_duplicates

LONG = [f"word{number}" for number in range(40)]


def change(place: int) -> str:
    return " ".join([*LONG[:place], "changed", *LONG[place + 1 :]])


def test_the_same_words_are_a_duplicate_whatever_the_marks(tmp_path: Path) -> None:
    found = find_duplicates(record(tmp_path, ["Good night!", "Something else.", "good night"]))
    assert found == Duplicates(1, 0, 2, ("good night", "good night"))


def test_one_other_word_in_forty_is_nearly_the_same(tmp_path: Path) -> None:
    found = find_duplicates(record(tmp_path, [" ".join(LONG), "Something else.", change(20)]))
    assert (found.same, found.near, found.words) == (0, 1, 40)
    assert found.example == (" ".join(LONG[:12]), " ".join(LONG[:12]))


def test_other_words_in_a_fifth_are_another_text(tmp_path: Path) -> None:
    other = " ".join([*LONG[:32], *(f"new{number}" for number in range(8))])
    # 30 of 46 triples are shared: 0.65.
    assert find_duplicates(record(tmp_path, [" ".join(LONG), other])) == Duplicates(0, 0, 0, None)


def test_short_documents_are_the_same_or_not(tmp_path: Path) -> None:
    texts = ["happy birthday my dear friend Ann", "happy birthday my dear friend Ben"]
    assert find_duplicates(record(tmp_path, texts)) == Duplicates(0, 0, 0, None)


def test_empty_documents_are_no_duplicates(tmp_path: Path) -> None:
    assert find_duplicates(record(tmp_path, ["…", "!", "word"])) == Duplicates(0, 0, 0, None)


def test_a_document_counts_once_however_many_it_repeats(tmp_path: Path) -> None:
    texts = [" ".join(LONG), change(5), change(20), change(20)]
    found = find_duplicates(record(tmp_path, texts))
    assert (found.same, found.near) == (1, 2)


def test_blocks_make_no_difference(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    texts = [" ".join(LONG), "Something else.", change(20), change(30), "Something else."]
    whole = find_duplicates(record(tmp_path, texts))
    monkeypatch.setattr(words, "BLOCK_WORDS", 8)
    assert find_duplicates(record(tmp_path, texts)) == whole
