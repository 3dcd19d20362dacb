"""Front matter that nothing opens: lines of ``Key: value`` at the head of a text."""

from __future__ import annotations

import re

_KNOWN_HEADERS = frozenset(
    {
        *("title", "date", "modified", "status", "slug"),
        *("category", "categories", "tags", "summary"),
        *("published", "publish", "draft", "hidden", "private", "unlisted", "visibility", "layout"),
        *("permalink", "password", "authors", "template", "keywords", "description"),
    }
)
"""A header has at least one of them; other lines of ``word: …`` may begin a text."""
_HEADER_LINE = re.compile(r"(?:\.\.[ \t]+)?(?P<key>[A-Za-z][\w-]*)[ \t]*:(?:[ \t]+(?P<value>.*)|$)")
_MORE_OF_IT = re.compile(r"(?: {2,}|\t)[ \t]*(?P<value>\S.*)")
_COMMENT = re.compile(r"<!--[ \t]*\n(?P<lines>.*?)\n?[ \t]*-->[ \t]*(?:\n|\Z)", re.DOTALL)
_HEADER_END = re.compile(r"(?:-{3,}|\.{3})[ \t]*(?:\n|\Z)")
_HEADING_LINE = re.compile(r"={2,}[ \t]*(?:\n|\Z)")  # below a title of Markdown
_UNOPENED = re.compile(
    r"(?P<source>(?P<key>[A-Za-z][\w-]*)[ \t]*:.*\n(?:(?!-{3,}[ \t]*$).+\n)*?)-{3,}[ \t]*(?:\n|\Z)",
    re.MULTILINE,
)


def split_unopened(text: str) -> tuple[int, int]:
    """Where the YAML ends that no ``---`` opens, as Hexo allows, and where the body begins.

    Both are 0 for another text, such as a heading above a line of ``---``.
    """
    match = _UNOPENED.match(text)
    if match is None or match["key"].lower() not in _KNOWN_HEADERS:
        return 0, 0
    return match.end("source"), match.end()


def split_header(text: str) -> int:
    """Where the header lines that a text begins with end; 0 if it begins with none."""
    if comment := _COMMENT.match(text):
        return comment.end() if _is_header(read_header(comment["lines"])) else 0
    end = 0
    for line in text.splitlines(keepends=True):
        written = line.rstrip("\n")
        if not (_HEADER_LINE.fullmatch(written) or (end and _MORE_OF_IT.fullmatch(written))):
            break
        end += len(line)
    if _HEADING_LINE.match(text, end) or not _is_header(read_header(text[:end])):
        return 0
    closing = _HEADER_END.match(text, end)
    return closing.end() if closing else end


def _is_header(meta: dict[str, str]) -> bool:
    return not _KNOWN_HEADERS.isdisjoint(meta)


def read_header(source: str) -> dict[str, str]:
    """Read lines of ``Key: value``, keys in lower case; an indented line continues a value.

    The values of a key that comes again are joined with a comma.
    """
    meta: dict[str, str] = {}
    key = ""
    for line in source.splitlines():
        if match := _HEADER_LINE.fullmatch(line.strip() if line.startswith("..") else line):
            key = match["key"].lower()
            value = (match["value"] or "").strip()
            meta[key] = f"{meta[key]}, {value}" if key in meta else value
        elif key and (more := _MORE_OF_IT.fullmatch(line)):
            meta[key] = f"{meta[key]} {more['value'].strip()}".strip()
    return meta
