"""Escape generated text, so that it renders as text and nothing else; render what needs no parser.

A model may write anything. Its text goes into a Markdown file and through any extensions and
plugins of the site into HTML. So a character that Markdown, its usual extensions, Jinja
(mkdocs-macros) or HTML could interpret becomes a character reference, but only where it would have
a meaning: the commas, apostrophes, dashes and quotation marks of ordinary prose stay as they are.

References are hexadecimal. ``&#42;`` would contain ``#42``, which an extension takes for the number
of an issue, and XML knows no names but those of ``&amp;``, ``&lt;``, ``&gt;`` and the quotes.

A text has paragraphs, which have lines, and nothing else. Two spaces at a line's end break it, in
every Markdown; a backslash would not in Python-Markdown. There is a blank line between paragraphs.
Most of Markdown's marks have their meaning only at the beginning of a line.

What has none of these characters renders the same with any such extensions: ``render_paragraphs``.
"""

from __future__ import annotations

import re

_LINE_ENDS = re.compile("\r\n?|[\v\f\x85\u2028\u2029]")
_PARAGRAPH_END = re.compile(r"\n[ \t]*\n")
_SPACES = re.compile(r"[ \t]{2,}|\t")
_LINE_BREAK = "  \n"
# Forbidden in XML (feeds) or in UTF-8, invisible everywhere, or Markdown's own markers (2 and 3).
_UNPRINTABLE = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]"
)

_SPECIAL = (
    re.compile(r"[&<>*_`~^=|{}\[\]\\$#@+]"),
    # Have a meaning beside certain others: the name of an emoji, a URL, the number of a merge
    # request, the hash of a commit.
    re.compile(r":(?=[-+\w]+:|//)"),
    re.compile(r"(?<=[wW]{3})\."),
    re.compile(r"[!?](?=[\d\[])"),
    re.compile(r"[0-9a-fA-F](?=[0-9a-fA-F]{39})"),
)
# Have a meaning at the beginning of a line: list, rule, definition, admonition, block.
_SPECIAL_AT_START = re.compile(r"[-:!?/%.;\"'](?=[-:!?/%.;\"'\s]|$)|[-:]")
# A numbered list ("1.", "(a)", "IV)"), or metadata ("Title: Moby-Dick").
_LABEL_AT_START = re.compile(r"\(?(?:\d+|[A-Za-z]|[ivxlcdmIVXLCDM]+)([.)])(?=\s|$)|[\w-]+(:)")

_REFERENCE = re.compile(r"&(?:amp|lt|gt|#x[0-9a-f]+);")
_BROKEN_LINE = re.compile(r"  \n(?<=\S  \n)(?=.)")


def split_paragraphs(text: str) -> list[str]:
    """The paragraphs of ``text``, which blank lines divide; a line feed divides their lines.

    Any run of spaces and tabs becomes a space, as in rendered HTML; unprintable characters are left
    out.
    """
    text = _UNPRINTABLE.sub("", _LINE_ENDS.sub("\n", text))
    paragraphs = (map(_strip_line, part.split("\n")) for part in _PARAGRAPH_END.split(text))
    joined = ("\n".join(filter(None, lines)) for lines in paragraphs)
    return [paragraph for paragraph in joined if paragraph]


def _strip_line(line: str) -> str:
    return _SPACES.sub(" ", line).strip()


def escape_markdown(text: str) -> str:
    """Markdown that renders as the paragraphs of ``text``, with their lines, and nothing else."""
    return "\n\n".join(
        _LINE_BREAK.join(map(_escape, paragraph.split("\n")))
        for paragraph in split_paragraphs(text)
    )


def _escape(line: str) -> str:
    special = {match.start() for pattern in _SPECIAL for match in pattern.finditer(line)}
    if _SPECIAL_AT_START.match(line):
        special.add(0)
    if label := _LABEL_AT_START.match(line):
        special.add(label.end(label.lastindex or 0) - 1)
    return "".join(
        _reference(char) if place in special else char for place, char in enumerate(line)
    )


def _reference(char: str) -> str:
    return {"&": "&amp;", "<": "&lt;", ">": "&gt;"}.get(char, f"&#x{ord(char):x};")


def render_paragraphs(text: str) -> str | None:
    """The HTML of Markdown that has paragraphs of plain text and nothing else; None for any other.

    It is what Python-Markdown gives, in a tenth of its time, whatever extensions of those that
    ``escape_markdown`` knows there are; but not those that change plain text, as by typographic
    quotation marks.
    """
    text = text.strip("\n")
    bare = _REFERENCE.sub("x", text)
    if not bare or _BROKEN_LINE.sub("\n", bare) != "\n\n".join(split_paragraphs(bare)):
        return None
    if any(pattern.search(bare) for pattern in _SPECIAL) or any(map(_has_mark, bare.split("\n"))):
        return None
    html = "\n".join(f"<p>{paragraph}</p>" for paragraph in text.split("\n\n"))
    return html.replace(_LINE_BREAK, "<br />\n")


def _has_mark(line: str) -> bool:
    """Whether the beginning of ``line`` has a meaning."""
    return bool(_SPECIAL_AT_START.match(line) or _LABEL_AT_START.match(line))
