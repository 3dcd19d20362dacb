"""Sentences and words of a text: where the first end, how many there are of the second."""

from __future__ import annotations

import re
from collections.abc import Iterator

from wisdom_model.text.tokenizer import IDEOGRAPH

CLOSERS = "\"'”’»)]」』）"
ENDERS = ".!?…。！？"
_SENTENCE_END = re.compile(
    rf"[{ENDERS}][{re.escape(CLOSERS)}]*(?=\s|\Z)|[。！？][{re.escape(CLOSERS)}]*"
)
_END = re.compile(rf"[{ENDERS}][{re.escape(CLOSERS)}]*$")
# A single capital (but not "I") or a usual title before a full stop is a name's beginning.
_ABBREVIATION = re.compile(
    r"(?:^|[\s(\"'“‘])(?:[A-HJ-Z]|Mr|Mrs|Ms|Dr|St|Prof|Rev|Capt|Lieut|Sr|Jr|Hon|vs|e\.g|i\.e)\.$"
)
_WORD = re.compile(rf"{IDEOGRAPH}|(?:(?!{IDEOGRAPH})[^\W_])+(?:['’-](?:(?!{IDEOGRAPH})[^\W_])+)*")
_BEFORE_WORDS = frozenset("([{“„«‘'’-–—/")  # what a word follows without a space
_TAIL = 40  # characters that decide; keeps the cost the same for long texts


def ends_sentence(text: str) -> bool:
    """Whether ``text`` ends with a whole sentence."""
    tail = text[-_TAIL:].rstrip()
    return _END.search(tail) is not None and _ABBREVIATION.search(tail) is None


def find_sentence_ends(text: str) -> Iterator[int]:
    """Yield where the sentences of ``text`` end, behind closing quotes and brackets, in order.

    A full stop ends a sentence before white space or the end of ``text``, an ideographic one
    before anything.
    """
    for match in _SENTENCE_END.finditer(text):
        end = match.end()
        if ends_sentence(text[max(0, end - _TAIL) : end]):
            yield end


def continues_sentence(token: str) -> bool:
    """Whether ``token`` still belongs to the sentence whose full stop stands before it."""
    return token[0] in CLOSERS or token[0] in ENDERS or token[0].isdigit()


def needs_space(text: str) -> bool:
    """Whether a word may follow ``text`` only behind a space."""
    last = text[-1:]
    if last == '"':  # it opens behind white space, and continues_sentence behind anything else
        return not text[-2:-1].isspace() and len(text) > 1
    return not (last.isspace() or last == "" or last in _BEFORE_WORDS)


def break_off(text: str) -> str:
    """End a text in the middle of a sentence, with ``…``."""
    return text.rstrip(" \n\t,;:—–-(“‘") + "…"


def count_words(text: str) -> int:
    """Count words; an ideograph or kana counts as one."""
    return sum(1 for _ in _WORD.finditer(text))
