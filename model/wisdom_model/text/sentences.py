"""Where sentences end."""

from __future__ import annotations

import re
from collections.abc import Iterator

CLOSERS = "\"'”’»)]」』）"
ENDERS = ".!?…。！？"
_SENTENCE_END = re.compile(
    rf"[{ENDERS}][{re.escape(CLOSERS)}]*(?=\s|\Z)|[。！？][{re.escape(CLOSERS)}]*"
)
_END = re.compile(rf"[{ENDERS}][{re.escape(CLOSERS)}]*$")
# A single capital (except "I") or a title before a full stop is part of a name.
_ABBREVIATION = re.compile(
    r"(?:^|[\s(\"'“‘])(?:[A-HJ-Z]|Mr|Mrs|Ms|Dr|St|Prof|Rev|Capt|Lieut|Sr|Jr|Hon|vs|e\.g|i\.e)\.$"
)
_BEFORE_WORDS = frozenset("([{“„«‘'’-–—/")  # a word follows these without a space
_TAIL = 40  # characters; a whole text would make the check slower with every token


def ends_sentence(text: str) -> bool:
    """Whether ``text`` ends with a whole sentence."""
    tail = text[-_TAIL:].rstrip()
    return _END.search(tail) is not None and _ABBREVIATION.search(tail) is None


def find_sentence_ends(text: str) -> Iterator[int]:
    """Yield where the sentences of ``text`` end, after closing quotes and brackets, in order.

    A full stop ends a sentence before white space or the end of ``text``, an ideographic one
    before anything.
    """
    for match in _SENTENCE_END.finditer(text):
        end = match.end()
        if ends_sentence(text[max(0, end - _TAIL) : end]):
            yield end


def continues_sentence(token: str) -> bool:
    """Whether ``token``, right after a full stop, still belongs to the same sentence."""
    return token[0] in CLOSERS or token[0] in ENDERS or token[0].isdigit()


def needs_space(text: str) -> bool:
    """Whether a word after ``text`` needs a space before it."""
    last = text[-1:]
    if last == '"':  # an opening one follows white space, a closing one anything else
        return not text[-2:-1].isspace() and len(text) > 1
    return not (last.isspace() or last == "" or last in _BEFORE_WORDS)


def break_off(text: str) -> str:
    """End an unfinished sentence with ``…``."""
    return text.rstrip(" \n\t,;:—–-(“‘") + "…"
