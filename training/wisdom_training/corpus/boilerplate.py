"""What publishers of electronic texts add: Project Gutenberg's header and licence, and the like."""

from __future__ import annotations

import re
from collections.abc import Sequence

from wisdom_training.corpus.omissions import Omissions
from wisdom_training.corpus.paragraphs import BLANK_LINES

_FRAME = "headers, footers and licences of Project Gutenberg"
_PARAGRAPHS = "paragraphs of licences, copyright and credits"

# The text of a book is between them. Old headers end with "the small print".
_START = r"\*{3}[ ]*START OF (?:THE|THIS) PROJECT GUTENBERG[^*]*\*{3}|\*END[* ]+THE SMALL PRINT.*"
_END = (
    r"\*{3}[ ]*END OF (?:THE|THIS) PROJECT GUTENBERG|End of (?:the |this )?Project Gutenberg|"
    r"(?:\*{3}[ ]*)?START: FULL LICENSE|THE FULL PROJECT GUTENBERG(?:-tm|™)? LICENSE"
)
_MARK = re.compile(rf"^[ ]*(?:(?P<start>{_START})|(?P<end>{_END}))", re.MULTILINE | re.IGNORECASE)

_CREDIT = re.compile(
    r"\s*(?:(?:Produced|Transcribed|Scanned|Digiti[sz]ed|Proofread) by\b|"
    r"E-?text (?:prepared|produced|scanned) by\b|This e-?(?:book|text) (?:is|was)\b|"
    r"\[?Transcriber[’']?s?[’']? note|(?:Copyright )?(?:©|\(c\)) ?\d{4}|Copyright,? \d{4})",
    re.IGNORECASE,
)
"""What a paragraph of credits begins with."""
_PHRASES = (
    "project gutenberg",
    "gutenberg.org",
    "gutenberg.net",
    "distributed proofread",
    "by volunteers for standard ebooks",
    "digitized by google",
    "digitized by the internet archive",
    "digital copy of a book that was preserved for generations",
    "licensed under a creative commons",
    "licensed under the creative commons",
    "all rights reserved.",
)
"""What paragraphs of licences and credits have somewhere, in lower case."""
_BLANK_LINES = re.compile(f"({BLANK_LINES.pattern})")


class BoilerplateFilter:
    """Leaves boilerplate out of a text that comes in pieces."""

    def __init__(self, omissions: Omissions) -> None:
        self._omissions = omissions
        self._outside = False  # after the end of a book

    def clean(self, text: str) -> str:
        """The next piece of the text, whole lines, without boilerplate."""
        text = self._cut_frame(text)
        whole = text.lower()
        phrases = [phrase for phrase in _PHRASES if phrase.split()[-1] in whole]  # may be wrapped
        blocks = _BLANK_LINES.split(text)  # at odd places the blank lines
        for place in range(0, len(blocks), 2):
            block = blocks[place]
            if _CREDIT.match(block) or (phrases and _has_phrase(block, phrases)):
                self._omissions.add(_PARAGRAPHS, 1, len(block))
                blocks[place] = ""
        return "".join(blocks)

    def _cut_frame(self, text: str) -> str:
        kept, begin = "", 0
        marks = list(_MARK.finditer(text))
        for mark in marks:
            if mark["start"]:  # all that came before was a header
                begin, self._outside = mark.end(), False
            elif not self._outside:
                kept += text[begin : mark.start()]
                self._outside = True
        if not self._outside:
            kept += text[begin:]
        if len(kept) < len(text):
            self._omissions.add(_FRAME, len(marks), len(text) - len(kept))
        return kept


def _has_phrase(block: str, phrases: Sequence[str]) -> bool:
    folded = " ".join(block.lower().split())
    return any(phrase in folded for phrase in phrases)
