"""Files that are archives of their own, and archives inside of files."""

import io
import zipfile
from pathlib import Path

import pytest

from wisdom_training.containers.members import open_archive, open_inside, open_path
from wisdom_training.errors import CorpusError


def test_a_file_is_a_member_of_its_own(tmp_path: Path) -> None:
    path = tmp_path / "Book.TXT"
    path.write_bytes(b"A ship.")
    member = open_path(path)
    assert (member.name, member.suffix, member.place, member.read()) == (
        "book.txt",
        ".txt",
        str(path),
        b"A ship.",
    )


def test_a_file_that_cannot_be_read_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(CorpusError) as error:
        open_path(tmp_path / "gone.txt")
    assert str(error.value) == f"cannot read {tmp_path / 'gone.txt'}: No such file or directory"


def test_a_file_that_vanishes_is_an_error(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(b"A ship.")
    member = open_path(path)
    path.unlink()
    with pytest.raises(CorpusError) as error:
        member.read()
    assert str(error.value) == f"cannot read {path}: No such file or directory"


def test_the_members_of_a_document_are_held_to_the_same_limits(tmp_path: Path) -> None:
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as file:
        file.writestr("chapter.xhtml", "A ship.")
        file.writestr("../outside.xhtml", "A ship.")
        file.writestr("bomb.xhtml", bytes(33 << 20))
    path = tmp_path / "book.epub"
    path.write_bytes(content.getvalue())
    with open_inside(open_path(path)) as archive:
        assert [(member.place, member.read()) for member in archive.members] == [
            (f"{path}: chapter.xhtml", b"A ship.")
        ]
        assert [sentence.split(" ")[1] for sentence in archive.refused] == [
            "../outside.xhtml",
            "bomb.xhtml",
        ]


def test_a_document_may_be_a_member_itself(tmp_path: Path) -> None:
    book = io.BytesIO()
    with zipfile.ZipFile(book, "w") as file:
        file.writestr("chapter.xhtml", "A ship.")
    path = tmp_path / "books.zip"
    with zipfile.ZipFile(path, "w") as file:
        file.writestr("sea/book.epub", book.getvalue())
    with open_archive([path]) as outer, open_inside(outer.members[0]) as archive:
        assert [(member.place, member.read()) for member in archive.members] == [
            (f"{path}: sea/book.epub: chapter.xhtml", b"A ship.")
        ]


@pytest.mark.parametrize("place", [-30, 40])
def test_a_damaged_document_is_an_error(tmp_path: Path, place: int) -> None:
    path = tmp_path / "book.epub"
    with zipfile.ZipFile(path, "w") as file:
        file.writestr("chapter.xhtml", "A ship." * 99)
    path.write_bytes(path.read_bytes()[:place])
    with (
        pytest.raises(CorpusError, match=r"book\.epub is damaged or was not downloaded wholly"),
        open_inside(open_path(path)),
    ):
        pass
