"""The feeds of the posts: what each has, where it is, and the ids in it.

Feeds have posts in full, or the beginnings of long ones.

- The same posts make the same bytes: every date is a post's, never the time of the build.
- A post's id is a ``tag:`` URI (RFC 4151) made of the site's address and the name of the post's
  file, after the path of its folder unless that is ``posts``, the usual one: two feeds of a site
  have posts of one day. It stays the same if the title, the page's URL or the feed's place in the
  site changes, and in every version that mike publishes.
- Without ``site_url`` no URL can be absolute. Links are then relative to the feed's own URL (RFC
  3986; most readers follow it), and ids are UUIDs made of the site's name and the file's.
"""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from dataclasses import dataclass, replace
from html import escape
from urllib.parse import quote, urljoin, urlsplit

from mkdocs_wisdom.pages.feed_formats import (
    GENERATOR,
    Channel,
    Entry,
    render_atom,
    render_json_feed,
    render_rss,
)
from mkdocs_wisdom.pages.html import absolute_links, relative_links, relative_url, shorten
from mkdocs_wisdom.pages.html_tree import strip_forbidden
from mkdocs_wisdom.pages.identity import FeedIdentity
from mkdocs_wisdom.pages.links import SiteLinks
from mkdocs_wisdom.pages.plain_text import plain_text
from mkdocs_wisdom.pages.plan import (
    FEED_FILES,
    feed_file_uri,
    feed_uri,
    file_url,
    group_by_tag,
    tag_path,
)
from mkdocs_wisdom.pages.post_view import SUMMARY_WORDS, PostView
from mkdocs_wisdom.posts.beginning import excerpt
from mkdocs_wisdom.posts.post import Post

LONGEST_FEED = 20  # posts; a reader that fetches it every two weeks misses no daily post
LARGEST_ENTRY = 20_000
"""Bytes of a post in a feed; a longer one has its beginning and a link. Readers may refuse a feed
of more than 512 kB."""
LONGEST_SUMMARY = 1000
"""Characters; a text without spaces is one word."""


@dataclass(frozen=True)
class Site:
    """The site that the feeds belong to."""

    url: str
    """``site_url``, or empty."""
    name: str
    language: str = "en"
    """A language tag, as in HTML."""
    id_url: str = ""
    """The address that ids are made of, if it is not ``url``: the site's first address, or without
    the version that mike adds."""
    folder: str = ""
    """What ids have before a post's name: the posts' folder, empty for the usual one."""


def render_feeds(posts: Sequence[Post], links: SiteLinks, site: Site) -> dict[str, bytes]:
    """Return the three feeds, and three of each tag, by their path in the site.

    Previews, drafts and secluded posts are left out.
    """
    published = links.find_listed(posts)
    feeds = _render_three(published, links, site)
    tagged = group_by_tag(published)
    for tag in links.tag_slugs:
        feeds |= _render_three(tagged.get(tag, []), links, site, tag)
    return feeds


def _render_three(
    posts: Sequence[Post], links: SiteLinks, site: Site, tag: str = ""
) -> dict[str, bytes]:
    """Return the feeds of ``posts``: of all posts, or of those with the tag."""
    identity = links.identity
    slug = links.tag_slugs[tag] if tag else ""
    if tag:
        identity = replace(identity, title=f"{identity.title}: #{tag}")
    path = tag_path(identity.feed_path, slug) if tag else identity.feed_path
    home = links.pages[feed_uri(path)].url
    renderers = dict(zip(FEED_FILES, (render_rss, render_atom, render_json_feed), strict=True))
    feeds = {}
    for name, render in renderers.items():
        location = FeedLocation(site, feed_file_uri(path, name))
        channel = make_channel(identity, location, home, slug)
        entries = [
            make_entry(links.view(post, shown_at=""), location) for post in posts[:LONGEST_FEED]
        ]
        feeds[location.uri] = render(channel, entries)
    return feeds


@dataclass(frozen=True)
class FeedLocation:
    """Where a feed is in the site, and so how it refers to pages and files."""

    site: Site
    uri: str
    """The feed's path in the site."""

    def locate(self, url: str) -> str:
        """Return the URL of a page or file of the site, as the feed must write it."""
        if self.site.url:
            return urljoin(self.site.url.rstrip("/") + "/", url)
        return relative_url(url, self.uri)

    def rewrite(self, html: str, page_url: str) -> str:
        """Return a page's HTML with links that work in the feed."""
        if self.site.url:
            return absolute_links(html, self.locate(page_url))
        return relative_links(html, page_url, self.uri)

    def identify_page(self, url: str) -> str:
        """Return the permanent id of the feed of a page: its URL at the site's own address."""
        address = self.site.id_url
        base = address if urlsplit(address).scheme else self.site.url
        return urljoin(base.rstrip("/") + "/", url)

    def identify(self, stem: str, day: str) -> str:
        """Return a permanent id: ``tag:example.org,2026-11-24:/site/2026-11-24``."""
        address = self.site.id_url or self.site.url
        stem = f"{self.site.folder}/{stem}" if self.site.folder else stem
        site = urlsplit(address if "//" in address else f"//{address}")
        if site.hostname:
            return f"tag:{quote(site.hostname)},{day}:{site.path.rstrip('/')}/{quote(stem)}"
        return uuid.uuid5(uuid.NAMESPACE_URL, f"{GENERATOR}:{self.site.name}:{stem}").urn


def make_channel(
    identity: FeedIdentity, location: FeedLocation, home: str, slug: str = ""
) -> Channel:
    """Describe a feed; ``home`` is the URL of the page with the same posts, ``slug`` the tag's."""
    return Channel(
        id=location.identify_page(home)
        if location.site.url
        else location.identify(slug and f"tags/{slug}", ""),
        title=strip_forbidden(identity.full_title),
        description=strip_forbidden(identity.description or identity.full_title),
        author=strip_forbidden(identity.author),
        language=location.site.language,
        home_url=location.locate(home),
        feed_url=location.locate(file_url(location.uri)),
        icon=location.locate(identity.avatar),
    )


def make_entry(view: PostView, location: FeedLocation) -> Entry:
    """Return a post as an entry of the feed."""
    post = view.post
    html = strip_forbidden(view.content)
    url = location.locate(view.url)
    title = strip_forbidden(view.title) or post.stem
    link = f'<p><a href="{escape(url)}">{escape(title)} …</a></p>'
    return Entry(
        id=location.identify(post.stem, post.day),
        url=url,
        title=title,
        html=shorten(location.rewrite(html, view.url), LARGEST_ENTRY, link),
        summary=excerpt(plain_text(html)[:LONGEST_SUMMARY], SUMMARY_WORDS),
        date=post.date.replace(microsecond=0),
        tags=tuple(strip_forbidden(tag) for tag in post.tags),
        author=strip_forbidden(post.author),
    )
