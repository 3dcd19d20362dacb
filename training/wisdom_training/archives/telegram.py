"""Telegram: ``result.json`` of the desktop program, of all chats or of one.

Control characters in it are no JSON; ``json_stream`` repairs them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from typing import Any

from wisdom_training.archives.chat_markup import tidy
from wisdom_training.archives.source import Document, Reading, Source
from wisdom_training.archives.speakers import Speakers
from wisdom_training.archives.unix_time import read_seconds
from wisdom_training.containers.json_stream import stream_places
from wisdom_training.containers.members import Member

_ALL_CHATS = re.compile(
    rb'\s*\{\s*"about"\s*:.*"(?:personal_information|profile_pictures|stories|contacts'
    rb'|frequent_contacts|sessions|other_data|chats|left_chats)"\s*:',
    re.DOTALL,
)
_CHAT_TYPES = (
    b"personal_chat|saved_messages|replies|verification_codes|bot_chat|private_group"
    b"|private_supergroup|public_supergroup|private_channel|public_channel"
)
_ONE_CHAT = re.compile(
    rb'\s*\{\s*(?:"name"\s*:.*?)?"type"\s*:\s*"(?:' + _CHAT_TYPES + rb')"', re.DOTALL
)
_OWNER = "personal_information"
_CHATS = ("chats.list.item.", "left_chats.list.item.", "")
_NAMES = frozenset(f"{chat}name" for chat in _CHATS)
_MESSAGES = frozenset(f"{chat}messages.item" for chat in _CHATS)
_BEGINNINGS = ("chats.about", "left_chats.about")
_CONTACT = "contacts.list.item"
_NOT_PROSE = frozenset({"blockquote", "code", "pre", "bot_command"})
"""Entities: a quotation is another's text."""
_DELETED = "Deleted Account"


def _recognise(members: Sequence[Member]) -> list[Member]:
    return [member for member in members if member.suffix == ".json" and _is_export(member)]


def _is_export(member: Member) -> bool:
    head = member.head()
    return bool(_ALL_CHATS.match(head) or _ONE_CHAT.match(head))


def _read(members: Sequence[Member], reading: Reading) -> Iterator[Document]:
    owner = _find_owner_id(members)
    speakers = Speakers()
    if owner:
        speakers.name(*owner)
    for member in members:
        chat = None
        for number, (place, value) in enumerate(stream_places(member, _NAMES | _MESSAGES), 1):
            if place in _NAMES:
                chat = value if isinstance(value, str) else None
                continue
            text = _find_text(value, reading)
            if text is None:
                continue
            number_of_sender = str(value.get("from_id"))
            name = value.get("from")
            if owner and number_of_sender == owner[1]:
                name = owner[0]
            yield Document(
                text,
                _find_date(value),
                "private",
                speakers.name(name if isinstance(name, str) else _DELETED, number_of_sender),
                chat or _DELETED,
                f"{member.place}, entry {number:,}",
            )


def _find_text(message: Any, reading: Reading) -> str | None:  # noqa: ANN401 (any JSON)
    """The sender's words; None, and counted, where there are none."""
    reason = None
    text = ""
    if not isinstance(message, dict) or not isinstance(message.get("type"), str):
        reason = "records that cannot be read"
    elif message["type"] != "message":
        reason = "service messages"
    elif "forwarded_from" in message or "forwarded_from_id" in message:
        reason = "forwarded messages"
    elif message.get("via_bot"):
        reason = "messages of bots"
    else:
        parts = message.get("text_entities") or message.get("text", "")
        text = tidy("".join(_read_parts(parts)))
        reason = None if text else "messages without words"
    if reason:
        reading.drop(reason)
    return None if reason else text


def _read_parts(parts: object) -> Iterator[str]:
    """The texts of a message: it is one text, or a list of texts and of entities."""
    for part in parts if isinstance(parts, list) else [parts]:
        text = part.get("text") if isinstance(part, dict) else part
        if isinstance(text, str):
            is_prose = not isinstance(part, dict) or str(part.get("type")) not in _NOT_PROSE
            yield text if is_prose else "\n"


def _find_date(message: Mapping[str, Any]) -> datetime | None:
    date = read_seconds(message.get("date_unixtime"))
    if date is None:
        try:
            return datetime.fromisoformat(str(message.get("date")))
        except ValueError:
            return None
    return date


def _find_owner_id(members: Sequence[Member]) -> tuple[str, str] | None:
    """The owner's name and number, which only an export of all chats has."""
    for member in members:
        if _ALL_CHATS.match(member.head()):
            for place, value in stream_places(member, {_OWNER, *_BEGINNINGS}):
                if place == _OWNER and isinstance(value, dict) and value.get("user_id"):
                    return _full_name(value), f"user{value['user_id']}"
                break  # the chats begin, and the owner would stand before them
    return None


def _full_name(person: Mapping[str, Any]) -> str:
    names = (person.get("first_name"), person.get("last_name"))
    return " ".join(name for name in names if isinstance(name, str) and name)


def _find_owner(members: Sequence[Member]) -> Iterable[str]:
    owner = _find_owner_id(members)
    return [Speakers().name(*owner)] if owner else []


def _find_people(members: Sequence[Member]) -> Iterator[str]:
    for member in _recognise(members):
        for place, value in stream_places(member, _NAMES | {_CONTACT}):
            name = _full_name(value) if place == _CONTACT and isinstance(value, dict) else value
            if isinstance(name, str) and name:
                yield name


SOURCE = Source(
    name="telegram",
    title="Telegram",
    files="result.json",
    recognise=_recognise,
    read=_read,
    find_owner=_find_owner,
    find_people=_find_people,
    private=True,
)
