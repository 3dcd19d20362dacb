"""The text files of imessage-exporter."""

from pathlib import Path

import pytest

from training.archives.chat_archives import (
    damage,
    list_recognised,
    local,
    read_archive,
    write_files,
    write_zip,
)
from wisdom_training.archives.imessage import SOURCE
from wisdom_training.archives.source import Document
from wisdom_training.errors import CorpusError

STAMP = "May 17, 2022  5:29:42 PM"
NOW = local(2022, 5, 17, 17, 29, 42)


def block(*lines: str, stamp: str = STAMP) -> str:
    return "\n".join([stamp, *lines]) + "\n\n"


CHAT = (
    block("Me", "Hello Ben,", "", "how are you?", stamp=f"{STAMP} (Read by them after 2 seconds)")
    + block(
        "Ben Çelik",
        "Fine.",
        "Tapbacks:",
        "Loved by Me",
        "☕️ by Ann",
        "    May 17, 2022  5:30:00 PM",
        "    Me",
        "    Good to hear",
        "",
    )
    + f"{STAMP} You named the conversation Walks\n\n"
    + block(
        "Me",
        "Good to hear",
        "This message responded to an earlier message.",
        stamp="May 7, 2022 12:05:00 AM",
    )
)


def test_a_chat(tmp_path: Path) -> None:
    write_files(tmp_path, {"Ben.txt": CHAT})
    found = read_archive(SOURCE, tmp_path)
    assert found.documents == [
        Document("Hello Ben,\n\nhow are you?", NOW, "private", "Me", "Ben"),
        Document("Fine.", NOW, "private", "Ben Çelik", "Ben"),
        Document("Good to hear", local(2022, 5, 7, 0, 5), "private", "Me", "Ben"),
    ]
    assert found.dropped == {"service messages": 1}
    assert found.owner == ["Me"]
    assert found.people == ["Ben Çelik"]
    assert SOURCE.private


def test_the_owner_is_unknown_where_the_exporter_wrote_another_name(tmp_path: Path) -> None:
    write_files(tmp_path, {"+44770.txt": block("Ann", "Hi") + block("+44770", "Yo")})
    found = read_archive(SOURCE, tmp_path)
    assert [document.speaker for document in found.documents] == ["Ann", "+44770"]
    assert found.owner == []


@pytest.mark.parametrize(
    ("lines", "text"),
    [
        (["attachments/AB/IMG_1.HEIC", "The view"], "The view"),
        (["/Users/ann/Library/Messages/a b.jpeg", "The view\ufffc"], "The view"),
        ([f"33/{'0a' * 20}", "The view"], "The view"),
        (["IMG_1234.MOV", "Attachment missing!", "The view"], "The view"),
        (["Sent with Confetti", "Yes!"], "Yes!"),
        (["Hi", "Me unsent this message part 2 seconds after sending!"], "Hi"),
        ([f"{STAMP} frist", "Edited 3 seconds later: first", "Edited 9 seconds later: 1st"], "1st"),
        (["One", "Reactions:", "Laughed at by Ann", "Two by two"], "One"),
        (["One", "Tapbacks:", "    Loved by Ann", "Two"], "One\nTwo"),
        (
            ["https://example.org/a", "What others wrote", "and summed up"],
            "https://example.org/a",
        ),
        (
            ["Look:", "https://example.org/a", "It is good"],
            "Look:\nhttps://example.org/a\nIt is good",
        ),
    ],
)
def test_what_the_exporter_wrote_goes(tmp_path: Path, lines: list[str], text: str) -> None:
    write_files(tmp_path, {"Ben.txt": block("Me", *lines)})
    assert [document.text for document in read_archive(SOURCE, tmp_path).documents] == [text]


@pytest.mark.parametrize(
    ("lines", "reason"),
    [
        (["attachments/AB/IMG_1.HEIC"], "messages without words"),
        (["SharePlay Message", "Ended"], "messages without words"),
        (["Started sharing location!"], "messages without words"),
        (["Outline Sticker from Me: a/b.heic"], "messages without words"),
        (["Me unsent a message!"], "messages without words"),
        (["This message was deleted from the conversation!", "Hi"], "deleted messages"),
    ],
)
def test_messages_without_words_are_counted(tmp_path: Path, lines: list[str], reason: str) -> None:
    write_files(tmp_path, {"Ben.txt": block("Me", *lines)})
    found = read_archive(SOURCE, tmp_path)
    assert found.documents == []
    assert found.dropped == {reason: 1}


def test_an_impossible_date_is_none(tmp_path: Path) -> None:
    write_files(tmp_path, {"Ben.txt": block("Me", "Hi", stamp="Feb 31, 2022 5:29:42 PM")})
    assert [document.date for document in read_archive(SOURCE, tmp_path).documents] == [None]


def test_other_texts_are_not_taken(tmp_path: Path) -> None:
    write_files(
        tmp_path,
        {"diary.txt": "May 17, 2022\nA fine day.\n", "a.md": CHAT, "empty.txt": "\n\n"},
    )
    assert list_recognised(SOURCE, tmp_path) == []


def test_a_damaged_zip_is_one_error(tmp_path: Path) -> None:
    chat = "".join(block("Me", f"Message {number}") for number in range(999))
    path = damage(write_zip(tmp_path / "a.zip", {"Ben.txt": chat}))
    with pytest.raises(CorpusError, match=r"Ben\.txt is damaged .*download"):
        read_archive(SOURCE, path)
