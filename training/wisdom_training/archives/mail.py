"""E-mail: mailboxes (mbox, of Gmail's Takeout, Thunderbird and Apple Mail) and single messages."""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from email import message_from_bytes
from email.errors import MessageError
from email.header import decode_header, make_header
from email.message import Message
from email.utils import getaddresses, parsedate_to_datetime

from wisdom_training.archives.mail_text import find_own_text
from wisdom_training.archives.source import Document, Reading, Source
from wisdom_training.containers.members import Member
from wisdom_training.errors import CorpusError

_SEPARATOR = re.compile(rb"From .*\d\d:\d\d")
_HEADER = re.compile(rb"[!-9;-~]+:[ \t\r\n]")
_LARGEST_MESSAGE = 32 << 20  # bytes that are read of one message
_FEWEST_OWNERS_MESSAGES = 0.1  # of the most frequent address, from which on others are the owner's
_LABELS = {
    "sent": "sent|sent mail|sent items|sent messages|gesendet|gesendete elemente|envoyés|"
    "messages envoyés|enviados|enviado|elementos enviados|posta inviata|inviati|verzonden|"
    "wysłane|отправленные|gönderilmiş|skickat|sendt|送信済み|已发送",
    "drafts": "drafts?|entwürfe|brouillons?|borradores|rascunhos|bozze|concepten|"
    "wersje robocze|черновики|taslaklar|utkast|kladder|下書き|草稿",
    "spam and deleted messages": "spam|junk|junk e-?mail|trash|bin|deleted items|papierkorb|"
    "corbeille|papelera|lixeira|cestino|prullenbak|kosz|корзина|çöp|ゴミ箱|迷惑メール",
    "chats": "chats?",
}
"""What the labels of Gmail and the names of folders mean, in several languages."""
_MEANINGS = {name: re.compile(words) for name, words in _LABELS.items()}
_AUTOMATIC_SUBJECT = re.compile(
    r"(?:automatic reply|auto(?:matic)?[ -]?reply|out of (?:the )?office|abwesenheit\w*|"
    r"automatische antwort|réponse automatique|respuesta automática|"
    r"(?:un)?delivered|undeliverable|delivery status|read|accepted|declined|tentative|"
    r"(?:updated )?invitation):?\b",
    re.IGNORECASE,
)


def _recognise(members: Sequence[Member]) -> list[Member]:
    return [member for member in members if _is_mail(member)]


def _is_mail(member: Member) -> bool:
    if member.suffix not in {".mbox", ".eml", ""}:
        return False
    try:
        start = member.head(1000)
    except CorpusError:
        return False
    if member.suffix == ".eml":
        return _HEADER.match(start) is not None
    first, _, rest = start.partition(b"\n")
    return _SEPARATOR.match(first) is not None and _HEADER.match(rest.lstrip(b">")) is not None


def _read(members: Sequence[Member], reading: Reading) -> Iterator[Document]:
    seen: set[bytes] = set()
    for member in members:
        for number, content in enumerate(_split_messages(member), 1):
            message = _parse(content)
            if not _is_new(message, seen):
                reading.drop("copies of the same message")
            elif reason := _find_reason(message, member):
                reading.drop(reason)
            else:
                text = _read_body(message, reading)
                if text:
                    yield Document(
                        text,
                        _find_date(message),
                        "private",
                        _find_sender(message),
                        origin=f"{member.place}, message {number:,}",
                    )


def _read_body(message: Message, reading: Reading) -> str | None:
    try:
        text = find_own_text(message)
    except (ValueError, LookupError, TypeError, AttributeError, MessageError):
        reading.drop("records that cannot be read")
        return None
    if not text:
        reading.drop("messages without words of their sender's")
    return text


def _split_messages(member: Member) -> Iterator[bytes]:
    """The messages of a mailbox, one at a time, without the lines between them."""
    is_single = member.suffix == ".eml"
    lines: list[bytes] = []
    size, blank = 0, True
    with member.open() as file:
        for line in file:
            if blank and not is_single and _SEPARATOR.match(line):
                if lines:
                    yield b"".join(lines)
                lines, size = [], 0
            elif size < _LARGEST_MESSAGE:
                lines.append(line[1:] if line.startswith(b">From ") else line)
                size += len(line)
            blank = not line.strip()
    if lines:
        yield b"".join(lines)


def _parse(content: bytes) -> Message:
    """The message; the parser takes anything."""
    return message_from_bytes(content)


def _is_new(message: Message, seen: set[bytes]) -> bool:
    number = str(message.get("Message-ID", "")).strip()
    if not number:
        return True
    key = hashlib.blake2b(number.encode(errors="replace"), digest_size=8).digest()
    is_new = key not in seen
    seen.add(key)
    return is_new


def _find_reason(message: Message, member: Member) -> str | None:
    """Why a message is none that a person wrote to others, or None."""
    labels = _find_labels(message, member)
    for reason in ("chats", "drafts", "spam and deleted messages"):
        if reason in labels:
            return reason
    if _is_automatic(message):
        return "automatic replies and notices"
    bulk = str(message.get("Precedence", "")).strip().lower() in {"bulk", "list", "junk"}
    if bulk or message.get("List-Id") or message.get("List-Unsubscribe"):
        return "newsletters and mailing lists"
    return None if _find_sender(message) else "messages without a sender"


def _is_automatic(message: Message) -> bool:
    submitted = str(message.get("Auto-Submitted", "no")).strip().lower()
    return (
        not submitted.startswith("no")
        or message.get("X-Autoreply") is not None
        or message.get("X-Autorespond") is not None
        or str(message.get("Precedence", "")).strip().lower() == "auto_reply"
        or message.get_content_type() in {"multipart/report", "text/calendar"}
        or _AUTOMATIC_SUBJECT.match(_decode(message, "Subject")) is not None
    )


def _find_labels(message: Message, member: Member) -> set[str]:
    """The meanings of the message's labels and of the mailbox's name."""
    names = [*_decode(message, "X-Gmail-Labels").split(","), member.name.removesuffix(".mbox")]
    if member.name == "mbox":
        names.append(member.folder.removesuffix(".mbox"))  # of Apple Mail
    clean = [name.strip().strip('"').lower() for name in names]
    return {
        meaning
        for meaning, words in _MEANINGS.items()
        if any(words.fullmatch(name) for name in clean)
    }


def _find_sender(message: Message) -> str:
    """The address, in small letters, or nothing."""
    return next((address for _, address in _list_people(message, ("From",))), "")


def _list_people(message: Message, headers: Iterable[str]) -> list[tuple[str, str]]:
    """Names and addresses."""
    values = [_decode(message, header) for header in headers if message.get(header)]
    found = getaddresses(values)
    return [(name.strip(" '\""), address.lower()) for name, address in found if "@" in address]


def _decode(message: Message, header: str) -> str:
    value = str(message.get(header, ""))
    try:
        return str(make_header(decode_header(value)))
    except (ValueError, LookupError, MessageError):
        return value


def _find_date(message: Message) -> datetime | None:
    try:
        return parsedate_to_datetime(str(message.get("Date", "")))
    except (ValueError, TypeError, IndexError, OverflowError):
        return None


def _list_headers(members: Sequence[Member]) -> Iterator[tuple[Message, Member]]:
    for member in members:
        for content in _split_messages(member):
            head = re.split(rb"\r?\n\r?\n", content, maxsplit=1)[0]
            yield _parse(head), member


def _find_owner(members: Sequence[Member]) -> list[str]:
    """The address that most sent messages are from, and others that are nearly as frequent."""
    counts = Counter(
        sender
        for message, member in _list_headers(members)
        if "sent" in _find_labels(message, member) and (sender := _find_sender(message))
    )
    most = max(counts.values(), default=0)
    return [address for address, count in counts.items() if count >= _FEWEST_OWNERS_MESSAGES * most]


def _find_people(members: Sequence[Member]) -> Iterator[str]:
    """The names of those who wrote, and of those who were written to."""
    seen: dict[str, None] = {}
    for message, _ in _list_headers(_recognise(members)):
        for name, address in _list_people(message, ("From", "To", "Cc")):
            if name and name.lower() != address:
                seen[name] = None
    yield from seen


SOURCE = Source(
    name="mail",
    title="e-mail",
    files="*.mbox, *.eml",
    recognise=_recognise,
    read=_read,
    find_owner=_find_owner,
    find_people=_find_people,
    private=True,
)
