"""The git repository that a site is in, read from its files: git need not be installed."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

MAIN = "main"
_HEADS = ("refs/remotes/origin/HEAD", "HEAD")
_MASTER = "master"
WORKFLOWS = ".github/"


@dataclass(frozen=True)
class Place:
    """Where a site is in its repository."""

    root: Path | None
    """The repository's folder; None if there is none yet."""
    directory: str = "."
    """The site's folder in it."""
    branch: str = MAIN
    """The default branch."""

    def list_files(self, names: Iterable[str], folder: Path) -> dict[str, Path]:
        """Where each file of the site in ``folder`` goes: a workflow into the root."""
        root = self.root or folder
        return {name: (root if name.startswith(WORKFLOWS) else folder) / name for name in names}


NEW_PLACE = Place(None)


def find_place(folder: Path) -> Place:
    """The place of ``folder`` in the repository around it."""
    whole = folder.absolute()
    root = next((place for place in (whole, *whole.parents) if (place / ".git").exists()), None)
    if root is None:
        return NEW_PLACE
    return Place(root, whole.relative_to(root).as_posix(), _find_branch(root))


def _find_branch(root: Path) -> str:
    """The default branch, as far as a clone knows; a feature branch is none."""
    for name in _HEADS:
        path = root / ".git" / name
        branch = path.read_text(encoding="utf-8").strip() if path.is_file() else ""
        if name != "HEAD" and branch:
            return branch.rpartition("refs/remotes/origin/")[2]
        if branch == f"ref: refs/heads/{_MASTER}":
            return _MASTER
    return MAIN
