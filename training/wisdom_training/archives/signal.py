"""Signal: ``main.jsonl`` of its plain-text export, one frame of a backup a line.

The frames are those of Signal's Backup.proto: an account, people, chats, then messages.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from wisdom_training.archives.chat_markup import tidy
from wisdom_training.archives.source import Document, Reading, Source
from wisdom_training.archives.speakers import Speakers
from wisdom_training.archives.unix_time import read_milliseconds
from wisdom_training.containers.lines import read_lines
from wisdom_training.containers.members import Member

_FRAME = re.compile(
    rb'\s*\{\s*"(?:version|backupTimeMs|account|recipient|chat|chatItem)"\s*:'
    rb'.*"(?:backupTimeMs|mediaRootBackupKey|recipient|chatItem)"\s*:',
    re.DOTALL,
)
_OWNER = "Me"
_MENTION = "\ufffc"  # in place of a name
_Frame = Mapping[str, Any]


@dataclass
class _Book:
    """The people and chats of one file, which it has before its messages."""

    speakers: Speakers = field(default_factory=Speakers)
    people: dict[str, str] = field(default_factory=dict)
    chats: dict[str, str] = field(default_factory=dict)

    def add(self, frame: _Frame) -> None:
        person, chat = _get(frame, "recipient"), _get(frame, "chat")
        if person:
            self.people[str(person.get("id"))] = _find_name(person)
        if chat:
            self.chats[str(chat.get("id"))] = self.people.get(str(chat.get("recipientId")), "")

    def name_author(self, item: _Frame) -> str:
        if "outgoing" in item:
            return self.speakers.name(_OWNER, _OWNER)
        author = str(item.get("authorId"))
        return self.speakers.name(self.people.get(author, ""), author)


def _recognise(members: Sequence[Member]) -> list[Member]:
    return [
        member for member in members if member.suffix == ".jsonl" and _FRAME.match(member.head())
    ]


def _read(members: Sequence[Member], reading: Reading) -> Iterator[Document]:
    for member in members:
        book = _Book()
        book.speakers.name(_OWNER, _OWNER)
        for number, frame in enumerate(_read_frames(member), 1):
            if frame is None:
                reading.drop("records that cannot be read")
                continue
            book.add(frame)
            item = _get(frame, "chatItem")
            if not item:
                continue
            text = _find_text(item, reading)
            if text:
                yield Document(
                    text,
                    read_milliseconds(item.get("dateSent")),
                    "private",
                    book.name_author(item),
                    book.chats.get(str(item.get("chatId"))) or "a chat",
                    f"{member.place}, line {number:,}",
                )


def _read_frames(member: Member) -> Iterator[_Frame | None]:
    """The frames, None for each that is damaged; raises CorpusError if the last is cut off."""
    for line in read_lines(member):
        if not line.strip():
            continue
        try:
            frame = json.loads(line, strict=False)
        except (ValueError, RecursionError) as error:
            if not line.endswith("\n"):
                raise member.damaged("its last line is cut off") from error
            frame = None
        yield frame if isinstance(frame, dict) else None


def _find_text(item: _Frame, reading: Reading) -> str:
    message = _get(item, "standardMessage") or _get(item, "directStoryReplyMessage")
    content = _get(message, "text") or _get(_get(message, "textReply"), "text")
    body = content.get("body")
    text = tidy(_drop_surrogates(body.replace(_MENTION, ""))) if isinstance(body, str) else ""
    if not text:
        is_service = "updateMessage" in item or "directionless" in item
        reading.drop("service messages" if is_service else "messages without words")
    return text


def _drop_surrogates(text: str) -> str:
    """``text`` without halves of characters, which JSON allows and UTF-8 does not."""
    return text.encode(errors="ignore").decode()


def _find_name(person: _Frame) -> str:
    """What Signal shows: the name that the owner gave, the phone's, the profile's, the number."""
    contact = _get(person, "contact")
    title = _get(_get(_get(person, "group"), "snapshot"), "title")
    nickname = _get(contact, "nickname")
    for names in (
        (title.get("title"),),
        (nickname.get("given"), nickname.get("family")),
        (contact.get("systemGivenName"), contact.get("systemFamilyName")),
        (contact.get("profileGivenName"), contact.get("profileFamilyName")),
        (contact.get("username"),),
        (contact.get("e164"),),
    ):
        name = " ".join(str(name) for name in names if name)
        if name:
            return name
    return ""


def _get(frame: _Frame, key: str) -> _Frame:
    """The dictionary at ``key``, or an empty one."""
    value = frame.get(key)
    return value if isinstance(value, dict) else {}


def _find_owner(_: Sequence[Member]) -> Iterable[str]:
    return (_OWNER,)


def _find_people(members: Sequence[Member]) -> Iterator[str]:
    for member in _recognise(members):
        for frame in _read_frames(member):
            name = _find_name(_get(frame or {}, "recipient"))
            if name:
                yield name


SOURCE = Source(
    name="signal",
    title="Signal",
    files="main.jsonl",
    recognise=_recognise,
    read=_read,
    find_owner=_find_owner,
    find_people=_find_people,
    private=True,
)
