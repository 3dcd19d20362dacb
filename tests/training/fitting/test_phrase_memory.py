import numpy as np
import pytest

from wisdom_model.text.vocabulary import UNKNOWN, Vocabulary
from wisdom_training.fitting.phrase_memory import make_memory, split_documents

VOCABULARY = Vocabulary((UNKNOWN, "\n\n", "a", "b", "c"))


def test_documents_are_what_lies_between_the_marks() -> None:
    found = split_documents(np.array([1, 2, 3, 1, 1, 4, 2], np.uint16), 1)
    assert [ids.tolist() for ids in found] == [[2, 3], [4, 2]]


def test_a_memory_of_the_training_part() -> None:
    memory = make_memory(np.array([2, 3, 1, 4, 2], np.uint16), "\n\n", VOCABULARY)
    assert memory is not None
    assert memory.triples[memory.find_triples(1, 1)].tolist() == [2, 4]
    assert memory.triples[memory.find_triples(2, 3)].tolist() == [1]


def test_a_library_has_no_memory(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("wisdom_training.fitting.phrase_memory.MOST_MEMORY_TOKENS", 4)
    assert make_memory(np.array([2, 3, 1, 4, 2]), "\n\n", VOCABULARY) is None
