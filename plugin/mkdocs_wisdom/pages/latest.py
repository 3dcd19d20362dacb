"""The newest posts on any page: ``<!-- wisdom:latest 3 -->`` becomes a list of three."""

from __future__ import annotations

import re
from collections.abc import Sequence

import jinja2
from mkdocs.structure.files import Files
from mkdocs.structure.pages import Page
from mkdocs.utils import get_relative_url

from mkdocs_wisdom.errors import SiteError
from mkdocs_wisdom.pages.links import SiteLinks
from mkdocs_wisdom.posts.post import Post

DEFAULT_COUNT = 5  # posts, if the comment has no number

_COMMENT = re.compile(r"<!--\s*wisdom:latest\b\s*(.*?)\s*-->", re.DOTALL)


def fill_latest(
    files: Files, posts: Sequence[Post], links: SiteLinks, template: jinja2.Template
) -> None:
    """Replace the comment on all rendered pages. Raises SiteError where it has a wrong number.

    Previews, drafts and secluded posts are left out.
    """
    published = links.find_listed(posts)
    for file in files.documentation_pages():
        if file.page and "wisdom:latest" in (file.page.content or ""):
            _fill_page(file.page, published, links, template)


def _fill_page(
    page: Page, posts: Sequence[Post], links: SiteLinks, template: jinja2.Template
) -> None:
    def render(comment: re.Match[str]) -> str:
        newest = posts[: _read_number(comment[1], page.file.src_uri)]
        views = [links.view(post, page.url) for post in newest]
        return template.render(
            posts=views, page=page, base_url=get_relative_url(".", page.url), say=links.language.say
        )

    page.content = _COMMENT.sub(render, page.content or "")


def _read_number(number: str, page: str) -> int:
    if not number:
        return DEFAULT_COUNT
    if not re.fullmatch(r"[1-9]\d{0,3}", number):
        raise SiteError(
            f"{page}: found <!-- wisdom:latest {number} -->, expected a number of posts, "
            "1 or more, as in <!-- wisdom:latest 3 -->"
        )
    return int(number)
