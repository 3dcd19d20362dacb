"""Word documents."""

from pathlib import Path

import pytest

from training.books import write_docx, write_zip
from wisdom_training.containers.members import open_path
from wisdom_training.errors import CorpusError
from wisdom_training.file_formats.file_text import FileText
from wisdom_training.file_formats.word_document import read_text


def read(path: Path) -> FileText:
    return read_text(open_path(path))


def run(text: str) -> str:
    return f'<w:r><w:t xml:space="preserve">{text}</w:t></w:r>'


def test_paragraphs_consist_of_runs(tmp_path: Path) -> None:
    body = f"<w:p>{run('Dear ')}{run('Ben,')}</w:p><w:p/><w:p>{run('the sea is cold.')}</w:p>"
    assert read(write_docx(tmp_path / "letter.docx", body)) == FileText(
        "Dear Ben,\n\nthe sea is cold.", "2 paragraphs"
    )


@pytest.mark.parametrize(
    ("inside", "text"),
    [
        (f"{run('a')}<w:r><w:tab/></w:r>{run('b')}", "a b"),
        (f"{run('a')}<w:r><w:br/></w:r>{run('b')}", "a\nb"),
        (f"{run('a')}<w:r><w:br w:type='page'/></w:r>{run('b')}", "a\n\nb"),
        ("<w:r><w:t>well</w:t><w:noBreakHyphen/><w:t>known</w:t></w:r>", "well-known"),
        (f"{run('a')}<w:ins>{run('b')}</w:ins>", "ab"),
        (f"{run('a')}<w:del><w:r><w:delText>b</w:delText></w:r></w:del>", "a"),
        (f"{run('a')}<w:moveFrom>{run('b')}</w:moveFrom>", "a"),
        (f"{run('a')}<w:r><w:instrText>PAGE</w:instrText></w:r>", "a"),
        (f"{run('a')}<w:r><w:rPr><w:vanish/></w:rPr><w:t>b</w:t></w:r>", "a"),
        (f"{run('a')}<w:r><w:footnoteReference w:id='1'/></w:r>", "a"),
        (f"<w:hyperlink>{run('a')}</w:hyperlink>", "a"),
    ],
)
def test_what_a_paragraph_may_have(inside: str, text: str, tmp_path: Path) -> None:
    assert read(write_docx(tmp_path / "letter.docx", f"<w:p>{inside}</w:p>")).text == text


def test_text_boxes_come_once_and_as_paragraphs(tmp_path: Path) -> None:
    box = f"<w:txbxContent><w:p>{run('box')}</w:p></w:txbxContent>"
    body = (
        f"<w:p>{run('a')}<w:r><mc:AlternateContent><mc:Choice>{box}</mc:Choice>"
        f"<mc:Fallback>{box}</mc:Fallback></mc:AlternateContent></w:r>{run('b')}</w:p>"
    )
    assert read(write_docx(tmp_path / "letter.docx", body)).text == "a\n\nbox\n\nb"


def test_tables_are_read_and_contents_are_not(tmp_path: Path) -> None:
    cell = f"<w:tbl><w:tr><w:tc><w:p>{run('cell')}</w:p></w:tc></w:tr></w:tbl>"
    contents = (
        "<w:sdt><w:sdtPr><w:docPartObj><w:docPartGallery w:val='Table of Contents'/>"
        f"</w:docPartObj></w:sdtPr><w:sdtContent><w:p>{run('One 1')}</w:p></w:sdtContent></w:sdt>"
    )
    control = f"<w:sdt><w:sdtContent><w:p>{run('control')}</w:p></w:sdtContent></w:sdt>"
    path = write_docx(tmp_path / "letter.docx", contents + cell + control)
    assert read(path).text == "cell\n\ncontrol"


def test_the_main_part_may_have_a_number(tmp_path: Path) -> None:
    path = write_docx(tmp_path / "a.docx", f"<w:p>{run('a')}</w:p>", part="word/document2.xml")
    assert read(path).text == "a"


def test_another_zip_file_is_refused(tmp_path: Path) -> None:
    path = write_zip(tmp_path / "letter.docx", {"xl/workbook.xml": "<workbook/>"})
    with pytest.raises(CorpusError) as error:
        read(path)
    assert str(error.value) == (
        f"{path} is no Word document (DOCX): it has no word/document.xml; save it again as .docx"
    )


def test_broken_xml_is_an_error_with_its_place(tmp_path: Path) -> None:
    path = write_docx(tmp_path / "letter.docx", "<w:p>")
    with pytest.raises(CorpusError) as error:
        read(path)
    assert str(error.value).startswith(
        f"{path}: word/document.xml cannot be read as XML (mismatched tag"
    )
