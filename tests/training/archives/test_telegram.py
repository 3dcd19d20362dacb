"""Telegram's export of all chats, and of one."""

import json
from datetime import datetime, timezone
from pathlib import Path
from typing import Any

import pytest

from training.archives.chat_archives import (
    damage,
    list_recognised,
    local,
    read_archive,
    write_files,
    write_zip,
)
from wisdom_training.archives.source import Document
from wisdom_training.archives.telegram import SOURCE
from wisdom_training.errors import CorpusError

NOW = datetime(2023, 11, 14, 22, 13, 20, tzinfo=timezone.utc)


def message(
    text: object, sender: int = 1, name: str | None = "Ann Bell", **more: object
) -> dict[str, Any]:
    return {
        "id": 1,
        "type": "message",
        "date": "2023-11-14T22:13:20",
        "date_unixtime": "1700000000",
        "from": name,
        "from_id": f"user{sender}",
        "text": text,
        **more,
    }


def all_chats(*messages: object) -> str:
    return json.dumps(
        {
            "about": "Here is the data you requested.",
            "personal_information": {"user_id": 1, "first_name": "Ann", "last_name": "Bell"},
            "contacts": {
                "about": "Contacts",
                "list": [{"first_name": "Ben", "last_name": "Çelik", "phone_number": "00"}],
            },
            "chats": {
                "about": "This page lists all chats.",
                "list": [
                    {"name": "Walks", "type": "private_group", "id": 5, "messages": messages},
                    {"type": "saved_messages", "id": 1, "messages": []},
                ],
            },
        }
    )


def one_chat(*messages: object) -> str:
    return json.dumps({"name": "Ben", "type": "personal_chat", "id": 2, "messages": messages})


def read_texts(folder: Path, *messages: object) -> tuple[list[str], dict[str, int]]:
    write_files(folder, {"result.json": all_chats(*messages)})
    found = read_archive(SOURCE, folder)
    return [document.text for document in found.documents], dict(found.dropped)


def test_all_chats(tmp_path: Path) -> None:
    path = tmp_path / "a.zip"
    write_zip(path, {"DataExport/result.json": all_chats(message("Hi"), message("Yo", 2, "Ben"))})
    found = read_archive(SOURCE, path)
    assert found.documents == [
        Document("Hi", NOW, "private", "Ann Bell", "Walks"),
        Document("Yo", NOW, "private", "Ben", "Walks"),
    ]
    assert found.owner == ["Ann Bell"]
    assert found.people == ["Ben Çelik", "Walks"]
    assert SOURCE.private


def test_one_chat_does_not_say_who_the_owner_is(tmp_path: Path) -> None:
    write_files(tmp_path, {"ChatExport/result (1).json": one_chat(message("Hi"))})
    found = read_archive(SOURCE, tmp_path)
    assert found.documents == [Document("Hi", NOW, "private", "Ann Bell", "Ben")]
    assert found.owner == []


def test_another_with_the_owners_name_is_another_speaker(tmp_path: Path) -> None:
    content = all_chats(message("Not I", 2), message("I", 1))
    write_files(tmp_path, {"result.json": content})
    found = read_archive(SOURCE, tmp_path)
    assert [document.speaker for document in found.documents] == ["Ann Bell (user2)", "Ann Bell"]
    assert found.owner == ["Ann Bell"]


def test_texts_are_joined_from_their_entities(tmp_path: Path) -> None:
    entities = [
        {"type": "blockquote", "text": "What he said."},
        {"type": "plain", "text": "No: "},
        {"type": "bold", "text": "never"},
        {"type": "code", "text": "x = 1"},
        {"type": "link", "text": "https://example.org"},
    ]
    texts, _ = read_texts(
        tmp_path,
        message(["See ", {"type": "bold", "text": "this"}, " now"]),
        message("ignored", text_entities=entities),
        message("plain", text_entities=[]),
    )
    assert texts == ["See this now", "No: never\nhttps://example.org", "plain"]


def test_what_is_left_out_is_counted(tmp_path: Path) -> None:
    texts, dropped = read_texts(
        tmp_path,
        message("", type="service", action="phone_call"),
        message("Passed on", forwarded_from="Ben"),
        message("Passed on", forwarded_from=None),
        message("A game", via_bot="@gamebot"),
        message("", photo="photos/1.jpg"),
        message([{"type": "bot_command", "text": "/start"}]),
        message(12),
        {"id": 2},
        "no message",
        message([None, {"type": "bold"}, 3, {"type": [], "text": "words"}]),
    )
    assert texts == ["words"]
    assert dropped == {
        "service messages": 1,
        "forwarded messages": 2,
        "messages of bots": 1,
        "messages without words": 3,
        "records that cannot be read": 2,
    }


def test_control_characters_are_repaired(tmp_path: Path) -> None:
    content = all_chats(message("H@i")).replace("@", "\\x01")
    write_files(tmp_path, {"result.json": content})
    assert [document.text for document in read_archive(SOURCE, tmp_path).documents] == ["Hi"]


def test_a_date_without_unix_time_is_local(tmp_path: Path) -> None:
    old = message("Hi")
    del old["date_unixtime"]
    write_files(tmp_path, {"result.json": one_chat(old, old | {"date": "never"})})
    assert [document.date for document in read_archive(SOURCE, tmp_path).documents] == [
        local(2023, 11, 14, 22, 13, 20),
        None,
    ]


def test_a_deleted_account_has_a_name(tmp_path: Path) -> None:
    write_files(tmp_path, {"result.json": one_chat(message("Hi", 3, None))})
    assert [document.speaker for document in read_archive(SOURCE, tmp_path).documents] == [
        "Deleted Account"
    ]


def test_other_json_is_not_taken(tmp_path: Path) -> None:
    write_files(
        tmp_path,
        {
            "message_1.json": '{"participants": [], "messages": []}',
            "result.json": '{"about": "me"}',
            "list.json": "[]",
        },
    )
    assert list_recognised(SOURCE, tmp_path) == []


def test_a_file_that_ends_too_early_is_one_error(tmp_path: Path) -> None:
    content = all_chats(*[message("Hi")] * 50)
    write_files(tmp_path, {"result.json": content[: len(content) // 2]})
    with pytest.raises(CorpusError, match=r"result\.json cannot be read as JSON .*download"):
        read_archive(SOURCE, tmp_path)


def test_a_damaged_zip_is_one_error(tmp_path: Path) -> None:
    content = all_chats(*[message(f"Hi {number}") for number in range(999)])
    path = damage(write_zip(tmp_path / "a.zip", {"result.json": content}))
    with pytest.raises(
        CorpusError, match=r"a\.zip: result\.json (is damaged|cannot be read) .*download"
    ):
        read_archive(SOURCE, path)
