"""Facebook: posts and comments, also those in groups, as JSON and as HTML.

Facebook renames its folders every year and translates them; the names of these files have been the
same since 2018. What was deleted, archived or written by others on one's timeline is not read.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from wisdom_training.archives.dates_in_words import DateReader
from wisdom_training.archives.facebook_html import Block, read_blocks
from wisdom_training.archives.facebook_own_words import OwnWords
from wisdom_training.archives.meta_json import (
    find_root,
    read_date,
    read_list,
    read_mapping,
    read_text,
    stream_records,
)
from wisdom_training.archives.source import Document, Kind, Reading, Source
from wisdom_training.containers.json_stream import find_start, load_json
from wisdom_training.containers.members import Member

_POSTS = re.compile(r"your_posts(?:_+check_ins_+photos_and_videos)?(?:_\d+)?\.(?:json|html)")
_GROUPS = re.compile(
    r"(?:group_posts_and_comments|your_posts(?:_and_comments)?_in_groups|your_comments_in_groups)"
    r"(?:_\d+)?\.(?:json|html)"
)
_COMMENTS = re.compile(r"comments(?:_\d+)?\.(?:json|html)")
_FRIENDS = re.compile(r"(?:your_)?friends\.(?:json|html)")
_PROFILE = "profile_information.json"
_MESSAGES = re.compile(r"message_\d+\.json")
_ROOTS = {"comments_v2", "group_posts_v2", "group_comments_v2"}
"""The first keys of files that only Facebook writes."""
_OLD_ROOTS = _ROOTS | {"comments", "group_posts", "group_comments"}
_POST = re.compile(
    rb'\[\s*\{\s*"timestamp"\s*:\s*\d+.*?"data"\s*:\s*\[\s*\{\s*"post"\s*:', re.DOTALL
)
_PAGE = re.compile(rb"\b(?:_a6-g|_2lel|uiBoxWhite)\b")
_PAGE_HEAD = 1 << 18  # bytes, most of which are styles
_IN_A_GROUP = re.compile(r" posted in (.{1,200}?)\.?$")
_ON_SOMETHING = re.compile(r" (?:commented on|replied to) ")
_UNREADABLE = "records that cannot be read"


def _recognise(members: Sequence[Member]) -> list[Member]:
    known = [member for member in members if _has_texts(member)]
    if not known:
        return []
    return known + [
        member
        for member in members
        if member.name == _PROFILE or (_FRIENDS.fullmatch(member.name) and _is_ours(member))
    ]


def _has_texts(member: Member) -> bool:
    if any(pattern.fullmatch(member.name) for pattern in (_POSTS, _GROUPS, _COMMENTS)):
        return _is_ours(member)
    if member.suffix != ".json" or _MESSAGES.fullmatch(member.name):
        return False
    head = member.head()
    return find_root(head)[0] in _ROOTS or _POST.match(head, find_start(head)) is not None


def _is_ours(member: Member) -> bool:
    """Whether a member with a name of Facebook's has its shape, too."""
    if member.suffix == ".html":
        return _PAGE.search(member.head(_PAGE_HEAD)) is not None
    if _POSTS.fullmatch(member.name):
        return True
    return find_root(member.head())[0] in {*_OLD_ROOTS, "friends_v2", "friends"}


def _read(members: Sequence[Member], reading: Reading) -> Iterator[Document]:
    reading.warn(
        "Facebook's archive does not say who could see a post: posts for friends only and posts in "
        "closed groups are among these"
    )
    names = set(_find_owner(members))
    dates = DateReader(reading.language)
    own_words = OwnWords(reading)
    for member in members:
        if member.name == _PROFILE or _FRIENDS.fullmatch(member.name):
            continue
        if member.suffix == ".html":
            yield from _read_page(member, dates, own_words)
        else:
            yield from _read_records(member, names, own_words)
    if dates.unread:
        reading.warn(
            f"{dates.unread:,} dates of Facebook's HTML cannot be read: to have all dates, ask "
            f"Facebook for JSON"
        )


def _read_records(member: Member, names: set[str], own_words: OwnWords) -> Iterator[Document]:
    in_group = "group" in member.name or "group" in find_root(member.head())[0]
    for number, record in enumerate(stream_records(member), 1):
        origin = f"{member.place}, record {number:,}"
        entries = record.get("data", []) if isinstance(record, dict) else None
        if not isinstance(entries, list) or not all(isinstance(entry, dict) for entry in entries):
            own_words.reading.drop(_UNREADABLE)
            continue
        if any("comment" in entry for entry in entries):
            yield from _read_comments(record, entries, origin, names, own_words)
        else:
            audience = _find_group(read_text(record.get("title"))) if in_group else None
            yield from _read_posts(record, entries, origin, audience, own_words)


def _read_comments(
    record: Mapping[str, Any],
    entries: list[dict[str, Any]],
    origin: str,
    names: set[str],
    own_words: OwnWords,
) -> Iterator[Document]:
    for entry in entries:
        comment = entry.get("comment")
        if not isinstance(comment, dict) or not isinstance(comment.get("comment", ""), str):
            own_words.reading.drop(_UNREADABLE)
            continue
        author = read_text(comment.get("author"))
        speaker = author if names and author and author not in names else None
        audience = read_text(comment.get("group")) or None
        date = read_date(comment.get("timestamp")) or read_date(record.get("timestamp"))
        text = read_text(comment.get("comment"))
        for chosen in own_words.choose("comment", read_text(record.get("title")), [text], []):
            yield Document(chosen, date, "comment", speaker, audience, origin)


def _read_posts(
    record: Mapping[str, Any],
    entries: list[dict[str, Any]],
    origin: str,
    audience: str | None,
    own_words: OwnWords,
) -> Iterator[Document]:
    if not all(isinstance(entry.get("post", ""), str) for entry in entries):
        own_words.reading.drop(_UNREADABLE)
        return
    texts = [read_text(entry.get("post")) for entry in entries]
    title = read_text(record.get("title"))
    for text in own_words.choose("post", title, texts, list(_read_captions(record))):
        yield Document(text, read_date(record.get("timestamp")), "post", None, audience, origin)


def _read_captions(record: Mapping[str, Any]) -> Iterator[str]:
    """The descriptions of a post's pictures, and its notes."""
    for attachment in read_list(record.get("attachments")):
        for item in read_list(read_mapping(attachment).get("data") or []):
            yield read_text(read_mapping(item, "note").get("text"))
            yield read_text(read_mapping(item, "media").get("description"))


def _find_group(title: str) -> str:
    match = _IN_A_GROUP.search(title)
    return match[1] if match else "a group"


def _read_page(member: Member, dates: DateReader, own_words: OwnWords) -> Iterator[Document]:
    in_group = "group" in member.name
    for number, block in enumerate(read_blocks(member), 1):
        kind = _find_kind(member, block)
        audience = _find_group(block.title) if in_group else None
        texts = own_words.choose(kind, block.title, block.texts, block.captions)
        date = dates.read(block.date) if texts else None
        for text in texts:
            yield Document(text, date, kind, None, audience, f"{member.place}, block {number:,}")


def _find_kind(member: Member, block: Block) -> Kind:
    if _POSTS.fullmatch(member.name):
        return "post"
    if "posts" not in member.name or _ON_SOMETHING.search(block.title):
        return "comment"
    return "post"


def _find_owner(members: Sequence[Member]) -> Iterator[str]:
    """The owner's name, and those that they had before."""
    for member in members:
        if member.name == _PROFILE:
            content = load_json(member)
            profile = read_mapping(content, "profile_v2") or read_mapping(content, "profile")
            name = profile.get("name")
            names = [name, read_mapping(name).get("full_name")]
            earlier = read_list(profile.get("previous_names"))
            names += [read_mapping(item).get("name") for item in earlier]
            yield from filter(None, map(read_text, names))


def _find_people(members: Sequence[Member]) -> Iterator[str]:
    for member in members:
        if not _FRIENDS.fullmatch(member.name):
            continue
        if member.suffix == ".html":
            yield from (block.title for block in read_blocks(member) if block.title)
        else:
            names = (read_text(read_mapping(item).get("name")) for item in stream_records(member))
            yield from filter(None, names)


SOURCE = Source(
    name="facebook",
    title="Facebook",
    files="your_posts_1.json, your_posts__check_ins__photos_and_videos_1.json or comments.json, "
    "or the same as .html",
    recognise=_recognise,
    read=_read,
    find_owner=_find_owner,
    find_people=_find_people,
)
