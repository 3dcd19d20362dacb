"""The newest posts on any page: ``<!-- wisdom:latest 3 -->`` becomes a list of three.

On a site with several feeds they are the newest of all; ``<!-- wisdom:latest 3 ahab/ -->`` lists
those of the feed at ``ahab/``.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

import jinja2
from mkdocs.structure.files import Files
from mkdocs.structure.pages import Page
from mkdocs.utils import get_relative_url

from mkdocs_wisdom.errors import SiteError
from mkdocs_wisdom.pages.links import SiteLinks
from mkdocs_wisdom.posts.post import Post

DEFAULT_COUNT = 5  # posts, if the comment has no number

_COMMENT = re.compile(r"<!--\s*wisdom:latest\b\s*(.*?)\s*-->", re.DOTALL)
_CONTENT = re.compile(r"(?:([1-9]\d{0,3})(?=\s|$))?\s*(\S+)?")
"""A number of posts and the path of a feed; both may be missing."""


class Latest(NamedTuple):
    """The posts of a feed, newest first, and its links."""

    posts: Sequence[Post]
    links: SiteLinks


def fill_latest(files: Files, feeds: Sequence[Latest], template: jinja2.Template) -> None:
    """Replace the comment on all rendered pages.

    ``feeds`` has all feeds of the site. Previews, drafts and secluded posts are left out. Raises
    SiteError where a comment has a wrong number or names no feed.
    """
    pages = [
        file.page
        for file in files.documentation_pages()
        if file.page and "wisdom:latest" in (file.page.content or "")
    ]
    if pages:
        listed = [Latest(links.find_listed(posts), links) for posts, links in feeds]
        for page in pages:
            _fill_page(page, listed, template)


def _fill_page(page: Page, feeds: Sequence[Latest], template: jinja2.Template) -> None:
    def render(comment: re.Match[str]) -> str:
        count, chosen = _read_comment(comment[1], page.file.src_uri, feeds)
        posts = [(post, links) for posts, links in chosen for post in posts]
        newest = sorted(posts, key=lambda pair: pair[0].date.timestamp(), reverse=True)[:count]
        several = len(chosen) > 1
        return template.render(
            posts=[links.view(post, page.url) for post, links in newest],
            authors=[post.author or links.identity.author for post, links in newest if several],
            page=page,
            base_url=get_relative_url(".", page.url),
            say=chosen[0].links.language.say,
        )

    page.content = _COMMENT.sub(render, page.content or "")


def _read_comment(content: str, page: str, feeds: Sequence[Latest]) -> tuple[int, Sequence[Latest]]:
    """The number of posts, and the feeds that have them."""
    paths = [feed.links.identity.feed_path or "." for feed in feeds]
    found = _CONTENT.fullmatch(content)
    number, path = found.groups() if found else (None, content)
    chosen = [feed for feed, own in zip(feeds, paths, strict=True) if _bare(own) == _bare(path)]
    if path and not chosen:
        message = (
            f"{page}: found <!-- wisdom:latest {content} -->, expected a number of posts, "
            "1 or more, as in <!-- wisdom:latest 3 -->"
        )
        if len(feeds) > 1:
            message += f"; to list one feed only, its path after the number: {' or '.join(paths)}"
        raise SiteError(message)
    return int(number or DEFAULT_COUNT), chosen or feeds


def _bare(path: str | None) -> str:
    return (path or "").strip("/")
