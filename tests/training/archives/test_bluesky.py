"""Bluesky's repositories."""

from __future__ import annotations

import hashlib
from datetime import datetime, timezone
from pathlib import Path
from typing import Any

import libipld
import pytest

from training.archive_files import read_source
from wisdom_training.archives.bluesky import SOURCE
from wisdom_training.archives.source import Document, Reading
from wisdom_training.errors import CorpusError

DATE = datetime(2023, 8, 7, 5, 31, 12, 156888, tzinfo=timezone.utc)
OWNER = "did:plc:aaaabbbbccccddddeeeeffff"
COMMIT = {"did": OWNER, "rev": "3l", "version": 3, "data": b"", "prev": None, "sig": b"s"}
TREE = {"e": [{"k": b"app.bsky.feed.post/3k", "p": 0}], "l": None}
REPOST = {"$type": "app.bsky.feed.repost", "subject": {"uri": "at://x/1"}, "createdAt": "2023"}
LIKE = {"$type": "app.bsky.feed.like", "subject": {"uri": "at://x/1"}}


def make_post(text: object = "The sea.", **fields: object) -> dict[str, Any]:
    return {
        "$type": "app.bsky.feed.post",
        "text": text,
        "createdAt": "2023-08-07T05:31:12.156888Z",
        "langs": ["en"],
        **fields,
    }


def write_number(number: int) -> bytes:
    """LEB128."""
    content = bytearray()
    while number > 0x7F:
        content.append(number & 0x7F | 0x80)
        number >>= 7
    return bytes([*content, number])


def write_block(data: bytes, codec: int = 0x71) -> bytes:
    block = bytes([1, codec, 0x12, 0x20]) + hashlib.sha256(data).digest() + data
    return write_number(len(block)) + block


def write_car(path: Path, *records: object) -> Path:
    header = libipld.encode_dag_cbor({"roots": [], "version": 1})
    blocks = (
        record if isinstance(record, bytes) else write_block(libipld.encode_dag_cbor(record))
        for record in records
    )
    path.write_bytes(write_number(len(header)) + header + b"".join(blocks))
    return path


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "repo.car"


def read_records(path: Path, *records: object) -> tuple[list[Document], Reading]:
    return read_source(SOURCE, write_car(path, COMMIT, *records))


def test_a_repository(path: Path) -> None:
    documents, reading = read_records(path, TREE, make_post("One."), LIKE, REPOST, make_post("Two"))
    assert documents == [
        Document("One.", DATE, origin=f"{path}, block 3"),
        Document("Two", DATE, origin=f"{path}, block 6"),
    ]
    assert reading.dropped == {}


@pytest.mark.parametrize(("name", "recognised"), [("Repo (1).CAR", 1), ("repo.bin", 0)])
def test_the_suffix_tells(tmp_path: Path, name: str, recognised: int) -> None:
    documents, _ = read_source(SOURCE, write_car(tmp_path / name, COMMIT, make_post()))
    assert len(documents) == recognised


def test_other_files_of_the_suffix_are_not_recognised(path: Path) -> None:
    path.write_bytes(b"a car")
    assert read_source(SOURCE, path)[0] == []


@pytest.mark.parametrize(
    ("reply", "kind"),
    [
        ({"parent": {"uri": f"at://{OWNER}/app.bsky.feed.post/1"}}, "post"),
        ({"parent": {"uri": "at://did:plc:ben/app.bsky.feed.post/1"}}, "reply"),
        ({"parent": 3}, "post"),
        ([], "post"),
    ],
)
def test_replies_to_others_are_replies(path: Path, reply: object, kind: str) -> None:
    # The commit may be the last block.
    (document,), _ = read_source(SOURCE, write_car(path, make_post(reply=reply), COMMIT))
    assert document.kind == kind


def make_link(start: object, end: object, address: object) -> dict[str, object]:
    feature = {"$type": "app.bsky.richtext.facet#link", "uri": address}
    return {"index": {"byteStart": start, "byteEnd": end}, "features": [feature]}


@pytest.mark.parametrize(
    ("facets", "text"),
    [
        ([make_link(5, 15, "https://e.org/a-long-one")], "Çay https://e.org/a-long-one! b.c/d..."),
        (
            [make_link(5, 15, "https://e.org/a"), make_link(17, 25, "https://b.c/def")],
            "Çay https://e.org/a! https://b.c/def",
        ),
        ([make_link(0, 4, "https://e.org")], "Çay e.org/a...! b.c/d..."),  # words, not an address
        ([make_link(5, 999, "https://e.org")], "Çay e.org/a...! b.c/d..."),
        ([make_link("5", None, "https://e.org")], "Çay e.org/a...! b.c/d..."),
        ([make_link(5, 15, 3)], "Çay e.org/a...! b.c/d..."),
        ([3, {"index": 3}, {"index": {}, "features": [3]}], "Çay e.org/a...! b.c/d..."),
    ],
)
def test_shortened_links_are_written_out(path: Path, facets: object, text: str) -> None:
    (document,), _ = read_records(path, make_post("Çay e.org/a...! b.c/d...", facets=facets))
    assert document.text == text


def test_what_cannot_be_read_is_counted(path: Path) -> None:
    deep = write_block(b"\x81" * 100_000 + b"\x01")
    documents, reading = read_records(
        path, make_post(3), write_block(b"\xff"), deep, ["list"], make_post(" "), make_post("One.")
    )
    assert [document.text for document in documents] == ["One."]
    assert reading.dropped == {"records that cannot be read": 4, "posts without text": 1}


def test_blocks_of_other_codes_are_passed_over(path: Path) -> None:
    documents, reading = read_records(path, write_block(b"picture", codec=0x55), make_post("One."))
    assert [document.text for document in documents] == ["One."]
    assert reading.dropped == {}


@pytest.mark.parametrize("cut", [1, 50, 200])
def test_a_truncated_file_is_an_error(path: Path, cut: int) -> None:
    write_car(path, COMMIT, make_post("One."), make_post("Two." * 50))
    path.write_bytes(path.read_bytes()[:-cut])
    with pytest.raises(CorpusError) as error:
        read_source(SOURCE, path)
    assert str(error.value) == (
        f"{path} is damaged or was not downloaded wholly (it ends too early): download the "
        f"archive again"
    )


@pytest.mark.parametrize(
    ("end", "reason"),
    [(b"\x80", "it ends too early"), (b"\xff" * 9, "a block has 34,359,738,367 b")],
)
def test_a_length_without_end_is_an_error(path: Path, end: bytes, reason: str) -> None:
    with pytest.raises(CorpusError) as error:
        read_source(SOURCE, write_car(path, COMMIT, make_post(), end))
    assert f"({reason}" in str(error.value)
