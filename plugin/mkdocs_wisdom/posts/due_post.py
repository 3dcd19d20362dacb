"""The posts of one build: those that are there, and the one that is due."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, tzinfo
from pathlib import Path

from mkdocs.plugins import get_plugin_logger

from mkdocs_wisdom.errors import PlacementError
from mkdocs_wisdom.posts.composer import Draft, publish
from mkdocs_wisdom.posts.post import Post, newest_first, read_all, read_post, visible
from mkdocs_wisdom.posts.schedule import choose_stem, is_due

log = get_plugin_logger(__name__)


@dataclass(frozen=True)
class Schedule:
    """Whether a post is to be written, and where posts lie."""

    folder: Path
    now: datetime
    """In the time zone that posts are dated in."""
    every: str
    generate: str

    @property
    def timezone(self) -> tzinfo:
        assert self.now.tzinfo is not None  # the plugin made it  # noqa: S101
        return self.now.tzinfo


def gather_posts(
    schedule: Schedule, compose: Callable[[str], Draft], *, command: str
) -> list[Post]:
    """The posts to publish, newest first; the one that is due among them.

    ``build`` and ``gh-deploy`` write it, ``serve`` has it as a preview, and nothing happens where
    the command is not known: a program that builds a site did not ask for a post. ``serve`` shows
    drafts, too.
    ``compose`` writes the post of a given stem.
    """
    there = read_all(schedule.folder, timezone=schedule.timezone)
    seen = visible(there, schedule.now, drafts=command == "serve")
    if command not in ("build", "gh-deploy", "serve") or not wants_post(schedule, there):
        return seen
    draft = compose(choose_stem(find_stems(schedule.folder), schedule.now))
    if command == "serve":
        return newest_first([draft.preview(), *seen])
    return newest_first([_save(draft, schedule), *seen])


def wants_post(schedule: Schedule, there: list[Post]) -> bool:
    """Whether a post is to be written; ``there`` are all posts, those of the future included."""
    if schedule.generate == "auto":
        dates = (post.date for post in there if not post.draft)
        return is_due(dates, schedule.now, schedule.every)
    return schedule.generate == "always"


def _save(draft: Draft, schedule: Schedule) -> Post:
    path = schedule.folder / f"{draft.stem}.md"
    if publish(draft, schedule.folder):
        log.info("Wrote %s", path)
    else:
        log.info("%s was just written by another build", path)
    return read_post(path, timezone=schedule.timezone)


def find_stems(folder: Path) -> set[str]:
    """The names, without suffix, that files in ``folder`` have."""
    return {path.stem for path in folder.iterdir()} if folder.is_dir() else set()


def check_folders(posts: Path, *, docs: Path, site: Path) -> None:
    """Raise PlacementError where the posts would be built twice, or removed with the old site."""
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
