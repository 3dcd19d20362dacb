"""The links that the pages of the feed share."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import NamedTuple

from markupsafe import Markup

from mkdocs_wisdom.languages.language import ENGLISH, Language, open_language
from mkdocs_wisdom.pages.identity import FeedIdentity
from mkdocs_wisdom.pages.plan import (
    FEED_FILES,
    archive_uri,
    feed_file_uri,
    feed_uri,
    file_url,
    post_uri,
    quiz_uri,
    tag_path,
    tags_uri,
    year_uri,
)
from mkdocs_wisdom.pages.post_view import PostView, RenderedPage, is_secluded
from mkdocs_wisdom.posts.explanation import is_generated
from mkdocs_wisdom.posts.post import Post


class Link(NamedTuple):
    """A link to a page or file of the site.

    ``url`` is relative to the site's root: use it with the ``url`` filter.
    """

    url: str
    title: str
    post: Post | None = None
    type: str = ""
    """The media type of a file."""
    when: str = ""
    """The date of a post, in words."""


@dataclass(frozen=True)
class SearchLinks:
    """The files that the browser loads for a search, relative to the site's root."""

    manifest: str
    engine: str
    language: str
    """The language whose stemmer joins forms of a word: ``en``, ``pt``."""
    words: tuple[str, ...] = ()
    """Words of the posts to search for."""


def number_posts(posts: Sequence[Post]) -> dict[str, int]:
    """Number the published ones of ``posts``, newest first, by stem; the oldest is 1."""
    published = [post for post in posts if not post.hidden]
    return {post.stem: number for number, post in enumerate(reversed(published), start=1)}


def is_mixed(posts: Iterable[Post]) -> bool:
    """Whether a machine wrote some of ``posts``, and a person others."""
    return len({is_generated(post.meta) for post in posts}) > 1


class QuizSentence(NamedTuple):
    """One sentence of a pair."""

    text: str
    url: str = ""
    """Of the post that the machine wrote, relative to the site's root; empty for the author's."""
    written: date | None = None
    """The day of that post."""


@dataclass(frozen=True)
class DailyPair:
    """The pair that the feed's first page asks about for a day."""

    id: str
    """Of the author's sentence, as in the file of the pairs."""
    day: date
    sentences: tuple[QuizSentence, QuizSentence]


@dataclass(frozen=True)
class QuizData:
    """What the page of the quiz needs, and the feed's first page."""

    pairs: str
    """The file of the pairs, relative to the site's root."""
    author: str
    """Who wrote one sentence of each pair."""
    daily: DailyPair


@dataclass(frozen=True)
class CardLink:
    """A card's picture."""

    url: str
    """Absolute."""
    alt: str
    """What it shows, in words."""
    width: int
    height: int


@dataclass(frozen=True)
class CardLinks:
    """The cards of a feed."""

    feed: CardLink
    posts: Mapping[str, CardLink]
    """The cards of posts, by stem; a post that nothing else may quote has none."""


@dataclass(frozen=True)
class XrayLinks:
    """The files that the browser loads for X-ray, relative to the site's root."""

    script: str
    figures: Mapping[str, str]
    """The figures of the posts that have some, by their stems."""


@dataclass(frozen=True)
class SiteLinks:
    """The pages and files that any page of the feed may link to."""

    identity: FeedIdentity
    pages: Mapping[str, RenderedPage]
    """All planned pages, rendered, by ``src_uri``."""
    tag_slugs: Mapping[str, str] = field(default_factory=dict)
    """The tags, with the names of their pages."""
    search: SearchLinks | None = None
    """None if the feed has no search of its own."""
    xray: XrayLinks | None = None
    """None if no post has figures."""
    language: Language = field(default_factory=lambda: open_language(ENGLISH))
    numbers: Mapping[str, int] = field(default_factory=dict)
    """The numbers of the published posts by stem: see ``number_posts``."""
    current_year: int = 0
    """The year of the newest post, which short dates leave out."""
    mixed: bool = False
    """Whether a machine wrote some of the feed's posts, and a person others."""
    next_day: date | None = None
    """The day of the next post; None if that is not known."""
    quiz_data: QuizData | None = None
    """None if there is no quiz, or there are too few sentences for it."""
    cards: CardLinks | None = None
    """None if no cards are drawn."""
    previews: bool = True
    """Whether the pages have tags for link previews: another plugin may write them."""

    def post_page(self, post: Post) -> RenderedPage:
        """The post's own page."""
        return self.pages[post_uri(self.identity.feed_path, post.stem)]

    def view(self, post: Post, shown_at: str) -> PostView:
        """A post as the page at the URL ``shown_at`` shows it."""
        number = self.numbers.get(post.stem, 0)
        return PostView(
            post,
            self.post_page(post),
            shown_at,
            self.language,
            number=number,
            year=self.current_year,
        )

    def find_listed(self, posts: Iterable[Post]) -> list[Post]:
        """The posts for lists elsewhere: without previews, drafts and secluded posts."""
        return [
            post
            for post in posts
            if not post.hidden and not is_secluded(post, self.post_page(post))
        ]

    @cached_property
    def shared_parts(self) -> dict[tuple[object, ...], Markup]:
        """What pages have in common: see ``PageContext.shared``."""
        return {}

    def find(self, src_uri: str, title: str) -> Link:
        return Link(self.pages[src_uri].url, title)

    def find_post(self, post: Post) -> Link:
        """A post as its neighbours name it: both of them do."""
        if post.stem not in self._post_links:
            page = self.post_page(post)
            title = self.view(post, page.url).list_title
            when = self.language.date(post.date)
            self._post_links[post.stem] = Link(page.url, title, post, when=when)
        return self._post_links[post.stem]

    @cached_property
    def _post_links(self) -> dict[str, Link]:
        return {}

    @cached_property
    def home(self) -> Link:
        """The feed's first page."""
        return self.find(feed_uri(self.identity.feed_path), self.identity.title)

    @cached_property
    def archive(self) -> Link:
        return self.find(archive_uri(self.identity.feed_path), self.language.say("archive"))

    @cached_property
    def quiz(self) -> Link | None:
        """The page of the quiz; None if it cannot be played."""
        if self.quiz_data is None:
            return None
        title = self.language.say("quiz_title", author=self.quiz_data.author)
        return self.find(quiz_uri(self.identity.feed_path), title)

    @cached_property
    def tags(self) -> dict[str, Link]:
        """The page of each tag."""
        path = self.identity.feed_path
        return {
            tag: self.find(feed_uri(tag_path(path, slug)), tag)
            for tag, slug in self.tag_slugs.items()
        }

    @cached_property
    def all_tags(self) -> Link | None:
        """The page that lists the tags; None if no post has one."""
        if not self.tag_slugs:
            return None
        return self.find(tags_uri(self.identity.feed_path), self.language.say("tags"))

    def year(self, year: int) -> Link | None:
        """The archive's page of a year; None where the whole archive is on one page."""
        uri = year_uri(self.identity.feed_path, year)
        return self.find(uri, str(year)) if uri in self.pages else None

    def feeds(self, tag: str = "") -> tuple[Link, ...]:
        """The RSS, Atom and JSON feeds: of all posts, or of a tag's."""
        if tag not in self._feeds:
            self._feeds[tag] = self._link_feeds(tag)
        return self._feeds[tag]

    @cached_property
    def _feeds(self) -> dict[str, tuple[Link, ...]]:
        """Those that a page has asked for: all pages of posts link to the same three."""
        return {}

    def _link_feeds(self, tag: str) -> tuple[Link, ...]:
        path = self.identity.feed_path
        folder = tag_path(path, self.tag_slugs[tag]) if tag else path
        return tuple(
            Link(file_url(feed_file_uri(folder, name)), title, type=media_type)
            for name, (title, media_type) in FEED_FILES.items()
            if self.identity.feeds
        )
