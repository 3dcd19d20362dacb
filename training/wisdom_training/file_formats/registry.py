"""The formats that are read as prose, and how a file is recognised as one of them."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module
from typing import cast

from wisdom_training.containers.members import Member
from wisdom_training.errors import require_package
from wisdom_training.file_formats.file_text import FileText

_ZIP_ENTRY = rb"PK\x03\x04.{26}"  # to the name of the first file in it
_HTML = rb"(?:<\?xml[^>]*>\s*)?(?:<!--[^>]*-->\s*){0,5}<(?:!doctype\s+html|html)\b"


@dataclass(frozen=True)
class FileFormat:
    """One format; its module has a function ``read_text``, which makes a FileText of a Member."""

    name: str
    """For people, with its article: ``an EPUB book``."""
    suffixes: tuple[str, ...]
    begins: re.Pattern[bytes]
    """What its first bytes match, after a byte-order mark and white space."""
    module: str
    package: str | None = None
    """The package of the extra ``import`` that reads it."""

    def read(self, member: Member) -> FileText:
        """The prose of a file; raises CorpusError where it is damaged or has none.

        Raises MissingPackageError where the package that reads it is not installed.
        """
        if self.package is not None:
            require_package(f"reading {member.place}", self.package, "import")
        # The modules import these packages, and the registry is imported without them.
        module = import_module(f"wisdom_training.file_formats.{self.module}")
        return cast("Callable[[Member], FileText]", module.read_text)(member)


def _begins(pattern: bytes) -> re.Pattern[bytes]:
    return re.compile(rb"(?:\xef\xbb\xbf)?\s*(?:" + pattern + rb")", re.DOTALL | re.IGNORECASE)


EPUB = FileFormat(
    "an EPUB book",
    (".epub",),
    _begins(_ZIP_ENTRY + rb"mimetypeapplication/epub\+zip"),
    "epub",
    "selectolax",
)
WORD_DOCUMENT = FileFormat(
    "a Word document",
    (".docx",),
    _begins(_ZIP_ENTRY + rb"(?:\[Content_Types\]|_rels/|word/|docProps/).*word/"),
    "word_document",
)
OPEN_DOCUMENT = FileFormat(
    "an OpenDocument text",
    (".odt",),
    _begins(_ZIP_ENTRY + rb"mimetypeapplication/vnd\.oasis\.opendocument\.text"),
    "open_document",
)
WEB_PAGE = FileFormat(
    "a web page (HTML)",
    (".html", ".htm", ".xhtml"),
    _begins(_HTML),
    "web_page",
    "selectolax",
)
PDF = FileFormat("a PDF file", (".pdf",), _begins(rb"%PDF-"), "pdf", "pypdf")
SUBTITLES = FileFormat(
    "subtitles",
    (".srt", ".vtt"),
    _begins(rb"WEBVTT\b|\d+[ ]*\r?\n\d+:\d\d:\d\d[,.]\d+[ ]*-->"),
    "subtitles",
    "webvtt",
)
FORMATS = (EPUB, WORD_DOCUMENT, OPEN_DOCUMENT, WEB_PAGE, PDF, SUBTITLES)
SUFFIXES = tuple(suffix for form in FORMATS for suffix in form.suffixes)


def find_file_format(member: Member) -> FileFormat | None:
    """The format of a file by what it begins with, else by its suffix; None for plain text."""
    start = member.head()
    by_content = (form for form in FORMATS if form.begins.match(start))
    by_suffix = (form for form in FORMATS if member.suffix in form.suffixes)
    return next(by_content, None) or next(by_suffix, None)
