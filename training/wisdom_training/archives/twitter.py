"""X, once Twitter: ``data/tweets.js`` of the archive, and ``tweets.csv`` of those before 2018.

Direct messages, deleted posts, posts for a circle and chats with Grok are never read.
"""

from __future__ import annotations

import html
import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime, timezone
from typing import Any

from wisdom_training.archives.source import Document, Kind, Reading, Source
from wisdom_training.archives.timestamps import parse_timestamp
from wisdom_training.containers.csv_stream import stream_rows
from wisdom_training.containers.json_stream import load_json, stream_items
from wisdom_training.containers.members import Member

_POSTS = re.compile(r"(?:community-)?tweets?(?:-part\d+)?\.js|tweets\.csv")
_NOTES = re.compile(r"note-tweet(?:-part\d+)?\.js")
_ARTICLES = "article.js"
_ACCOUNT = "account.js"
_JAVASCRIPT = re.compile(rb"(?:\xef\xbb\xbf)?\s*(?:window\.YTD\.[\w.]+\s*=|\[\s*[{\]])")
_NOT_EMPTY = re.compile(rb"[^\[]*\[\s*\{")
_CSV_HEADER = b"tweet_id"
_FIRST_YEAR = 2006  # of Twitter; damaged records have earlier ones
_MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
_REPOST = re.compile(r"[\"“”']?\s*(?:RT|MT):? @\w+|[\"“]@\w+:")
_REPOST_BELOW = re.compile(r"\s[\"“(]?(?:RT|MT):? @\w+.*", re.DOTALL)  # a comment is above it
_QUOTED_POST = re.compile(r"https?://(?:www\.|mobile\.)?(?:twitter|x)\.com/\w+/status/\d+.*")
_CUT_OFF = re.compile(r"\s*(?:…|\.\.\.)?\s*(?:https://t\.co/\w+\s*)*$")
_LINKS_AND_MENTIONS = re.compile(r"^(?:@\w+\s+)+|https?://\S+")
_COMPARED = 100  # characters of a long post
_UNREADABLE = "records that cannot be read"

_Notes = dict[datetime, list[str]]


def _recognise(members: Sequence[Member]) -> list[Member]:
    posts = [member for member in members if _is_posts(member)]
    if not posts:
        return []
    return posts + [
        member
        for member in members
        if (member.name in {_ACCOUNT, _ARTICLES} or _NOTES.fullmatch(member.name))
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
    notes = _read_notes(members, reading)
    for member in members:
        if member.name == _ARTICLES and _NOT_EMPTY.match(member.head()):
            reading.warn("X's articles (article.js) are not read: save them as text or HTML files.")
        if _POSTS.fullmatch(member.name):
            rows = stream_rows(member) if member.suffix == ".csv" else stream_items(member)
            for number, item in enumerate(rows, 1):
                origin = f"{member.place}, post {number:,}"
                document = _read_post(item, origin, account, notes, reading)
                if document is not None:
                    yield document
    for date, texts in notes.items():
        for text in texts:  # whose post is missing
            yield Document(text, date, origin="a long post")


def _read_post(
    record: object, origin: str, account: str | None, notes: _Notes, reading: Reading
) -> Document | None:
    """The owner's words in one post; None, and counted, if it has none."""
    item = record.get("tweet", record) if isinstance(record, dict) else None
    text = item.get("full_text", item.get("text")) if isinstance(item, dict) else None
    if not isinstance(item, dict) or not isinstance(text, str):
        reading.drop(_UNREADABLE)
        return None
    if _REPOST.match(text) or item.get("retweeted_status_id") or item.get("retweeted_status"):
        reading.drop("reposts")
        return None
    date = _parse_date(str(item.get("created_at") or item.get("timestamp")))
    if date is not None and date.year < _FIRST_YEAR:
        reading.drop(f"posts dated before {_FIRST_YEAR}, when there was no Twitter")
        return None
    whole = _take_note(notes, date, text) if date is not None else None
    own = whole or html.unescape(_REPOST_BELOW.sub("", _write_out_links(text, item))).strip()
    if not own:
        reading.drop("posts without text")
        return None
    return Document(own, date, _find_kind(item, account), origin=origin)


def _find_kind(item: Mapping[str, Any], account: str | None) -> Kind:
    replied_to = item.get("in_reply_to_user_id_str") or item.get("in_reply_to_user_id")
    is_reply = (
        replied_to or item.get("in_reply_to_status_id_str") or item.get("in_reply_to_status_id")
    )
    continues = account is not None and str(replied_to) == account  # a thread of one's own
    return "reply" if is_reply and not continues else "post"


def _write_out_links(text: str, item: Mapping[str, Any]) -> str:
    """``text``, still escaped, with whole addresses, and none of pictures and quoted posts.

    The indices of entities count in other units in some archives; the short addresses are unique.
    """
    entities = item.get("entities")
    if not isinstance(entities, dict):
        return text
    for name in ("media", "urls"):
        values = entities.get(name)
        for entity in values if isinstance(values, list) else ():
            short = entity.get("url") if isinstance(entity, dict) else None
            if isinstance(short, str) and short:
                text = text.replace(short, "" if name == "media" else _expand(entity))
    return text.strip()


def _expand(entity: Mapping[str, Any]) -> str:
    address = entity.get("expanded_url") or entity.get("expandedUrl")
    if not isinstance(address, str) or _QUOTED_POST.fullmatch(address):
        return ""
    return html.escape(address, quote=False)  # as all of the text is


def _read_notes(members: Sequence[Member], reading: Reading) -> _Notes:
    """The texts of long posts by the second at which they were posted: their ids are others."""
    notes: _Notes = defaultdict(list)
    for member in members:
        if _NOTES.fullmatch(member.name):
            for item in stream_items(member):
                note = item.get("noteTweet") if isinstance(item, dict) else None
                core = note.get("core") if isinstance(note, dict) else None
                text = core.get("text") if isinstance(core, dict) else None
                date = _parse_date(str(note.get("createdAt"))) if isinstance(note, dict) else None
                if isinstance(text, str) and date is not None:
                    notes[date].append(html.unescape(text).strip())
                else:
                    reading.drop(_UNREADABLE)
    return notes


def _take_note(notes: _Notes, date: datetime, text: str) -> str | None:
    """The whole text of a long post, of which ``text`` is the beginning."""
    if date not in notes:
        return None
    start = _normalise(html.unescape(_CUT_OFF.sub("", text)))[:_COMPARED]
    for note in notes[date]:
        if start and _normalise(note).startswith(start):
            notes[date].remove(note)
            return note
    return None


def _normalise(text: str) -> str:
    return " ".join(_LINKS_AND_MENTIONS.sub("", text).split())


def _parse_date(text: str) -> datetime | None:
    """``Wed Oct 10 20:19:24 +0000 2018``, as the API writes it, or ISO 8601; to the second."""
    parts = text.split()
    if len(parts) != 6 or parts[1] not in _MONTHS:  # noqa: PLR2004 (as above)
        date = parse_timestamp(text)
        return date.replace(microsecond=0) if date is not None else None
    try:
        hour, minute, second = map(int, parts[3].split(":"))
        return datetime(
            int(parts[5]),
            _MONTHS.index(parts[1]) + 1,
            int(parts[2]),
            hour,
            minute,
            second,
            tzinfo=timezone.utc,
        )
    except ValueError:
        return None


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
