"""Mastodon, and other servers of the Fediverse with its format: ``outbox.json`` of the archive.

Posts for followers and private mentions are in the same file, and nothing marks them but their
addresses. A content warning is a label, so it is left out.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from wisdom_training.archives.source import Document, Kind, Reading, Source
from wisdom_training.archives.timestamps import parse_timestamp
from wisdom_training.containers.html_text import LEFT_OUT, read_html
from wisdom_training.containers.json_stream import stream_items
from wisdom_training.containers.members import Member

_OUTBOX = "outbox.json"
_PUBLIC = {"https://www.w3.org/ns/activitystreams#Public", "as:Public", "Public"}
_UNREADABLE = "records that cannot be read"
_LEFT_OUT = f"{LEFT_OUT}, .quote-inline"  # a link to the post that is quoted, since Mastodon 4.5


def _recognise(members: Sequence[Member]) -> list[Member]:
    return [member for member in members if member.name == _OUTBOX and b'"Ordered' in member.head()]


def _read(members: Sequence[Member], reading: Reading) -> Iterator[Document]:
    for member in members:
        for number, item in enumerate(stream_items(member, "orderedItems.item"), 1):
            document = _read_item(item, f"{member.place}, post {number:,}", reading)
            if document is not None:
                yield document


def _read_item(item: object, origin: str, reading: Reading) -> Document | None:
    fault = _find_fault(item)
    if fault is not None or not isinstance(item, dict):
        reading.drop(fault or _UNREADABLE)
        return None
    note = item["object"]
    text = _drop_emoji(read_html(note["content"], _LEFT_OUT), note)
    if not text:
        reading.drop("posts without text")
        return None
    date = parse_timestamp(str(note.get("published") or item.get("published")))
    return Document(text, date, _find_kind(item, note), origin=origin)


def _find_fault(item: object) -> str | None:
    """Why an item is no public post of the owner's, as ``Reading.drop`` counts it."""
    if not isinstance(item, dict):
        return _UNREADABLE
    note = item.get("object")
    if item.get("type") == "Announce":
        return "reposts"
    if item.get("type") != "Create":
        return "records that are no posts"
    if not isinstance(note, dict) or not isinstance(note.get("content"), str):
        return _UNREADABLE
    if not _PUBLIC.intersection(_list_addresses(item) + _list_addresses(note)):
        return "posts that were not public"
    return None


def _list_addresses(item: Mapping[str, Any]) -> list[str]:
    found: list[str] = []
    for name in ("to", "cc"):
        value = item.get(name)
        values = value if isinstance(value, list) else [value]
        found += [address for address in values if isinstance(address, str)]
    return found


def _drop_emoji(text: str, note: Mapping[str, Any]) -> str:
    """``text`` without the shortcodes, such as ``:blobcat:``, of the server's own pictures."""
    tags = note.get("tag")
    for tag in tags if isinstance(tags, list) else ():
        name = tag.get("name") if isinstance(tag, dict) and tag.get("type") == "Emoji" else None
        if isinstance(name, str) and name.strip(":"):
            text = re.sub(rf" ?:{re.escape(name.strip(':'))}:", "", text)
    return text.strip()


def _find_kind(item: Mapping[str, Any], note: Mapping[str, Any]) -> Kind:
    replied_to, actor = note.get("inReplyTo"), item.get("actor")
    if not replied_to:
        return "post"
    continues = isinstance(actor, str) and str(replied_to).startswith(f"{actor}/")
    return "post" if continues else "reply"  # a thread of one's own


SOURCE = Source(
    name="mastodon",
    title="Mastodon",
    files="outbox.json",
    recognise=_recognise,
    read=_read,
)
