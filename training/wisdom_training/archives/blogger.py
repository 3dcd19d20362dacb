"""Blogger: ``feed.atom`` of Google Takeout, and the older backup ``blog-05-04-2019.xml``."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple
from xml.etree.ElementTree import Element

from wisdom_training.archives.blog_text import read_iso_date, read_post
from wisdom_training.archives.source import Document, Reading, Source
from wisdom_training.containers.members import Member
from wisdom_training.containers.xml_stream import stream_elements

_ATOM = "{http://www.w3.org/2005/Atom}"
_TAKEOUT = "{http://schemas.google.com/blogger/2018}"
_DRAFTS = [
    f"{{{space}}}control/{{{space}}}draft"
    for space in ("http://purl.org/atom/app#", "http://www.w3.org/2007/app")
]
_KIND = "http://schemas.google.com/g/2005#kind"
_MARKS = (b"schemas.google.com/blogger/2018", b"schemas.google.com/g/2005", b"blogger.com")
_LEFT_OUT = ".separator, .tr-caption, .tr-caption-container"
"""Pictures and their captions."""


class _State(NamedTuple):
    kind: str
    """``post``, ``comment``, ``page``, or another that is no text."""
    published: bool


def _recognise(members: Sequence[Member]) -> list[Member]:
    return [
        member
        for member in members
        if member.suffix in {".atom", ".xml"} and _is_ours(member.head())
    ]


def _is_ours(head: bytes) -> bool:
    return b"http://www.w3.org/2005/Atom" in head and any(mark in head for mark in _MARKS)


def _read(members: Sequence[Member], reading: Reading) -> Iterator[Document]:
    authors = set(_list_authors(members))
    for member in members:
        for entry in stream_elements(member, _is_entry):
            state, author = _find_state(entry), _find_author(entry)
            if not _is_kept(state, author in authors, reading):
                continue
            text = read_post(entry.findtext(f"{_ATOM}content") or "", _LEFT_OUT)
            if not text:
                reading.drop(f"{state.kind}s without text")
                continue
            yield Document(
                text,
                read_iso_date(entry.findtext(f"{_ATOM}published")),
                "post" if state.kind == "post" else "comment",
                author or None,
                origin=f"{member.place}, {entry.findtext(f'{_ATOM}id') or 'an entry'}",
            )


def _is_kept(state: _State, by_an_author: bool, reading: Reading) -> bool:
    if state.kind == "page":
        reading.drop("pages that are no posts")
    elif state.kind == "comment" and not by_an_author:
        reading.drop("comments by others")
    elif state.kind in {"post", "comment"} and not state.published:
        reading.drop(f"unpublished {state.kind}s")
    else:
        return state.kind in {"post", "comment"}
    return False


def _is_entry(name: str) -> bool:
    return name == f"{_ATOM}entry"


def _find_state(entry: Element) -> _State:
    kind = entry.findtext(f"{_TAKEOUT}type")
    if kind is not None:
        deleted = (entry.findtext(f"{_TAKEOUT}trashed") or "").strip()
        published = entry.findtext(f"{_TAKEOUT}status") == "LIVE" and not deleted
        return _State(kind.lower(), published)
    terms = (
        category.get("term", "")
        for category in entry.iter(f"{_ATOM}category")
        if category.get("scheme") == _KIND
    )
    kind = next(terms, "").rpartition("#")[2]
    return _State(kind, all(entry.findtext(draft) != "yes" for draft in _DRAFTS))


def _find_author(entry: Element) -> str:
    return (entry.findtext(f"{_ATOM}author/{_ATOM}name") or "").strip()


def _list_authors(members: Sequence[Member]) -> Iterator[str]:
    """The authors of the posts, each once. Only their comments are those of the blog's authors."""
    found: dict[str, None] = {}
    for member in members:
        for entry in stream_elements(member, _is_entry):
            state = _find_state(entry)
            if state.kind == "post" and state.published:
                found[_find_author(entry)] = None
    yield from filter(None, found)


def _find_owner(members: Sequence[Member]) -> list[str]:
    """The author, if there is but one."""
    authors = list(_list_authors(members))
    return authors if len(authors) == 1 else []


SOURCE = Source(
    name="blogger",
    title="Blogger",
    files="feed.atom of Google Takeout, or blog-05-04-2019.xml of older backups",
    recognise=_recognise,
    read=_read,
    find_owner=_find_owner,
)
