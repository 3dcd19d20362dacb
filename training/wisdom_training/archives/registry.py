"""All sources, in the order in which an archive is offered to them."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from pathlib import Path

from wisdom_training.archives import (
    blogger,
    book,
    discord,
    facebook,
    ghost,
    imessage,
    instagram,
    mail,
    medium,
    signal,
    sms,
    substack,
    telegram,
    text,
    threads,
    transcript,
    twitter,
    whatsapp,
    wordpress,
)
from wisdom_training.archives.source import Source
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
    mail.SOURCE,
    wordpress.SOURCE,
    blogger.SOURCE,
    ghost.SOURCE,
    medium.SOURCE,
    substack.SOURCE,
    instagram.SOURCE,
    threads.SOURCE,
    signal.SOURCE,
    sms.SOURCE,
    imessage.SOURCE,
)


def recognise(members: Sequence[Member]) -> Iterator[tuple[Source, list[Member]]]:
    """Each source that knows some of ``members``, with these; no member goes to two sources."""
    left = list(members)
    claimed: set[Path] = set()  # containers that have something of a service
    for source in sorted(SOURCES, key=lambda source: source.generic):
        offered = [m for m in left if _is_free(m, claimed)] if source.generic else left
        known = source.recognise(offered)
        if known:
            taken = set(known)
            left = [member for member in left if member not in taken]
            if not source.generic:
                claimed.update(member.container for member in known)
            yield source, known


def _is_free(member: Member, claimed: Collection[Path]) -> bool:
    """Whether a file may have any origin; beside one archive, others are parts of it."""
    if member.container in claimed:
        return False
    return not claimed or member.container.is_dir() or member.container.name == member.path


def describe_sources() -> list[str]:
    """What is looked for: a line for each source."""
    return [f"{source.title}: {source.files}" for source in SOURCES]
