"""Escaping: generated text in which nothing but text can hide.

A model may write anything. Its words go into a Markdown file, through whatever extensions and
plugins a site has, into HTML. So every character that Markdown, its usual extensions, Jinja
(mkdocs-macros) or HTML could react to is written as a character reference, and it is so where it
could mean something: the comma, the apostrophe, the dash and the quotation mark of ordinary prose
stay as they are.

References are hexadecimal: ``&#42;`` holds ``#42``, which an extension takes for the number of an
issue, and names other than ``&amp;`` and its like are unknown to XML.

A text has paragraphs and nothing else; each becomes one line, with a blank line between them. What
remains is inert also at the beginning of a line, where Markdown has most of its meanings.
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
# Have a meaning in the company of others: an emoji's name, a URL, the number of a merge request,
# the hash of a commit.
_COMPANY = re.compile(
    r":(?=[-+\w]+:)|:(?=//)|(?<=www)\.|[!?](?=[\d\[])|[0-9a-f](?=[0-9a-f]{39})", re.IGNORECASE
)
# Have a meaning as the first of a line: list, rule, definition, admonition, block.
_FIRST = re.compile(r"[-:!?/%.;\"'](?=[-:!?/%.;\"'\s]|$)|[-:]")
# A numbered list ("1.", "(a)", "IV)"), or metadata ("Title: Moby-Dick").
_LABEL = re.compile(r"\(?(?:\d+|[A-Za-z]|[ivxlcdmIVXLCDM]+)([.)])(?=\s|$)|[\w-]+(:)")


def split_paragraphs(text: str) -> list[str]:
    """The paragraphs of ``text``: what a blank line divides.

    Any run of spaces, tabs and line ends inside one becomes a space, as HTML would have it;
    characters that no page can show are left out.
    """
    text = _UNPRINTABLE.sub("", _LINE_ENDS.sub("\n", text))
    paragraphs = (_SPACES.sub(" ", part).strip() for part in _PARAGRAPH_END.split(text))
    return [paragraph for paragraph in paragraphs if paragraph]


def make_inert(text: str) -> str:
    """Markdown that renders as the paragraphs of ``text`` and as nothing else."""
    return "\n\n".join(_escape(paragraph) for paragraph in split_paragraphs(text))


def _escape(paragraph: str) -> str:
    dangerous = {match.start() for match in _SPECIAL.finditer(paragraph)}
    dangerous |= {match.start() for match in _COMPANY.finditer(paragraph)}
    if _FIRST.match(paragraph):
        dangerous.add(0)
    if label := _LABEL.match(paragraph):
        dangerous.add(label.end(label.lastindex or 0) - 1)
    return "".join(
        _refer(char) if place in dangerous else char for place, char in enumerate(paragraph)
    )


def _refer(char: str) -> str:
    return {"&": "&amp;", "<": "&lt;", ">": "&gt;"}.get(char, f"&#x{ord(char):x};")
