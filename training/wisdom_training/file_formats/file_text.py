"""What every reader of a file format returns."""

from __future__ import annotations

import re
from dataclasses import dataclass

_SPACES = re.compile(r"[^\S\n\u00a0]+")
_AROUND_BREAK = re.compile(r" *\n *")


@dataclass(frozen=True)
class FileText:
    """The prose of one file."""

    text: str
    """Its paragraphs, apart by blank lines; a line break in one has a meaning."""
    found: str
    """What was read, for people: ``12 chapters``."""
    warning: str | None = None
    """A sentence for people on what may be wrong with the text."""


def count_of(number: int, noun: str) -> str:
    """``1 chapter``, ``12 chapters``."""
    return f"{number:,} {noun}" if number == 1 else f"{number:,} {noun}s"


def tidy_paragraph(text: str) -> str:
    """``text`` with single spaces, and none around its line breaks."""
    return _AROUND_BREAK.sub("\n", _SPACES.sub(" ", text)).strip()
