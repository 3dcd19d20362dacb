"""Discord's package, and the files of DiscordChatExporter."""

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
from wisdom_training.archives.discord import SOURCE
from wisdom_training.archives.source import Document
from wisdom_training.errors import CorpusError

NOW = datetime(2023, 11, 14, 22, 13, 20, tzinfo=timezone.utc)
SERVER, DIRECT, LOST = "c100000000000000001", "c100000000000000002", "c100000000000000003"


def row(contents: object, **more: object) -> dict[str, object]:
    return {
        "ID": 1173732432,
        "Timestamp": "2023-11-14 22:13:20",
        "Contents": contents,
        "Attachments": "",
        **more,
    }


def package(messages: str = "Messages") -> dict[str, str]:
    return {
        f"{messages}/index.json": json.dumps(
            {SERVER[1:]: "general in Walkers", DIRECT[1:]: "Direct Message with ben#0", "3": None}
        ),
        f"{messages}/{SERVER}/channel.json": json.dumps(
            {
                "id": SERVER[1:],
                "type": 0,
                "name": "general",
                "guild": {"id": "9", "name": "Walkers"},
            }
        ),
        f"{messages}/{SERVER}/messages.json": json.dumps([row("Who is in?")]),
        f"{messages}/{DIRECT}/channel.json": json.dumps(
            {"id": DIRECT[1:], "type": 1, "recipients": ["1", "2"]}
        ),
        f"{messages}/{DIRECT}/messages.json": json.dumps([row("Hello Ben")]),
        "Account/user.json": json.dumps(
            {
                "id": "1",
                "username": "ann",
                "relationships": [
                    {"user": {"username": "cy", "global_name": "Cy Young"}},
                    {"user": None},
                ],
            }
        ),
        "Servers/index.json": "{}",
    }


def test_a_package(tmp_path: Path) -> None:
    found = read_archive(SOURCE, write_zip(tmp_path / "package.zip", package()))
    assert found.documents == [
        Document("Who is in?", NOW, "post", None, "Walkers, general"),
        Document("Hello Ben", NOW, "private", None, DIRECT),
    ]
    assert found.owner == []  # all of it is the owner's
    assert found.people == ["ben", "cy", "Cy Young"]
    assert found.warnings == []
    assert not SOURCE.private


def test_folders_may_be_translated_and_wrapped(tmp_path: Path) -> None:
    write_files(tmp_path, package("mein Paket/Nachrichten"))
    assert len(read_archive(SOURCE, tmp_path).documents) == 2


def test_messages_before_2024_are_a_table(tmp_path: Path) -> None:
    files = package()
    table = (
        "ID,Timestamp,Contents,Attachments\r\n"
        '1,2023-11-14 22:13:20.123000+00:00,"One, ""two""\nthree",\r\n'
        "2,2023-11-14 22:13:20+00:00,,https://cdn.example/a.png\r\n"
    )
    del files[f"Messages/{SERVER}/messages.json"]
    files[f"Messages/{SERVER}/messages.csv"] = table
    write_files(tmp_path, files)
    found = read_archive(SOURCE, tmp_path)
    assert found.documents[0] == Document(
        'One, "two"\nthree', NOW, "post", None, "Walkers, general"
    )
    assert found.dropped == {"messages without words": 1}


def test_a_channel_without_a_description_is_taken_for_private(tmp_path: Path) -> None:
    write_files(tmp_path, {f"{LOST}/messages.json": json.dumps([row("Hi")])})
    found = read_archive(SOURCE, tmp_path)
    assert found.documents == [Document("Hi", NOW, "private", None, LOST)]
    assert found.warnings == [
        "Discord's package does not describe all channels: those without channel.json are private"
    ]


def test_odd_records_are_counted(tmp_path: Path) -> None:
    rows = [row(12), "text", {}, row(""), row("Hi", Timestamp="soon"), row("Yo", Timestamp=None)]
    write_files(tmp_path, {f"{LOST}/messages.json": json.dumps(rows)})
    found = read_archive(SOURCE, tmp_path)
    assert [(document.text, document.date) for document in found.documents] == [
        ("Hi", None),
        ("Yo", None),
    ]
    assert found.dropped == {"records that cannot be read": 3, "messages without words": 1}


@pytest.mark.parametrize(
    ("contents", "text"),
    [
        ("<@123> and <@!456>, <@&789>: see <#123>", "and , : see"),
        ("Nice <:smile:123><a:wave:456> day", "Nice day"),
        ("At <t:1700000000:R> use </play:123>", "At use"),
        ("See <https://example.org/a>", "See https://example.org/a"),
        ("**Never** ||ever||", "Never ever"),
        ("> He said so\nNo", "No"),
        ("I <3 you", "I <3 you"),
        ("@everyone look", "@everyone look"),
    ],
)
def test_marks_of_discord_go(tmp_path: Path, contents: str, text: str) -> None:
    write_files(tmp_path, {f"{LOST}/messages.json": json.dumps([row(contents)])})
    assert [document.text for document in read_archive(SOURCE, tmp_path).documents] == [text]


def exported(*messages: object, guild: str = "9", channel: str = "GuildTextChat") -> str:
    return json.dumps(
        {
            "guild": {"id": guild, "name": "Walkers", "iconUrl": ""},
            "channel": {"id": "5", "type": channel, "category": "Text", "name": "general"},
            "dateRange": {"after": None, "before": None},
            "messages": messages,
            "messageCount": len(messages),
        },
        indent=2,
    )


def message(
    content: object, author: str = "1", name: str = "ann", **more: object
) -> dict[str, Any]:
    return {
        "id": "7",
        "type": "Default",
        "timestamp": "2023-11-14T22:13:20.1234567+00:00",
        "content": content,
        "author": {"id": author, "name": name, "isBot": name == "bot"},
        **more,
    }


def test_an_exported_channel_has_many_speakers(tmp_path: Path) -> None:
    content = exported(
        message("Hi"),
        message("Yo", "2", "ben", type="Reply"),
        message("Another Ann", "3"),
    )
    write_files(tmp_path, {"Walkers - Text - general [5].json": content})
    found = read_archive(SOURCE, tmp_path)
    assert found.documents == [
        Document("Hi", NOW, "post", "ann", "Walkers, general"),
        Document("Yo", NOW, "post", "ben", "Walkers, general"),
        Document("Another Ann", NOW, "post", "ann (3)", "Walkers, general"),
    ]
    assert found.owner == []


@pytest.mark.parametrize(
    ("guild", "channel"),
    [("0", "DirectTextChat"), ("0", "DirectGroupTextChat"), ("9", "DirectTextChat")],
)
def test_exported_direct_messages_are_private(tmp_path: Path, guild: str, channel: str) -> None:
    write_files(tmp_path, {"a.json": exported(message("Hi"), guild=guild, channel=channel)})
    assert [document.kind for document in read_archive(SOURCE, tmp_path).documents] == ["private"]


def test_bots_and_service_messages_of_an_export_are_counted(tmp_path: Path) -> None:
    content = exported(
        message("Beep", "4", "bot"),
        message("Joined the server.", type="GuildMemberJoin"),
        message("Pinned a message.", type="ChannelPinnedMessage"),
        message(""),
        message("Odd", type=["Default"]),
        message(None),
        {"content": "who?"},
        "text",
    )
    write_files(tmp_path, {"a.json": content})
    found = read_archive(SOURCE, tmp_path)
    assert found.documents == []
    assert found.dropped == {
        "messages of bots": 1,
        "service messages": 3,
        "messages without words": 1,
        "records that cannot be read": 3,
    }


def test_names_and_emoji_that_the_exporter_wrote_out_go(tmp_path: Path) -> None:
    mentions = [{"id": "2", "name": "ben", "nickname": "Ben Çelik"}, "odd"]
    emoji = [{"id": "5", "name": "wave", "code": "wave"}, {"id": "", "name": "😀", "code": "grin"}]
    content = message("@Ben Çelik hi :wave: 😀 @bent", mentions=mentions, inlineEmojis=emoji)
    write_files(tmp_path, {"a.json": exported(content)})
    assert [document.text for document in read_archive(SOURCE, tmp_path).documents] == [
        "hi 😀 @bent"
    ]


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("Walkers - Text - general [5].csv", "post"),
        ("Direct Messages - Private - ben [5].csv", "private"),
        ("chat.csv", "private"),
    ],
)
def test_an_exported_table(tmp_path: Path, name: str, kind: str) -> None:
    table = (
        "AuthorID,Author,Date,Content,Attachments,Reactions\r\n"
        '"1","ann","2023-11-14T22:13:20.0000000+00:00","Hi, you","",""\r\n'
        '"2","ben","14-Nov-23 10:13 PM","Yo","",""\r\n'
        '"2","ben","14-Nov-23 10:13 PM","","a.png",""\r\n'
    )
    write_files(tmp_path, {name: "\ufeff" + table})
    found = read_archive(SOURCE, tmp_path)
    chat = name.removesuffix(".csv")
    assert found.documents == [
        Document("Hi, you", NOW, kind, "ann", chat),
        Document("Yo", None, kind, "ben", chat),
    ]
    assert found.dropped == {"messages without words": 1}


def test_other_files_are_not_taken(tmp_path: Path) -> None:
    write_files(
        tmp_path,
        {
            "messages.json": "[]",
            f"{LOST}/messages.json": '{"participants": []}',
            f"{LOST}/channel.json": "{}",
            "index.json": "{}",
            "posts.csv": "id,permalink\n",
        },
    )
    assert list_recognised(SOURCE, tmp_path) == []


@pytest.mark.parametrize("name", [f"{LOST}/messages.json", "a.json"])
def test_a_file_that_ends_too_early_is_one_error(tmp_path: Path, name: str) -> None:
    rows = json.dumps([row("Hi")] * 50)
    content = rows if LOST in name else exported(*[message("Hi")] * 50)
    write_files(tmp_path, {name: content[: len(content) // 2]})
    with pytest.raises(CorpusError, match=rf"{name} cannot be read as JSON .*download"):
        read_archive(SOURCE, tmp_path)


def test_a_damaged_zip_is_one_error(tmp_path: Path) -> None:
    content = json.dumps([row(f"Hi {number}") for number in range(999)])
    path = damage(write_zip(tmp_path / "a.zip", {f"{LOST}/messages.json": content}))
    with pytest.raises(CorpusError, match=r"messages\.json (is damaged|cannot be read) .*download"):
        read_archive(SOURCE, path)
