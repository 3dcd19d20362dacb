"""What publishers of electronic texts add: Project Gutenberg's header and licence, and the like."""

from __future__ import annotations

import re

from wisdom_training.corpus.omissions import Omissions

_FRAME = "characters of Project Gutenberg's header, footer and licence"
_PARAGRAPH = "paragraphs of licences, copyright and credits"

# The text of a book is between them. Old headers end with "the small print".
_START = r"\*{3}[ ]*START OF (?:THE|THIS) PROJECT GUTENBERG[^*]*\*{3}|\*END[* ]+THE SMALL PRINT.*"
_END = (
    r"\*{3}[ ]*END OF (?:THE|THIS) PROJECT GUTENBERG|End of (?:the |this )?Project Gutenberg|"
    r"START: FULL LICENSE|THE FULL PROJECT GUTENBERG(?:-tm|™)? LICENSE"
)
_MARK = re.compile(rf"^[ ]*(?:(?P<start>{_START})|(?P<end>{_END}))", re.MULTILINE | re.IGNORECASE)

_CREDIT = re.compile(
    r"^\s*(?:(?:Produced|Transcribed|Scanned|Digiti[sz]ed|Proofread) by\b|"
    r"E-?text (?:prepared|produced|scanned) by\b|This e-?(?:book|text) (?:is|was)\b|"
    r"\[?Transcriber[’']?s?[’']? note|(?:Copyright )?(?:©|\(c\)) ?\d{4}|Copyright,? \d{4})|"
    r"Project Gutenberg|gutenberg\.(?:org|net)|Distributed Proofread|"
    r"by volunteers for Standard Ebooks|Digiti[sz]ed by (?:Google|the Internet Archive)|"
    r"digital copy of a book that was preserved for generations|"
    r"licensed under (?:a|the) Creative\s+Commons|All rights reserved\.",
    re.IGNORECASE,
)
_CREDITS_BEGIN = re.compile(_CREDIT.pattern, re.IGNORECASE | re.MULTILINE)
_BLANK_LINES = re.compile(r"(\n(?:[^\S\n]*\n)+)")


class BoilerplateFilter:
    """Leaves boilerplate out of a text that comes in pieces."""

    def __init__(self, omissions: Omissions) -> None:
        self._omissions = omissions
        self._outside = False  # after the end of a book

    def clean(self, text: str) -> str:
        """The next piece of the text, whole lines, without boilerplate."""
        text = self._cut_frame(text)
        if not _CREDITS_BEGIN.search(text):
            return text
        blocks = _BLANK_LINES.split(text)  # at odd places the blank lines
        for place in range(0, len(blocks), 2):
            if _CREDIT.search(blocks[place]):
                self._omissions.add(_PARAGRAPH, 1, len(blocks[place]))
                blocks[place] = ""
        return "".join(blocks)

    def _cut_frame(self, text: str) -> str:
        kept, begin = "", 0
        for mark in _MARK.finditer(text):
            if mark["start"]:  # all that came before was a header
                begin, self._outside = mark.end(), False
            elif not self._outside:
                kept += text[begin : mark.start()]
                self._outside = True
        if not self._outside:
            kept += text[begin:]
        if len(kept) < len(text):
            self._omissions.add(_FRAME, len(text) - len(kept), len(text) - len(kept))
        return kept
