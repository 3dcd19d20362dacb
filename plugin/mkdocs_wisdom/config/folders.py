"""The folder of the posts, which must not overlap ``docs_dir`` or ``site_dir``."""

from __future__ import annotations

from pathlib import Path

from mkdocs_wisdom.errors import PlacementError


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
