"""Front matter: YAML between two lines of ``---`` at the head of a Markdown file."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from typing import Any

import frontmatter
import yaml
from frontmatter.default_handlers import YAMLHandler

from mkdocs_wisdom.errors import PostError


def split_front_matter(text: str, path: Path) -> tuple[dict[str, Any], str]:
    """Split a file's text into its front matter, ``{}`` if it has none, and its Markdown.

    Raises PostError, which names the file, ``path``, and the line.
    """
    handler = YAMLHandler()
    if not handler.detect(text):
        return {}, text.strip("\n")
    try:
        source, body = handler.split(text)
    except ValueError as error:
        raise PostError(
            f"{path}, line 1: front matter begins with --- and never ends: "
            "put another line of --- below it"
        ) from error
    before = text[: text.index(source)].count("\n")
    try:
        meta = handler.load(source)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark
        line = before + (mark.line + 1 if mark else 1)
        problem = f"front matter is not YAML: {error.problem}"
        raise PostError(f"{path}, line {line}: {problem}") from error
    except (yaml.YAMLError, ValueError) as error:  # control characters; impossible dates
        line = find_line("date", text) if isinstance(error, ValueError) else 1
        raise PostError(f"{path}, line {line}: front matter cannot be read: {error}") from error
    if meta is None:
        return {}, body.strip("\n")
    if not isinstance(meta, dict):
        raise PostError(
            f"{path}, line 2: front matter is a {type(meta).__name__}, expected lines of key: value"
        )
    return meta, body.strip("\n")


def find_line(key: str, text: str) -> int:
    """The number of the line that has a key of the front matter; 1 if there is none."""
    found = re.search(rf"^{key}[ \t]*:", text, re.MULTILINE)
    return text[: found.start()].count("\n") + 1 if found else 1


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
