"""The variable ``wisdom`` of the templates: a ``PageContext``."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from mkdocs_wisdom.languages.language import Language, Say
from mkdocs_wisdom.pages.links import CardLink, FeedIdentity, Link, SiteLinks
from mkdocs_wisdom.pages.plan import POST, Neighbour, PlannedPage
from mkdocs_wisdom.pages.post_view import PostView, RenderedPage


def describe(
    planned: PlannedPage, page: RenderedPage, identity: FeedIdentity, language: Language
) -> str:
    """One or two sentences: a post's ``description`` in its front matter, or its beginning.

    Empty for a secluded post that does not describe itself, and a feed without description.
    """
    if planned.kind != POST:
        return identity.description
    (post,) = planned.posts
    view = PostView(post, page, page.url, language)
    return " ".join(str(post.folded_meta.get("description") or view.summary).split())


@dataclass(frozen=True)
class PageContext:
    """The page that a template fills, and the links to the others."""

    page: PlannedPage
    links: SiteLinks
    base_theme: str = ""
    """``mkdocs`` or ``readthedocs``, if the site's theme is or extends it."""

    @property
    def identity(self) -> FeedIdentity:
        return self.links.identity

    @property
    def language(self) -> Language:
        return self.links.language

    @property
    def say(self) -> Say:
        """The text of a key of the site's language: ``say("archive")``."""
        return self.language.say

    @cached_property
    def posts(self) -> tuple[PostView, ...]:
        shown_at = self.links.pages[self.page.src_uri].url
        return tuple(self.links.view(post, shown_at) for post in self.page.posts)

    @property
    def feeds(self) -> tuple[Link, ...]:
        """The RSS, Atom and JSON feeds of the page's posts: of a tag, or of all."""
        return self.links.feeds(self.page.tag)

    @property
    def newer(self) -> Link | None:
        return self._link(self.page.newer)

    @property
    def older(self) -> Link | None:
        return self._link(self.page.older)

    def _link(self, neighbour: Neighbour | None) -> Link | None:
        if neighbour is None:
            return None
        return self.links.find(neighbour.src_uri, neighbour.title, neighbour.post)

    @property
    def description(self) -> str:
        own_page = self.links.pages[self.page.src_uri]
        return describe(self.page, own_page, self.identity, self.language)

    @property
    def card(self) -> CardLink | None:
        """The picture that a link preview shows of the page."""
        cards = self.links.cards
        if cards and self.page.kind == POST:
            return cards.posts.get(self.page.posts[0].stem)
        return cards.feed if cards else None

    def linked_data(self, url: str | None) -> dict[str, Any]:
        """A post or the feed in the terms of schema.org, for search engines.

        ``url`` is the page's absolute URL, if it is known.
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
                "isPartOf": {"@type": "Blog", "name": identity.full_title},
                "keywords": list(view.post.tags),
            }
        else:
            data |= {"@type": "Blog", "name": self.page.title}
        data["author"] = {key: value for key, value in author.items() if value}
        return {key: value for key, value in data.items() if value}

    @cached_property
    def tag_counts(self) -> dict[str, int]:
        """How many of the page's posts have each tag."""
        return Counter(tag for view in self.posts for tag in view.post.tags)

    @cached_property
    def years(self) -> dict[int, dict[str, list[PostView]]]:
        """The page's posts by year and by the month's name, as the archive shows them."""
        years: dict[int, dict[str, list[PostView]]] = {}
        for view in self.posts:
            date = view.post.date
            months = years.setdefault(date.year, {})
            months.setdefault(self.language.month(date.month), []).append(view)
        return years
