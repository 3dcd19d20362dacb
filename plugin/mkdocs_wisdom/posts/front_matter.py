"""Front matter at the head of a Markdown file, in the dialects of the usual site generators.

========================  ==========================================================================
YAML                      ``---`` to ``---`` or ``...``: Jekyll, MkDocs, Obsidian and most others
TOML                      ``+++`` to ``+++``: Hugo, Zola
JSON                      an object with ``{`` as the file's first character (Hugo), or between
                          two lines of ``;;;``
any of them, named        ``---json`` to ``---``: Eleventy
a header                  lines of ``Title: …`` up to a blank line (Pelican, MultiMarkdown) or to
                          ``---`` (Hexo); lines of ``.. title: …``, also in a comment (Nikola)
========================  ==========================================================================
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import datetime
from pathlib import Path
from typing import Any, NamedTuple

import frontmatter
import yaml

from mkdocs_wisdom.errors import PostError
from mkdocs_wisdom.posts.header_lines import read_header, split_header, split_unopened
from mkdocs_wisdom.posts.metadata import (
    MetadataError,
    read_json,
    read_toml,
    read_yaml,
    split_json,
)

_BLANK_HEAD = re.compile(r"\A(?:[^\S\n]*\n|[\ufeff\u200b])+")
_COMMENTS = re.compile(r"(?:<!--.*?-->\s*)+", re.DOTALL)
_LINE_ENDS = re.compile("\r\n?")
_FENCE = re.compile(
    r"(?P<mark>-{3,}|\+{3,}|;{3,})[ \t]*(?P<language>yaml|yml|toml|json5?|js|javascript|coffee)?"
    r"[ \t]*(?:#.*)?(?:\n|\Z)",
    re.IGNORECASE,
)
_ENDS = {
    "-": re.compile(r"^(?:-{3,}|\.{3})[ \t]*$", re.MULTILINE),
    "+": re.compile(r"^\+{3,}[ \t]*$", re.MULTILINE),
    ";": re.compile(r"^;{3,}[ \t]*$", re.MULTILINE),
}
_READERS: Mapping[str, tuple[str, Callable[[str], Any]]] = {
    "yaml": ("YAML", read_yaml),
    "yml": ("YAML", read_yaml),
    "toml": ("TOML", read_toml),
    "json": ("JSON", read_json),
}
_LANGUAGES = {"-": "yaml", "+": "toml", ";": "json"}


class _Block(NamedTuple):
    """Front matter as the file has it."""

    source: str
    first_line: int
    """The number of the first line of ``source`` in the file."""
    format: str
    read: Callable[[str], Any]
    body: str


def split_front_matter(text: str, path: Path) -> tuple[dict[str, Any], str]:
    """Split a file's text into its front matter, ``{}`` if it has none, and its Markdown.

    Titles, tags and other texts are as they were written (see ``metadata.read_yaml``). Raises
    PostError, which names the file, ``path``, and the line.
    """
    text = unify_line_ends(text)
    block = _find_block(text, path)
    if block is None:
        return {}, text.strip("\n")
    try:
        meta = block.read(block.source)
    except MetadataError as error:
        line = block.first_line + error.line - 1
        message = f"front matter is not {block.format}: {error}"
        raise PostError(f"{path}, line {line}: {message}") from error
    if meta is None:
        meta = {}
    if not isinstance(meta, dict):
        raise PostError(
            f"{path}, line {block.first_line}: front matter is a {type(meta).__name__}, expected "
            "lines of key: value"
        )
    return meta, block.body.strip("\n")


def unify_line_ends(text: str) -> str:
    """The text with a line feed at the end of each line."""
    return _LINE_ENDS.sub("\n", text)


def _find_block(text: str, path: Path) -> _Block | None:
    """The front matter of a file; None if it has none. Raises PostError if it never ends."""
    head = _BLANK_HEAD.match(text)
    start = head.end() if head else 0
    line = text[:start].count("\n") + 1
    comments = _COMMENTS.match(text, start)
    if comments and _FENCE.match(text, comments.end()) and not split_header(text[start:]):
        start = comments.end()
        line = text[:start].count("\n") + 1
    if fence := _FENCE.match(text, start):
        return _find_fenced(text, fence, line, path)
    if end := split_json(text[start:]):
        return _Block(text[start : start + end], line, "JSON", read_json, text[start + end :])
    end, body = split_unopened(text[start:])
    if end:
        return _Block(text[start : start + end], line, "YAML", read_yaml, text[start + body :])
    if end := split_header(text[start:]):
        return _Block(text[start : start + end], line, "a header", read_header, text[start + end :])
    return None


def _find_fenced(text: str, fence: re.Match[str], line: int, path: Path) -> _Block:
    mark = fence["mark"][0]
    language = (fence["language"] or _LANGUAGES[mark]).lower()
    if language not in _READERS:
        raise PostError(
            f"{path}, line {line}: front matter is {fence['language']}, expected YAML, TOML or JSON"
        )
    end = _ENDS[mark].search(text, fence.end())
    if end is None:
        raise PostError(
            f"{path}, line {line}: front matter begins with {fence['mark']} and never ends: "
            f"put another line of {fence['mark']} below it"
        )
    name, read = _READERS[language]
    return _Block(text[fence.end() : end.start()], line + 1, name, read, text[end.end() :])


def find_line(key: str, text: str) -> int:
    """The number of the line that has a key of the front matter, in any dialect; 1 if none has."""
    pattern = rf"""^[^\w\n]*{re.escape(key)}["']?[^\S\n]*[:=]"""
    found = re.search(pattern, unify_line_ends(text), re.MULTILINE | re.IGNORECASE)
    return found.string[: found.start()].count("\n") + 1 if found else 1


def join_front_matter(meta: Mapping[str, Any], body: str) -> str:
    """The text of a file: front matter in the order of ``meta``, then the Markdown."""
    post = frontmatter.Post(body)
    post.metadata = dict(meta)  # a person may have added any key, "content" among them
    text = frontmatter.dumps(post, Dumper=_Dumper, sort_keys=False, width=2**31)
    return f"{text}\n"


class _Dumper(yaml.SafeDumper):
    """Writes a date with a T between day and hour, which every reader of front matter knows."""


_Dumper.add_representer(
    datetime,
    lambda dumper, date: dumper.represent_scalar("tag:yaml.org,2002:timestamp", date.isoformat()),
)
