"""The posts of one build: the existing ones, and the one that is due."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path

from mkdocs.plugins import get_plugin_logger

from mkdocs_wisdom.errors import PostError
from mkdocs_wisdom.posts.attachments import find_attachments
from mkdocs_wisdom.posts.composer import Draft, publish
from mkdocs_wisdom.posts.explanation import is_generated
from mkdocs_wisdom.posts.front_matter import find_line
from mkdocs_wisdom.posts.post import Post, newest_first, select_visible
from mkdocs_wisdom.posts.post_files import list_folder
from mkdocs_wisdom.posts.post_reader import read_files, read_post
from mkdocs_wisdom.posts.schedule import Schedule, begin_next_period, choose_stem, is_due
from mkdocs_wisdom.posts.tags import unify_tags
from mkdocs_wisdom.posts.visibility import Hiding, needs_password
from mkdocs_wisdom.text_file import read_utf8

log = get_plugin_logger(__name__)


def gather_posts(
    schedule: Schedule,
    compose: Callable[[str, list[Post]], Draft],
    *,
    command: str,
    protects: bool = False,
    on_written: Callable[[Post], object] = lambda _: None,
) -> list[Post]:
    """The posts to publish, newest first, with the one that is due.

    The commands ``build`` and ``gh-deploy`` write it; ``serve`` shows it as a preview, and drafts
    as well. Any other program that builds a site did not ask for a post and gets none.
    ``compose`` writes the post with a given stem, which repeats no sentence of the given posts.
    A post with a password is a draft unless the site ``protects`` it. ``on_written`` is called with
    a post that was written. The log names every file that is not published.
    """
    content = list_folder(schedule.folder)
    existing = read_files(content.posts, timezone=schedule.timezone)
    if not protects:
        existing = [keep_back_unprotected(post) for post in existing]
    shown = select_visible(existing, schedule.now, drafts=command == "serve")
    report_left_out(schedule, existing, shown, content.left_out)
    if command not in ("build", "gh-deploy", "serve") or not wants_post(schedule, existing):
        return unify_tags(shown)
    stem = name_next(schedule, existing)
    if command == "serve":
        return unify_tags(newest_first([compose(stem, existing).preview(), *shown]))
    log.info("Writing the post %s, which takes some seconds", stem)
    draft = compose(stem, existing)
    return unify_tags(newest_first([_save(draft, schedule, on_written), *shown]))


def keep_back_unprotected(post: Post) -> Post:
    """The post, as a draft if it has a password: no plugin of the site would ask for it."""
    key = needs_password(post.meta)
    if not key or post.hiding:
        return post
    return replace(post, kept_back=Hiding(f"{key}: …", key, "no plugin of this site asks for it"))


def report_left_out(
    schedule: Schedule,
    existing: list[Post],
    shown: list[Post],
    others: Sequence[tuple[Path, str]],
) -> None:
    """Log each file that is not published, and warn where that may be a mistake.

    ``others`` are files that are no posts, each with the reason.
    """
    stems = {post.stem for post in shown}
    lines = []
    for post in existing:
        if post.stem in stems:
            continue
        if post.hiding and post.hiding.doubt:
            log.warning("Not published: %s: %s", _describe_hiding(post), post.hiding.doubt)
        elif post.hiding:
            lines.append(_describe_hiding(post))
        else:
            lines.append(f"{post.path}: {_describe_dates(post, schedule.now)}")
    published = set(find_attachments(schedule.folder, shown)) if others else set()
    lines += [f"{path}: {reason}" for path, reason in others if path not in published]
    if lines:
        log.info("Not published:\n  %s", "\n  ".join(lines))


def _describe_hiding(post: Post) -> str:
    assert post.hiding is not None  # the caller's posts have one  # noqa: S101
    place = str(post.path)
    if post.hiding.key and post.path:
        place += f", line {find_line(post.hiding.key, read_utf8(post.path, PostError))}"
    return f"{place}: {post.hiding.reason}"


def _describe_dates(post: Post, now: datetime) -> str:
    if post.ends and post.ends <= now:
        return f"only until {post.ends}"
    return f"not before {max(filter(None, (post.date, post.starts)))}"


def wants_post(schedule: Schedule, existing: list[Post]) -> bool:
    """Whether to write a post; ``existing`` includes drafts and posts with a later date."""
    if schedule.generate == "auto":
        dates = (post.date for post in existing if not post.draft)
        return is_due(dates, schedule.now, schedule.every)
    return schedule.generate == "always"


def find_next_day(posts: Sequence[Post], schedule: Schedule) -> date | None:
    """The day on which the next post is due; None if it is not known.

    ``posts`` are sorted, newest first. No post is expected of a voice that has not written any.
    """
    newest = next((post for post in posts if not post.hidden), None)
    if newest is None or not any(is_generated(post.meta) for post in posts):
        return None
    return begin_next_period(newest.date, schedule.now, schedule.every)


def name_next(schedule: Schedule, existing: list[Post]) -> str:
    """The stem of the next post, which no file and no post has."""
    taken = find_stems(schedule.folder) | {post.stem for post in existing}
    return choose_stem(taken, schedule.now)


def _save(draft: Draft, schedule: Schedule, on_written: Callable[[Post], object]) -> Post:
    path = schedule.folder / f"{draft.stem}.md"
    if not publish(draft, schedule.folder):
        log.info("Another build has just written %s: publishing that post", path)
        return read_post(path, timezone=schedule.timezone)
    log.info("Wrote %s", path)
    post = read_post(path, timezone=schedule.timezone)
    on_written(post)
    return post


def find_stems(folder: Path) -> set[str]:
    """The names of the files in ``folder``, without suffix.

    Jekyll's ``2026-11-24-1.md`` is the first post of its day, and has the name ``2026-11-24``, too.
    """
    stems = {path.stem for path in folder.iterdir()} if folder.is_dir() else set()
    return stems | {stem.removesuffix("-1") for stem in stems}
