"""Brackets and double quotation marks: which are open, and whether one more would fit.

A straight ``"`` opens where none is open, behind white space, a dash or a bracket, and closes where
one is, behind anything but white space. Single quotation marks are apostrophes as often as not and
are left alone.
"""

from __future__ import annotations

from wisdom_model.text.tokenizer import PARAGRAPH

PAIRS = {"(": ")", "[": "]", "{": "}", "“": "”", "„": "“", "«": "»", '"': '"'}
"""What opens, and what closes it."""

_CLOSING = frozenset(PAIRS.values())
_MARKS = frozenset(PAIRS) | _CLOSING
_BEFORE_OPENING = frozenset("([{—–-")  # besides white space and the paragraph's beginning


def missing_closers(paragraph: str) -> str | None:
    """What would close all that is open in ``paragraph``, innermost first; None if it is at odds.

    At odds is a mark that closes what is not open, or that neither opens nor closes.
    """
    closers: list[str] = []
    for place, mark in enumerate(paragraph):
        if mark not in _MARKS:
            continue
        spaced = place == 0 or paragraph[place - 1].isspace()
        if closers and mark == closers[-1] and not (mark == '"' and spaced):
            closers.pop()
        elif mark == '"':
            if mark in closers or not (spaced or paragraph[place - 1] in _BEFORE_OPENING):
                return None
            closers.append(mark)
        elif mark in PAIRS:
            closers.append(PAIRS[mark])
        else:
            return None
    return "".join(reversed(closers))


def keeps_balanced(text: str, token: str) -> bool:
    """Whether ``token`` may follow ``text`` without unbalancing its last paragraph."""
    if not (_MARKS.intersection(token) or token.startswith("\n")):
        return True
    paragraph = text.rpartition(PARAGRAPH)[2]
    is_open = missing_closers(paragraph)
    if is_open is None:  # so it was given; nothing that follows could mend it
        return True
    if token.startswith("\n"):
        return not is_open
    return missing_closers(paragraph + token) is not None
