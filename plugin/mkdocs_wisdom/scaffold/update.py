"""Brings a newer skeleton to a site: three versions of each file are compared.

They are the file on disk, the skeleton's file that was laid down (by its hash), and the skeleton's
file of today.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from mkdocs_wisdom.scaffold.changes import Change
from mkdocs_wisdom.scaffold.record import hash_file


@dataclass
class Update:
    """What a newer skeleton changes."""

    changes: list[Change] = field(default_factory=list)
    """New files, and files that the owner has not touched."""
    conflicts: list[Change] = field(default_factory=list)
    """Files that both have changed."""
    deleted: list[str] = field(default_factory=list)
    """Files that the owner has deleted; they stay so."""
    dropped: list[str] = field(default_factory=list)
    """Files that the skeleton no longer has; they stay, too."""


def plan_update(
    places: Mapping[str, Path], skeleton: Mapping[str, bytes], hashes: Mapping[str, str]
) -> Update:
    """Compare the skeleton of today with the files at ``places``, and with the hashes of old."""
    update = Update(dropped=sorted(hashes.keys() - skeleton.keys()))
    for name, new in skeleton.items():
        place, old_hash = places[name], hashes.get(name)
        found = place.read_bytes() if place.is_file() else None
        if found is None:
            if old_hash is None:
                update.changes.append(Change(place, None, new))
            else:
                update.deleted.append(name)
        elif hash_file(found) == hash_file(new) or old_hash == hash_file(new):
            continue
        elif hash_file(found) == old_hash:
            update.changes.append(Change(place, found, new))
        else:
            update.conflicts.append(Change(place, found, new))
    return update
