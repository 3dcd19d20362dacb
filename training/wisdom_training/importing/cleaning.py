"""What goes from every document, whatever service it comes from: links, handles, broken characters.

A handle names somebody, and a voice must not write links, so both go. What remains may lack a word;
a document of which too little remains goes as a whole.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from dataclasses import dataclass, field
from typing import Literal

from ftfy import TextFixerConfig, fix_text

from wisdom_training.corpus.clean_text import clean_text

Hashtags = Literal["keep", "words", "drop"]
HASHTAGS: tuple[Hashtags, ...] = ("keep", "words", "drop")

_REPAIRS = TextFixerConfig(uncurl_quotes=False, explain=False, fix_latin_ligatures=False)
_LINK = re.compile(
    r"(?:\b(?:https?|ftp)://|\bwww\.)[^\s<>]+(?<![.,;:!?'\")\]])"
    r"|(?<![\w@./-])(?:[a-z0-9-]+\.)+(?:com|org|net|io|ly|co|tv|me|be|gl|gd)/[^\s<>]*",
    re.IGNORECASE,
)
_LEADING_HANDLES = re.compile(r"\A\s*(?:[.,]?@\w[\w.-]*(?:@[\w.-]+)?[,:]?\s+)+")
_HANDLE = re.compile(r"(?<![\w@/])@\w[\w.-]*\w(?:@[\w-]+(?:\.[\w-]+)+)?|(?<![\w@/])@\w\b")
_HASHTAG = re.compile(r"(?<![\w&/#])#(?=\w*[^\W\d])(\w+)")
_LAST_HASHTAGS = re.compile(r"(?:\s*(?<![\w&/#])#\w+)+\s*\Z")
_EMPTY_BRACKETS = re.compile(r"[^\S\n]?[(\[{][\s:,.;-]*[)\]}]")
_SPACE_BEFORE_MARK = re.compile(r"(?<=\w)[:–—-]?[^\S\n\u00a0\u202f]+(?=[,.;](?:\s|\Z))")
_SPACES = re.compile(r"[^\S\n\u00a0\u202f]{2,}")
_TRAILING = re.compile(r"(?:\b(?:via|by|from|cc|h/t|hat tip)\s*:?|[-–—:|•/])\s*\Z", re.IGNORECASE)


@dataclass
class Cleaning:
    """Cleans documents, and counts what it takes out."""

    hashtags: Hashtags = "keep"
    """Whether hashtags stay, lose their ``#``, or go with the words; those at the end of a text
    go with both of the latter."""
    taken: Counter[str] = field(default_factory=Counter)
    """The number of things taken out or repaired, by kind, in the plural."""

    def clean(self, text: str) -> str:
        """``text`` without what is no prose; empty if nothing of it remains."""
        text = clean_text(text)
        repaired = fix_text(text, _REPAIRS)
        if repaired != text:
            self.taken["texts with broken characters or HTML entities, repaired"] += 1
            text = clean_text(repaired)
        before = text
        text = self._substitute("links", _LINK, "", text)
        text = self._substitute("handles (@name)", _LEADING_HANDLES, "", text)
        text = self._substitute("handles (@name)", _HANDLE, "", text)
        if self.hashtags != "keep":
            text = self._substitute("hashtags", _LAST_HASHTAGS, "", text)
            text = self._substitute(
                "hashtags", _HASHTAG, r"\1" if self.hashtags == "words" else "", text
            )
        return _tidy(text, cut=text != before)

    def _substitute(self, kind: str, pattern: re.Pattern[str], replacement: str, text: str) -> str:
        result, count = pattern.subn(replacement, text)
        self.taken[kind] += count
        return result


def _tidy(text: str, *, cut: bool) -> str:
    """Close the gaps that are left where something was taken out."""
    if cut:
        text = _EMPTY_BRACKETS.sub("", text)
        text = _SPACE_BEFORE_MARK.sub("", text)
        text = _TRAILING.sub("", text.rstrip())
    text = _SPACES.sub(" ", text)
    lines = [line.strip() for line in text.split("\n")]
    text = re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip()
    return text if has_words(text) else ""


def has_words(text: str) -> bool:
    """Whether there is a letter or an emoji in ``text``: a number or a mark alone says nothing."""
    return any(unicodedata.category(char) in _SAYING for char in text)


_SAYING = frozenset({"Lu", "Ll", "Lt", "Lm", "Lo", "So"})
