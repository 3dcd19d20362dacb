"""Brackets and double quotation marks: which are unclosed, and whether another one would fit.

A straight ``"`` opens a quotation if none is open and it follows white space, a dash or an opening
bracket. It closes one if one is open and it follows anything but white space. Single quotation
marks are ignored, because many of them are apostrophes.
"""

from __future__ import annotations

from wisdom_model.text.tokenizer import DOCUMENT_END, LINE, PARAGRAPH

PAIRS = {"(": ")", "[": "]", "{": "}", "“": "”", "„": "“", "«": "»", '"': '"'}
"""Opening marks, each with the mark that closes it."""

_CLOSING = frozenset(PAIRS.values())
_MARKS = frozenset(PAIRS) | _CLOSING
_BEFORE_OPENING = frozenset("([{—–-")  # besides white space and the start of a paragraph


def missing_closers(paragraph: str) -> str | None:
    """The marks that ``paragraph`` lacks at its end, innermost first; None if it is unbalanced.

    It is unbalanced if a mark closes something that is not open, or neither opens nor closes.
    """
    closers: list[str] = []
    for index, mark in enumerate(paragraph):
        if mark not in _MARKS:
            continue
        spaced = index == 0 or paragraph[index - 1].isspace()
        if closers and mark == closers[-1] and not (mark == '"' and spaced):
            closers.pop()
        elif mark == '"':
            if mark in closers or not (spaced or paragraph[index - 1] in _BEFORE_OPENING):
                return None
            closers.append(mark)
        elif mark in PAIRS:
            closers.append(PAIRS[mark])
        else:
            return None
    return "".join(reversed(closers))


def keeps_balanced(text: str, token: str, *, lines: bool = False) -> bool:
    """Whether ``token`` may follow ``text`` without unbalancing its last paragraph.

    With ``lines`` a single line break does not end a paragraph.
    """
    ending = token == DOCUMENT_END or token.startswith("\n")
    if not (_MARKS.intersection(token) or ending):
        return True
    if lines and token == LINE and not text.endswith(LINE):
        return True
    paragraph = text.rpartition(PARAGRAPH)[2]
    closers = missing_closers(paragraph)
    if closers is None:  # the prompt was unbalanced, and no token can balance it
        return True
    if ending:
        return not closers
    return missing_closers(paragraph + token) is not None
