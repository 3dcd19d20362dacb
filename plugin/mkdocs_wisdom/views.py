"""What the templates are told: one name, ``wisdom``, that holds a ``PageContext``."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from typing import Protocol

from mkdocs_wisdom.feed import (
    FEED_FILES,
    Neighbour,
    PlannedPage,
    archive_uri,
    feed_file_uri,
    feed_uri,
    post_uri,
)
from mkdocs_wisdom.html import demote_headings, embed, excerpt, plain_text
from mkdocs_wisdom.posts import Post
from mkdocs_wisdom.provenance import Fact, describe_writing

MONTHS = (
    *("January", "February", "March", "April", "May", "June", "July"),
    *("August", "September", "October", "November", "December"),
)

_SUMMARY = 40  # words
_BRIEF = 150  # words: what looks well in large type
_RICH = re.compile(r"<(?!/?(?:p|em|strong|a|br)\b)")  # anything more than words
_TAG = re.compile(r"<[^>]*>")
_NUMBERED_STEM = re.compile(r"\d{4}-\d\d-\d\d-\d+")  # a second post of one day


class RenderedPage(Protocol):
    """What is needed of a MkDocs page."""

    content: str | None

    @property
    def url(self) -> str: ...


@dataclass(frozen=True)
class FeedSettings:
    """Who speaks, and where."""

    title: str
    author: str
    avatar: str
    """The picture's address, from the site's root or in full."""
    description: str = ""
    feed_path: str = ""
    feeds: bool = True
    """Whether there are feeds for readers."""


@dataclass(frozen=True)
class PostView:
    """A post as it is shown on one page."""

    post: Post
    page: RenderedPage
    """The post's own page."""
    shown_at: str
    """The URL of the page that shows it."""

    @property
    def url(self) -> str:
        """Its permalink, from the site's root: put it through the ``url`` filter."""
        return self.page.url

    @property
    def alone(self) -> bool:
        """Whether it is shown on its own page."""
        return self.url == self.shown_at

    @cached_property
    def html(self) -> str:
        """Its text, with links, ids and headings made right for the page that shows it."""
        content = self.page.content or ""
        top = (2 if self.alone else 3) + bool(self.heading)
        if self.alone:
            return demote_headings(content, top)
        return embed(
            content, from_url=self.url, to_url=self.shown_at, prefix=self.post.stem, top=top
        )

    @cached_property
    def summary(self) -> str:
        """Its first words, as plain text."""
        return excerpt(plain_text(self.page.content or ""), _SUMMARY)

    @cached_property
    def brief(self) -> bool:
        """Whether it is a few words and nothing else, to be set in large type."""
        content = self.page.content or ""
        return not _RICH.search(content) and len(_TAG.sub(" ", content).split()) <= _BRIEF

    @cached_property
    def heading(self) -> str:
        """The title to show above the text, or ``""``.

        Generated posts have their first words for a title, and others may begin with it: only what
        somebody gave a title of its own shows it.
        """
        if not self.post.meta.get("title") or self.made:
            return ""
        text = plain_text(self.page.content or "")
        return "" if text.startswith(self.post.title) else self.post.title

    @property
    def when(self) -> str:
        """Its date in words; a second post of one day says at what time."""
        with_time = _NUMBERED_STEM.fullmatch(self.post.stem)
        return format_date(self.post.date) + (f", {self.post.date:%H:%M}" if with_time else "")

    @cached_property
    def made(self) -> list[Fact]:
        """How it was written; empty where a person wrote it."""
        return describe_writing(self.post.meta)


@dataclass(frozen=True)
class Link:
    """A place in the site; ``url`` is from its root: put it through the ``url`` filter."""

    url: str
    title: str
    post: Post | None = None
    type: str = ""

    @property
    def when(self) -> str:
        return format_date(self.post.date) if self.post else ""


@dataclass(frozen=True)
class SearchPlace:
    """Where the browser finds what it searches with, from the site's root."""

    manifest: str
    engine: str
    language: str
    """The language whose words it joins: ``en``, ``pt``."""


@dataclass(frozen=True)
class PageContext:
    """What templates know as ``wisdom``."""

    settings: FeedSettings
    page: PlannedPage
    posts: tuple[PostView, ...]
    home: Link
    """The feed's first page."""
    archive: Link
    feeds: tuple[Link, ...]
    """For readers: RSS, Atom, JSON Feed."""
    newer: Link | None
    older: Link | None
    search: SearchPlace | None = None
    """None where the feed has no search of its own."""

    @cached_property
    def years(self) -> dict[int, dict[str, list[PostView]]]:
        """Its posts by year and by the month's name, as an archive shows them."""
        years: dict[int, dict[str, list[PostView]]] = {}
        for view in self.posts:
            date = view.post.date
            months = years.setdefault(date.year, {})
            months.setdefault(MONTHS[date.month - 1], []).append(view)
        return years


def make_context(
    planned: PlannedPage,
    *,
    settings: FeedSettings,
    pages: Mapping[str, RenderedPage],
    search: SearchPlace | None = None,
) -> PageContext:
    """Return what the template of a planned page is told.

    ``pages`` holds the rendered pages by ``src_uri``: all that were planned.
    """
    path = settings.feed_path
    shown_at = pages[planned.src_uri].url

    def link(neighbour: Neighbour | None) -> Link | None:
        if neighbour is None:
            return None
        return Link(pages[neighbour.src_uri].url, neighbour.title, neighbour.post)

    return PageContext(
        settings=settings,
        page=planned,
        posts=tuple(
            PostView(post, pages[post_uri(path, post.stem)], shown_at) for post in planned.posts
        ),
        home=Link(pages[feed_uri(path)].url, settings.title),
        archive=Link(pages[archive_uri(path)].url, "Archive"),
        feeds=tuple(
            Link(feed_file_uri(path, name), title, type=media_type)
            for name, (title, media_type) in FEED_FILES.items()
            if settings.feeds
        ),
        newer=link(planned.newer),
        older=link(planned.older),
        search=search,
    )


def format_date(date: datetime) -> str:
    """Write a date as ``24 November 2026``, whatever the machine's locale."""
    return f"{date.day} {MONTHS[date.month - 1]} {date.year}"
