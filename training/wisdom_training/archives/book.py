"""Books and letters: EPUB, Word, OpenDocument, web pages, PDF."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from wisdom_training.archives.prose import drop_boilerplate, split_documents
from wisdom_training.archives.source import Document, Reading, Source
from wisdom_training.containers.members import Member
from wisdom_training.file_formats.registry import (
    EPUB,
    OPEN_DOCUMENT,
    PDF,
    WEB_PAGE,
    WORD_DOCUMENT,
    find_file_format,
)

_FORMATS = (EPUB, WORD_DOCUMENT, OPEN_DOCUMENT, WEB_PAGE, PDF)
_SUFFIXES = frozenset(suffix for form in _FORMATS for suffix in form.suffixes)


def _recognise(members: Sequence[Member]) -> list[Member]:
    return [member for member in members if member.suffix in _SUFFIXES]


def _read(members: Sequence[Member], reading: Reading) -> Iterator[Document]:
    for member in members:
        form = find_file_format(member)
        if form is None:
            continue  # its suffix alone made it one of _FORMATS
        found = form.read(member)
        if found.warning:
            reading.warn(f"{member.place}: {found.warning}")
        documents = split_documents(drop_boilerplate(found.text))
        for number, text in enumerate(documents, 1):
            place = member.place if len(documents) == 1 else f"{member.place}, part {number:,}"
            yield Document(text, origin=place)
        if not documents:
            reading.drop("files without text")


SOURCE = Source(
    name="book",
    title="books, letters and web pages",
    files=f"files that end in {', '.join(sorted(_SUFFIXES))}",
    recognise=_recognise,
    read=_read,
    generic=True,
)
