"""Which format a file has."""

from pathlib import Path

import pytest

from training.books import write_docx, write_epub, write_odt, write_pdf
from wisdom_training.containers.members import open_path
from wisdom_training.errors import MissingPackageError
from wisdom_training.file_formats.registry import EPUB, find_file_format


def find(path: Path) -> str | None:
    found = find_file_format(open_path(path))
    return found.name if found else None


@pytest.mark.parametrize(
    ("name", "format_name"),
    [
        ("a.epub", "an EPUB book"),
        ("A.DOCX", "a Word document"),
        ("a.odt", "an OpenDocument text"),
        ("a.htm", "a web page (HTML)"),
        ("a.xhtml", "a web page (HTML)"),
        ("a.pdf", "a PDF file"),
        ("a.srt", "subtitles"),
        ("a.vtt", "subtitles"),
        ("a.txt", None),
        ("a.json", None),
    ],
)
def test_a_suffix_tells_the_format(name: str, format_name: str | None, tmp_path: Path) -> None:
    path = tmp_path / name
    path.write_bytes(b"a")
    assert find(path) == format_name


def test_the_content_tells_the_format_under_any_name(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    names = [
        find(write_epub(path, {"1.xhtml": "a"})),
        find(write_docx(path, "<w:p/>")),
        find(write_odt(path, "<text:p/>")),
        find(write_pdf(path, [["a"]])),
    ]
    assert names == ["an EPUB book", "a Word document", "an OpenDocument text", "a PDF file"]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("<!DOCTYPE html>\n<p>", "a web page (HTML)"),
        ("\ufeff\n<!-- saved --><html lang='en'>", "a web page (HTML)"),
        ('<?xml version="1.0"?>\n<html>', "a web page (HTML)"),
        ("WEBVTT\n", "subtitles"),
        ("1\r\n00:00:01,000 --> 00:00:02,000\r\nHello", "subtitles"),
        ("<p>HTML</p> is a language.", None),
        ("1\n00:00 was the time.", None),
        ("", None),
    ],
)
def test_text_begins_like_a_format(text: str, name: str | None, tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text(text, encoding="utf-8", newline="")
    assert find(path) == name


def test_a_missing_package_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("importlib.util.find_spec", lambda _: None)
    path = write_epub(tmp_path / "a.epub", {"1.xhtml": "a"})
    with pytest.raises(MissingPackageError) as error:
        EPUB.read(open_path(path))
    assert str(error.value) == (
        f"reading {path} needs selectolax, which is not installed: "
        'pip install "mkdocs-wisdom[import]"'
    )
