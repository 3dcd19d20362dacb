"""All sources, in the order in which an archive is offered to them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from wisdom_training.archives import (
    blogger,
    facebook,
    ghost,
    instagram,
    medium,
    substack,
    threads,
    twitter,
    wordpress,
)
from wisdom_training.archives.source import Source
from wisdom_training.containers.members import Member

SOURCES: tuple[Source, ...] = (
    twitter.SOURCE,
    facebook.SOURCE,
    wordpress.SOURCE,
    blogger.SOURCE,
    ghost.SOURCE,
    medium.SOURCE,
    substack.SOURCE,
    instagram.SOURCE,
    threads.SOURCE,
)  # fmt: skip


def recognise(members: Sequence[Member]) -> Iterator[tuple[Source, list[Member]]]:
    """Each source that knows some of ``members``, with these; no member goes to two sources."""
    left = list(members)
    for source in SOURCES:
        known = source.recognise(left)
        if known:
            left = [member for member in left if member not in known]
            yield source, known
