"""All sources, in the order in which an archive is offered to them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from wisdom_training.archives import bluesky, mastodon, reddit, table, twitter
from wisdom_training.archives.source import Columns, Source
from wisdom_training.containers.members import Member

SOURCES: tuple[Source, ...] = (
    twitter.SOURCE,
    mastodon.SOURCE,
    reddit.SOURCE,
    bluesky.SOURCE,
)  # fmt: skip


def recognise(
    members: Sequence[Member], columns: Columns | None = None
) -> Iterator[tuple[Source, list[Member]]]:
    """Each source that knows some of ``members``, with these; no member goes to two sources.

    With ``columns``, tables in containers that no other source knows belong to ``table``: those
    of other archives have what their sources leave out, such as messages.
    """
    left = list(members)
    known_containers = set()
    for source in SOURCES:
        known = source.recognise(left)
        if known:
            taken = set(known)
            left = [member for member in left if member not in taken]
            known_containers |= {member.container for member in known}
            yield source, known
    tables = [member for member in left if member.container not in known_containers]
    if columns is not None and (known := table.SOURCE.recognise(tables)):
        yield table.SOURCE, known
