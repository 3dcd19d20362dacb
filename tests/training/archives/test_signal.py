"""Signal's plain-text export."""

import json
from datetime import datetime, timezone
from pathlib import Path
from typing import Any

import pytest

from training.archives.chat_archives import (
    damage,
    list_recognised,
    read_archive,
    write_files,
    write_zip,
)
from wisdom_training.archives.signal import SOURCE
from wisdom_training.archives.source import Document
from wisdom_training.errors import CorpusError

NOW = datetime(2023, 11, 14, 22, 13, 20, tzinfo=timezone.utc)
HEAD: list[dict[str, Any]] = [
    {"version": "1", "backupTimeMs": "1700000000000", "mediaRootBackupKey": "AA=="},
    {"account": {"givenName": "Ann"}},
    {"recipient": {"id": "1", "self": {}}},
    {"recipient": {"id": "2", "contact": {"e164": "4915", "systemGivenName": "Ben"}}},
    {
        "recipient": {
            "id": "3",
            "contact": {"nickname": {"given": "Me"}, "profileGivenName": "Someone"},
        }
    },
    {"recipient": {"id": "4", "group": {"snapshot": {"title": {"title": "Walks"}}}}},
    {"recipient": {"id": "5", "releaseNotes": {}}},
    {"chat": {"id": "10", "recipientId": "2"}},
    {"chat": {"id": "11", "recipientId": "4"}},
]


def item(chat: str, author: str, direction: str, **content: object) -> dict[str, Any]:
    return {
        "chatItem": {
            "chatId": chat,
            "authorId": author,
            "dateSent": "1700000000000",
            direction: {},
            **content,
        }
    }


def words(body: object) -> dict[str, Any]:
    return {"text": {"body": body}}


def export(*frames: dict[str, Any]) -> str:
    return "".join(json.dumps(frame) + "\n" for frame in [*HEAD, *frames])


def test_an_export(tmp_path: Path) -> None:
    content = export(
        item("10", "1", "outgoing", standardMessage=words("Hello\nBen")),
        item("10", "2", "incoming", standardMessage=words("Hi Ann")),
        item("11", "3", "incoming", standardMessage=words("Who is in?")),
        item("11", "1", "outgoing", directStoryReplyMessage={"textReply": words("I am")}),
    )
    found = read_archive(SOURCE, write_zip(tmp_path / "a.zip", {"export/main.jsonl": content}))
    assert found.documents == [
        Document("Hello\nBen", NOW, "private", "Me", "Ben"),
        Document("Hi Ann", NOW, "private", "Ben", "Ben"),
        Document("Who is in?", NOW, "private", "Me (3)", "Walks"),
        Document("I am", NOW, "private", "Me", "Walks"),
    ]
    assert found.owner == ["Me"]
    assert found.people == ["Ben", "Me", "Walks"]
    assert SOURCE.private


def test_what_has_no_words_of_its_author_is_counted(tmp_path: Path) -> None:
    quoting = words("Yes \ufffc, quite") | {"quote": words("What he said")}
    content = export(
        item("10", "1", "outgoing", standardMessage=quoting),
        item("10", "1", "outgoing", standardMessage={"attachments": [{}]}),
        item("10", "1", "outgoing", standardMessage=words(7)),
        item("10", "1", "outgoing", stickerMessage={}),
        item("10", "2", "incoming", remoteDeletedMessage={}),
        item("10", "2", "directionless", updateMessage={"simpleUpdate": {}}),
    )
    write_files(tmp_path, {"main.jsonl": content})
    found = read_archive(SOURCE, tmp_path)
    assert [document.text for document in found.documents] == ["Yes , quite"]
    assert found.dropped == {"messages without words": 4, "service messages": 1}


def test_odd_records_never_stop_the_reading(tmp_path: Path) -> None:
    good = json.dumps(item("99", "98", "incoming", standardMessage=words("Hi"), dateSent="soon"))
    write_files(tmp_path, {"main.jsonl": f'{export()}{{"chatItem"\n[1]\n\n{{"chat": 3}}\n{good}\n'})
    found = read_archive(SOURCE, tmp_path)
    assert found.documents == [Document("Hi", None, "private", "98", "a chat")]
    assert found.dropped == {"records that cannot be read": 2}


def test_half_of_an_emoji_goes(tmp_path: Path) -> None:
    content = export(item("10", "1", "outgoing", standardMessage=words("Hi \ud83d \U0001f600")))
    write_files(tmp_path, {"main.jsonl": content})
    assert [document.text for document in read_archive(SOURCE, tmp_path).documents] == ["Hi 😀"]


def test_other_files_are_not_taken(tmp_path: Path) -> None:
    write_files(tmp_path, {"posts.jsonl": '{"text": "Hi"}\n', "main.json": export()})
    assert list_recognised(SOURCE, tmp_path) == []


def test_a_file_that_ends_too_early_is_one_error(tmp_path: Path) -> None:
    content = export(item("10", "1", "outgoing", standardMessage=words("Hello")))
    write_files(tmp_path, {"main.jsonl": content[:-9]})
    with pytest.raises(CorpusError, match=r"main\.jsonl is damaged .*last line is cut off.*downl"):
        read_archive(SOURCE, tmp_path)


def test_a_damaged_zip_is_one_error(tmp_path: Path) -> None:
    frames = [
        item("10", "1", "outgoing", standardMessage=words(f"Hi {number}")) for number in range(999)
    ]
    path = damage(write_zip(tmp_path / "a.zip", {"main.jsonl": export(*frames)}))
    with pytest.raises(CorpusError, match=r"main\.jsonl is damaged .*download"):
        read_archive(SOURCE, path)
