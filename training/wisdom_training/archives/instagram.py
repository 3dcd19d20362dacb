"""Instagram: captions of posts and reels, and comments on those of others, as JSON."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from itertools import islice
from typing import Any

from wisdom_training.archives.meta_json import (
    ask_for_json,
    find_root,
    read_caption,
    read_date,
    read_list,
    read_mapping,
    read_text,
    stream_records,
)
from wisdom_training.archives.source import Document, Reading, Source
from wisdom_training.containers.members import Member

_POSTS = re.compile(r"(?:posts(?:_\d+)?|reels(?:_\d+)?|igtv_videos(?:_\d+)?)\.(?:json|html)")
_COMMENTS = re.compile(r"(?:post|reels)_comments(?:_\d+)?\.(?:json|html)")
_SHAPE = re.compile(
    rb'"media"\s*:\s*\[\s*\{\s*"uri"|"creation_timestamp"|"string_(?:map|list)_data"'
)
_ROOTS = re.compile(r"ig_\w+|comments_\w+|")
_PAGE = re.compile(rb"\b_a6-g\b")
_PAGE_HEAD = 1 << 18  # bytes, most of which are styles
_USERNAME = re.compile(r"[\w.]{1,30}")
_EXAMPLES = 500
"""Comments that are looked at to learn which of their entries is the text."""
_UNREADABLE = "records that cannot be read"


def _recognise(members: Sequence[Member]) -> list[Member]:
    return [member for member in members if _is_ours(member)]


def _is_ours(member: Member) -> bool:
    if not _POSTS.fullmatch(member.name) and not _COMMENTS.fullmatch(member.name):
        return False
    if member.suffix == ".html":
        return _PAGE.search(member.head(_PAGE_HEAD)) is not None
    head = member.head()
    return _SHAPE.search(head) is not None and _ROOTS.fullmatch(find_root(head)[0]) is not None


def _read(members: Sequence[Member], reading: Reading) -> Iterator[Document]:
    for member in members:
        if member.suffix == ".html":
            raise ask_for_json(member, "Instagram")
        if _COMMENTS.fullmatch(member.name):
            yield from _read_comments(member, reading)
        else:
            yield from _read_posts(member, reading)


def _read_posts(member: Member, reading: Reading) -> Iterator[Document]:
    for number, record in enumerate(stream_records(member), 1):
        if not isinstance(record, dict) or not record.keys() & {"media", "title"}:
            reading.drop(_UNREADABLE)
            continue
        text, date = read_caption(record)
        if text:
            yield Document(text, date, "post", origin=f"{member.place}, record {number:,}")
        else:
            reading.drop("posts without text")


def _read_comments(member: Member, reading: Reading) -> Iterator[Document]:
    label = _find_label(member)
    for number, record in enumerate(stream_records(member), 1):
        entries = _read_entries(record)
        if not entries:
            reading.drop(_UNREADABLE)
            continue
        text = read_text(entries.get(label, {}).get("value"))
        dates = (read_date(entry.get("timestamp")) for entry in entries.values())
        date = next(filter(None, dates), None)
        if text:
            yield Document(text, date, "comment", origin=f"{member.place}, record {number:,}")
        else:
            reading.drop("comments without text")


def _read_entries(record: object) -> dict[str, Mapping[str, Any]]:
    """The entries of a comment by their labels, which are in the owner's language.

    Before 2022 a comment had one entry without a label, with the text and the time.
    """
    found = read_mapping(record)
    entries: dict[str, Any] = {**read_mapping(found, "string_map_data")}
    older = read_list(found.get("string_list_data"))
    if not entries and older:
        entries[""] = older[0]
    return {label: read_mapping(entry) for label, entry in entries.items()}


def _find_label(member: Member) -> str:
    """The label of comments' texts, which are less like names of users than the other entries.

    A comment has entries for its text, for whose post it is on, and for the time.
    """
    labels: Counter[str] = Counter()
    for record in islice(stream_records(member), _EXAMPLES):
        for label, entry in _read_entries(record).items():
            text = read_text(entry.get("value"))
            if text and (label == "" or not entry.get("timestamp")):
                labels[label] += not _USERNAME.fullmatch(text)
    return max(labels, key=labels.__getitem__, default="")


SOURCE = Source(
    name="instagram",
    title="Instagram",
    files="posts_1.json, reels.json or post_comments_1.json",
    recognise=_recognise,
    read=_read,
)
