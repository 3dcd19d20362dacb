"""Medium: ``posts/2019-05-04_A-title-1a2b3c4d5e6f.html``, one file a post or response."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from selectolax.lexbor import LexborHTMLParser

from wisdom_training.archives.blog_text import read_iso_date, read_post
from wisdom_training.archives.source import Document, Kind, Reading, Source
from wisdom_training.containers.html_text import parse_html
from wisdom_training.containers.members import Member

_POST = re.compile(r"(?:\d{4}-\d{2}-\d{2}|draft)_.*\.html?")
_MARKS = (b"h-entry", b"e-content", b"p-name")
_HEAD = 1 << 16  # bytes, with the styles
_TITLE = ".graf--title"
_LEFT_OUT = (
    f"{_TITLE}, .graf--subtitle, .graf--kicker, .graf--mixtapeEmbed, .graf--iframe, .graf--figure, "
    ".graf--pre, .graf--blockquote, .graf--pullquote, .section-divider"
)
_MOST = 16 << 20  # bytes of a post


def _recognise(members: Sequence[Member]) -> list[Member]:
    return [member for member in members if _POST.fullmatch(member.name) and _is_post(member)]


def _is_post(member: Member) -> bool:
    head = member.head(_HEAD)
    return any(mark in head for mark in _MARKS)


def _read(members: Sequence[Member], reading: Reading) -> Iterator[Document]:
    for member in members:
        if member.name.startswith("draft_"):
            reading.drop("unpublished posts")
            continue
        html = member.read(_MOST).decode("utf-8-sig", "replace")
        tree = parse_html(html)
        text = read_post(html, _LEFT_OUT, within=".e-content")
        time = tree.css_first("time.dt-published")
        if not text:
            reading.drop("posts without text")
        elif time is None:  # never published
            reading.drop("unpublished posts")
        else:
            date = read_iso_date(time.attributes.get("datetime"))
            yield Document(text, date, _find_kind(tree), origin=member.place)


def _find_kind(tree: LexborHTMLParser) -> Kind:
    """A response to another's post is a post without a title; nothing else tells it."""
    return "post" if tree.css_first(f".e-content {_TITLE}") is not None else "comment"


SOURCE = Source(
    name="medium",
    title="Medium",
    files="posts/2019-05-04_A-title-1a2b3c4d5e6f.html",
    recognise=_recognise,
    read=_read,
)
