"""Threads, whose posts come in an archive of their own or in that of Instagram, as JSON."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from wisdom_training.archives.meta_json import (
    ask_for_json,
    find_root,
    read_caption,
    read_list,
    read_mapping,
    stream_records,
)
from wisdom_training.archives.source import Document, Kind, Reading, Source
from wisdom_training.containers.members import Member

_NAME = re.compile(r"threads_and_replies(?:_\d+)?\.(?:json|html)")
_ROOT = "text_post_app_text_posts"


def _recognise(members: Sequence[Member]) -> list[Member]:
    return [member for member in members if _is_ours(member)]


def _is_ours(member: Member) -> bool:
    if _NAME.fullmatch(member.name):
        return True
    return member.suffix == ".json" and find_root(member.head())[0] == _ROOT


def _read(members: Sequence[Member], reading: Reading) -> Iterator[Document]:
    for member in members:
        if member.suffix == ".html":
            raise ask_for_json(member, "Threads")
        for number, record in enumerate(stream_records(member), 1):
            if not isinstance(record, dict) or not record.keys() & {"media", "title"}:
                reading.drop("records that cannot be read")
                continue
            text, date = read_caption(record)
            if not text:
                reading.drop("posts without text")
                continue
            kind: Kind = "reply" if _is_reply(record) else "post"
            yield Document(text, date, kind, origin=f"{member.place}, record {number:,}")


def _is_reply(record: dict[str, object]) -> bool:
    pictures = read_list(record.get("media"))
    return any(read_mapping(item, "text_app_post").get("is_reply") is True for item in pictures)


SOURCE = Source(
    name="threads",
    title="Threads",
    files="threads_and_replies.json",
    recognise=_recognise,
    read=_read,
)
