"""Text messages of an Android phone: the XML file of the app SMS Backup & Restore."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from xml.etree.ElementTree import Element

from wisdom_training.archives.chat_markup import tidy
from wisdom_training.archives.source import Document, Reading, Source
from wisdom_training.archives.unix_time import read_milliseconds
from wisdom_training.containers.members import Member
from wisdom_training.containers.xml_stream import stream_elements

_OWNER = "Me"
_RECEIVED, _DRAFT = "1", "3"
"""Of ``type`` and of ``msg_box``; all others were written here: sent, waiting, failed."""
_SENDER = "137"
"""The ``type`` of the address that a group's message comes from (of a PDU's header From)."""
_UNKNOWN = frozenset({"", "null", "(Unknown)"})
_REACTION = re.compile(
    r"\s*(?:\S{1,8} to|Liked|Loved|Disliked|Laughed at|Emphasi[sz]ed|Questioned"
    r"|Reacted \S{1,8} to|Removed an? [\w ]{3,20} from)[\s\u200a\u200b]+“.*”\s*",
    re.DOTALL,
)
"""What phones send for a reaction, with the message that it is about."""


def _recognise(members: Sequence[Member]) -> list[Member]:
    return [member for member in members if member.suffix == ".xml" and b"<smses" in member.head()]


def _read(members: Sequence[Member], reading: Reading) -> Iterator[Document]:
    for member in members:
        for number, message in enumerate(_stream(member), 1):
            box = message.get("type" if message.tag == "sms" else "msg_box", "")
            text = _find_text(message, box, reading)
            if text:
                address = _find_address(message)
                yield Document(
                    text,
                    read_milliseconds(message.get("date")),
                    "private",
                    _name_sender(message, address) if box == _RECEIVED else _OWNER,
                    _known(message.get("contact_name")) or address,
                    f"{member.place}, message {number:,}",
                )


def _stream(member: Member) -> Iterator[Element]:
    return stream_elements(member, lambda name: name in {"sms", "mms"})


def _find_text(message: Element, box: str, reading: Reading) -> str:
    """The words of a message; empty, and counted, where it has none of its writer's."""
    if message.tag == "sms":
        texts = [_known(message.get("body"))]
    else:
        texts = [
            _known(part.get("text"))
            for part in message.iter("part")
            if part.get("ct") == "text/plain"
        ]
    text = tidy("\n".join(filter(None, texts)))
    if not box.isdecimal():
        reading.drop("records that cannot be read")
    elif not text:
        reading.drop("messages without words")
    elif box == _DRAFT:
        reading.drop("drafts")
    elif _REACTION.fullmatch(text):
        reading.drop("reactions")
    else:
        return text
    return ""


def _find_address(message: Element) -> str:
    """The number of the other, or of the group's member who wrote."""
    for address in message.iter("addr"):
        if address.get("type") == _SENDER and "~" in message.get("address", ""):
            return _known(address.get("address"))
    return _known(message.get("address"))


def _name_sender(message: Element, address: str) -> str:
    """The name in the phone's contacts; a group has those of all members in one, so the number."""
    is_group = "~" in message.get("address", "")
    name = "" if is_group else _known(message.get("contact_name"))
    return f"{name} ({address})" if name == _OWNER else name or address or "unknown"


def _known(text: str | None) -> str:
    """``text``, empty where the app wrote that there is none."""
    return "" if text is None or text.strip() in _UNKNOWN else text


def _find_owner(_: Sequence[Member]) -> Iterable[str]:
    return (_OWNER,)


def _find_people(members: Sequence[Member]) -> Iterator[str]:
    for member in _recognise(members):
        for message in _stream(member):
            yield from filter(None, _known(message.get("contact_name")).split(", "))


SOURCE = Source(
    name="sms",
    title="text messages (SMS Backup & Restore)",
    files="sms-….xml",
    recognise=_recognise,
    read=_read,
    find_owner=_find_owner,
    find_people=_find_people,
    private=True,
)
