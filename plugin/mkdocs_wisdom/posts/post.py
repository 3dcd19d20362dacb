"""Posts: Markdown files with front matter, generated or written by a person.

A post needs a date, in its front matter or at the beginning of its file name (``2018-05-01.md`` or,
as in Jekyll, ``2018-05-01-some-title.md``). Everything else is optional.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date as Date  # noqa: N812 (a post has a field of that name)
from datetime import datetime, tzinfo
from pathlib import Path
from typing import Any

from mkdocs_wisdom.errors import PostError
from mkdocs_wisdom.posts.front_matter import find_line, split_front_matter
from mkdocs_wisdom.text_file import read_utf8

SUFFIXES = (".md", ".markdown")
LONGEST_TITLE = 60  # characters

_DAY = r"\d{4}-\d\d-\d\d"
_DATED_STEM = re.compile(rf"({_DAY})(?:-(.+))?")
_HEADING = re.compile(r"#{1,6}[ \t]+(.+?)[ \t]*#*[ \t]*(?:\n|$)")
_TITLE_END = re.compile(r"\n\n| {2,}\n")
_MARKS = re.compile(r"[*_`~]+|!?\[|\](?:\([^)\s]*\))?")
_DATE_FORMATS = (
    "%Y-%m-%d",
    "%Y-%m-%d %H:%M",
    "%Y-%m-%d %H:%M:%S",
    "%Y-%m-%d %H:%M:%S.%f",
    "%Y-%m-%d %H:%M%z",
    "%Y-%m-%d %H:%M:%S%z",
    "%Y-%m-%d %H:%M:%S.%f%z",
)


@dataclass(frozen=True)
class Post:
    """A post, read from a file or not saved yet."""

    stem: str
    """The name of its page: ``2026-11-24``, ``2026-11-24-2``, ``2018-05-01-some-title``."""
    date: datetime
    """The date and time of the post, with a time zone."""
    title: str
    """Plain text."""
    body: str
    """Markdown, without front matter."""
    meta: Mapping[str, Any]
    """The front matter."""
    path: Path | None
    """Its file; None for a preview, which is not saved."""
    tags: tuple[str, ...] = ()
    preview: bool = False
    """Whether ``mkdocs serve`` shows it before a build writes it."""
    author: str = ""
    """Empty for a post by the feed's author."""

    @property
    def day(self) -> str:
        """The date in its name, or else its date: ``2026-11-24``."""
        dated = re.match(_DAY, self.stem)
        return dated[0] if dated else f"{self.date:%Y-%m-%d}"

    @property
    def numbered(self) -> bool:
        """Whether its name is that of a further post of one day, ``2026-11-24-2``."""
        return re.fullmatch(rf"{_DAY}-\d+", self.stem) is not None

    @property
    def draft(self) -> bool:
        return self.meta.get("draft") is True

    @property
    def hidden(self) -> bool:
        """Whether only ``mkdocs serve`` shows it."""
        return self.preview or self.draft

    @property
    def pinned(self) -> bool:
        """Whether it stays at the top of the feed."""
        return self.meta.get("pin") is True


def select_visible(posts: Iterable[Post], now: datetime, *, drafts: bool = False) -> list[Post]:
    """The posts without those dated later than ``now`` and, unless ``drafts``, without drafts."""
    return [post for post in posts if (drafts or not post.draft) and post.date <= now]


def read_all(folder: Path, *, timezone: tzinfo) -> list[Post]:
    """All posts in ``folder``, newest first; none if there is no such folder.

    Dates without a time zone are taken to be in ``timezone``. Raises PostError.
    """
    try:
        found = sorted(folder.iterdir()) if folder.exists() else []
    except OSError as error:
        raise PostError(f"cannot read the posts in {folder}: {error.strerror}") from error
    names = [path for path in found if path.suffix in SUFFIXES and not path.name.startswith(".")]
    posts: dict[str, Post] = {}
    for path in names:
        post = read_post(path, timezone=timezone)
        if post.stem in posts:
            raise PostError(
                f"{path}: its page would be the same as that of {posts[post.stem].path}: "
                "rename one of them"
            )
        posts[post.stem] = post
    return newest_first(posts.values())


def newest_first(posts: Iterable[Post]) -> list[Post]:
    """Sort posts; of several with the same date and time, ``…-10`` comes before ``…-9``."""
    return sorted(
        posts, key=lambda post: (post.date.timestamp(), len(post.stem), post.stem), reverse=True
    )


def read_post(path: Path, *, timezone: tzinfo) -> Post:
    """Read one post; a date without a time zone is in ``timezone``.

    Raises PostError, which names the file and the line.
    """
    text = read_utf8(path, PostError).replace("\r\n", "\n")
    meta, body = split_front_matter(text, path)
    dated = _DATED_STEM.fullmatch(path.stem)
    day, slug = dated.groups() if dated else (None, None)
    return Post(
        stem=path.stem,
        date=_read_date(meta, day, path, text, timezone),
        title=_read_title(meta, slug, body, path, text),
        body=body,
        meta=meta,
        path=path,
        tags=_read_tags(meta, path, text),
        author=_read_author(meta, path, text),
    )


def make_title(text: str) -> str:
    """The first words of a plain text, cut at a word to a title's length, with ``…`` if cut.

    They end with the first paragraph, or at a line break of Markdown: two spaces at a line's end.
    """
    first = " ".join(_TITLE_END.split(text.lstrip(), maxsplit=1)[0].split())
    if len(first) <= LONGEST_TITLE:
        return first
    cut = first[:LONGEST_TITLE]  # without a space, the last character makes room for the ellipsis
    kept = cut.rsplit(" ", 1)[0] if " " in cut else cut[:-1]
    return kept.rstrip(" ,;:.!?—–-") + "…"


def _read_date(
    meta: Mapping[str, Any], day: str | None, path: Path, text: str, timezone: tzinfo
) -> datetime:
    value = meta.get("date")
    if isinstance(value, dict):  # as in Material's blog, which has `created` and `updated`
        value = value.get("created")
    try:
        if value is None:
            if day is None:
                raise PostError(
                    f"{path}, line 1: no date: begin the file's name with one (2026-11-24-title.md)"
                    " or add a line such as 'date: 2026-11-24' to its front matter"
                )
            value = day
        date = _to_datetime(value)
    except ValueError as error:
        line = find_line("date", text) if "date" in meta else 1
        raise PostError(
            f"{path}, line {line}: date is {value!r}: expected one such as 2026-11-24 or "
            "2026-11-24 08:30:00 +0100"
        ) from error
    return date if date.tzinfo else date.replace(tzinfo=timezone)


def _to_datetime(value: object) -> datetime:
    if isinstance(value, datetime):
        return value
    if isinstance(value, Date):
        return datetime(value.year, value.month, value.day)  # noqa: DTZ001 (the caller adds it)
    written = re.sub(r"(?<=\d)[T ]+(?=\d)", " ", str(value).strip())
    written = re.sub(r"(?<=\d) +(?=[-+Z])", "", written)
    for pattern in _DATE_FORMATS:
        try:
            return datetime.strptime(written, pattern)  # noqa: DTZ007 (the caller adds it)
        except ValueError:  # noqa: PERF203 (few formats, and the first fits most dates)
            continue
    raise ValueError(value)


def _read_title(meta: Mapping[str, Any], slug: str | None, body: str, path: Path, text: str) -> str:
    title = meta.get("title")
    if isinstance(title, (dict, list)):
        kind = type(title).__name__
        line = find_line("title", text)
        raise PostError(f"{path}, line {line}: title is a {kind}, expected a text")
    if title is not None and str(title).strip():
        return " ".join(str(title).split())
    if heading := _HEADING.match(body):
        return make_title(_MARKS.sub("", heading[1]))
    if slug and not slug.isdigit():
        words = slug.replace("-", " ").replace("_", " ")
        return words[0].upper() + words[1:]
    return make_title(_MARKS.sub("", body)) or path.stem


def _read_tags(meta: Mapping[str, Any], path: Path, text: str) -> tuple[str, ...]:
    """Tags may be a list, or one line with commas or spaces between them."""
    tags = meta.get("tags")
    if tags is None:
        return ()
    if isinstance(tags, str):
        tags = tags.split(",") if "," in tags else tags.split()
    if not isinstance(tags, list) or any(isinstance(tag, (dict, list)) for tag in tags):
        line = find_line("tags", text)
        raise PostError(f"{path}, line {line}: tags is {tags!r}, expected a list of words")
    return tuple(dict.fromkeys(str(tag).strip() for tag in tags if str(tag).strip()))


def _read_author(meta: Mapping[str, Any], path: Path, text: str) -> str:
    author = meta.get("author")
    if isinstance(author, (dict, list)):
        kind = type(author).__name__
        line = find_line("author", text)
        raise PostError(f"{path}, line {line}: author is a {kind}, expected a name")
    return " ".join(str(author or "").split())
