"""All sources, in the order in which an archive is offered to them."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from pathlib import Path

from wisdom_training.archives import (
    blogger,
    bluesky,
    book,
    discord,
    facebook,
    ghost,
    imessage,
    instagram,
    mail,
    mastodon,
    medium,
    reddit,
    signal,
    sms,
    substack,
    table,
    telegram,
    text,
    threads,
    transcript,
    twitter,
    whatsapp,
    wordpress,
)
from wisdom_training.archives.source import Columns, Source
from wisdom_training.containers.members import Member

SOURCES: tuple[Source, ...] = (
    twitter.SOURCE,
    whatsapp.SOURCE,
    discord.SOURCE,
    facebook.SOURCE,
    transcript.SOURCE,  # before text, which takes its files, too
    text.SOURCE,
    book.SOURCE,
    telegram.SOURCE,
    mastodon.SOURCE,
    mail.SOURCE,
    wordpress.SOURCE,
    blogger.SOURCE,
    ghost.SOURCE,
    medium.SOURCE,
    substack.SOURCE,
    reddit.SOURCE,
    instagram.SOURCE,
    threads.SOURCE,
    signal.SOURCE,
    sms.SOURCE,
    imessage.SOURCE,
    bluesky.SOURCE,
)


def recognise(
    members: Sequence[Member], columns: Columns | None = None
) -> Iterator[tuple[Source, list[Member]]]:
    """Each source that knows some of ``members``, with these; no member goes to two sources.

    With ``columns``, tables in containers of no other service belong to ``table``: those of other
    archives have what their sources leave out, such as messages.
    """
    left = list(members)
    claimed: set[Path] = set()  # containers that have something of a service
    for source in _list_sources(columns):
        offered = [member for member in left if _is_offered(member, source, claimed)]
        known = source.recognise(offered)
        if known:
            taken = set(known)
            left = [member for member in left if member not in taken]
            if not source.generic:
                claimed.update(member.container for member in known)
            yield source, known


def _list_sources(columns: Columns | None) -> list[Source]:
    """Those of one service, then the table where it is asked for, then those of any text."""
    services = [source for source in SOURCES if not source.generic]
    tables = [table.SOURCE] if columns is not None else []
    return [*services, *tables, *(source for source in SOURCES if source.generic)]


def _is_offered(member: Member, source: Source, claimed: Collection[Path]) -> bool:
    """Whether a file may be of ``source``; any text beside one archive is rather a part of it."""
    if not source.generic:
        return True
    if member.container in claimed:
        return False
    alone = member.container.is_dir() or member.container.name == member.path
    return not claimed or alone or source is table.SOURCE


def describe_sources() -> list[str]:
    """What is looked for: a line for each source."""
    return [f"{source.title}: {source.files}" for source in SOURCES]
