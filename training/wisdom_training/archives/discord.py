"""Discord: the package of one's own messages, and the files of the program DiscordChatExporter.

In the package each channel has a folder, ``c123456789012345678``, with ``channel.json`` and
``messages.json`` (``messages.csv`` before 2024), of the owner alone. The names of the folders above
are translated. A file of DiscordChatExporter has all speakers of one channel.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime, timezone
from pathlib import PurePosixPath
from typing import Any

from wisdom_training.archives.chat_markup import drop_chat_markup
from wisdom_training.archives.source import Document, Kind, Reading, Source
from wisdom_training.archives.speakers import Speakers
from wisdom_training.containers.json_stream import load_json, stream_items, stream_places
from wisdom_training.containers.members import Member

_FOLDER = re.compile(r"c?\d{15,20}")
_MESSAGES = frozenset({"messages.json", "messages.csv"})
_CHANNEL = "channel.json"
_INDEX = "index.json"
_OWNER = "user.json"
_EXPORTED_JSON = re.compile(rb'\s*\{\s*"guild"\s*:\s*\{.*"channel"\s*:\s*\{', re.DOTALL)
_EXPORTED_CSV = b"AuthorID,Author,Date,Content"
_EXPORTED_NAME = re.compile(r"(?!direct messages - ).+ - .+ \[\d+\].*")
_NO_SERVER = "0"
_PRIVATE_CHANNELS = frozenset({"DirectTextChat", "DirectGroupTextChat"})
_WRITTEN = frozenset({"Default", "Reply", "ThreadStarterMessage"})
_ABOUT = frozenset({"guild.id", "guild.name", "channel.type", "channel.name"})
_EXPORTED_MESSAGES = "messages.item"
_TAG = re.compile(
    r"<(?:@[!&]?\d+|#\d+|a?:\w+:\d+|t:-?\d+(?::\w)?|sound:\d+:\d+|/[^<>:]+:\d+|id:\w+)>"
)
"""A mention, an emoji of a server, a time or a command."""
_HIDDEN_PREVIEW = re.compile(r"<(https?://[^<>\s]+)>")
_DIRECT = re.compile(r"Direct Message with (.+?)(?:#\d{1,4})?")
_USER_NAMES = ("username", "global_name")
_CSV_FIELD = 1 << 20  # characters


def _recognise(members: Sequence[Member]) -> list[Member]:
    known = [member for member in members if _is_package(member) or _is_exported(member)]
    if not any(_is_package(member) for member in known):
        return known
    folders = {_folder(member) for member in known}
    about = [
        member
        for member in members
        if (member.name == _CHANNEL and _folder(member) in folders)
        or (member.name == _INDEX and _is_index(member, folders))
    ]
    return known + about


def _is_package(member: Member) -> bool:
    if member.name not in _MESSAGES or not _FOLDER.fullmatch(member.folder):
        return False
    head = member.head(200).removeprefix(b"\xef\xbb\xbf").lstrip()
    return head.startswith((b"ID,Timestamp,Contents", b"[]")) or (
        head.startswith(b"[") and b'"ID"' in head
    )


def _is_exported(member: Member) -> bool:
    if member.suffix == ".json":
        return _EXPORTED_JSON.match(member.head()) is not None
    return member.suffix == ".csv" and _EXPORTED_CSV in member.head(64)


def _is_index(member: Member, folders: set[tuple[str, PurePosixPath]]) -> bool:
    container, path = _folder(member)
    return any(container == known and path == folder.parent for known, folder in folders)


def _folder(member: Member) -> tuple[str, PurePosixPath]:
    return str(member.container), PurePosixPath(member.path).parent


def _read(members: Sequence[Member], reading: Reading) -> Iterator[Document]:
    channels = {_folder(member): member for member in members if member.name == _CHANNEL}
    speakers = Speakers()
    for member in members:
        if member.name in _MESSAGES and _FOLDER.fullmatch(member.folder):
            yield from _read_channel(member, channels.get(_folder(member)), reading)
        elif member.suffix == ".csv":
            yield from _read_exported_csv(member, speakers, reading)
        elif member.name not in {_CHANNEL, _INDEX}:
            yield from _read_exported_json(member, speakers, reading)


def _read_channel(
    member: Member, description: Member | None, reading: Reading
) -> Iterator[Document]:
    """The owner's messages in one channel of a package."""
    channel = load_json(description) if description else {}
    if not isinstance(channel, dict) or not channel:
        channel = {}
        reading.warn(
            "Discord's package does not describe all channels: "
            "those without channel.json are private"
        )
    server = channel.get("guild")
    kind: Kind = "post" if server else "private"
    server_name = server.get("name") if isinstance(server, dict) else None
    audience = _join_names(server_name, channel.get("name")) or member.folder
    rows = _read_rows(member) if member.suffix == ".csv" else stream_items(member)
    for number, row in enumerate(rows, 1):
        if not isinstance(row, dict) or not isinstance(row.get("Contents"), str):
            reading.drop("records that cannot be read")
            continue
        text = _clean(row["Contents"])
        if not text:
            reading.drop("messages without words")
            continue
        date = _read_date(row.get("Timestamp"))
        origin = f"{member.place}, message {number:,}"
        yield Document(text, date, kind, None, audience, origin)


def _read_exported_json(member: Member, speakers: Speakers, reading: Reading) -> Iterator[Document]:
    about = _read_about(member)
    is_private = (
        about.get("guild.id", _NO_SERVER) == _NO_SERVER
        or about.get("channel.type") in _PRIVATE_CHANNELS
    )
    audience = _join_names(about.get("guild.name"), about.get("channel.name"))
    for number, message in enumerate(stream_items(member, _EXPORTED_MESSAGES), 1):
        text = _find_exported_text(message, reading)
        if text:
            author = message["author"]
            yield Document(
                text,
                _read_date(message.get("timestamp")),
                "private" if is_private else "post",
                speakers.name(str(author.get("name")), str(author.get("id"))),
                audience,
                f"{member.place}, message {number:,}",
            )


def _read_about(member: Member) -> dict[str, str]:
    """What an exported file says of its server and channel, before the messages."""
    about: dict[str, str] = {}
    for place, value in stream_places(member, {*_ABOUT, _EXPORTED_MESSAGES}):
        if place == _EXPORTED_MESSAGES:
            break
        about[place] = str(value)
    return about


def _find_exported_text(message: Any, reading: Reading) -> str:  # noqa: ANN401 (any JSON)
    """The author's words; empty, and counted, where there are none."""
    author = message.get("author") if isinstance(message, dict) else None
    if not isinstance(author, dict) or not isinstance(message.get("content"), str):
        reading.drop("records that cannot be read")
    elif author.get("isBot"):
        reading.drop("messages of bots")
    elif str(message.get("type", "Default")) not in _WRITTEN:
        reading.drop("service messages")
    else:
        text = _clean(_drop_names(message))
        if text:
            return text
        reading.drop("messages without words")
    return ""


def _drop_names(message: Mapping[str, Any]) -> str:
    """The content without mentions and emoji, which the exporter writes as ``@Ann`` and ``:x:``."""
    content = str(message["content"])
    for user in _dictionaries(message.get("mentions")):
        for key in ("nickname", "name"):
            if user.get(key):
                content = re.sub(rf"@{re.escape(str(user[key]))}(?!\w)", "", content)
    for emoji in _dictionaries(message.get("inlineEmojis")):
        if emoji.get("id") and emoji.get("code"):
            content = content.replace(f":{emoji['code']}:", "")
    return content


def _dictionaries(items: object) -> list[dict[str, Any]]:
    return [item for item in items if isinstance(item, dict)] if isinstance(items, list) else []


def _read_exported_csv(member: Member, speakers: Speakers, reading: Reading) -> Iterator[Document]:
    is_public = _EXPORTED_NAME.fullmatch(PurePosixPath(member.path).name.lower()) is not None
    for number, row in enumerate(_read_rows(member), 1):
        content, author = row.get("Content"), row.get("AuthorID")
        if content is None or author is None:
            reading.drop("records that cannot be read")
            continue
        text = _clean(content)
        if not text:
            reading.drop("messages without words")
            continue
        yield Document(
            text,
            _read_date(row.get("Date")),
            "post" if is_public else "private",
            speakers.name(row.get("Author") or "", author),
            PurePosixPath(member.path).stem,
            f"{member.place}, row {number:,}",
        )


def _read_rows(member: Member) -> Iterator[Mapping[str, Any]]:
    csv.field_size_limit(_CSV_FIELD)
    with member.open() as file:
        text = io.TextIOWrapper(file, "utf-8-sig", "replace", newline="")
        try:
            yield from csv.DictReader(text)
        except csv.Error as error:
            raise member.damaged(error) from error


def _clean(content: str) -> str:
    return drop_chat_markup(_TAG.sub("", _HIDDEN_PREVIEW.sub(r"\1", content)))


def _read_date(value: object) -> datetime | None:
    """ISO 8601, with a space or a T, with up to seven digits of a second; UTC if it has no zone."""
    text = re.sub(r"\.\d+", "", str(value)).replace("Z", "+00:00")
    try:
        date = datetime.fromisoformat(text)
    except ValueError:
        return None
    return date if date.tzinfo else date.replace(tzinfo=timezone.utc)


def _join_names(*names: object) -> str:
    return ", ".join(name for name in names if isinstance(name, str) and name)


def _find_people(members: Sequence[Member]) -> Iterable[str]:
    """Whom the owner wrote to, of the package's index, and the owner's friends."""
    known = _recognise(members)
    for member in known:
        if member.name == _INDEX:
            index = load_json(member)
            for name in index.values() if isinstance(index, dict) else ():
                found = _DIRECT.fullmatch(name) if isinstance(name, str) else None
                if found:
                    yield found[1]
    for member in members if known else ():
        if member.name == _OWNER and b'"username"' in member.head():
            owner = load_json(member)
            friends = owner.get("relationships") if isinstance(owner, dict) else None
            for friend in _dictionaries(friends):
                for user in _dictionaries([friend.get("user")]):
                    yield from (str(user[key]) for key in _USER_NAMES if user.get(key))


SOURCE = Source(
    name="discord",
    title="Discord",
    files="c…/messages.json and channel.json, or files of DiscordChatExporter",
    recognise=_recognise,
    read=_read,
    find_people=_find_people,
)
