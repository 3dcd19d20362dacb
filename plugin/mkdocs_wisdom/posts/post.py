"""A post: generated, or written by a person."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from pathlib import Path
from typing import Any

from mkdocs_wisdom.ellipsis import break_off
from mkdocs_wisdom.posts.metadata import fold_keys
from mkdocs_wisdom.posts.post_files import DAY
from mkdocs_wisdom.posts.visibility import Hiding, find_hiding, is_secluded, needs_password

LONGEST_TITLE = 60  # characters

_TITLE_END = re.compile(r"\n\n| {2,}\n")


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
    kept_back: Hiding | None = None
    """What besides its front matter makes it a draft, such as a folder ``_drafts``."""
    starts: datetime | None = None
    """When it begins to be published, if that is later than its date (Hugo's ``publishDate``)."""
    ends: datetime | None = None
    """When it ceases to be published (``expiryDate``)."""

    @property
    def day(self) -> str:
        """The date in its name, or else its date: ``2026-11-24``."""
        dated = re.match(DAY, self.stem)
        return dated[0] if dated else self.date.date().isoformat()

    @property
    def numbered(self) -> bool:
        """Whether its name is that of a further post of one day, ``2026-11-24-2``."""
        return re.fullmatch(rf"{DAY}-\d+", self.stem) is not None

    @cached_property
    def folded_meta(self) -> Mapping[str, Any]:
        """The front matter with keys in lower case."""
        return fold_keys(self.meta)

    @cached_property
    def hiding(self) -> Hiding | None:
        """Why it is a draft; None if it is to be published."""
        return self.kept_back or find_hiding(self.meta)

    @property
    def draft(self) -> bool:
        """Whether its front matter or its folder says that it is not to be published."""
        return self.hiding is not None

    @cached_property
    def secluded(self) -> bool:
        """Whether only its own page has its text: it has a password, or is kept out of search."""
        return is_secluded(self.meta) or bool(needs_password(self.meta))

    @property
    def hidden(self) -> bool:
        """Whether only ``mkdocs serve`` shows it."""
        return self.preview or self.draft

    @property
    def pinned(self) -> bool:
        """Whether it stays at the top of the feed."""
        return self.folded_meta.get("pin") is True


def select_visible(posts: Iterable[Post], now: datetime, *, drafts: bool = False) -> list[Post]:
    """The posts without those that are not published at ``now`` and, unless ``drafts``, drafts."""
    return [post for post in posts if (drafts or not post.draft) and is_current(post, now)]


def is_current(post: Post, now: datetime) -> bool:
    """Whether the dates of a post allow it to be published at ``now``."""
    begun = post.date <= now and (post.starts is None or post.starts <= now)
    return begun and (post.ends is None or now < post.ends)


def newest_first(posts: Iterable[Post]) -> list[Post]:
    """Sort posts; of several with the same date and time, ``…-10`` comes before ``…-9``."""
    return sorted(
        posts, key=lambda post: (post.date.timestamp(), len(post.stem), post.stem), reverse=True
    )


def make_title(text: str) -> str:
    """The first words of a plain text, cut at a word to a title's length, with ``…`` if cut.

    They end with the first paragraph, or at a line break of Markdown: two spaces at a line's end.
    """
    first = " ".join(_TITLE_END.split(text.lstrip(), maxsplit=1)[0].split())
    if len(first) <= LONGEST_TITLE:
        return first
    cut = first[:LONGEST_TITLE]  # without a space, the last character makes room for the ellipsis
    return break_off(cut.rsplit(" ", 1)[0] if " " in cut else cut[:-1])
