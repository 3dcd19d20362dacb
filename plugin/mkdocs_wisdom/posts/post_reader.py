"""Posts are read from Markdown files with front matter.

A post needs a date, in its front matter or at the beginning of its file name (``2018-05-01.md`` or,
as in Jekyll, ``2018-05-01-some-title.md``). Everything else is optional. Keys of front matter may
begin with a capital letter.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Mapping
from datetime import datetime, tzinfo
from pathlib import Path
from typing import Any, TypeVar

from mkdocs_wisdom.errors import PostError, UndatedError
from mkdocs_wisdom.posts.dates import read_date
from mkdocs_wisdom.posts.front_matter import find_line, split_front_matter, unify_line_ends
from mkdocs_wisdom.posts.metadata import fold_keys, split_words
from mkdocs_wisdom.posts.post import Post, make_title, newest_first
from mkdocs_wisdom.posts.post_files import DAY, PostFile, list_folder
from mkdocs_wisdom.posts.visibility import (
    HEAD_LINES,
    Hiding,
    find_period,
    find_stray_statement,
    is_secluded,
    needs_password,
)
from mkdocs_wisdom.text_file import read_utf8
from wisdom_model.errors import quote

T = TypeVar("T")

LONGEST_STEM = 240
"""Bytes of the name of a post's page: file systems allow 255 with ``.html``."""
MOST_TAGS = 100
"""Of a post; each tag has pages and feeds of its own."""
_DATED_STEM = re.compile(rf"({DAY})(?:[-_ ](.+))?")
_HEADING = re.compile(r"#{1,6}(?:[ \t]+(.*?))?[ \t]*#*[ \t]*(?:\n|$)")
_MARKS = re.compile(r"[*_`~]+|!?\[|\](?:\([^)\s]*\))?")
_OTHER_DATES = ("pubdate", "publishdate", "publishedat", "published", "created", "createdat")
"""Keys of the date in other dialects, for a post with no date in its name and no ``date``."""
_EXPECTED_DATE = "expected a date such as 2026-11-24 or 2026-11-24 08:30:00 +0100"


def read_all(folder: Path, *, timezone: tzinfo, skip_undated: bool = False) -> list[Post]:
    """All posts in ``folder``, newest first; none if there is no such folder.

    Dates without a time zone are taken to be in ``timezone``. Raises PostError with all that is
    wrong in any post. ``skip_undated`` leaves out files that have no date: other site generators
    keep their pages beside the posts.
    """
    return read_files(list_folder(folder).posts, timezone=timezone, skip_undated=skip_undated)


def read_files(
    found: Iterable[PostFile], *, timezone: tzinfo, skip_undated: bool = False
) -> list[Post]:
    """The same of the posts that ``list_folder`` found."""
    posts: dict[str, Post] = {}
    problems = []
    for file in found:
        try:
            post = _read_file(file, timezone)
        except PostError as error:
            if not (skip_undated and isinstance(error, UndatedError)):
                problems.append(str(error))
            continue
        if post.stem in posts:
            problems.append(
                f"{file.path}: its page would be the same as that of {posts[post.stem].path}: "
                "rename one of them"
            )
        posts[post.stem] = post
    if problems:
        raise PostError("\n".join(problems))
    return newest_first(posts.values())


def read_post(path: Path, *, timezone: tzinfo) -> Post:
    """Read one post; a date without a time zone is in ``timezone``.

    Raises PostError, which names the file and the line of each thing that is wrong.
    """
    return _read_file(PostFile(path, path.stem, ""), timezone)


def _read_file(file: PostFile, timezone: tzinfo) -> Post:
    path = file.path
    _check_name(file)
    text = unify_line_ends(read_utf8(path, PostError))
    meta, body = split_front_matter(text, path)
    source = _Source(path, text, fold_keys(meta))
    source.check(_check_stray, body)
    dated = _DATED_STEM.fullmatch(file.stem)
    day, slug = dated.groups() if dated else (None, None)
    date = source.check(_read_date, day, timezone)
    starts, ends = source.check(_read_period, timezone) or (None, None)
    title = source.check(_read_title, slug, body, file.stem)
    tags = source.check(_read_tags)
    author = source.check(_read_author)
    if source.problems:
        kind = UndatedError if source.undated and len(source.problems) == 1 else PostError
        raise kind("\n".join(source.problems))
    assert date is not None  # otherwise there is a problem  # noqa: S101
    return Post(
        stem=file.stem,
        date=date,
        title=title or "",
        body=body,
        meta=meta,
        path=path,
        tags=tags or (),
        author=author or "",
        kept_back=Hiding(file.draft_place) if file.draft_place else None,
        starts=starts,
        ends=ends,
    )


def _check_name(file: PostFile) -> None:
    """Raise PostError for a name that cannot be that of a page."""
    if any(unicodedata.category(char) in ("Cc", "Cs") for char in file.stem):
        raise PostError(
            f"{str(file.path)!a}: its name has control characters or bytes that are not "
            "UTF-8: rename it"
        )
    if len(file.stem.encode()) > LONGEST_STEM:
        raise PostError(
            f"{file.path}: the name of its page, made of its folders and its name, would have "
            f"{len(file.stem.encode())} bytes, expected at most {LONGEST_STEM}: rename it"
        )


class _Source:
    """A post's file while it is read, with what was found to be wrong in it."""

    def __init__(self, path: Path, text: str, meta: Mapping[str, Any]) -> None:
        self.path = path
        self.text = text
        self.meta = meta
        """The front matter, with keys in lower case."""
        self.problems: list[str] = []
        self.undated = False
        """Whether one of them is that it has no date."""

    def check(self, read: Callable[..., T], *arguments: object) -> T | None:
        """What ``read`` returns; None, and a problem more, if it raises PostError."""
        try:
            return read(self, *arguments)
        except PostError as error:
            self.problems.append(str(error))
            return None

    def error(self, key: str, problem: str) -> PostError:
        """An error at the line of ``key``."""
        line = find_line(key, self.text) if key in self.meta else 1
        return PostError(f"{self.path}, line {line}: {problem}")


def _check_stray(source: _Source, body: str) -> None:
    """Raise PostError if the text begins with what looks like unread front matter of a draft."""
    if stray := find_stray_statement(body):
        before = source.text[: source.text.find(stray, source.text.find(body))].count("\n")
        raise PostError(
            f"{source.path}, line {before + 1}: the text has {quote(stray)}, as if the post were "
            "not to be published, but outside its front matter: put it between two lines of --- at "
            f"the head of the file, or below the first {HEAD_LINES} lines of the text"
        )


def _read_date(source: _Source, day: str | None, timezone: tzinfo) -> datetime:
    key, value = "date", source.meta.get("date")
    if isinstance(value, dict):  # as in Material's blog, which has `created` and `updated`
        value = value.get("created")
    if value is None:
        value = day
    if value is None:
        key = next((key for key in _OTHER_DATES if source.meta.get(key) is not None), "")
        value = source.meta.get(key)
    if value is None or isinstance(value, bool):
        source.undated = True
        raise source.error(
            "date",
            "no date: begin the file's name with one (2026-11-24-title.md) or add a line such as "
            "'date: 2026-11-24' to its front matter",
        )
    try:
        return read_date(value, timezone)
    except ValueError as error:
        raise source.error(
            key,
            f"{key} is {quote(value)}: {_EXPECTED_DATE}",
        ) from error


def _read_period(source: _Source, timezone: tzinfo) -> tuple[datetime | None, datetime | None]:
    try:
        return find_period(source.meta, timezone)
    except ValueError as error:
        key, value = error.args
        raise source.error(
            key,
            f"{key} is {quote(value)}: {_EXPECTED_DATE}",
        ) from error


def _read_title(source: _Source, slug: str | None, body: str, stem: str) -> str:
    title = source.meta.get("title")
    if isinstance(title, (dict, list)):
        raise source.error("title", f"title is a {type(title).__name__}, expected a text")
    if title is not None and str(title).strip():
        return " ".join(str(title).split())
    heading = _HEADING.match(body)
    if heading and (written := make_title(_MARKS.sub("", heading[1] or ""))):
        return written
    if slug and not slug.isdigit():
        words = slug.replace("-", " ").replace("_", " ")
        return words[0].upper() + words[1:]
    protected = is_secluded(source.meta) or needs_password(source.meta) or "level" in source.meta
    return ("" if protected or heading else make_title(_MARKS.sub("", body))) or stem


def _read_tags(source: _Source) -> tuple[str, ...]:
    given = source.meta.get("tags")
    tags = split_words(given)
    readable = given is None or isinstance(given, (str, list))
    if not readable or any(isinstance(tag, (dict, list)) for tag in tags):
        raise source.error("tags", f"tags is {quote(given)}, expected a list of words")
    if len(tags) > MOST_TAGS:
        raise source.error("tags", f"tags has {len(tags):,} words, expected at most {MOST_TAGS}")
    texts = (" ".join(str(tag).split()) for tag in tags if tag is not None)
    return tuple(dict.fromkeys(filter(None, texts)))


def _read_author(source: _Source) -> str:
    author = source.meta.get("author")
    if isinstance(author, (dict, list)):
        raise source.error("author", f"author is a {type(author).__name__}, expected a name")
    return " ".join(str(author or "").split())
