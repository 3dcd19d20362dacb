"""EPUB books."""

from pathlib import Path

import pytest

from training.books import write_epub, write_zip
from wisdom_training.containers.members import open_path
from wisdom_training.errors import CorpusError
from wisdom_training.file_formats.epub import read_text
from wisdom_training.file_formats.file_text import FileText

PAGE = "application/xhtml+xml"


def read(path: Path) -> FileText:
    return read_text(open_path(path))


def test_chapters_come_in_the_order_of_the_spine(tmp_path: Path) -> None:
    chapters = {
        "b.xhtml": "<h1>Two</h1><p>The\n  sea.</p>",
        "a.xhtml": "<h1>One</h1><p>A ship.</p>",
    }
    path = write_epub(tmp_path / "book.epub", chapters)
    assert read(path) == FileText("Two\n\nThe sea.\n\nOne\n\nA ship.", "2 chapters")


def test_paths_in_the_package_may_be_escaped_and_relative(tmp_path: Path) -> None:
    items = f'<item id="x" href="../OEBPS/one%20more.xhtml" media-type="{PAGE}"/>'
    path = write_epub(
        tmp_path / "book.epub",
        {"one more.xhtml": "<p>A ship.</p>"},
        items=items,
        spine='<itemref idref="x"/>',
    )
    assert read(path).text == "A ship."


def test_front_and_back_matter_is_left_out(tmp_path: Path) -> None:
    path = write_epub(
        tmp_path / "book.epub",
        {
            "cover.xhtml": "@cover <p>Cover</p>",
            "imprint.xhtml": "@frontmatter <section epub:type='copyright-page'>© 2020</section>",
            "toc.xhtml": "<nav epub:type='toc'><ol><li><a href='1.xhtml'>One</a></li></ol></nav>",
            "1.xhtml": "@bodymatter <p>A ship.</p>",
            "notes.xhtml": "@backmatter <section role='doc-endnotes'><p>1. Ibid.</p></section>",
        },
    )
    assert read(path) == FileText("A ship.", "1 chapter")


def test_what_the_guide_of_epub_2_names_is_left_out(tmp_path: Path) -> None:
    guide = (
        '<reference type="cover" href="cover.xhtml"/><reference type="text" href="1.xhtml"/>'
        '<reference type="toc" href="2.xhtml#contents"/>'
    )
    pages = {"cover.xhtml": "<p>Cover</p>", "1.xhtml": "<p>A ship.</p>", "2.xhtml": "<p>Sea.</p>"}
    assert read(write_epub(tmp_path / "book.epub", pages, guide=guide)).text == "A ship.\n\nSea."


def test_contents_are_recognised_by_their_links(tmp_path: Path) -> None:
    links = "".join(f"<p><a href='{n}.xhtml'>Chapter {n}</a></p>" for n in range(6))
    pages = {"contents.xhtml": f"<h2>Contents</h2>{links}", "1.xhtml": "<p>A ship.</p>"}
    assert read(write_epub(tmp_path / "book.epub", pages)).text == "A ship."


def test_pages_beside_the_reading_order_are_left_out(tmp_path: Path) -> None:
    spine = '<itemref idref="1.xhtml"/><itemref idref="extra.xhtml" linear="no"/>'
    pages = {"1.xhtml": "<p>A ship.</p>", "extra.xhtml": "<p>Answers.</p>"}
    assert read(write_epub(tmp_path / "book.epub", pages, spine=spine)).text == "A ship."


@pytest.mark.parametrize(
    "inside",
    [
        '<span epub:type="pagebreak" id="p7" title="7"/>',
        '<span class="pagenum">[7]</span>',
        '<a epub:type="noteref" href="#n1">1</a>',
        '<sup><a href="#n1">1</a></sup>',
        '<aside epub:type="footnote"><p>Ibid.</p></aside>',
        "<script src='x.js'/>",
        "<img src='x.png' alt='a whale'/>",
    ],
)
def test_notes_and_numbers_of_pages_are_left_out(inside: str, tmp_path: Path) -> None:
    path = write_epub(tmp_path / "book.epub", {"1.xhtml": f"<p>A ship{inside} sails.</p>"})
    assert " ".join(read(path).text.split()) == "A ship sails."


def test_verse_and_letters_are_the_authors(tmp_path: Path) -> None:
    body = "<blockquote><p>Dear Ben,<br/>the sea is cold.</p></blockquote>"
    path = write_epub(tmp_path / "book.epub", {"1.xhtml": body})
    assert read(path).text == "Dear Ben,\nthe sea is cold."


def test_a_protected_book_is_refused(tmp_path: Path) -> None:
    path = write_zip(tmp_path / "book.epub", {"META-INF/rights.xml": "<rights/>"})
    with pytest.raises(CorpusError) as error:
        read(path)
    assert str(error.value) == (
        f"{path} is protected against copying (DRM): only a book without it can be read"
    )


def test_a_file_that_is_no_book_is_refused(tmp_path: Path) -> None:
    path = write_zip(tmp_path / "book.epub", {"notes.txt": "A ship."})
    with pytest.raises(CorpusError) as error:
        read(path)
    assert str(error.value) == (
        f"{path} is no EPUB book: expected a package (.opf) in it; download it again"
    )


def test_a_book_of_pictures_is_refused(tmp_path: Path) -> None:
    path = write_epub(tmp_path / "book.epub", {"1.xhtml": "<img src='1.png'/>"})
    with pytest.raises(CorpusError, match=r"has no chapter with text: is it a book of pictures\?$"):
        read(path)


def test_a_truncated_book_is_an_error_with_its_place(tmp_path: Path) -> None:
    path = write_epub(tmp_path / "book.epub", {"1.xhtml": "<p>A ship.</p>"})
    path.write_bytes(path.read_bytes()[:-30])
    with pytest.raises(CorpusError) as error:
        read(path)
    assert str(error.value) == (
        f"{path} is damaged or was not downloaded wholly (File is not a zip file): "
        f"download the archive again"
    )


def test_a_damaged_chapter_is_an_error_with_its_place(tmp_path: Path) -> None:
    path = write_epub(tmp_path / "book.epub", {"1.xhtml": "<p>A ship.</p>" * 99})
    content = bytearray(path.read_bytes())
    place = content.rindex(b"OEBPS/1.xhtml", 0, content.index(b"PK\x01\x02")) + 20
    content[place : place + 8] = b"\0" * 8
    path.write_bytes(content)
    with pytest.raises(CorpusError, match=r"book\.epub: OEBPS/1\.xhtml is damaged"):
        read(path)


def test_a_package_with_a_document_type_is_refused(tmp_path: Path) -> None:
    path = write_zip(
        tmp_path / "book.epub", {"book.opf": '<!DOCTYPE package [<!ENTITY a "b">]><package/>'}
    )
    with pytest.raises(CorpusError, match=r"book\.opf has a document type"):
        read(path)
