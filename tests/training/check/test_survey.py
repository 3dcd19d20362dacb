"""What a survey counts."""

from datetime import date
from pathlib import Path

import pytest

from training.check.corpora import write_folder
from wisdom_training.check.findings import Findings, KindShare, Lengths, Vocabulary
from wisdom_training.check.reading import ReadOptions, open_corpus
from wisdom_training.check.survey import survey
from wisdom_training.corpus.json_lines import CorpusDocument, write_documents
from wisdom_training.errors import CorpusError

TEXTS = ["The whale! The whale.\n\nI saw the whale", "Nobody else saw it\nat all that day."]


def check(folder: Path, work: Path) -> Findings:
    return survey(open_corpus([folder], work, ReadOptions()), work)


def test_sizes_and_lengths(tmp_path: Path) -> None:
    found = check(write_folder(tmp_path / "corpus", TEXTS), tmp_path)
    assert (found.characters, found.words, found.lines, found.pages) == (73, 16, 4, 1)
    assert found.documents == Lengths(2, 8, 8, {8: 2})
    assert found.paragraphs == Lengths(3, 4, 8, {4: 2, 8: 1})


def test_words_that_everybody_uses_are_not_listed(tmp_path: Path) -> None:
    found = check(write_folder(tmp_path / "corpus", TEXTS), tmp_path)
    assert found.vocabulary == Vocabulary(11, 8, {"whale": 3, "nobody": 1, "else": 1})


def test_kinds_and_dates(tmp_path: Path) -> None:
    folder = write_folder(tmp_path / "corpus", [])
    write_documents(
        folder,
        [
            CorpusDocument("One two three.", None, "reply"),
            CorpusDocument("Four."),
            CorpusDocument("Five six.", None, "reply"),
        ],
    )
    found = check(folder, tmp_path)
    assert found.kinds == {"reply": KindShare(2, 5), "post": KindShare(1, 1)}
    assert list(found.kinds) == ["reply", "post"]
    assert found.dates.undated == 3


def test_plain_texts_have_no_kinds_and_no_missing_dates(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Nobody rowed on the lake that night. " * 40)
    found = check(tmp_path / "a.txt", tmp_path / "work")
    assert (found.kinds, found.dates.undated) == ({}, 0)


def test_progress_is_told_in_bytes(tmp_path: Path) -> None:
    folder, told = write_folder(tmp_path / "corpus", ["Çelik", "one"]), list[int]()
    survey(open_corpus([folder], tmp_path, ReadOptions()), tmp_path, told.append)
    assert told == [6, 3]


@pytest.mark.parametrize("texts", [[], ["…"]])
def test_a_corpus_without_words_is_refused(tmp_path: Path, texts: list[str]) -> None:
    with pytest.raises(CorpusError, match="the corpus has no words: give a folder of wisdom"):
        check(write_folder(tmp_path / "corpus", texts), tmp_path)


def test_figures_become_json(tmp_path: Path) -> None:
    folder = write_folder(tmp_path / "corpus", TEXTS, ["2019-05-06"])
    figures = check(folder, tmp_path).as_json()
    assert figures["documents"] == {"number": 2, "median": 8, "longest": 8, "histogram": {"8": 2}}
    assert figures["dates"]["first"] == date(2019, 5, 6).isoformat()
    assert figures["kinds"] == {"post": {"documents": 2, "words": 16}}
    assert figures["repetitions"] == {"passages": 0, "words": 0, "longest": None}
