"""The variable ``wisdom`` of the templates: a ``PageContext``."""

from __future__ import annotations

import posixpath
from collections import Counter
from dataclasses import dataclass, replace
from datetime import date as Date  # noqa: N812 (`date` is the usual name of a value)
from functools import cached_property
from itertools import chain
from typing import Any

from jinja2 import pass_context
from jinja2.runtime import Context
from markupsafe import Markup

from mkdocs_wisdom.languages.language import Language, Say
from mkdocs_wisdom.pages.identity import FeedIdentity
from mkdocs_wisdom.pages.links import CardLink, Link, SiteLinks
from mkdocs_wisdom.pages.plan import FEED, POST, Neighbour, PlannedPage, is_first
from mkdocs_wisdom.pages.post_view import PostView, RenderedPage
from mkdocs_wisdom.pages.rhythm import DAY, Rhythm, measure_rhythm
from mkdocs_wisdom.posts.schedule import Schedule


def describe(
    planned: PlannedPage, page: RenderedPage, identity: FeedIdentity, language: Language
) -> str:
    """One or two sentences: a post's ``description`` in its front matter, or its beginning.

    Empty for a secluded post that does not describe itself, and a feed without description.
    """
    if planned.kind != POST:
        return identity.description
    (post,) = planned.posts
    return _describe_post(PostView(post, page, page.url, language))


def _describe_post(view: PostView) -> str:
    written = view.post.folded_meta.get("description")
    return " ".join(str(written).split()) if written else view.summary


@dataclass(frozen=True)
class PageContext:
    """The page that a template fills, and the links to the others."""

    page: PlannedPage
    links: SiteLinks
    base_theme: str = ""
    """``mkdocs`` or ``readthedocs``, if the site's theme is or extends it."""
    schedule: Schedule | None = None
    """When posts are due; None where that is unknown."""
    has_footer: bool = False
    """Whether the theme's own footer links to the older and the newer post."""

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

    @cached_property
    def today(self) -> PostView | None:
        """The newest post, on the feed's first page."""
        if not is_first(self.page):
            return None
        return max(self.posts, key=lambda view: view.post.date.timestamp(), default=None)

    @cached_property
    def sections(self) -> list[tuple[str, list[PostView]]]:
        """The posts of a page that shows several, ``today``'s first, by sections.

        Each section comes with the key of its heading, ``""`` if it has none. Only pages of the
        feed that have pinned posts have headings.
        """
        others = [view for view in self.posts if view is not self.today]
        first = [self.today] if self.today else []
        if self.page.kind != FEED or not any(view.post.pinned for view in others):
            return [("", first + others)]
        below = [replace(view, in_section=True) for view in others]
        sections = [
            ("", first),
            ("pinned", [view for view in below if view.post.pinned]),
            ("earlier", [view for view in below if not view.post.pinned]),
        ]
        return [(key, views) for key, views in sections if views]

    @pass_context
    def shared(self, context: Context, template: str, **values: bool) -> Markup:
        """Render a template that prints the same for the same ``values`` on all pages of one sort.

        It is rendered only once for them. Such pages are all those of posts, for example, or all of
        a tag but the first. Their URLs have one folder, and so the same relative links.
        """
        known, key = self.links.shared_parts, (template, *values.values(), *self._sort)
        if key not in known:
            variables = context.get_all() | values
            text = context.environment.get_template(template).render(variables)
            known[key] = Markup(text)  # noqa: S704 (the template escapes)
        return known[key]

    @cached_property
    def _sort(self) -> tuple[str, str, str, int]:
        url = self.links.pages[self.page.src_uri].url
        return self.page.kind, self.page.tag, posixpath.dirname(url.rstrip("/")), url.count("/")

    @property
    def neighbours(self) -> list[tuple[Link, str, str]]:
        """The older and the newer post, unless the theme's footer links to them.

        Each comes with the key of its name and the link type of HTML.
        """
        both = [(self.older, "older", "prev"), (self.newer, "newer", "next")]
        return [(link, name, rel) for link, name, rel in both if link and not self.has_footer]

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
        if neighbour.post:
            return self.links.find_post(neighbour.post)
        return self.links.find(neighbour.src_uri, neighbour.title)

    @cached_property
    def description(self) -> str:
        """As ``describe`` gives it, and as the page's metadata have it."""
        if self.page.kind != POST:
            return self.identity.description
        return _describe_post(self.posts[0])

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
                "headline": view.title,
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
        """How many of the page's posts have each tag, the most used first."""
        counts = Counter(tag for view in self.posts for tag in view.post.tags)
        return dict(sorted(counts.items(), key=lambda item: (-item[1], item[0].casefold())))

    @cached_property
    def years(self) -> dict[int, dict[int, list[PostView]]]:
        """The page's posts by year and month, as the archive shows them."""
        years: dict[int, dict[int, list[PostView]]] = {}
        for view in self.posts:
            date = view.post.date
            years.setdefault(date.year, {}).setdefault(date.month, []).append(view)
        return years

    @cached_property
    def rhythms(self) -> dict[int, Rhythm]:
        """The rhythm of each of the page's years."""
        years = {year: list(chain(*months.values())) for year, months in self.years.items()}
        every, today = DAY, Date.min
        if self.schedule:
            every, today = self.schedule.every, self.schedule.now.date()
        return {
            year: measure_rhythm(
                year,
                posts,
                every=every,
                today=today,
                first=not self._has_posts(year - 1),
                last=not self._has_posts(year + 1),
            )
            for year, posts in years.items()
        }

    def _has_posts(self, year: int) -> bool:
        """Whether the feed has posts of a year, on this page or on the year's own."""
        return year in self.years or self.links.year(year) is not None

    @property
    def mixed(self) -> bool:
        """Whether a machine wrote some of the feed's posts, and a person others."""
        return self.links.mixed
