"""What the JSON of Facebook, Instagram and Threads has in common.

Their writer takes each byte of UTF-8 for a character, so that ``é`` comes as ``Ã©``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import datetime, timezone
from typing import Any

from wisdom_training.containers.json_stream import find_start, load_json, stream_items
from wisdom_training.containers.members import Member
from wisdom_training.errors import CorpusError

_SEQUENCE = re.compile(
    "[\u00c2-\u00df][\u0080-\u00bf]"
    "|[\u00e0-\u00ef][\u0080-\u00bf]{2}"
    "|[\u00f0-\u00f4][\u0080-\u00bf]{3}"
)
"""One character of UTF-8, each of its bytes as a character."""
_LAST_BYTE = "\u00ff"
_ROOT = re.compile(rb'\{\s*"(\w+)"\s*:\s*(?:(\[)|\{\s*"(\w+)"\s*:\s*\[)')
_OF_A_RECORD = frozenset({"attachments", "data", "media", "tags", "string_map_data"})
"""Keys that a record may begin with; a file of a single record has no list around it."""
_MENTION = re.compile(r"@\[\d{1,20}:(?:\d{1,20}:)?([^\]]{1,200})\]")


def decode_text(text: str) -> str:
    """``text`` as it was written, with the names that mentions stand for.

    A text with a character that is no byte did not come from Meta's writer and stays as it is. So
    do sequences that are no UTF-8: Meta cuts texts in the middle of a character.
    """
    if not text.isascii() and max(text) <= _LAST_BYTE:
        text = _SEQUENCE.sub(_decode_sequence, text)
    return _MENTION.sub(r"\1", text) if "@[" in text else text


def _decode_sequence(match: re.Match[str]) -> str:
    try:
        return match[0].encode("latin-1").decode()
    except UnicodeDecodeError:
        return match[0]


def read_text(value: object) -> str:
    """The decoded text of a field, without spaces around it; empty if it is none."""
    return decode_text(value).strip() if isinstance(value, str) else ""


def read_date(value: object) -> datetime | None:
    """The date of a field with the seconds since 1970; None if it has none."""
    if isinstance(value, bool) or not isinstance(value, int | float) or value <= 0:
        return None
    try:
        return datetime.fromtimestamp(value, timezone.utc)
    except (ValueError, OverflowError, OSError):
        return None


def find_root(head: bytes) -> tuple[str, str]:
    """The first keys of a file whose list is in one or two dictionaries; empty where there is none.

    ``head`` is the beginning of the file.
    """
    match = _ROOT.match(head, find_start(head))
    if match is None or match[1].decode() in _OF_A_RECORD:
        return "", ""
    return match[1].decode(), match[3].decode() if match[3] else ""


def stream_records(member: Member) -> Iterator[Any]:
    """The records of a file: of a list, of a dictionary's first list, or the only one.

    Raises CorpusError if the file is no JSON or ends too early.
    """
    head = member.head()
    if head[find_start(head) :][:1] == b"[":
        yield from stream_items(member)
        return
    outer, inner = find_root(head)
    if outer:
        yield from stream_items(member, ".".join(filter(None, (outer, inner, "item"))))
    else:
        yield load_json(member)


def read_mapping(value: object, *keys: str) -> Mapping[str, Any]:
    """The dictionary at ``keys`` inside of each other; empty if there is none."""
    for key in keys:
        value = value.get(key) if isinstance(value, dict) else None
    return value if isinstance(value, dict) else {}


def read_list(value: object) -> list[Any]:
    """A list, with a single dictionary as a list of one; empty if it is neither."""
    if isinstance(value, dict):
        return [value]
    return value if isinstance(value, list) else []


def read_caption(record: Mapping[str, Any]) -> tuple[str, datetime | None]:
    """The text and the date of a post of Instagram or Threads, which its first picture may have."""
    pictures = [read_mapping(item) for item in read_list(record.get("media"))]
    texts = (read_text(item.get("title")) for item in [record, *pictures])
    dates = (read_date(item.get("creation_timestamp")) for item in [record, *pictures])
    return next(filter(None, texts), ""), next(filter(None, dates), None)


def ask_for_json(member: Member, service: str) -> CorpusError:
    """The error where the owner of an archive did not choose JSON."""
    return CorpusError(
        f"{member.place} is a page of HTML, which cannot be read reliably: ask {service} for your "
        f"data again, and choose JSON as the format"
    )
