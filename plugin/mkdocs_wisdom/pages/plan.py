"""The pages that a list of posts becomes.

Posts are sorted newest first, everywhere. With the feed at ``wisdom/`` and ten posts a page, 25
posts become::

    wisdom/index.md           the first ten, pinned first   wisdom/feed.html
    wisdom/page/2.md, 3.md    the others                    wisdom/feed.html
    wisdom/posts/<stem>.md    one post                      wisdom/post.html
    wisdom/archive.md         all posts, as a list          wisdom/archive.html
    wisdom/tags.md            the tags                      wisdom/tags.html
    wisdom/tags/sea/index.md  the posts with a tag          wisdom/tag.html
    wisdom/quiz.md            the quiz, if there is one     wisdom/quiz.html

If the archive would be too long, it lists years and months instead, and each year has a page of its
own, ``wisdom/archive/2026.md``. Without tags there are no pages of tags.

MkDocs renders every page before it fills the first template, so that a template may show a post's
HTML on any page: see ``post_view.PostView.html``.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import groupby
from urllib.parse import quote

from mkdocs_wisdom.languages.language import ENGLISH, Language, Say, open_language
from mkdocs_wisdom.pages.typography import typeset_title
from mkdocs_wisdom.posts.post import Post
from mkdocs_wisdom.posts.tags import tag_slug

FEED, POST, ARCHIVE, YEAR = "feed", "post", "archive", "year"
TAGS, TAG, QUIZ = "tags", "tag", "quiz"
LONGEST_ARCHIVE = 200  # posts on one page
FEED_FILES = {
    "rss.xml": ("RSS", "application/rss+xml"),
    "atom.xml": ("Atom", "application/atom+xml"),
    "feed.json": ("JSON Feed", "application/feed+json"),
}
"""RSS, Atom and JSON feeds: file name to name and media type."""


@dataclass(frozen=True)
class Neighbour:
    """The page before or after another, in a chain of posts, of feed pages or of years."""

    src_uri: str
    title: str
    post: Post | None = None


@dataclass(frozen=True)
class PlannedPage:
    """A page before MkDocs has a file for it."""

    kind: str
    """``feed``, ``post``, ``archive``, ``year``, ``tags``, ``tag`` or ``quiz``."""
    src_uri: str
    """The path that its Markdown would have in ``docs_dir``; its URL follows from it."""
    title: str
    posts: tuple[Post, ...]
    """The posts that it shows."""
    number: int = 1
    """Its number among the pages of the feed or of a tag."""
    count: int = 1
    """How many pages the feed or the tag has."""
    newer: Neighbour | None = None
    older: Neighbour | None = None
    tag: str = ""
    """The tag whose posts it shows."""

    @property
    def template(self) -> str:
        return f"wisdom/{self.kind}.html"


def is_first(page: PlannedPage) -> bool:
    """Whether it is the feed's first page."""
    return page.kind == FEED and page.number == 1


def feed_uri(feed_path: str, number: int = 1) -> str:
    return _join(feed_path, "index.md" if number == 1 else f"page/{number}.md")


@lru_cache(maxsize=1 << 14)
def post_uri(feed_path: str, stem: str) -> str:
    return _join(feed_path, f"posts/{stem}.md")


def archive_uri(feed_path: str) -> str:
    return _join(feed_path, "archive.md")


def year_uri(feed_path: str, year: int) -> str:
    return _join(feed_path, f"archive/{year}.md")


def tags_uri(feed_path: str) -> str:
    return _join(feed_path, "tags.md")


def quiz_uri(feed_path: str) -> str:
    return _join(feed_path, "quiz.md")


def tag_path(feed_path: str, slug: str) -> str:
    return _join(feed_path, f"tags/{slug}")


def name_tags(posts: Iterable[Post]) -> dict[str, str]:
    """Return the tags of ``posts``, sorted, each with the name of its page."""
    found = {tag for post in posts for tag in post.tags}
    return {tag: tag_slug(tag) for tag in sorted(found, key=lambda tag: (tag.casefold(), tag))}


def group_by_tag(posts: Iterable[Post]) -> dict[str, list[Post]]:
    tagged: dict[str, list[Post]] = {}
    for post in posts:
        for tag in post.tags:
            tagged.setdefault(tag, []).append(post)
    return tagged


def feed_file_uri(feed_path: str, name: str) -> str:
    """The path of a file of ``FEED_FILES``: at the site's root, ``wisdom-rss.xml`` for ``wisdom/``.

    Material 9.8 takes every ``<link rel="alternate">`` for a translation of the site and fetches
    the ``sitemap.xml`` beside it, which exists only at the root.
    """
    return "-".join([*feed_path.strip("/").split("/"), name]).lstrip("-")


def file_url(uri: str) -> str:
    """The URL of a file of the site, relative to its root."""
    return quote(uri)


def plan_pages(  # noqa: PLR0913 (each says one thing about the feed)
    posts: Sequence[Post],
    *,
    feed_path: str,
    per_page: int,
    title: str = "Posts",
    language: Language | None = None,
    quiz_author: str = "",
) -> list[PlannedPage]:
    """Return the pages of the feed, the archive, the tags and the quiz, then one page a post.

    ``feed_path`` is a folder of the site, ``""`` for its home; ``title`` is the feed's. Without
    ``quiz_author`` there is no quiz.
    """
    language = language or open_language(ENGLISH)
    say = language.say
    pinned_first = sorted(posts, key=lambda post: not post.pinned)
    return [
        *_plan_feed(pinned_first, feed_path, per_page, title, say=say),
        *_plan_archive(posts, feed_path, title, say),
        *_plan_tags(posts, feed_path, per_page, title, say),
        *_plan_quiz(feed_path, quiz_author, say),
        *_plan_posts(posts, feed_path, language),
    ]


def _plan_feed(  # noqa: PLR0913 (each says one thing about the pages)
    posts: Sequence[Post], path: str, per_page: int, title: str, *, say: Say, tag: str = ""
) -> list[PlannedPage]:
    """Pages of the feed or of a tag; ``path`` is their folder."""
    count = max(1, -(-len(posts) // per_page))
    others = (say("page_number", number=number) for number in range(2, count + 1))
    titles = [title, *(f"{title}{other}" for other in others)]
    chain = [Neighbour(feed_uri(path, n + 1), titles[n]) for n in range(count)]
    return [
        PlannedPage(
            kind=TAG if tag else FEED,
            src_uri=chain[n].src_uri,
            title=titles[n],
            posts=tuple(posts[n * per_page : (n + 1) * per_page]),
            number=n + 1,
            count=count,
            newer=chain[n - 1] if n else None,
            older=chain[n + 1] if n + 1 < count else None,
            tag=tag,
        )
        for n in range(count)
    ]


def _plan_archive(posts: Sequence[Post], feed_path: str, title: str, say: Say) -> list[PlannedPage]:
    name = say("archive_of", title=title)
    overview = PlannedPage(ARCHIVE, archive_uri(feed_path), name, tuple(posts))
    if len(posts) <= LONGEST_ARCHIVE:
        return [overview]
    by_year = groupby(sorted(posts, key=lambda post: -post.date.year), lambda post: post.date.year)
    groups = {year: tuple(group) for year, group in by_year}
    chain = [Neighbour(year_uri(feed_path, year), str(year)) for year in groups]
    years = [
        PlannedPage(
            kind=YEAR,
            src_uri=chain[n].src_uri,
            title=f"{title}: {year}",
            posts=groups[year],
            newer=chain[n - 1] if n else None,
            older=chain[n + 1] if n + 1 < len(chain) else None,
        )
        for n, year in enumerate(groups)
    ]
    return [overview, *years]


def _plan_tags(
    posts: Sequence[Post], feed_path: str, per_page: int, title: str, say: Say
) -> list[PlannedPage]:
    slugs = name_tags(posts)
    if not slugs:
        return []
    tagged = group_by_tag(posts)
    pages = [
        PlannedPage(TAGS, tags_uri(feed_path), say("tags_of", title=title), tuple(posts)),
    ]
    for tag, slug in slugs.items():
        path = tag_path(feed_path, slug)
        pages += _plan_feed(tagged[tag], path, per_page, f"{title}: #{tag}", say=say, tag=tag)
    return pages


def _plan_quiz(feed_path: str, author: str, say: Say) -> list[PlannedPage]:
    if not author:
        return []
    return [PlannedPage(QUIZ, quiz_uri(feed_path), say("quiz_title", author=author), ())]


def _plan_posts(posts: Sequence[Post], feed_path: str, language: Language) -> list[PlannedPage]:
    chain = [
        Neighbour(post_uri(feed_path, post.stem), typeset_title(post, language), post)
        for post in posts
    ]
    return [
        PlannedPage(
            kind=POST,
            src_uri=chain[n].src_uri,
            title=chain[n].title,
            posts=(post,),
            newer=chain[n - 1] if n else None,
            older=chain[n + 1] if n + 1 < len(posts) else None,
        )
        for n, post in enumerate(posts)
    ]


def _join(feed_path: str, name: str) -> str:
    folder = feed_path.strip("/")
    return f"{folder}/{name}" if folder else name
