"""The mark-up that people type into chats: emphasis, code and quotations."""

from __future__ import annotations

import re

_CODE = re.compile(r"```.*?(?:```|\Z)|``.+?``|`[^`\n]+`", re.DOTALL)
_QUOTED_LINE = re.compile(r"^[ \t]*>(?: .*)?$\n?", re.MULTILINE)
_QUOTED_REST = re.compile(r"^[ \t]*>>> .*", re.MULTILINE | re.DOTALL)
_HEADING = re.compile(r"^(?:#{1,3}|-#) (?=\S)", re.MULTILINE)
_EMPHASIS = re.compile(
    r"(?<![\w*_~|])(\*{1,3}|_{1,3}|~{1,2}|\|\|)(?=\S)((?:(?!\1).)+)(?<=\S)\1(?![\w*_~|])"
)
_DEEPEST = 4  # of emphasis inside of emphasis


def drop_chat_markup(text: str) -> str:
    """``text`` without quotations and code, and without the marks of emphasis and headings."""
    text = _CODE.sub("", text)
    text = _QUOTED_LINE.sub("", _QUOTED_REST.sub("", text))
    text = _HEADING.sub("", text)
    for _ in range(_DEEPEST):
        plain = _EMPHASIS.sub(_drop_marks, text)
        if plain == text:
            break
        text = plain
    return tidy(text)


def _drop_marks(found: re.Match[str]) -> str:
    return found[2] if re.search(r"[^\W_]", found[2]) else found[0]  # *_* is a face


def tidy(text: str) -> str:
    """``text`` without the spaces that are left over where something was taken out."""
    lines = (re.sub(r"[ \t]{2,}", " ", line).strip() for line in text.split("\n"))
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip()
