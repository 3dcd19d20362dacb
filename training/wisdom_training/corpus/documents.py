"""What in a file is one document: the whole file, a section of it, or a paragraph.

A file of posts has many documents, a book is one. The beginning of the file decides. A separator,
such as ``---`` on a line of its own or two blank lines, ends a section where there are many of
them. A paragraph is a document where most are broken into lines, as poems and chats are, or where
all are as short as posts and do not read like the paragraphs of a story.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from wisdom_model.errors import quote
from wisdom_model.text.sentences import ends_sentence
from wisdom_model.text.words import count_words
from wisdom_training.corpus.paragraphs import Layout
from wisdom_training.errors import FlagError

DOCUMENT_UNITS = ("auto", "file", "section", "paragraph")
FEWEST_DOCUMENTS = 20
"""With fewer, nothing is learned from where documents end, and they are joined to one text."""

# A long rule right below a line underlines a heading, so a blank line has to be before it.
_RULE = r"(?:\n[^\S\n]*(?=\n))?\n[^\S\n]*([-*_=~#•·])(?:[^\S\n]*\1){2}"
_LONG_RULE = r"\n[^\S\n]*\n[^\S\n]*([-*_=~#•·])(?:[^\S\n]*\2){3,}"
_MARK = r"\n[^\S\n]*(?:%|⁂)"  # the file format of fortune has %
_SEPARATOR = rf"(?:{_RULE}|{_LONG_RULE}|{_MARK})[^\S\n]*\n\s*"
_BLANKS = r"\n(?:[^\S\n]*\n){2,}\s*"
_SEPARATOR_END = re.compile(_SEPARATOR)
_SECTION_END = re.compile(rf"{_SEPARATOR}|{_BLANKS}")
_FEWEST_SECTION_WORDS = 15  # between blank lines; a shorter section may be a heading
_SHORT_FRACTION = 0.25  # of sections that may be shorter
_BROKEN_FRACTION = 0.6  # of paragraphs with several lines, from which on they are poems or chats
_LONGEST_POST = 500  # characters, as on Mastodon
_LONGEST_SHORT_POST = 280  # characters, as on Twitter
_LONG_FRACTION = 0.01  # of paragraphs that may be longer
_FEWEST_SHORT_POSTS = 50
_UNENDED_FRACTION = 0.3  # of paragraphs without a mark at their end; with more it is no prose
_SPEECH_FRACTION = 0.2  # of paragraphs that are speech; with more it is a story or a play
_SPEECH = re.compile(r"[\"“„«‘'—–-]|[^\n.!?]{1,30}:(?:\s|$)")


@dataclass(frozen=True)
class DocumentLayout:
    """How a file is cut into documents, and these into paragraphs."""

    unit: str
    """``file``, ``section`` or ``paragraph``."""
    layout: Layout

    @property
    def note(self) -> str | None:
        """A sentence for people, or None where the file is the document."""
        if self.unit == "paragraph":
            each = "line" if self.layout.kind == "lines" else "paragraph"
            return f"every {each} is a document of its own (otherwise: --documents file)"
        if self.unit == "section":
            return "every section is a document of its own (otherwise: --documents file)"
        return None

    def find_end(self, text: str) -> int:
        """The end of the last document or paragraph that is complete even if more text follows."""
        if self.unit != "section":
            return self.layout.find_end(text)
        end = 0
        for match in _SECTION_END.finditer(text):
            if match.end() < len(text):
                end = match.end()
        return end

    def read(self, text: str) -> list[list[str]]:
        """The documents of ``text``, each as its paragraphs; a ``file`` may go on after it."""
        if self.unit == "section":
            read = [self.layout.read(part) for part in split_sections(text)]
            return [paragraphs for paragraphs in read if paragraphs]
        paragraphs = self.layout.read(text)
        if self.unit == "paragraph":
            return [[paragraph] for paragraph in paragraphs]
        return [paragraphs]


def find_documents(sample: str, layout: Layout, unit: str = "auto") -> DocumentLayout:
    """How a file is cut that begins with ``sample``, a clean text of this ``layout``."""
    if unit not in DOCUMENT_UNITS:
        raise FlagError(
            f"--documents is {quote(unit)}: it must be one of {', '.join(DOCUMENT_UNITS)}"
        )
    if unit == "auto":
        unit = _guess_unit(sample, layout)
    return DocumentLayout(unit, layout)


def split_sections(text: str) -> list[str]:
    """The sections of ``text``, without their separators."""
    ends = [match.span() for match in _SECTION_END.finditer(f"{text}\n")]
    starts = [0, *(end for _, end in ends)]
    stops = [*(start for start, _ in ends), len(text)]
    sections = [text[start:stop] for start, stop in zip(starts, stops, strict=True)]
    return [section for section in sections if section.strip()]


def _guess_unit(sample: str, layout: Layout) -> str:
    if len(_SEPARATOR_END.findall(sample)) >= FEWEST_DOCUMENTS:
        return "section"
    sections = split_sections(sample)
    short = sum(count_words(section) < _FEWEST_SECTION_WORDS for section in sections)
    if len(sections) >= FEWEST_DOCUMENTS and short <= _SHORT_FRACTION * len(sections):
        return "section"
    if layout.kind in ("kept", "lines") and _are_posts(layout.read(sample), layout):
        return "paragraph"
    return "file"


def _are_posts(paragraphs: Sequence[str], layout: Layout) -> bool:
    """Whether each of ``paragraphs`` is a document, not a part of one."""
    count = len(paragraphs)
    if count < FEWEST_DOCUMENTS or _count_speech(paragraphs) > _SPEECH_FRACTION * count:
        return False
    if sum("\n" in paragraph for paragraph in paragraphs) >= _BROKEN_FRACTION * count:
        return True
    long = sum(len(paragraph) > _LONGEST_POST for paragraph in paragraphs)
    if long > _LONG_FRACTION * count:
        return False
    unended = sum(not ends_sentence(paragraph) for paragraph in paragraphs)
    longest = max(map(len, paragraphs))
    return (
        layout.kind == "lines"
        or unended >= _UNENDED_FRACTION * count
        or (count >= _FEWEST_SHORT_POSTS and longest <= _LONGEST_SHORT_POST)
    )


def _count_speech(paragraphs: Sequence[str]) -> int:
    return sum(_SPEECH.match(paragraph) is not None for paragraph in paragraphs)
