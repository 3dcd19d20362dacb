"""All sources, in the order in which an archive is offered to them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from wisdom_training.archives import (
    blogger,
    discord,
    facebook,
    ghost,
    imessage,
    instagram,
    medium,
    signal,
    sms,
    substack,
    telegram,
    threads,
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
    telegram.SOURCE,
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
    left, found = list(members), False
    for source in sorted(SOURCES, key=lambda source: source.generic):
        if source.generic and found:
            return
        known = source.recognise(left)
        if known:
            left = [member for member in left if member not in known]
            found = found or not source.generic
            yield source, known


def describe_sources() -> list[str]:
    """What is looked for: a line for each source."""
    return [f"{source.title}: {source.files}" for source in SOURCES]
