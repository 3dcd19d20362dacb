"""RSS 2.0, Atom and JSON Feed 1.1.

RSS: https://www.rssboard.org/rss-specification, Atom: RFC 4287, both written by feedgen.
JSON Feed: https://www.jsonfeed.org/version/1.1/
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timezone
from typing import Any

from feedgen.feed import FeedGenerator  # type: ignore[import-untyped]  # has no type hints

GENERATOR = "mkdocs-wisdom"
_EPOCH = datetime(1970, 1, 1, tzinfo=timezone.utc)  # the date of a feed without posts


@dataclass(frozen=True)
class Entry:
    """A post in a feed, without characters that XML forbids."""

    id: str
    url: str
    title: str
    html: str
    summary: str
    """Plain text."""
    date: datetime
    tags: tuple[str, ...] = ()
    author: str = ""
    """Empty for a post by the feed's author."""


@dataclass(frozen=True)
class Channel:
    """A feed; its URLs are absolute if ``site_url`` is known."""

    id: str
    title: str
    description: str
    author: str
    language: str
    home_url: str
    """The page with the same posts."""
    feed_url: str
    """The URL of the feed."""
    icon: str


def render_rss(channel: Channel, entries: Sequence[Entry]) -> bytes:
    """Render RSS 2.0, with ``dc:creator``: RSS's own ``author`` is an e-mail address."""
    return bytes(_make_feed(channel, entries, "application/rss+xml").rss_str(pretty=True))


def render_atom(channel: Channel, entries: Sequence[Entry]) -> bytes:
    """Render Atom."""
    return bytes(_make_feed(channel, entries, "application/atom+xml").atom_str(pretty=True))


def render_json_feed(channel: Channel, entries: Sequence[Entry]) -> bytes:
    """Render JSON Feed 1.1."""
    feed = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": channel.title,
        "home_page_url": channel.home_url,
        "feed_url": channel.feed_url,
        "description": channel.description,
        "icon": channel.icon,
        "authors": [{"name": channel.author, "avatar": channel.icon}],
        "language": channel.language,
        "items": [_make_item(entry) for entry in entries],
    }
    return json.dumps(feed, ensure_ascii=False, indent=2).encode() + b"\n"


def _make_item(entry: Entry) -> dict[str, Any]:
    item: dict[str, Any] = {
        "id": entry.id,
        "url": entry.url,
        "title": entry.title,
        "content_html": entry.html,
        "summary": entry.summary,
        "date_published": entry.date.isoformat(),
    }
    if entry.author:
        item["authors"] = [{"name": entry.author}]
    return item | ({"tags": list(entry.tags)} if entry.tags else {})


class _FeedDate(datetime):
    """A date whose year has four digits: the C library writes the year 850 with three."""

    @classmethod
    def of(cls, date: datetime) -> _FeedDate:
        return cls.combine(date.date(), date.timetz())

    def strftime(self, form: str, /) -> str:
        return super().strftime(form.replace("%Y", f"{self.year:04}"))


def _make_feed(channel: Channel, entries: Sequence[Entry], media_type: str) -> Any:  # noqa: ANN401 - feedgen has no type hints
    """Return the feed with all that RSS and Atom share."""
    feed = FeedGenerator()
    feed.load_extension("dc", atom=False)
    feed.id(channel.id)
    feed.title(channel.title)
    feed.description(channel.description)  # RSS's
    feed.subtitle(channel.description)  # Atom's
    feed.author({"name": channel.author})
    feed.language(channel.language)
    feed.generator(GENERATOR)
    feed.icon(channel.icon)
    feed.link(href=channel.feed_url, rel="self", type=media_type)
    feed.link(href=channel.home_url, rel="alternate", type="text/html")  # the last is RSS's link
    newest = entries[0].date if entries else _EPOCH
    feed.updated(_FeedDate.of(newest))  # feedgen's default is the current time
    for entry in entries:
        item = feed.add_entry(order="append")
        item.id(entry.id)
        item.title(entry.title)
        item.link(href=entry.url, rel="alternate", type="text/html")
        item.updated(_FeedDate.of(entry.date))
        item.published(_FeedDate.of(entry.date))
        item.content(entry.html, type="html")
        item.summary(entry.summary)
        item.category([{"term": tag} for tag in entry.tags])
        item.dc.dc_creator(entry.author or channel.author)
        if entry.author:
            item.author({"name": entry.author})
    return feed
