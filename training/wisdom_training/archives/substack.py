"""Substack: ``posts.csv`` and ``posts/123456.a-title.html``.

The archive's other tables have the addresses of subscribers, and who opened which letter. They are
never opened.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator, Mapping, Sequence

from wisdom_training.archives.blog_text import read_post, read_utc_date
from wisdom_training.archives.source import Document, Reading, Source
from wisdom_training.containers.members import Member

_TABLE = "posts.csv"
_COLUMNS = ("post_id", "is_published")
_POST = re.compile(r"(\d+)(?:\..*)?\.html")
_LEFT_OUT = (
    ".subscription-widget-wrap, .subscription-widget, .button-wrapper, .captioned-button-wrap, "
    ".cta-caption, .tweet, .twitter-embed, .embedded-post-wrap, .digest-post-embed, .comment, "
    ".poll-embed, .paywall-jump, .youtube-wrap, .pullquote, .footnote-anchor, .footnote-number, "
    ".install-substack-app-embed, .captioned-image-container, .image-gallery-embed, "
    ".directMessage, .community-chat, .file-embed-wrapper"
)
_MOST = 16 << 20  # bytes of a post
_CSV_FIELD = 1 << 20  # characters


def _recognise(members: Sequence[Member]) -> list[Member]:
    tables = [member for member in members if member.name == _TABLE and _is_ours(member)]
    if not tables:
        return []
    return tables + [member for member in members if _POST.fullmatch(member.name)]


def _is_ours(member: Member) -> bool:
    header = member.head().decode("utf-8-sig", "replace").split("\n", 1)[0]
    return all(column in header for column in _COLUMNS)


def _read(members: Sequence[Member], reading: Reading) -> Iterator[Document]:
    posts = {match[1]: member for member in members if (match := _POST.fullmatch(member.name))}
    for member in members:
        if member.name == _TABLE:
            for row in _read_rows(member):
                yield from _read_row(row, posts, reading)


def _read_rows(table: Member) -> Iterator[Mapping[str, str | None]]:
    csv.field_size_limit(_CSV_FIELD)
    with table.open() as file:
        try:
            yield from csv.DictReader(io.TextIOWrapper(file, "utf-8-sig", "replace", newline=""))
        except csv.Error as error:
            raise table.damaged(error) from error


def _read_row(
    row: Mapping[str, str | None], posts: Mapping[str, Member], reading: Reading
) -> Iterator[Document]:
    number = (row.get("post_id") or "").partition(".")[0]
    if not number.isdigit():
        reading.drop("records that cannot be read")
    elif (row.get("is_published") or "").lower() != "true":
        reading.drop("unpublished posts")
    elif row.get("type") == "page":
        reading.drop("pages that are no posts")
    elif number not in posts:
        reading.drop("posts without text")
    else:
        html = posts[number].read(_MOST).decode("utf-8-sig", "replace")
        text = read_post(html, _LEFT_OUT)
        if text:
            date = read_utc_date(row.get("post_date"))
            yield Document(text, date, "post", origin=posts[number].place)
        else:
            reading.drop("posts without text")


SOURCE = Source(
    name="substack",
    title="Substack",
    files="posts.csv and posts/123456.a-title.html",
    recognise=_recognise,
    read=_read,
)
