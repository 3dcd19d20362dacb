"""Long phrases that occur twice, compared with a search by hand."""

import tempfile
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from training.check.corpora import record
from wisdom_training.check import repetitions
from wisdom_training.check.repetitions import Repetition, Repetitions, find_repetitions

NOVEL = " ".join(f"word{number}" for number in range(400))
PHRASE = " ".join(f"again{number}" for number in range(120))


def test_a_phrase_of_a_hundred_words_is_found(tmp_path: Path) -> None:
    found = find_repetitions(record(tmp_path, [f"{PHRASE} {NOVEL} {PHRASE}"]))
    assert found == Repetitions(1, 120, Repetition(120, " ".join(PHRASE.split()[:12])))


def test_case_and_marks_make_no_difference(tmp_path: Path) -> None:
    found = find_repetitions(record(tmp_path, [PHRASE, PHRASE.upper().replace(" ", ", ")]))
    assert (found.passages, found.words) == (1, 120)


def test_a_shorter_phrase_is_none(tmp_path: Path) -> None:
    short = " ".join(PHRASE.split()[:99])
    assert find_repetitions(record(tmp_path, [f"{short} {NOVEL} {short}"])) == Repetitions(
        0, 0, None
    )


def test_no_phrase_goes_on_into_the_next_document(tmp_path: Path) -> None:
    first, second = " ".join(PHRASE.split()[:60]), " ".join(PHRASE.split()[60:])
    texts = [first, second, "between", first, second]
    assert find_repetitions(record(tmp_path, texts)).passages == 0


def test_overlapping_copies_are_counted_once(tmp_path: Path) -> None:
    found = find_repetitions(record(tmp_path, ["ha " * 150]))
    # All windows but the first occurred before: the words from the second on.
    assert (found.passages, found.words) == (1, 149)
    assert found.longest == Repetition(149, " ".join(["ha"] * 12))


@pytest.mark.parametrize("limit", [1 << 24, 8])
@given(texts=st.lists(st.text(alphabet="ab ", min_size=1, max_size=30), min_size=1, max_size=3))
def test_the_longest_is_the_longest_of_all_pairs(limit: int, texts: list[str]) -> None:
    with tempfile.TemporaryDirectory() as folder, pytest.MonkeyPatch.context() as patch:
        patch.setattr(repetitions, "_MOST_HASHES", limit)
        spaced = [" ".join(text.replace(" ", "")) for text in texts]
        found = find_repetitions(record(Path(folder), spaced), 3)
    runs = [
        text[start:end].split()
        for text in spaced
        for start in range(0, len(text), 2)
        for end in range(start + 5, len(text) + 1, 2)
    ]
    longest = max((len(run) for run in runs if runs.count(run) > 1), default=0)
    assert (found.longest.words if found.longest else 0) == longest
