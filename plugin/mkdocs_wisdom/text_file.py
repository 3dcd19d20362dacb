"""Text files of the site's owner: posts, and lists of prompts or words."""

from __future__ import annotations

import re
import stat
from collections.abc import Callable
from pathlib import Path

from mkdocs_wisdom.errors import SettingError, SiteError
from wisdom_model.errors import quote

CONFIGURATIONS = ("mkdocs.yml", "mkdocs.yaml", "zensical.toml")
"""The files that make a folder a site's, of MkDocs or of Zensical; the first one counts."""
LARGEST_TEXT = 4 * 2**20
"""Bytes; *War and Peace* has 3.3 million. Markdown takes about a second for each million."""


def find_root(config_file: str | None) -> Path:
    """The folder of ``mkdocs.yml``, to which paths in it are relative."""
    return Path(config_file or "mkdocs.yml").absolute().parent


def read_utf8(path: Path, error: type[SiteError]) -> str:
    """The text of a file in UTF-8, with a byte-order mark or without.

    Raises ``error``, which names the file and, for a byte that is not UTF-8, the line. Pipes and
    huge files are not opened.
    """
    try:
        status = path.stat()
        if not stat.S_ISREG(status.st_mode):
            raise error(f"{path} is not a regular file: remove it, or put a text file there")
        if status.st_size > LARGEST_TEXT:
            raise error(
                f"{path} has {status.st_size:,} bytes, expected at most {LARGEST_TEXT:,}: divide "
                "it into several files"
            )
        content = path.read_bytes()
    except OSError as reason:
        raise error(f"cannot read {path}: {reason.strerror}") from reason
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as reason:
        line = content[: reason.start].count(b"\n") + 1
        raise error(
            f"{path}, line {line}: byte 0x{content[reason.start]:02x} is not UTF-8: "
            "save the file as UTF-8"
        ) from reason


def read_lines(path: Path, read: Callable[[str], str], allowed: str) -> list[str]:
    """The lines of a file, each as ``read`` returns it, without blank lines and ``#`` comments.

    ``read`` raises ValueError for a line that is not ``allowed``. Raises SettingError, which names
    the file and the line.
    """
    items = []
    for number, line in enumerate(re.split("\r\n?|\n", read_utf8(path, SettingError)), 1):
        text = line.strip()
        if not text or text.startswith("#"):
            continue
        try:
            items.append(read(text))
        except ValueError as error:
            raise SettingError(
                f"{path}, line {number}: found {quote(text)}, allowed: {allowed}"
            ) from error
    if not items:
        raise SettingError(
            f"{path}, line 1: nothing in this file: expected a text on each line "
            "(lines that begin with # do not count)"
        )
    return items
