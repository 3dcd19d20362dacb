"""Word documents (DOCX, ECMA-376): the paragraphs of the main part.

Notes, comments, headers and footers are in other parts, which are not read.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from xml.etree.ElementTree import Element

from wisdom_training.containers.members import Member, open_inside
from wisdom_training.containers.xml_stream import stream_elements
from wisdom_training.errors import CorpusError
from wisdom_training.file_formats.file_text import FileText, count_of, tidy_paragraph

_MAIN_PART = re.compile(r"word/document\d*\.xml", re.IGNORECASE)
_NAMESPACES = (
    "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}",
    "{http://purl.oclc.org/ooxml/wordprocessingml/main}",  # of the strict variant
)
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_LEFT_OUT = frozenset({"del", "moveFrom", "instrText", "delText", "rPr", "pPr"})
"""Deleted text, and the codes of fields."""
_CHARACTERS = {"tab": " ", "cr": "\n", "noBreakHyphen": "-"}
_CONTENTS = ("Table of Contents", "Bibliographies")


def read_text(member: Member) -> FileText:
    """The paragraphs of a document, those of its text boxes and tables included."""
    with open_inside(member) as archive:
        main = next((file for file in archive.members if _MAIN_PART.fullmatch(file.path)), None)
        if main is None:
            raise CorpusError(
                f"{member.place} is no Word document (DOCX): it has no word/document.xml; save it "
                f"again as .docx"
            )
        elements = stream_elements(main, lambda name: _local_name(name) in {"p", "sdt"})
        found = [text for element in elements for text in _list_paragraphs(element)]
    return FileText("\n\n".join(found), count_of(len(found), "paragraph"))


def _list_paragraphs(element: Element) -> Iterator[str]:
    if _local_name(element.tag) == "sdt" and _is_contents(element):
        return
    # A text box is inside the paragraph that it is anchored to.
    for paragraph in "".join(_collect(element)).split("\0"):
        if text := tidy_paragraph(paragraph):
            yield text


def _collect(element: Element) -> Iterator[str]:
    """The text below ``element``; a NUL, which XML forbids, is around every paragraph."""
    name = _local_name(element.tag)
    if name in _LEFT_OUT or element.tag == _FALLBACK or _is_hidden(element):
        return
    if name == "t":
        yield element.text or ""
    elif name == "br":
        yield "\n" if _get(element, "type") in {None, "textWrapping"} else "\0"
    else:
        yield _CHARACTERS.get(name, "\0" if name == "p" else "")
        for child in element:
            yield from _collect(child)
        yield "\0" if name == "p" else ""


def _is_hidden(element: Element) -> bool:
    """Whether a run is formatted as hidden text."""
    return any(
        _local_name(child.tag) == "vanish" and _get(child, "val") not in {"0", "false"}
        for properties in element
        if _local_name(properties.tag) == "rPr"
        for child in properties
    )


def _is_contents(element: Element) -> bool:
    """Whether a block is one that Word fills in."""
    return any(
        _local_name(child.tag) == "docPartGallery" and _get(child, "val") in _CONTENTS
        for child in element.iter()
    )


def _get(element: Element, attribute: str) -> str | None:
    values = (element.get(f"{namespace}{attribute}") for namespace in _NAMESPACES)
    return next((value for value in values if value is not None), None)


def _local_name(name: str) -> str:
    """``name`` without its namespace, or nothing if that is not Word's."""
    return next((name[len(ns) :] for ns in _NAMESPACES if name.startswith(ns)), "")
