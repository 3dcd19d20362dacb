"""Files to one clean text, and the text to three parts."""

import hashlib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wisdom_training.corpus import find_files, normalise, read_corpus, split
from wisdom_training.errors import CorpusError

SENTENCE = "Call me Ishmael, and never mind how long precisely. "


def fill(path: Path, times: int = 1) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(SENTENCE * times, encoding="utf-8")
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
        f"no text in {tmp_path}: expected files that end in .txt, .text, .md, .markdown"
    )


def test_a_path_that_does_not_exist_is_an_error() -> None:
    with pytest.raises(CorpusError) as error:
        find_files([Path("nowhere/speeches")])
    assert str(error.value) == (
        "there is no nowhere/speeches: give a text file or a folder of them"
    )


def test_text_is_normalised() -> None:
    raw = "a\tb\r\nc \rcafe\u0301\x00\x07\u00ad\ufeff\u2028d\fe"
    assert normalise(raw) == "a b\nc\ncaf\u00e9\nd\n\ne"


def test_files_become_paragraphs_apart_by_one_blank_line(tmp_path: Path) -> None:
    body = (SENTENCE * 100).strip()
    (tmp_path / "1.txt").write_bytes(f"\n\nOne.\r\n\r\n\r\n{body}\r\n".encode())
    (tmp_path / "2.txt").write_text(f"Two.\n\n \n\n{body}\n\n", encoding="utf-8")
    corpus = read_corpus([tmp_path])
    assert corpus.text == f"One.\n\n{body}\n\nTwo.\n\n{body}"
    assert corpus.notes == ()
    assert corpus.sha256 == hashlib.sha256(corpus.text.encode()).hexdigest()


def test_paragraphs_can_be_dropped(tmp_path: Path) -> None:
    body = (SENTENCE * 200).strip()
    path = tmp_path / "book.txt"
    path.write_text(f"CHAPTER 1. Loomings.\n\n{body}\n\nCHAPTER 2.\n\nEnd.", encoding="utf-8")
    corpus = read_corpus([path], drop=r"CHAPTER \d+\..*")
    assert corpus.text == f"{body}\n\nEnd."
    assert corpus.notes == (r"left out 2 paragraphs that match 'CHAPTER \\d+\\..*'",)


def test_a_pattern_that_is_none_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(CorpusError, match=r"^--drop is no regular expression: '\('"):
        read_corpus([fill(tmp_path / "a.txt", 300)], drop="(")


def test_too_little_text_is_an_error_that_says_how_much_is_needed(tmp_path: Path) -> None:
    with pytest.raises(CorpusError) as error:
        read_corpus([fill(tmp_path / "short.txt")])
    assert str(error.value) == (
        "the corpus has 51 characters in 1 files: at least 10,000 are needed, and a voice sounds "
        "like somebody from about 500,000; add more text"
    )


def test_a_guessed_encoding_is_said(tmp_path: Path) -> None:
    path = tmp_path / "old.txt"
    path.write_bytes(("café " * 3000).encode("cp1252"))
    assert read_corpus([path]).notes == (
        f"{path}: not UTF-8 (byte 3), read as cp1252; save it as UTF-8 to be sure",
    )


def test_the_text_is_cut_between_paragraphs() -> None:
    paragraph = "x" * 98 + "\n\n"
    parts = split(paragraph * 201)
    assert [len(part) for part in parts] == [18100, 1000, 1000]
    assert all(part.endswith("x\n\n") for part in parts)


def test_one_long_paragraph_is_cut_between_tokens() -> None:
    text = " whale" * 2000
    parts = split(text)
    assert [len(part) for part in parts] == [10800, 600, 600]
    assert all(part.startswith(" whale") for part in parts)


@given(st.text(st.sampled_from("ab .\n"), min_size=200, max_size=2000))
def test_the_parts_are_the_text(text: str) -> None:
    assert "".join(split(text)) == text
