from datetime import datetime
from pathlib import Path

import pytest

from wisdom_training.corpus.json_lines import CorpusDocument, read_documents, write_documents
from wisdom_training.errors import CorpusError
from wisdom_training.review.application import Application, apply_decisions, find_original
from wisdom_training.review.decisions import KEEP, MASK, Decision, write_decisions

DATE = datetime(2024, 5, 31)  # noqa: DTZ001 (as of an archive without time zones)
ORIGINAL = [
    CorpusDocument("Ann came. So it is.", DATE, "reply"),
    CorpusDocument("Ann. Ann!"),
    CorpusDocument("Ben came."),
    CorpusDocument("Nobody came."),
]
REVIEWED = [
    CorpusDocument("So it is.", DATE, "reply"),
    CorpusDocument("Blair came."),
    CorpusDocument("Nobody came."),
]
DECISIONS = {"ann": MASK, "ben": Decision("replace", "Blair")}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    write_documents(tmp_path, ORIGINAL)
    return tmp_path


def list_files(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_the_corpus_is_what_the_decisions_leave(folder: Path) -> None:
    write_decisions(folder, DECISIONS)
    applied = apply_decisions(folder)
    assert applied == Application(documents=3, changed=2, dropped=1, sentences=3)
    assert list(read_documents(folder)) == REVIEWED


def test_the_originals_are_kept_for_their_owner_alone(folder: Path) -> None:
    write_decisions(folder, DECISIONS)
    assert find_original(folder) == "corpus.jsonl"
    apply_decisions(folder)
    assert find_original(folder) == "unreviewed.jsonl"
    assert list(read_documents(folder, "unreviewed.jsonl")) == ORIGINAL
    assert (folder / "unreviewed.jsonl").stat().st_mode & 0o777 == 0o600


def test_nothing_in_the_folder_is_committed_by_chance(folder: Path) -> None:
    write_decisions(folder, DECISIONS)
    apply_decisions(folder)
    assert (folder / ".gitignore").read_text() == "*\n"


def test_a_gitignore_of_the_owner_stays(folder: Path) -> None:
    (folder / ".gitignore").write_text("unreviewed.jsonl\n")
    write_decisions(folder, DECISIONS)
    apply_decisions(folder)
    assert (folder / ".gitignore").read_text() == "unreviewed.jsonl\n"


def test_applying_twice_changes_nothing(folder: Path) -> None:
    write_decisions(folder, DECISIONS)
    first = apply_decisions(folder)
    assert apply_decisions(folder) == first
    assert list(read_documents(folder)) == REVIEWED


def test_a_decision_can_be_taken_back(folder: Path) -> None:
    write_decisions(folder, DECISIONS)
    apply_decisions(folder)
    write_decisions(folder, {"ann": KEEP})
    apply_decisions(folder)
    assert list(read_documents(folder)) == ORIGINAL


def test_names_that_are_kept_change_no_file(folder: Path) -> None:
    write_decisions(folder, {"ann": KEEP})
    assert apply_decisions(folder) == Application(documents=4)
    assert list_files(folder) == ["corpus.jsonl", "review.yaml"]


def test_a_corpus_of_which_nothing_remains_is_left_alone(tmp_path: Path) -> None:
    write_documents(tmp_path, ORIGINAL[1:2])
    write_decisions(tmp_path, DECISIONS)
    with pytest.raises(CorpusError) as error:
        apply_decisions(tmp_path)
    assert str(error.value) == (
        f"nothing would be left of {tmp_path / 'unreviewed.jsonl'}: keep or replace some of the "
        f"names in {tmp_path / 'review.yaml'}"
    )
    assert list(read_documents(tmp_path)) == ORIGINAL[1:2]
