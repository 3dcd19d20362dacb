import os
from pathlib import Path

import pytest

from mkdocs_wisdom.errors import PostError, SettingError
from mkdocs_wisdom.text_file import read_lines, read_utf8

NOTHING = (
    "nothing in this file: expected a text on each line (lines that begin with # do not count)"
)


def read_word(line: str) -> str:
    if not line.isalpha():
        raise ValueError
    return line.lower()


@pytest.mark.parametrize("mark", ["", "\ufeff"])
def test_a_byte_order_mark_is_not_text(tmp_path: Path, mark: str) -> None:
    path = tmp_path / "a.md"
    path.write_bytes(f"{mark}Café\r\n".encode())
    assert read_utf8(path, PostError) == "Café\r\n"


def test_a_byte_that_is_not_utf8_is_named_with_its_line(tmp_path: Path) -> None:
    path = tmp_path / "a.md"
    path.write_bytes(b"Call\nme\xff\n")
    with pytest.raises(PostError) as caught:
        read_utf8(path, PostError)
    assert str(caught.value) == (f"{path}, line 2: byte 0xff is not UTF-8: save the file as UTF-8")


def test_a_missing_file_is_the_given_error(tmp_path: Path) -> None:
    path = tmp_path / "prompts.txt"
    for error in (PostError, SettingError):
        with pytest.raises(error) as caught:
            read_utf8(path, error)
        assert str(caught.value) == f"cannot read {path}: No such file or directory"


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="has no pipes")
def test_a_pipe_is_not_opened(tmp_path: Path) -> None:
    path = tmp_path / "pipe.txt"
    os.mkfifo(path)
    with pytest.raises(PostError) as caught:
        read_utf8(path, PostError)
    assert str(caught.value) == (
        f"{path} is not a regular file: remove it, or put a text file there"
    )


def test_a_huge_file_is_not_opened(tmp_path: Path) -> None:
    path = tmp_path / "huge.md"
    with path.open("wb") as file:
        file.truncate(3 * 2**30)
    with pytest.raises(PostError) as caught:
        read_utf8(path, PostError)
    assert str(caught.value) == (
        f"{path} has 3,221,225,472 bytes, expected at most 4,194,304: divide it into several files"
    )


def test_blank_lines_and_comments_are_ignored(tmp_path: Path) -> None:
    path = tmp_path / "words.txt"
    path.write_bytes("\ufeff# Mornings\r\n Sea \r\n\r\n  # Evenings\nWhale\rEnd".encode())
    assert read_lines(path, read_word, "a word") == ["sea", "whale", "end"]


@pytest.mark.parametrize(
    ("content", "error"),
    [
        (b"Sea\n\xff\n", "line 2: byte 0xff is not UTF-8: save the file as UTF-8"),
        (b"Sea\n\nthe sea\n", "line 3: found 'the sea', allowed: a word"),
        (b"# Mornings\n\n", f"line 1: {NOTHING}"),
        (b"", f"line 1: {NOTHING}"),
    ],
)
def test_errors_name_file_and_line(tmp_path: Path, content: bytes, error: str) -> None:
    path = tmp_path / "words.txt"
    path.write_bytes(content)
    with pytest.raises(SettingError) as caught:
        read_lines(path, read_word, "a word")
    assert str(caught.value) == f"{path}, {error}"
