"""Bluesky: ``repo.car``, the repository of an account, in which everything is public.

A CAR file (https://ipld.io/specs/transport/car/carv1/) is a header and blocks, each with its
length before it and the hash of its content at its start. Blocks are DAG-CBOR; those of the type
``app.bsky.feed.post`` are posts. Reposts are records of another type.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, BinaryIO

import libipld

from wisdom_training.archives.source import Document, Kind, Reading, Source
from wisdom_training.archives.timestamps import parse_timestamp
from wisdom_training.containers.members import Member

_POST = "app.bsky.feed.post"
_LINK = "app.bsky.richtext.facet#link"
_HASHED_CBOR = b"\x01\x71\x12\x20"  # version 1, DAG-CBOR, SHA-256, 32 bytes
_HASH = 36  # bytes with the above
_LARGEST_BLOCK = 4 << 20  # bytes; the protocol allows 2 MiB
_LONGEST_NUMBER = 5  # bytes of a block's length


def _recognise(members: Sequence[Member]) -> list[Member]:
    return [
        member for member in members if member.suffix == ".car" and b"eroots" in member.head(256)
    ]


def _read(members: Sequence[Member], reading: Reading) -> Iterator[Document]:
    for member in members:
        owner = _find_account(member)
        for number, block in enumerate(_stream_blocks(member), 1):
            record = _decode(block)
            if record is None:
                reading.drop("records that cannot be read")
            elif record.get("$type") == _POST:
                document = _read_post(record, owner, f"{member.place}, block {number:,}", reading)
                if document is not None:
                    yield document


def _stream_blocks(member: Member) -> Iterator[bytes]:
    """The contents of the blocks of DAG-CBOR, after the header."""
    with member.open() as file:
        _read_block(member, file)
        while (block := _read_block(member, file)) is not None:
            if block.startswith(_HASHED_CBOR):
                yield block[_HASH:]


def _read_block(member: Member, file: BinaryIO) -> bytes | None:
    """What follows one length, a LEB128 number; None at the end of the file."""
    size = 0
    for place in range(_LONGEST_NUMBER):
        byte = file.read(1)
        if not byte and not place:
            return None
        size |= (byte[0] & 0x7F if byte else 0) << 7 * place
        if byte < b"\x80":
            break
    if size > _LARGEST_BLOCK:
        raise member.damaged(f"a block has {size:,} bytes")
    block = file.read(size)
    if len(block) < size or not byte:
        raise member.damaged("it ends too early")
    return block


def _decode(block: bytes) -> Mapping[str, Any] | None:
    try:
        record = libipld.decode_dag_cbor(block)
    except (ValueError, RecursionError):
        return None
    return record if isinstance(record, dict) else None


def _find_account(member: Member) -> str | None:
    """The owner's identifier, which the repository's commit has, to know replies to oneself."""
    for block in _stream_blocks(member):
        record = _decode(block)
        if record is not None and "did" in record and "rev" in record:
            return str(record["did"])
    return None


def _read_post(
    record: Mapping[str, Any], owner: str | None, origin: str, reading: Reading
) -> Document | None:
    text = record.get("text")
    if not isinstance(text, str):
        reading.drop("records that cannot be read")
        return None
    if not text.strip():
        reading.drop("posts without text")
        return None
    date = parse_timestamp(str(record.get("createdAt")))
    kind = _find_kind(record, owner)
    return Document(_write_out_links(text, record.get("facets")), date, kind, origin=origin)


def _find_kind(record: Mapping[str, Any], owner: str | None) -> Kind:
    reply = record.get("reply")
    parent = reply.get("parent") if isinstance(reply, dict) else None
    address = parent.get("uri") if isinstance(parent, dict) else None
    if not isinstance(address, str):
        return "post"
    return "post" if address.startswith(f"at://{owner}/") else "reply"  # a thread of one's own


def _write_out_links(text: str, facets: object) -> str:
    """``text`` with whole addresses instead of shortened ones, such as ``example.org/a-lo...``."""
    content = text.encode()
    links = [link for facet in _list(facets) for link in _find_links(facet)]
    for start, end, address in sorted(links, reverse=True):
        if 0 <= start < end <= len(content) and content[start:end].endswith((b"...", "…".encode())):
            content = content[:start] + address.encode() + content[end:]
    return content.decode("utf-8", "replace")


def _find_links(facet: object) -> Iterator[tuple[int, int, str]]:
    """Where in the bytes a link is, and its address."""
    index = facet.get("index") if isinstance(facet, dict) else None
    if not isinstance(facet, dict) or not isinstance(index, dict):
        return
    start, end = index.get("byteStart"), index.get("byteEnd")
    for feature in _list(facet.get("features")):
        if isinstance(feature, dict) and feature.get("$type") == _LINK:
            address = feature.get("uri")
            if isinstance(start, int) and isinstance(end, int) and isinstance(address, str):
                yield start, end, address


def _list(value: object) -> list[Any]:
    return value if isinstance(value, list) else []


SOURCE = Source(
    name="bluesky",
    title="Bluesky",
    files="repo.car",
    recognise=_recognise,
    read=_read,
)
