"""OpenDocument texts (ODT, OASIS OpenDocument 1.3): the paragraphs of the body."""

from __future__ import annotations

from collections.abc import Iterator
from xml.etree.ElementTree import Element

from wisdom_training.containers.members import Member, open_inside
from wisdom_training.containers.xml_stream import stream_elements
from wisdom_training.errors import CorpusError
from wisdom_training.file_formats.file_text import FileText, count_of, tidy_paragraph

_TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
_OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
_PARAGRAPHS = (f"{_TEXT}p", f"{_TEXT}h")
_NAMES = (
    "tracked-changes note ruby-text table-of-content alphabetical-index bibliography "
    "illustration-index table-index object-index user-index page-number"
)
_LEFT_OUT = {f"{_OFFICE}annotation", *(f"{_TEXT}{name}" for name in _NAMES.split())}
"""Deleted text, notes, comments, and lists that the program fills in."""
_CHARACTERS = {f"{_TEXT}s": " ", f"{_TEXT}tab": " ", f"{_TEXT}line-break": "\n"}


def read_text(member: Member) -> FileText:
    """The paragraphs of a document, those of its text boxes and tables included."""
    with open_inside(member) as archive:
        main = next((file for file in archive.members if file.path == "content.xml"), None)
        if main is None:
            raise CorpusError(
                f"{member.place} is no OpenDocument text (ODT): it has no content.xml; save it "
                f"again as .odt"
            )
        wanted = {*_PARAGRAPHS, *_LEFT_OUT}
        elements = stream_elements(main, lambda name: name in wanted)
        found = [text for element in elements for text in _list_paragraphs(element)]
    return FileText("\n\n".join(found), count_of(len(found), "paragraph"))


def _list_paragraphs(element: Element) -> Iterator[str]:
    # A text box is inside the paragraph that it is anchored to.
    for paragraph in "".join(_collect(element)).split("\0"):
        if text := tidy_paragraph(paragraph):
            yield text


def _collect(element: Element) -> Iterator[str]:
    """The text below ``element``; a NUL, which XML forbids, is around every paragraph."""
    if element.tag in _LEFT_OUT:
        return
    edge = "\0" if element.tag in _PARAGRAPHS else _CHARACTERS.get(element.tag, "")
    yield edge + _flatten(element.text)
    for child in element:
        yield from _collect(child)
        yield _flatten(child.tail)
    yield "\0" if edge == "\0" else ""


def _flatten(text: str | None) -> str:
    """``text`` without line breaks, which mean nothing in the source."""
    return (text or "").replace("\n", " ")
