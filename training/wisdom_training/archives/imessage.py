"""iMessage: the text files of the program imessage-exporter, one a chat.

A message is a date, its sender and its text, a line each, before an empty line. A reply stands
twice: indented below what it answers, and at its own time.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import PurePosixPath

from wisdom_training.archives.chat_markup import tidy
from wisdom_training.archives.source import Document, Reading, Source
from wisdom_training.containers.lines import head_lines, read_lines
from wisdom_training.containers.members import Member

_OWNER = "Me"
_MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
_STAMP = re.compile(
    rf"({'|'.join(_MONTHS)}) (\d{{1,2}}), (\d{{4}}) +(\d{{1,2}}):(\d\d):(\d\d) ([AP]M)"
    r"(?: \(.*\))?(?P<notice> .+)?"
)
_INDENT = "    "
_REACTIONS = re.compile(r"(?:Tapbacks|Reactions):")
_REACTION = re.compile(r"\s*(?:\S+(?: at| \S+)? by .+|.*Sticker from .+)")
_EDIT = re.compile(r"Edited .+? later: (.*)")
_ATTACHMENT = re.compile(
    r"(?:~?/|attachments/|[A-Za-z]:\\).*\.\w{1,5}"
    r"|(?:.*/)?[0-9a-f]{2}/[0-9a-f]{40}"
    r"|[\w .()-]+\.(?:heic|jpe?g|png|gif|webp|mov|mp4|m4a|caf|amr|mp3|pdf|vcf|pluginPayload\w+)"
    r"|Attachment missing!|Transcription: .*",
    re.IGNORECASE,
)
_NOTICE = re.compile(
    r"This message responded to an earlier message\."
    r"|Sent with (?:Balloons|Confetti|Echo|Fireworks|Gentle|Hearts?|Invisible Ink|Lasers|Loud"
    r"|Shooting Star|Slam|Sparkles|Spotlight)"
    r"|.+ unsent (?:a message|this message part).*!"
    r"|(?:Started|Stopped) sharing location!|(?:\w+ )?Sticker from .+"
    r"|Check\u00a0In: .*|Checked in at .*|Unable to format .*"
)
_DELETED = "This message was deleted from the conversation!"
_SHAREPLAY = ["SharePlay Message", "Ended"]
_LINK = re.compile(r"https?://\S+")
_OBJECT = "\ufffc"  # in place of a picture


@dataclass
class _Message:
    line: int
    date: datetime | None
    sender: str | None = None
    lines: list[str] = field(default_factory=list)


def _recognise(members: Sequence[Member]) -> list[Member]:
    return [member for member in members if member.suffix == ".txt" and _is_chat(member)]


def _is_chat(member: Member) -> bool:
    first = next((line for line in head_lines(member) if line.strip()), "")
    return bool(_STAMP.fullmatch(first))


def _read(members: Sequence[Member], reading: Reading) -> Iterator[Document]:
    for member in members:
        chat = PurePosixPath(member.path).stem
        for message in _read_messages(member, reading):
            text = "" if _DELETED in message.lines else _clean(message.lines)
            if _DELETED in message.lines:
                reading.drop("deleted messages")
            elif not text:
                reading.drop("messages without words")
            else:
                origin = f"{member.place}, line {message.line:,}"
                yield Document(text, message.date, "private", message.sender, chat, origin)


def _read_messages(member: Member, reading: Reading) -> Iterator[_Message]:
    message: _Message | None = None
    ended = True  # by an empty line
    for number, ended_line in enumerate(read_lines(member), 1):
        line = ended_line.rstrip("\n")
        stamp = _STAMP.fullmatch(line) if ended else None
        ended = not line.strip()
        if stamp:
            if message and message.sender:
                yield message
            message = None if stamp["notice"] else _Message(number, _read_date(stamp))
            if stamp["notice"]:
                reading.drop("service messages")
        elif message and message.sender is None:
            message.sender = line.strip()
        elif message and not line.startswith(_INDENT):
            message.lines.append(line)
    if message and message.sender:
        yield message


def _read_date(stamp: re.Match[str]) -> datetime | None:
    month, day, year, hour, minute, second, half = stamp.groups()[:7]
    try:
        return datetime(  # noqa: DTZ001 (of the computer that exported)
            int(year),
            _MONTHS.index(month) + 1,
            int(day),
            int(hour) % 12 + 12 * (half == "PM"),
            int(minute),
            int(second),
        )
    except ValueError:
        return None


def _clean(lines: list[str]) -> str:
    if lines[:2] == _SHAREPLAY:
        return ""
    kept: list[str] = []
    in_reactions = False
    for line in lines:
        in_reactions = bool(_REACTIONS.fullmatch(line)) or (
            in_reactions and bool(_REACTION.fullmatch(line))
        )
        if in_reactions or _NOTICE.fullmatch(line) or _ATTACHMENT.fullmatch(line.strip()):
            continue
        edit = _EDIT.fullmatch(line)
        if edit:
            kept = [edit[1]]  # the last of a message's versions
        elif len(kept) == 1 and _LINK.fullmatch(kept[0]):
            break  # the preview of a page: its title and its summary
        else:
            kept.append(line.replace(_OBJECT, ""))
    return tidy("\n".join(kept))


def _find_owner(members: Sequence[Member]) -> Iterable[str]:
    """``Me``, unless the exporter was told another name."""
    is_named = any(
        message.sender == _OWNER
        for member in members
        for message in _read_messages(member, Reading())
    )
    return (_OWNER,) if is_named else ()


def _find_people(members: Sequence[Member]) -> Iterable[str]:
    return dict.fromkeys(
        message.sender
        for member in _recognise(members)
        for message in _read_messages(member, Reading())
        if message.sender not in {_OWNER, None}
    )


SOURCE = Source(
    name="imessage",
    title="iMessage (imessage-exporter)",
    files="text files of imessage-exporter, one a chat",
    recognise=_recognise,
    read=_read,
    find_owner=_find_owner,
    find_people=_find_people,
    private=True,
)
