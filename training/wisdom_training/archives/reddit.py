"""Reddit: ``posts.csv`` and ``comments.csv`` of the archive, known by their columns.

YouTube and Substack have files of the same names. Messages, drafts and chats are never read.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator, Mapping, Sequence
from urllib.parse import urlsplit

from wisdom_training.archives.source import Document, Reading, Source
from wisdom_training.archives.timestamps import parse_timestamp
from wisdom_training.containers.csv_stream import read_header, stream_rows
from wisdom_training.containers.members import Member

_COLUMNS = {
    "posts.csv": {"id", "permalink", "date", "subreddit", "title", "body"},
    "comments.csv": {"id", "permalink", "date", "subreddit", "link", "body"},
}
_GONE = {"[deleted]", "[removed]", "[deleted by user]"}
_OWN_HOSTS = ("reddit.com", "redd.it")
_QUOTE = re.compile(
    r"^ {0,3}>(?!!).*(?:\n(?!\s*\n).*)*", re.MULTILINE
)  # with the lines it wraps to
_CODE = re.compile(
    r"^```.*?^```|^(?: {4}|\t)(?! *(?:[-*+]|\d+\.) )[^\n]*$", re.MULTILINE | re.DOTALL
)
_PICTURE = re.compile(r"!\[[^\]\n]*\]\([^)\n]*\)")
_LINK = re.compile(r"(?<!\\)\[([^\]\n]*)\]\([^)\n]*\)")
_LINE_MARK = re.compile(r"^ {0,3}(?:#{1,6} +|[-*_]{3,} *$|[-*+] +)", re.MULTILINE)
_MARK = re.compile(r"(?<!\\)(\*{1,3}|~~|>!|!<|`)")
_ESCAPE = re.compile(r"\\([!-/:-@\[-`{-~])")


def _recognise(members: Sequence[Member]) -> list[Member]:
    return [
        member
        for member in members
        if member.name in _COLUMNS and set(read_header(member)) >= _COLUMNS[member.name]
    ]


def _read(members: Sequence[Member], reading: Reading) -> Iterator[Document]:
    for member in members:
        is_post = member.name == "posts.csv"
        for number, row in enumerate(stream_rows(member), 1):
            text = _read_post(row, reading) if is_post else _read_body(row, reading, "comments")
            if text:
                yield Document(
                    text,
                    parse_timestamp(row.get("date", "")),
                    "post" if is_post else "comment",
                    origin=f"{member.place}, row {number:,}",
                )


def _read_post(row: Mapping[str, str], reading: Reading) -> str:
    """The title, unless it is that of a page elsewhere, and the text."""
    host = urlsplit(row.get("url", "")).hostname or "reddit.com"
    is_own = any(f".{host}".endswith(f".{own}") for own in _OWN_HOSTS)
    title = html.unescape(row.get("title", "")).strip() if is_own else ""
    if not is_own and not row.get("body", "").strip():
        reading.drop("links without a text")
        return ""
    if title in _GONE:
        title = ""
    if not title or row.get("body", "").strip():
        body = _read_body(row, reading, "posts")
        return f"{title}\n\n{body}" if title and body else title or body
    return title


def _read_body(row: Mapping[str, str], reading: Reading, noun: str) -> str:
    body = row.get("body", "").strip()
    if body in _GONE:
        reading.drop(f"deleted {noun}")
        return ""
    text = _read_markdown(body)
    if not text:
        reading.drop(f"{noun} without words of one's own" if body else f"{noun} without text")
    return text


def _read_markdown(text: str) -> str:
    """Reddit's Markdown as text, without quotations and code."""
    text = html.unescape(text).replace("\u200b", "")
    for pattern in (_CODE, _QUOTE, _PICTURE, _LINE_MARK):
        text = pattern.sub("", text)
    text = _MARK.sub("", _LINK.sub(r"\1", text))
    return re.sub(r"\n{3,}", "\n\n", _ESCAPE.sub(r"\1", text)).strip()


SOURCE = Source(
    name="reddit",
    title="Reddit",
    files="posts.csv, comments.csv",
    recognise=_recognise,
    read=_read,
)
