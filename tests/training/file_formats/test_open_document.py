"""OpenDocument texts."""

from pathlib import Path

import pytest

from training.books import write_odt, write_zip
from wisdom_training.containers.members import open_path
from wisdom_training.errors import CorpusError
from wisdom_training.file_formats.file_text import FileText
from wisdom_training.file_formats.open_document import read_text


def read(path: Path) -> FileText:
    return read_text(open_path(path))


def test_headings_and_paragraphs_are_read(tmp_path: Path) -> None:
    body = (
        "<text:h>The <text:span>sea</text:span></text:h><text:p/><text:list><text:list-item>"
        "<text:p>A ship\n    sails.</text:p></text:list-item></text:list>"
    )
    assert read(write_odt(tmp_path / "letter.odt", body)) == FileText(
        "The sea\n\nA ship sails.", "2 paragraphs"
    )


@pytest.mark.parametrize(
    ("inside", "text"),
    [
        ("a<text:s text:c='3'/>b", "a b"),
        ("a<text:tab/>b", "a b"),
        ("a<text:line-break/>b", "a\nb"),
        ("a<text:note><text:note-citation>1</text:note-citation></text:note> b", "a b"),
        ("a<office:annotation><text:p>why?</text:p></office:annotation> b", "a b"),
        ("a<text:page-number>7</text:page-number>", "a"),
        ("a<text:span><text:p>box</text:p></text:span>b", "a\n\nbox\n\nb"),
    ],
)
def test_what_a_paragraph_may_have(inside: str, text: str, tmp_path: Path) -> None:
    path = write_odt(tmp_path / "letter.odt", f"<text:p>{inside}</text:p>")
    assert read(path).text == text


@pytest.mark.parametrize("name", ["tracked-changes", "table-of-content", "bibliography"])
def test_what_the_author_deleted_or_did_not_write_is_left_out(name: str, tmp_path: Path) -> None:
    body = f"<text:{name}><text:p>no</text:p></text:{name}><text:p>yes</text:p>"
    assert read(write_odt(tmp_path / "letter.odt", body)).text == "yes"


def test_another_zip_file_is_refused(tmp_path: Path) -> None:
    path = write_zip(tmp_path / "letter.odt", {"a.txt": "a"})
    with pytest.raises(CorpusError) as error:
        read(path)
    assert str(error.value) == (
        f"{path} is no OpenDocument text (ODT): it has no content.xml; save it again as .odt"
    )
