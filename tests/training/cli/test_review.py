import sys
from io import StringIO
from pathlib import Path

import click
import pytest

from training.commands import fail, run
from wisdom_training.cli.review import review
from wisdom_training.corpus.json_lines import CorpusDocument, read_documents, write_documents
from wisdom_training.review.decisions import KEEP, MASK, read_decisions, write_decisions


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    write_documents(
        tmp_path, [CorpusDocument("So we met Ann. It was fine."), CorpusDocument("So.")]
    )
    return tmp_path


def test_decisions_are_applied(folder: Path) -> None:
    write_decisions(folder, {"ann": MASK})
    assert run("review", folder, "--apply") == (
        "The corpus has 2 documents, of which 1 were changed. 0 documents and 1 sentences were "
        "left out. The folder keeps the originals: publish nothing of it.\n"
    )
    assert [document.text for document in read_documents(folder)] == ["It was fine.", "So."]


def test_possible_names_are_listed(folder: Path) -> None:
    listed = run("review", folder, "--list")
    assert "\n  # once\n  #   …So we met *Ann*. It was fine.…\n  # ann: mask\n" in listed
    assert read_decisions(folder) == {}


def test_names_are_listed_of_the_originals(folder: Path) -> None:
    write_decisions(folder, {"ann": MASK})
    run("review", folder, "--apply")
    write_decisions(folder, {})
    assert "*Ann*" in run("review", folder, "--list")


def test_without_a_terminal_there_are_other_ways(folder: Path) -> None:
    assert fail("review", folder) == (
        "Error: wisdom review asks in a terminal, and there is none: give --list for the names, "
        "write your decisions into review.yaml, then give --apply\n"
    )


class Terminal(StringIO):
    def isatty(self) -> bool:
        return True


def test_in_a_terminal_keys_decide(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", Terminal())
    monkeypatch.setattr(click, "getchar", iter("sukq").__next__)
    review.callback(folder, list_only=False, apply_only=False)
    assert read_decisions(folder) == {"ann": KEEP}


def test_a_corpus_without_names_needs_no_key(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    write_documents(tmp_path, [CorpusDocument("so it is")])
    monkeypatch.setattr(sys, "stdin", Terminal())
    review.callback(tmp_path, list_only=False, apply_only=False)
    assert capsys.readouterr().out.startswith("There is no name left to decide on.\n")


def test_a_folder_without_a_corpus(tmp_path: Path) -> None:
    assert fail("review", tmp_path, "--list").startswith("Error: cannot read ")
