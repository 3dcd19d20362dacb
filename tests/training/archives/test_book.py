"""Books, letters and web pages."""

from pathlib import Path

import pytest

from training.books import write_docx, write_epub, write_odt, write_pdf
from wisdom_training.archives.book import SOURCE
from wisdom_training.archives.source import Document, Reading
from wisdom_training.containers.members import open_archive
from wisdom_training.errors import CorpusError
from wisdom_training.file_formats.pdf import WARNING


def read(path: Path) -> tuple[list[Document], Reading]:
    reading = Reading()
    with open_archive([path]) as archive:
        known = SOURCE.recognise(archive.members)
        return list(SOURCE.read(known, reading)), reading


def test_every_file_is_a_document(tmp_path: Path) -> None:
    write_epub(tmp_path / "a.epub", {"1.xhtml": "<p>A ship.</p>", "2.xhtml": "<p>The sea.</p>"})
    write_docx(tmp_path / "b.docx", "<w:p><w:r><w:t>Dear Ben,</w:t></w:r></w:p>")
    write_odt(tmp_path / "c.odt", "<text:p>Dear Ann,</text:p>")
    (tmp_path / "d.html").write_text("<p>A page.</p>", encoding="utf-8")
    write_pdf(tmp_path / "e.pdf", [["A letter."]])
    (tmp_path / "f.txt").write_text("Plain.", encoding="utf-8")
    documents, reading = read(tmp_path)
    assert documents == [
        Document("A ship.\n\nThe sea.", origin=f"{tmp_path}: a.epub"),
        Document("Dear Ben,", origin=f"{tmp_path}: b.docx"),
        Document("Dear Ann,", origin=f"{tmp_path}: c.odt"),
        Document("A page.", origin=f"{tmp_path}: d.html"),
        Document("A letter.", origin=f"{tmp_path}: e.pdf"),
    ]
    assert list(reading.warnings) == [f"{tmp_path}: e.pdf: {WARNING}"]
    assert reading.dropped == {}


def test_the_licence_of_a_book_is_left_out(tmp_path: Path) -> None:
    body = (
        "<p>Preface of a publisher</p><p>*** START OF THE PROJECT GUTENBERG EBOOK X ***</p>"
        "<p>A ship.</p><p>*** END OF THE PROJECT GUTENBERG EBOOK X ***</p><p>Terms.</p>"
    )
    documents, _ = read(write_epub(tmp_path / "a.epub", {"1.xhtml": body}))
    assert [document.text for document in documents] == ["A ship."]


def test_a_document_of_posts_has_many_documents(tmp_path: Path) -> None:
    body = "".join(f"<w:p><w:r><w:t>Post {n} about whales</w:t></w:r></w:p>" for n in range(60))
    path = write_docx(tmp_path / "posts.docx", body)
    documents, _ = read(path)
    assert len(documents) == 60
    assert documents[1] == Document("Post 1 about whales", origin=f"{path}, part 2")


def test_a_page_without_text_is_counted(tmp_path: Path) -> None:
    (tmp_path / "a.html").write_text("<html></html>", encoding="utf-8")
    assert read(tmp_path)[1].dropped == {"files without text": 1}


def test_a_truncated_book_is_an_error(tmp_path: Path) -> None:
    path = write_epub(tmp_path / "a.epub", {"1.xhtml": "<p>A ship.</p>"})
    path.write_bytes(path.read_bytes()[:100])
    with pytest.raises(CorpusError, match=r"a\.epub is damaged or was not downloaded wholly"):
        read(path)
