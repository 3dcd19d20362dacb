"""The files of a corpus, in order."""

from pathlib import Path

import pytest

from wisdom_training.corpus.files import find_files, name_files
from wisdom_training.errors import CorpusError


def fill(path: Path) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("Call me Ishmael.", encoding="utf-8")
    return path


def test_numbers_in_names_sort_by_value(tmp_path: Path) -> None:
    names = ["chapter_10.txt", "chapter_2.txt", "Chapter_1.txt", "epilogue.txt", "part 2/a.md"]
    for name in names:
        fill(tmp_path / name)
    found = [path.relative_to(tmp_path).as_posix() for path in find_files([tmp_path])]
    assert found == [
        "Chapter_1.txt",
        "chapter_2.txt",
        "chapter_10.txt",
        "epilogue.txt",
        "part 2/a.md",
    ]


def test_hidden_and_other_files_in_a_folder_are_skipped(tmp_path: Path) -> None:
    for name in (".hidden.txt", ".git/notes.txt", "photo.jpg", "data.json", "one.text"):
        fill(tmp_path / name)
    assert find_files([tmp_path]) == [tmp_path / "one.text"]


def test_a_file_named_itself_may_end_in_anything_and_counts_once(tmp_path: Path) -> None:
    log = fill(tmp_path / "speeches.log")
    assert find_files([log, log]) == [log]


def test_a_folder_without_text_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(CorpusError) as error:
        find_files([tmp_path])
    assert str(error.value) == (
        f"no text in {tmp_path}: expected files that end in .txt, .text, .md, .markdown, "
        ".epub, .docx, .odt, .html, .htm, .xhtml, .pdf, .srt, .vtt"
    )


def test_a_path_that_does_not_exist_is_an_error() -> None:
    with pytest.raises(CorpusError) as error:
        find_files([Path("nowhere/speeches")])
    assert str(error.value) == (
        "there is no nowhere/speeches: give a text file or a folder of them"
    )


def test_many_files_are_named_by_the_first() -> None:
    paths = [Path("a.txt"), Path("b.txt"), Path("c.txt")]
    assert [name_files(paths[:n]) for n in (1, 2, 3)] == [
        "a.txt",
        "a.txt and 1 file more",
        "a.txt and 2 files more",
    ]
