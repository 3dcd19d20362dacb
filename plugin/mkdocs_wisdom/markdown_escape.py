"""Escape generated text, so that it renders as text and nothing else.

A model may write anything. Its text goes into a Markdown file and through any extensions and
plugins of the site into HTML. So a character that Markdown, its usual extensions, Jinja
(mkdocs-macros) or HTML could interpret becomes a character reference, but only where it would have
a meaning: the commas, apostrophes, dashes and quotation marks of ordinary prose stay as they are.

References are hexadecimal. ``&#42;`` would contain ``#42``, which an extension takes for the number
of an issue, and XML knows no names but those of ``&amp;``, ``&lt;``, ``&gt;`` and the quotes.

A text has paragraphs and nothing else. Each becomes one line, with a blank line between them, so
that only the beginning of a paragraph is the beginning of a line, where most of Markdown's marks
have their meaning.
"""

from __future__ import annotations

import re

_LINE_ENDS = re.compile("\r\n?|[\v\f\x85\u2028\u2029]")
_PARAGRAPH_END = re.compile(r"\n[ \t]*\n")
_SPACES = re.compile(r"[ \t\n]+")
# Forbidden in XML (feeds) or in UTF-8, invisible everywhere, or Markdown's own markers (2 and 3).
_UNPRINTABLE = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]"
)

# Have a meaning anywhere.
_SPECIAL = re.compile(r"[&<>*_`~^=|{}\[\]\\$#@+]")
# Have a meaning beside certain others: the name of an emoji, a URL, the number of a merge request,
# the hash of a commit.
_SPECIAL_BESIDE_OTHERS = re.compile(
    r":(?=[-+\w]+:)|:(?=//)|(?<=www)\.|[!?](?=[\d\[])|[0-9a-f](?=[0-9a-f]{39})", re.IGNORECASE
)
# Have a meaning at the beginning of a line: list, rule, definition, admonition, block.
_SPECIAL_AT_START = re.compile(r"[-:!?/%.;\"'](?=[-:!?/%.;\"'\s]|$)|[-:]")
# A numbered list ("1.", "(a)", "IV)"), or metadata ("Title: Moby-Dick").
_LABEL_AT_START = re.compile(r"\(?(?:\d+|[A-Za-z]|[ivxlcdmIVXLCDM]+)([.)])(?=\s|$)|[\w-]+(:)")


def split_paragraphs(text: str) -> list[str]:
    """The paragraphs of ``text``, which blank lines divide.

    Any run of spaces, tabs and line ends inside one becomes a space, as in rendered HTML;
    unprintable characters are left out.
    """
    text = _UNPRINTABLE.sub("", _LINE_ENDS.sub("\n", text))
    paragraphs = (_SPACES.sub(" ", part).strip() for part in _PARAGRAPH_END.split(text))
    return [paragraph for paragraph in paragraphs if paragraph]


def escape_markdown(text: str) -> str:
    """Markdown that renders as the paragraphs of ``text`` and nothing else."""
    return "\n\n".join(_escape(paragraph) for paragraph in split_paragraphs(text))


def _escape(paragraph: str) -> str:
    special = {match.start() for match in _SPECIAL.finditer(paragraph)}
    special |= {match.start() for match in _SPECIAL_BESIDE_OTHERS.finditer(paragraph)}
    if _SPECIAL_AT_START.match(paragraph):
        special.add(0)
    if label := _LABEL_AT_START.match(paragraph):
        special.add(label.end(label.lastindex or 0) - 1)
    return "".join(
        _reference(char) if place in special else char for place, char in enumerate(paragraph)
    )


def _reference(char: str) -> str:
    return {"&": "&amp;", "<": "&lt;", ">": "&gt;"}.get(char, f"&#x{ord(char):x};")
