"""What the templates are told: one name, ``wisdom``, that holds a ``PageContext``."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property
from typing import Any, Protocol
from urllib.parse import quote

from mkdocs_wisdom.pages.html import cut_beginning, demote_headings, embed, excerpt, plain_text
from mkdocs_wisdom.pages.plan import (
    ARCHIVE,
    FEED_FILES,
    POST,
    Neighbour,
    PlannedPage,
    archive_uri,
    feed_file_uri,
    feed_uri,
    post_uri,
    tag_path,
    tags_uri,
    year_uri,
)
from mkdocs_wisdom.posts.explanation import Fact, describe_writing
from mkdocs_wisdom.posts.post import Post
from mkdocs_wisdom.search.words import RUN

MONTHS = (
    *("January", "February", "March", "April", "May", "June", "July"),
    *("August", "September", "October", "November", "December"),
)

_SUMMARY = 40  # words
_BRIEF = 150  # words: what looks well in large type
_LONG = 200  # words: of a longer post, the feed shows the beginning
_PACE = 230  # words a minute
_SCRIPT_PACE = 500  # characters a minute, where words have no spaces between them
_RICH = re.compile(r"<(?!/?(?:p|em|strong|a|br)\b)")  # anything more than words
_TAG = re.compile(r"<[^>]*>")
_NUMBERED_STEM = re.compile(r"\d{4}-\d\d-\d\d-\d+")  # a second post of one day


class RenderedPage(Protocol):
    """What is needed of a MkDocs page."""

    content: str | None

    @property
    def url(self) -> str: ...


@dataclass(frozen=True)
class FeedIdentity:
    """Who speaks, and where."""

    title: str
    author: str
    avatar: str
    """The picture's address, from the site's root or in full."""
    description: str = ""
    feed_path: str = ""
    feeds: bool = True
    """Whether there are feeds for readers."""
    image: str = ""
    """The picture's full address; empty where the site's is not known."""


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
        beginning, _ = self._beginning
        return embed(
            beginning, from_url=self.url, to_url=self.shown_at, prefix=self.post.stem, top=top
        )

    @property
    def cut(self) -> bool:
        """Whether the feed shows the beginning only."""
        return not self.alone and self._beginning[1]

    @cached_property
    def _beginning(self) -> tuple[str, bool]:
        content = self.page.content or ""
        if len(content.split()) < _LONG and "<!--" not in content:
            return content, False
        return cut_beginning(content, _LONG)

    @cached_property
    def text(self) -> str:
        """Its words, as plain text."""
        return plain_text(self.page.content or "")

    @property
    def minutes(self) -> int:
        """How long it takes to read, in minutes, rounded up."""
        characters = sum(map(len, RUN.findall(self.text)))
        words = len(RUN.sub(" ", self.text).split())
        return math.ceil(words / _PACE + characters / _SCRIPT_PACE)

    @cached_property
    def summary(self) -> str:
        """Its first words, as plain text."""
        return excerpt(self.text, _SUMMARY)

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
        if not self.post.meta.get("title") or self.origin:
            return ""
        return "" if self.text.startswith(self.post.title) else self.post.title

    @property
    def when(self) -> str:
        """Its date in words; a second post of one day says at what time."""
        with_time = _NUMBERED_STEM.fullmatch(self.post.stem)
        return format_date(self.post.date) + (f", {self.post.date:%H:%M}" if with_time else "")

    @cached_property
    def origin(self) -> list[Fact]:
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
class SearchLinks:
    """Where the browser finds what it searches with, from the site's root."""

    manifest: str
    engine: str
    language: str
    """The language whose words it joins: ``en``, ``pt``."""


@dataclass(frozen=True)
class PageContext:
    """What templates know as ``wisdom``."""

    identity: FeedIdentity
    page: PlannedPage
    posts: tuple[PostView, ...]
    home: Link
    """The feed's first page."""
    archive: Link
    feeds: tuple[Link, ...]
    """For readers: RSS, Atom, JSON Feed."""
    newer: Link | None
    older: Link | None
    tags: Mapping[str, Link]
    """The page of each tag."""
    all_tags: Link | None
    """The page that lists them; None where there are none."""
    year_pages: Mapping[int, Link]
    """The archive's pages of single years; none where it is short."""
    search: SearchLinks | None = None
    """None where the feed has no search of its own."""

    @property
    def description(self) -> str:
        """What the page holds, in a sentence or two: a post has its beginning, or what it says."""
        if self.page.kind != POST:
            return self.identity.description
        (view,) = self.posts
        return " ".join(str(view.post.meta.get("description") or view.summary).split())

    def linked_data(self, url: str | None) -> dict[str, Any]:
        """What search engines read of a post or of the feed, in the terms of schema.org.

        ``url`` is the page's full address, if it is known.
        """
        identity = self.identity
        author = {"@type": "Person", "name": identity.author, "image": identity.image}
        data: dict[str, Any] = {
            "@context": "https://schema.org",
            "url": url,
            "author": author,
            "description": self.description,
        }
        if self.page.kind == POST:
            (view,) = self.posts
            author["name"] = view.post.author or identity.author
            data |= {
                "@type": "BlogPosting",
                "headline": view.post.title,
                "datePublished": view.post.date.isoformat(),
                "isPartOf": {"@type": "Blog", "name": identity.title},
                "keywords": list(view.post.tags),
            }
        else:
            data |= {"@type": "Blog", "name": self.page.title}
        data["author"] = {key: value for key, value in author.items() if value}
        return {key: value for key, value in data.items() if value}

    @cached_property
    def tag_counts(self) -> dict[str, int]:
        """How many of its posts have each tag."""
        return Counter(tag for view in self.posts for tag in view.post.tags)

    @cached_property
    def years(self) -> dict[int, dict[str, list[PostView]]]:
        """Its posts by year and by the month's name, as an archive shows them."""
        years: dict[int, dict[str, list[PostView]]] = {}
        for view in self.posts:
            date = view.post.date
            months = years.setdefault(date.year, {})
            months.setdefault(MONTHS[date.month - 1], []).append(view)
        return years


@dataclass(frozen=True)
class SiteLinks:
    """What all pages of the feed link to."""

    identity: FeedIdentity
    pages: Mapping[str, RenderedPage]
    """All planned pages, rendered, by ``src_uri``."""
    tags: Mapping[str, str] = field(default_factory=dict)
    """The tags, with the names of their pages."""
    search: SearchLinks | None = None

    def view(self, post: Post, shown_at: str) -> PostView:
        """A post as the page at the URL ``shown_at`` shows it."""
        page = self.pages[post_uri(self.identity.feed_path, post.stem)]
        return PostView(post, page, shown_at)

    def find(self, src_uri: str, title: str = "", **more: Any) -> Link:  # noqa: ANN401  # of Link
        return Link(self.pages[src_uri].url, title, **more)

    @cached_property
    def home(self) -> Link:
        return self.find(feed_uri(self.identity.feed_path), self.identity.title)

    @cached_property
    def archive(self) -> Link:
        return self.find(archive_uri(self.identity.feed_path), "Archive")

    @cached_property
    def tag_links(self) -> dict[str, Link]:
        path = self.identity.feed_path
        return {
            tag: self.find(feed_uri(tag_path(path, slug)), tag) for tag, slug in self.tags.items()
        }

    @cached_property
    def all_tags(self) -> Link | None:
        return self.find(tags_uri(self.identity.feed_path), "Tags") if self.tags else None

    def feeds(self, tag: str = "") -> tuple[Link, ...]:
        """The feeds for readers: of all posts, or of a tag's."""
        path = self.identity.feed_path
        folder = tag_path(path, self.tags[tag]) if tag else path
        return tuple(
            Link(quote(feed_file_uri(folder, name)), title, type=media_type)
            for name, (title, media_type) in FEED_FILES.items()
            if self.identity.feeds
        )


def make_context(planned: PlannedPage, links: SiteLinks) -> PageContext:
    """Return what the template of a planned page is told."""
    path = links.identity.feed_path
    shown_at = links.pages[planned.src_uri].url

    def link(neighbour: Neighbour | None) -> Link | None:
        if neighbour is None:
            return None
        return links.find(neighbour.src_uri, neighbour.title, post=neighbour.post)

    years = {post.date.year for post in planned.posts} if planned.kind == ARCHIVE else ()
    year_uris = {year: year_uri(path, year) for year in years}
    return PageContext(
        identity=links.identity,
        page=planned,
        posts=tuple(links.view(post, shown_at) for post in planned.posts),
        home=links.home,
        archive=links.archive,
        feeds=links.feeds(planned.tag),
        newer=link(planned.newer),
        older=link(planned.older),
        tags=links.tag_links,
        all_tags=links.all_tags,
        year_pages={
            year: links.find(uri, str(year))
            for year, uri in year_uris.items()
            if uri in links.pages
        },
        search=links.search,
    )


def format_date(date: datetime) -> str:
    """Write a date as ``24 November 2026``, whatever the machine's locale."""
    return f"{date.day} {MONTHS[date.month - 1]} {date.year}"
