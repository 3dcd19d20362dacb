"""PDF files: the lines of the pages, joined to paragraphs.

A PDF places lines on pages and knows no paragraphs. A line that is clearly shorter than the others
and ends a sentence ends a paragraph. What repeats at the edges of pages is a running head.
"""

from __future__ import annotations

import io
import logging
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise

from wisdom_training.containers.members import Member
from wisdom_training.errors import CorpusError
from wisdom_training.file_formats.file_text import FileText, count_of

WARNING = (
    "a PDF file does not say where paragraphs begin, nor what is a heading, a caption or a "
    "footnote: if you have the book or letter in another format, give that one"
)

_EDGE = 2  # lines at the top of a page, and at its bottom, that may be running heads
_FEWEST_HEADS = 3  # pages that have the same one
_DIGITS = re.compile(r"\d+")
_PAGE_NUMBER = re.compile(
    r"[\s\[(|–—-]*(?:(?:page|seite|página|pagina|p\.|s\.)\s*)?"
    r"(?:\d{1,4}(?:\s?(?:/|of|von|de|di)\s?\d{1,4})?|(?=[ivxl])x{0,3}(?:ix|iv|xl|l|v?i{0,3}))"
    r"[\s\])|–—-]*",
    re.IGNORECASE,
)
_HYPHENS = "-\u00ad\u2010"
_LAST_WORD = re.compile(rf"[^\W\d_]+(?=[{_HYPHENS}]$)")
_FIRST_WORD = re.compile(r"[^\W\d_]+")
_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_SENTENCE_END = re.compile(r"[.!?…:][\"'”’»)\]]*$")
_FULL_FRACTION = 0.8  # of the usual length, from which on a line is full


def read_text(member: Member) -> FileText:
    """The prose of a PDF file, as far as its pages have text."""
    pages = [lines for text in _read_pages(member) if (lines := _list_lines(text))]
    if not pages:
        raise CorpusError(
            f"{member.place} has no text, only pictures of pages: have a program for OCR make a "
            f"PDF with text of it"
        )
    lines = [line for page in _drop_running_heads(pages) for line in page]
    return FileText(
        "\n\n".join(_join_lines(lines)),
        count_of(len(pages), "page"),
        WARNING,
    )


def _read_pages(member: Member) -> Iterator[str]:
    from pypdf import PdfReader  # noqa: PLC0415 (slow to import)

    logging.getLogger("pypdf").setLevel(logging.CRITICAL)  # it logs every oddity
    content = io.BytesIO(member.read())
    try:
        for page in PdfReader(content).pages:
            yield page.extract_text()
    except Exception as error:  # pypdf raises nearly any, from damaged files
        if type(error).__name__ in {"FileNotDecryptedError", "DependencyError"}:
            raise CorpusError(
                f"{member.place} is encrypted: save a copy without a password"
            ) from error
        raise CorpusError(
            f"{member.place} cannot be read as a PDF file ({error or type(error).__name__}): "
            f"download or export it again"
        ) from error


def _list_lines(page: str) -> list[str]:
    return [" ".join(line.split()) for line in page.splitlines() if line.strip()]


def _drop_running_heads(pages: Sequence[list[str]]) -> Iterator[list[str]]:
    """The pages without what repeats at their edges but for numbers, and without page numbers."""
    counts = Counter(
        head for page in pages for head in {_head(page[n]) for n in _list_edges(len(page))}
    )
    for page in pages:
        dropped = {
            n
            for n in _list_edges(len(page))
            if counts[_head(page[n])] >= _FEWEST_HEADS or _PAGE_NUMBER.fullmatch(page[n])
        }
        yield [line for n, line in enumerate(page) if n not in dropped]


def _head(line: str) -> str:
    return _DIGITS.sub("#", line).lower()


def _list_edges(length: int) -> set[int]:
    lines = range(length)
    return {*lines[:_EDGE], *lines[-_EDGE:]}


def _join_lines(lines: Sequence[str]) -> list[str]:
    """The paragraphs that ``lines`` form."""
    if not lines:
        return []
    words = {word.lower() for line in lines for word in _WORD.findall(line)}
    usual = sorted(map(len, lines))[int(0.9 * len(lines))]
    paragraphs = [lines[0]]
    for line, following in pairwise(lines):
        short = len(line) < _FULL_FRACTION * usual
        if short and (_SENTENCE_END.search(line) or not following[:1].islower()):
            paragraphs.append(following)
        else:
            paragraphs[-1] = _join(paragraphs[-1], following, words)
    return paragraphs


def _join(text: str, following: str, words: set[str]) -> str:
    """``text`` and the line after it; a word that was hyphenated at the break is whole again."""
    end, begin = _LAST_WORD.search(text), _FIRST_WORD.match(following)
    if end is None or begin is None:
        return f"{text} {following}"
    hyphenated, joined = f"{end[0]}-{begin[0]}".lower(), f"{end[0]}{begin[0]}".lower()
    if begin[0][0].isupper() or (hyphenated in words and joined not in words):
        return f"{text[:-1]}-{following}"
    return text[:-1] + following
