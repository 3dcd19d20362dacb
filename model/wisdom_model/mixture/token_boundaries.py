"""Where a token ends: which characters may follow it, and which would continue it.

A character model spells a token only if it also ends it there. Mostly the next character decides:
a word ends before anything but a letter. Three cases need more characters, because of the clitics:

- a word ends before ``n't``: ``do`` before ``n't`` and the end of that;
- a word whose last letter is an n does not end before ``'t``: its n belongs to the clitic;
- an apostrophe after a letter is a token only if no clitic begins with it.

In all of these the clitic counts only if no further letter follows.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from wisdom_model.text.tokenizer import APOSTROPHES, CLITICS, IDEOGRAPH, LETTER

REPLACEMENT = "\ufffd"
"""Replaces, in a text, a character that the character model does not know: U+FFFD, a mark."""

Mask = NDArray[np.bool_]

_IDEOGRAPH, _LETTER = re.compile(IDEOGRAPH), re.compile(LETTER)
_WORD = re.compile(rf" ?{LETTER}+")
_LEANS = re.compile(r"[^\W\d_]")  # what a clitic may follow
_LOSES_N = re.compile("(?<! )n$", re.IGNORECASE)  # a word whose last letter a ``'t`` would take


class EndCorrection(NamedTuple):
    """Strings that decide, with no letter after them, whether a token ends before them."""

    sign: int
    """1 where the token ends before them, -1 where it does not."""
    strings: tuple[str, ...]
    """In lower case, with ``'`` for every apostrophe."""


class TokenBoundaries:
    """Where tokens end, in terms of the characters of one model."""

    def __init__(self, characters: Sequence[str]) -> None:
        """Take single characters in the order of their ids."""
        kinds = [_kind(char) for char in characters]
        self.letters: Mask = np.array([kind == "letter" for kind in kinds])
        self._runs = {
            kind: np.array([found == kind for found in kinds])
            for kind in ("letter", "digit", "_", "\n")
        }
        self._characters = np.array(list(characters))
        self._solid: Mask = np.array([not char.isspace() for char in characters])
        self._nothing: Mask = np.zeros(len(kinds), np.bool_)

    def continuations(self, token: str) -> Mask:
        """Which characters, (V,), would belong to ``token`` if they followed."""
        kind = _kind(token[-1])
        if kind == "mark":
            return np.asarray(self._characters == token[-1])
        if token == " ":  # noqa: S105 (no password)
            return self._solid  # it would be their leading space
        return self._runs.get(kind, self._nothing)

    def corrections(self, token: str, before: str) -> list[EndCorrection]:
        """The exceptions for ``token``, which follows ``before``."""
        if token in tuple(APOSTROPHES):
            clitics = _find_clitics(before)
            return [EndCorrection(-1, clitics)] if clitics else []
        if not _WORD.fullmatch(token):
            return []
        found = [EndCorrection(1, ("n't",))]
        if _LOSES_N.search(token):
            found.append(EndCorrection(-1, ("'t",)))
        if before[-1:] in tuple(APOSTROPHES) and token.lower() in _find_clitics(before[:-1]):
            found.append(EndCorrection(-1, ("",)))  # before a non-letter it is a clitic
        return found


def _find_clitics(before: str) -> tuple[str, ...]:
    """The strings that make a clitic of an apostrophe after ``before``."""
    if not _LEANS.fullmatch(before[-1:]):
        return ()
    return (*CLITICS, "t") if _LOSES_N.search(before) else CLITICS


def _kind(char: str) -> str:
    if char in ("\n", "_"):
        return char
    if char.isspace():
        return "blank"
    if _IDEOGRAPH.fullmatch(char):
        return "ideograph"
    if _LETTER.fullmatch(char):
        return "letter"
    return "digit" if re.fullmatch(r"\d", char) else "mark"
