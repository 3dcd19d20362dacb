"""The folder of the posts, which must not overlap another feed's, ``docs_dir`` or ``site_dir``."""

from __future__ import annotations

import os
from collections.abc import Sequence
from itertools import combinations
from pathlib import Path

from mkdocs_wisdom.errors import PlacementError

USUAL_FOLDER = "posts"


def check_folders(posts: Path, *, docs: Path, site: Path) -> None:
    """Raise PlacementError if posts would be built twice, or removed with the old site."""
    posts, docs, site = posts.resolve(), docs.resolve(), site.resolve()
    if docs in (posts, *posts.parents):
        raise PlacementError(
            f"posts_dir: found {posts}, which lies inside docs_dir ({docs}), so that MkDocs would "
            "build each post twice: keep the posts beside docs_dir, as in posts_dir: posts"
        )
    if site in (posts, *posts.parents) or posts in site.parents:
        raise PlacementError(
            f"posts_dir: found {posts}, and site_dir is {site}: MkDocs empties site_dir before a "
            "build, so neither may lie inside the other"
        )
    if posts in docs.parents:
        raise PlacementError(
            f"posts_dir: found {posts}, which holds docs_dir ({docs}): give the posts a folder of "
            "their own, as in posts_dir: posts"
        )


def check_apart(feeds: Sequence[str], folders: Sequence[Path]) -> None:
    """Raise PlacementError unless the ``feeds`` of a site, by their paths, are apart.

    ``folders`` have their posts, in the same order.
    """
    for (feed, folder), (other, other_folder) in combinations(
        [(feed or ".", folder.resolve()) for feed, folder in zip(feeds, folders, strict=True)], 2
    ):
        if feed == other:
            raise PlacementError(
                f"feed: found {feed} twice: wisdom is twice among the plugins, so give each its "
                "own feed, as in feed: ahab/"
            )
        if other_folder in (folder, *folder.parents) or folder in other_folder.parents:
            raise PlacementError(
                f"posts_dir: the feeds {feed} and {other} have {folder} and {other_folder}, so "
                "that posts of one would be in the other: give each a folder of its own, as in "
                "posts_dir: posts-of-ahab"
            )


def name_folder(folder: Path, root: Path) -> str:
    """A posts folder relative to that of ``mkdocs.yml``; empty for ``posts``, the usual one."""
    name = Path(os.path.relpath(folder, root)).as_posix()
    return "" if name == USUAL_FOLDER else name
