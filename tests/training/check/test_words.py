"""Words as numbers, and where documents end."""

from pathlib import Path

import numpy as np
import pytest

from training.check.corpora import record
from wisdom_training.check import words
from wisdom_training.check.words import WordRecorder


def test_each_word_has_a_number_and_each_end_another(tmp_path: Path) -> None:
    sequence = record(tmp_path, ["The cat. THE dog!", "A cat"])
    assert sequence.words == ["the", "cat", "dog", "a"]
    assert sequence.ids.tolist() == [0, 1, 0, 2, -1, 3, 1, -2]
    assert (sequence.starts.tolist(), sequence.ends.tolist()) == ([0, 5], [4, 7])
    assert sequence.total == 6


def test_counts_are_by_number(tmp_path: Path) -> None:
    assert record(tmp_path, ["The cat. THE dog!", "A cat"]).count().tolist() == [2, 2, 1, 1]


def test_no_text_has_no_words(tmp_path: Path) -> None:
    sequence = record(tmp_path, [])
    assert (len(sequence.ids), sequence.starts.tolist(), sequence.count().tolist()) == (0, [], [0])


def test_a_document_may_come_in_passages(tmp_path: Path) -> None:
    with (tmp_path / "words.bin").open("wb") as file:
        recorder = WordRecorder(file)
        assert [recorder.add("The cat"), recorder.add("sat")] == [2, 1]
        recorder.end_document()
        recorder.add("the cat, sat!")
        recorder.end_document()
        sequence = recorder.read(tmp_path / "words.bin")
    assert sequence.ids.tolist() == [0, 1, 2, -1, 0, 1, 2, -2]


def test_documents_of_the_same_words_have_the_same_digest(tmp_path: Path) -> None:
    first, same, other = record(tmp_path, ["The cat", "the CAT!", "the cats"]).digests.tolist()
    assert first == same != other


def test_a_quotation_ends_with_its_document(tmp_path: Path) -> None:
    sequence = record(tmp_path, ["One two three", "four"])
    assert (sequence.quote(1, 2), sequence.quote(1, 9)) == ("two three", "two three")


def test_blocks_of_documents_have_a_limited_number_of_words(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(words, "BLOCK_WORDS", 4)
    sequence = record(tmp_path, ["a b c d e f", "a b", "c", "d"])
    assert list(sequence.document_blocks()) == [(0, 1), (1, 3), (3, 4)]


def test_rare_words_share_numbers_in_a_huge_vocabulary(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(words, "MOST_WORDS", 2)
    sequence = record(tmp_path, ["a b c a c"])
    assert sequence.words == ["a", "b"]
    assert np.isin(sequence.ids[[2, 4]], (2, 3)).all()
    assert sequence.ids[2] == sequence.ids[4]
    assert sequence.count()[:2].tolist() == [2, 1]
    assert sequence.quote(0, 3) == "a b …"
