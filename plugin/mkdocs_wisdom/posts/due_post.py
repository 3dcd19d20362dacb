"""The posts of one build: the existing ones, and the one that is due."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from mkdocs.plugins import get_plugin_logger

from mkdocs_wisdom.posts.composer import Draft, publish
from mkdocs_wisdom.posts.post import Post, newest_first, read_all, read_post, select_visible
from mkdocs_wisdom.posts.schedule import Schedule, choose_stem, is_due

log = get_plugin_logger(__name__)


def gather_posts(
    schedule: Schedule, compose: Callable[[str, list[Post]], Draft], *, command: str
) -> list[Post]:
    """The posts to publish, newest first, with the one that is due.

    The commands ``build`` and ``gh-deploy`` write it; ``serve`` shows it as a preview, and drafts
    as well. Any other program that builds a site did not ask for a post and gets none.
    ``compose`` writes the post with a given stem, which repeats no sentence of the given posts.
    """
    existing = read_all(schedule.folder, timezone=schedule.timezone)
    shown = select_visible(existing, schedule.now, drafts=command == "serve")
    if command not in ("build", "gh-deploy", "serve") or not wants_post(schedule, existing):
        return shown
    draft = compose(choose_stem(find_stems(schedule.folder), schedule.now), existing)
    if command == "serve":
        return newest_first([draft.preview(), *shown])
    return newest_first([_save(draft, schedule), *shown])


def wants_post(schedule: Schedule, existing: list[Post]) -> bool:
    """Whether to write a post; ``existing`` includes drafts and posts with a later date."""
    if schedule.generate == "auto":
        dates = (post.date for post in existing if not post.draft)
        return is_due(dates, schedule.now, schedule.every)
    return schedule.generate == "always"


def _save(draft: Draft, schedule: Schedule) -> Post:
    path = schedule.folder / f"{draft.stem}.md"
    if publish(draft, schedule.folder):
        log.info("Wrote %s", path)
    else:
        log.info("Another build has just written %s: publishing that post", path)
    return read_post(path, timezone=schedule.timezone)


def find_stems(folder: Path) -> set[str]:
    """The names of the files in ``folder``, without suffix."""
    return {path.stem for path in folder.iterdir()} if folder.is_dir() else set()
