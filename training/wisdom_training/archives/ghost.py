"""Ghost: the file that Settings, Export writes, ``my-blog.ghost.2024-05-04-10-11-12.json``."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime, timezone
from typing import Any

from wisdom_training.archives.blog_text import read_post, read_utc_date
from wisdom_training.archives.source import Document, Reading, Source
from wisdom_training.containers.json_stream import find_start, stream_items
from wisdom_training.containers.members import Member

_HEAD = re.compile(rb'\{\s*(?P<db>"db"\s*:\s*\[\s*\{\s*)?"(?:meta|data)"\s*:\s*\{')
_MARKS = re.compile(rb'"(?:exported_on|posts_authors|posts)"')
_PUBLISHED = {"published", "sent"}
"""``sent`` went out by e-mail alone."""
_LEFT_OUT = (
    ".kg-bookmark-card, .kg-embed-card, .kg-signup-card, .kg-button-card, .kg-file-card, "
    ".kg-audio-card, .kg-video-card, .kg-product-card, .kg-cta-card, .kg-email-cta"
)


def _recognise(members: Sequence[Member]) -> list[Member]:
    return [member for member in members if member.suffix == ".json" and _find_root(member)]


def _find_root(member: Member) -> str:
    """Where the tables are, as ijson names places; empty if this is no export of Ghost's."""
    head = member.head()
    match = _HEAD.match(head, find_start(head))
    if match is None or not _MARKS.search(head):
        return ""
    return "db.item.data" if match["db"] else "data"


def _read(members: Sequence[Member], reading: Reading) -> Iterator[Document]:
    for member, number, post, author in _list_published(members, reading):
        html, plain = post.get("html"), post.get("plaintext")
        text = read_post(html, _LEFT_OUT) if isinstance(html, str) else ""
        if not text and isinstance(plain, str):
            text = plain.strip()
        if text:
            origin = f"{member.place}, post {number:,}"
            yield Document(text, _read_date(post), "post", author, origin=origin)
        else:
            reading.drop("posts without text")


def _list_published(
    members: Sequence[Member], reading: Reading
) -> Iterator[tuple[Member, int, Mapping[str, Any], str | None]]:
    """The published posts with their places and their authors."""
    for member in members:
        root = _find_root(member)
        authors = _read_authors(member, root)
        for number, post in enumerate(stream_items(member, f"{root}.posts.item"), 1):
            reason = _find_reason(post)
            if reason:
                reading.drop(reason)
                continue
            by_number = f"user {post.get('author_id')}"  # before 2018
            author = authors.get(str(post.get("id"))) or authors.get(by_number)
            yield member, number, post, author


def _find_reason(post: object) -> str | None:
    """Why a post is left out, or None."""
    if not isinstance(post, dict) or not isinstance(post.get("status"), str):
        return "records that cannot be read"
    if post["status"] not in _PUBLISHED:
        return "unpublished posts"
    if post.get("type") == "page" or post.get("page") == 1:
        return "pages that are no posts"
    return None


def _read_authors(member: Member, root: str) -> dict[str, str]:
    """The names of posts' first authors, by the posts' ids, and those of all by ``user`` and id."""
    users = {
        str(user["id"]): str(user.get("name") or user.get("slug"))
        for user in _read_table(member, f"{root}.users")
        if "id" in user
    }
    links = sorted(_read_table(member, f"{root}.posts_authors"), key=_read_rank, reverse=True)
    found = {f"user {number}": name for number, name in users.items()}
    found |= {str(link.get("post_id")): users.get(str(link.get("author_id")), "") for link in links}
    return found


def _read_rank(link: Mapping[str, Any]) -> int:
    rank = link.get("sort_order")
    return rank if isinstance(rank, int) else 0


def _read_table(member: Member, place: str) -> Iterator[Mapping[str, Any]]:
    for row in stream_items(member, f"{place}.item"):
        if isinstance(row, dict):
            yield row


def _read_date(post: Mapping[str, Any]) -> datetime | None:
    """Ghost 0.x writes milliseconds, later versions text, always in UTC."""
    value = post.get("published_at") or post.get("created_at")
    if isinstance(value, int | float) and not isinstance(value, bool):
        try:
            return datetime.fromtimestamp(value / 1000, timezone.utc)
        except (ValueError, OverflowError, OSError):
            return None
    return read_utc_date(value) if isinstance(value, str) else None


def _find_owner(members: Sequence[Member]) -> list[str]:
    """The author, if there is but one."""
    authors = {author for _, _, _, author in _list_published(members, Reading())}
    return [name for name in authors if name] if len(authors) == 1 else []


SOURCE = Source(
    name="ghost",
    title="Ghost",
    files="the .json file that Ghost exported",
    recognise=_recognise,
    read=_read,
    find_owner=_find_owner,
)
