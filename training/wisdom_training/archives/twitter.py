"""X, once Twitter: ``data/tweets.js`` of the archive, and ``tweets.csv`` of those before 2018.

Direct messages, deleted posts and chats with Grok are never read.
"""

from __future__ import annotations

import csv
import html
import io
import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime, timezone
from typing import Any

from wisdom_training.archives.source import Document, Reading, Source
from wisdom_training.containers.json_stream import load_json, stream_items
from wisdom_training.containers.members import Member

_POSTS = re.compile(r"(?:community-)?tweets?(?:-part\d+)?\.js|tweets\.csv")
_NOTES = re.compile(r"note-tweet(?:-part\d+)?\.js")
_ACCOUNT = "account.js"
_JAVASCRIPT = re.compile(rb"\s*window\.YTD\.[\w.]+\s*=|\s*\[\s*[{\]]")
_CSV_HEADER = b"tweet_id"
_FIRST_YEAR = 2006  # of Twitter; damaged records have earlier ones
_MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
_REPOST = re.compile(r"RT @\w+")
_CUT_OFF = re.compile(r"…?\s*(?:https://t\.co/\w+)?\s*$")
_CSV_FIELD = 1 << 20  # characters


def _recognise(members: Sequence[Member]) -> list[Member]:
    posts = [member for member in members if _is_posts(member)]
    if not posts:
        return []
    return posts + [
        member
        for member in members
        if (member.name == _ACCOUNT or _NOTES.fullmatch(member.name))
        and _JAVASCRIPT.match(member.head())
    ]


def _is_posts(member: Member) -> bool:
    if not _POSTS.fullmatch(member.name):
        return False
    if member.suffix == ".csv":
        return _CSV_HEADER in member.head(200)
    return _JAVASCRIPT.match(member.head()) is not None


def _read(members: Sequence[Member], reading: Reading) -> Iterator[Document]:
    account = _find_account(members)
    notes = _read_notes(members)
    for member in members:
        if _POSTS.fullmatch(member.name):
            rows = _read_rows(member) if member.suffix == ".csv" else _read_items(member)
            for number, item in enumerate(rows, 1):
                document = _make_document(item, account, notes, reading)
                if document is not None:
                    yield Document(**document, origin=f"{member.place}, post {number:,}")
    for date, texts in notes.items():
        for text in texts:  # whose post is missing
            yield Document(text, date, origin="a long post")


def _read_items(member: Member) -> Iterator[Mapping[str, Any]]:
    for item in stream_items(member):
        if isinstance(item, dict):
            inner = item.get("tweet", item)
            if isinstance(inner, dict):
                yield inner


def _read_rows(member: Member) -> Iterator[Mapping[str, Any]]:
    csv.field_size_limit(_CSV_FIELD)
    with member.open() as file:
        text = io.TextIOWrapper(file, "utf-8-sig", "replace", newline="")
        try:
            yield from csv.DictReader(text)
        except csv.Error as error:
            raise member.damaged(error) from error


def _make_document(
    item: Mapping[str, Any],
    account: str | None,
    notes: dict[datetime, list[str]],
    reading: Reading,
) -> dict[str, Any] | None:
    """The arguments of a Document, or None for what is not the owner's."""
    text = item.get("full_text") or item.get("text")
    if not isinstance(text, str) or not text.strip():
        reading.drop("posts without text")
        return None
    if _REPOST.match(text) or item.get("retweeted_status_id") or "retweeted_status" in item:
        reading.drop("reposts")
        return None
    date = _parse_date(str(item.get("created_at") or item.get("timestamp") or ""))
    if date is not None and date.year < _FIRST_YEAR:
        reading.drop(f"posts dated before {_FIRST_YEAR}, when there was no Twitter")
        return None
    whole = _take_note(notes, date, text) if date is not None else None
    replied_to = item.get("in_reply_to_user_id_str") or item.get("in_reply_to_user_id")
    is_reply = bool(
        replied_to or item.get("in_reply_to_status_id_str") or item.get("in_reply_to_status_id")
    )
    continues = account is not None and str(replied_to) == account  # a thread of one's own
    return {
        "text": whole or html.unescape(_drop_links(text, item)),
        "date": date,
        "kind": "reply" if is_reply and not continues else "post",
    }


def _drop_links(text: str, item: Mapping[str, Any]) -> str:
    """``text``, whose entities are still escaped, without the links that stand for attachments."""
    entities = item.get("entities")
    if not isinstance(entities, dict):
        return text
    for name in ("urls", "media"):
        for entity in entities.get(name) or ():
            if isinstance(entity, dict) and isinstance(entity.get("url"), str):
                text = text.replace(entity["url"], "")
    return text


def _read_notes(members: Sequence[Member]) -> dict[datetime, list[str]]:
    """The texts of long posts by the second at which they were posted: their ids are others."""
    notes: dict[datetime, list[str]] = defaultdict(list)
    for member in members:
        if _NOTES.fullmatch(member.name):
            for item in stream_items(member):
                note = item.get("noteTweet") if isinstance(item, dict) else None
                core = note.get("core") if isinstance(note, dict) else None
                text = core.get("text") if isinstance(core, dict) else None
                date = _parse_date(str(note.get("createdAt", ""))) if note else None
                if isinstance(text, str) and date is not None:
                    notes[date].append(html.unescape(text))
    return notes


def _take_note(notes: dict[datetime, list[str]], date: datetime, text: str) -> str | None:
    """The whole text of a long post, of which ``text`` is the beginning."""
    start = html.unescape(_CUT_OFF.sub("", text))
    for note in notes.get(date, ()):
        if note.startswith(start[:100]):
            notes[date].remove(note)
            return note
    return None


def _parse_date(text: str) -> datetime | None:
    """``Wed Oct 10 20:19:24 +0000 2018``, as the API writes it, or ISO 8601; to the second."""
    parts = text.split()
    try:
        if len(parts) == 6 and parts[1] in _MONTHS:  # noqa: PLR2004 (as above)
            hour, minute, second = map(int, parts[3].split(":"))
            month = _MONTHS.index(parts[1]) + 1
            return datetime(
                int(parts[5]), month, int(parts[2]), hour, minute, second, tzinfo=timezone.utc
            )
        iso = re.sub(r"\.\d+", "", text).replace(" +0000", "+00:00").replace("Z", "+00:00")
        date = datetime.fromisoformat(iso)
    except ValueError:
        return None
    return date if date.tzinfo else date.replace(tzinfo=timezone.utc)


def _find_account(members: Sequence[Member]) -> str | None:
    """The owner's number, to know replies to oneself."""
    for member in members:
        if member.name == _ACCOUNT:
            content = load_json(member)
            item = content[0] if isinstance(content, list) and content else {}
            account = item.get("account") if isinstance(item, dict) else None
            if isinstance(account, dict) and account.get("accountId"):
                return str(account["accountId"])
    return None


SOURCE = Source(
    name="twitter",
    title="X (Twitter)",
    files="data/tweets.js, or tweets.csv in archives before 2018",
    recognise=_recognise,
    read=_read,
)
