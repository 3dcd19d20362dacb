"""PDF files."""

from pathlib import Path

import pytest

from training.books import write_pdf
from wisdom_training.containers.members import open_path
from wisdom_training.errors import CorpusError
from wisdom_training.file_formats.pdf import read_text

LINE = "It was a long and windy day upon the sea, and the captain"


def read(path: Path) -> str:
    return read_text(open_path(path)).text


def test_lines_become_paragraphs_that_go_on_over_pages(tmp_path: Path) -> None:
    pages = [[LINE, LINE, "slept.", LINE], ["did not wake before", "noon.", LINE, "slept again."]]
    path = write_pdf(tmp_path / "book.pdf", pages)
    found = read_text(open_path(path))
    assert found.text == (
        f"{LINE} {LINE} slept.\n\n{LINE} did not wake before noon.\n\n{LINE} slept again."
    )
    assert found.found == "2 pages"
    assert found.warning == (
        "a PDF file does not say where paragraphs begin, nor what is a heading, a caption or a "
        "footnote: if you have the book or letter in another format, give that one"
    )


def test_running_heads_and_numbers_of_pages_are_left_out(tmp_path: Path) -> None:
    pages = [
        [f"{n} THE SEA", f"{LINE} {'x' * n}", LINE, f"{'y' * n} {LINE}", f"- {n} -"]
        for n in range(10, 14)
    ]
    found = read(write_pdf(tmp_path / "book.pdf", pages))
    assert found == " ".join(f"{LINE} {'x' * n} {LINE} {'y' * n} {LINE}" for n in range(10, 14))


@pytest.mark.parametrize(
    ("line", "kept"),
    [("7", False), ("Page 7 of 90", False), ("xiv", False), ("[12]", False), ("ill.", True),
     ("in 1984.", True), ("civil", True)],
)  # fmt: skip
def test_a_page_number_is_a_number_alone(line: str, tmp_path: Path, *, kept: bool) -> None:
    assert (line in read(write_pdf(tmp_path / "book.pdf", [[line, LINE]]))) == kept


def test_a_line_at_the_edge_of_two_pages_is_no_running_head(tmp_path: Path) -> None:
    pages = [["'No.' he said.", LINE]] * 2
    assert read(write_pdf(tmp_path / "book.pdf", pages)).count("No.") == 2


@pytest.mark.parametrize(
    ("end", "begin", "joined"),
    [
        ("the cap-", "tain slept", "the captain slept"),
        ("the well-", "known man", "the well-known man"),
        ("the Anglo-", "Saxon man", "the Anglo-Saxon man"),
        ("the sea -", "and so on", "the sea - and so on"),
    ],
)
def test_hyphens_at_the_end_of_lines_are_undone(
    end: str, begin: str, joined: str, tmp_path: Path
) -> None:
    lines = ["x " * 25 + end, begin + " y" * 25, "He was well-known."]
    found = read(write_pdf(tmp_path / "book.pdf", [lines]))
    assert found.split("\n\n")[0] == f"{'x ' * 25}{joined}{' y' * 25} He was well-known."


def test_pages_without_text_are_refused(tmp_path: Path) -> None:
    path = write_pdf(tmp_path / "scan.pdf", [[], []])
    with pytest.raises(CorpusError) as error:
        read(path)
    assert str(error.value) == (
        f"{path} has no text, only pictures of pages: have a program for OCR make a PDF with "
        f"text of it"
    )


@pytest.mark.parametrize("content", [b"%PDF-1.4\n", b"", b"%PDF-1.7\n1 0 obj\n<< /Type"])
def test_a_damaged_file_is_an_error_with_its_place(content: bytes, tmp_path: Path) -> None:
    path = tmp_path / "book.pdf"
    path.write_bytes(content)
    with pytest.raises(CorpusError) as error:
        read(path)
    assert str(error.value).startswith(f"{path} cannot be read as a PDF file (")
    assert str(error.value).endswith("): download or export it again")


def test_an_encrypted_file_is_refused(tmp_path: Path) -> None:
    from pypdf import PdfReader, PdfWriter  # noqa: PLC0415 (slow to import)

    writer = PdfWriter(clone_from=PdfReader(write_pdf(tmp_path / "open.pdf", [[LINE]])))
    writer.encrypt("secret", algorithm="RC4-128")
    path = tmp_path / "book.pdf"
    writer.write(path)
    with pytest.raises(CorpusError) as error:
        read(path)
    assert str(error.value) == f"{path} is encrypted: save a copy without a password"
