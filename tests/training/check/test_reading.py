"""A corpus as passages, from folders of an import and from plain texts."""

from datetime import date
from pathlib import Path

import pytest

from training.check.corpora import write_folder
from wisdom_training.check.reading import Passage, ReadOptions, find_corpus_folder, open_corpus
from wisdom_training.errors import CorpusError

SENTENCE = "The lake lay still that night, and nobody rowed. "


def read(paths: list[Path], work: Path, options: ReadOptions = ReadOptions()) -> list[Passage]:  # noqa: B008 (frozen)
    return list(open_corpus(paths, work, options).passages())


def test_documents_of_a_folder_keep_their_date_and_kind(tmp_path: Path) -> None:
    folder = write_folder(tmp_path / "corpus", ["One.\n\nTwo.", "Three."], ["2019-05-06T23:59:00"])
    assert read([folder], tmp_path) == [
        Passage("One.\n\nTwo.", date=date(2019, 5, 6), kind="post"),
        Passage("Three.", date=None, kind="post"),
    ]


def test_the_file_of_a_folder_stands_for_the_folder(tmp_path: Path) -> None:
    folder = write_folder(tmp_path / "corpus", ["One."])
    assert find_corpus_folder(folder / "corpus.jsonl") == folder
    assert find_corpus_folder(folder / "report.md") is None


def test_few_plain_texts_are_one_document(tmp_path: Path) -> None:
    for name in ("a.txt", "b.txt"):
        (tmp_path / name).write_text(SENTENCE * 15)
    passages = read([tmp_path / "a.txt", tmp_path / "b.txt"], tmp_path / "work")
    assert [each.ends_document for each in passages] == [False, True]
    assert [each.text for each in passages] == [(SENTENCE * 15).strip()] * 2
    assert {each.kind for each in passages} == {None}


def test_posts_of_a_plain_text_are_documents(tmp_path: Path) -> None:
    posts = [f"Today I saw {number} herons on the lake, and no boats" for number in range(60)]
    (tmp_path / "posts.txt").write_text("\n".join(posts))
    passages = read([tmp_path / "posts.txt"], tmp_path / "work")
    assert [each.text for each in passages] == posts
    assert all(each.ends_document for each in passages)


def test_folders_and_texts_are_read_together(tmp_path: Path) -> None:
    folder = write_folder(tmp_path / "corpus", ["One."])
    (tmp_path / "a.txt").write_text(SENTENCE * 30)
    passages = read([tmp_path / "a.txt", folder], tmp_path / "work")
    assert [each.text for each in passages] == ["One.", (SENTENCE * 30).strip()]


def test_paragraphs_of_a_folder_can_be_dropped(tmp_path: Path) -> None:
    folder = write_folder(tmp_path / "corpus", ["One.\n\nSent from a phone", "Sent from a train"])
    passages = read([folder], tmp_path, ReadOptions(drop="Sent from .*"))
    assert [each.text for each in passages] == ["One."]


def test_the_size_is_that_of_what_is_read(tmp_path: Path) -> None:
    folder = write_folder(tmp_path / "corpus", ["One."])
    (tmp_path / "a.txt").write_text(SENTENCE * 30)
    opened = open_corpus([folder, tmp_path / "a.txt"], tmp_path / "work", ReadOptions())
    file = (folder / "corpus.jsonl").stat().st_size
    assert opened.size == file + len(SENTENCE) * 30 - 1


def test_a_damaged_line_is_named(tmp_path: Path) -> None:
    folder = write_folder(tmp_path / "corpus", ["One."])
    with (folder / "corpus.jsonl").open("a") as file:
        file.write('{"text": "Tw')
    with pytest.raises(CorpusError, match=r"corpus\.jsonl, line 2: no JSON"):
        read([folder], tmp_path)
