"""Planned pages that have files: their templates, titles, Markdown and neighbours.

Other plugins and hooks expect a heading of a page. So pages that list posts have their title as the
heading. Their templates print the title themselves: once all plugins have seen the heading,
``Placement.clear_lists`` takes it away. Until then these pages are drafts to other plugins.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from mkdocs.structure.files import File
from mkdocs.structure.pages import Page
from mkdocs.structure.toc import TableOfContents

from mkdocs_wisdom.errors import PlacementError
from mkdocs_wisdom.markdown_escape import escape_markdown
from mkdocs_wisdom.pages.own_page import OwnPage
from mkdocs_wisdom.pages.plan import POST, PlannedPage, is_first
from mkdocs_wisdom.pages.theme_text import escape, escape_meta


@dataclass(frozen=True)
class Placed:
    """A planned page and its file."""

    plan: PlannedPage
    file: File
    own: bool
    """Whether the plugin made the file; the feed's first page may be the site owner's."""


class Placement:
    """The planned pages and their files."""

    def __init__(self, placed: Sequence[Placed]) -> None:
        self._placed = placed
        self._by_target = {item.file.dest_uri: item for item in placed}

    @property
    def own_files(self) -> list[File]:
        """The file of each page that the plugin made."""
        return [item.file for item in self._placed if item.own]

    @property
    def first(self) -> Placed | None:
        """The feed's first page; None where the posts have no feed."""
        return next((item for item in self._placed if is_first(item.plan)), None)

    def planned(self, file: File) -> PlannedPage | None:
        """The plan of a file's page; None if the plugin did not plan it."""
        item = self._by_target.get(file.dest_uri)
        return item.plan if item else None

    def prepare(self, page: Page, markdown: str) -> str:
        """Give a planned page its template and title; return its Markdown.

        A post's Markdown is the text that ``read_post`` returned, not MkDocs': MkDocs is stricter
        about the end of front matter, and takes a first line such as ``Ishmael: …`` for metadata.
        """
        item = self._by_target.get(page.file.dest_uri)
        if item is None:
            return markdown
        if not item.own:
            page.meta.setdefault("template", item.plan.template)
            return markdown
        if type(page) is Page:  # not one of another plugin's
            page.__class__ = OwnPage
        if item.plan.kind == POST:
            (post,) = item.plan.posts
            page.meta = {"template": item.plan.template, "date": post.date} | escape_meta(
                post, item.plan.title
            )
            return post.body
        page.meta = {
            "template": item.plan.template,
            "search": {"exclude": True},  # for Material: the posts' pages have the same text
            "draft": True,  # for mkdocs-rss-plugin: a list of posts is no news
        }
        if "title" not in vars(page):  # the navigation has none
            page.title = escape(item.plan.title)
            # Material takes tags out of `page.title`, and with them the escaping. On the home page
            # themes would put the metadata's title before the site's name.
            if not page.is_homepage:
                page.meta["title"] = page.title
        return make_heading(item.plan)

    def clear_lists(self) -> None:
        """Take away what templates must not see of pages that list posts.

        The heading, as the plugin's templates have it as well; and that the page is a draft.
        """
        for item in self._placed:
            if item.own and item.plan.kind != POST:
                page = page_of(item.file)
                page.content, page.toc = "", TableOfContents([])
                page.meta.pop("draft", None)

    def pages(self) -> dict[str, Page]:
        """MkDocs' pages by the planned ``src_uri``; they exist from ``on_nav`` on."""
        return {item.plan.src_uri: page_of(item.file) for item in self._placed}

    def link_neighbours(self) -> None:
        """Link the posts' pages, for the themes' buttons to the previous and the next page.

        As in a book, the older post is the previous one and the newer the next.
        """
        pages = self.pages()
        for plan in (item.plan for item in self._placed if item.plan.kind == POST):
            page = pages[plan.src_uri]
            page.previous_page = pages[plan.older.src_uri] if plan.older else None
            page.next_page = pages[plan.newer.src_uri] if plan.newer else None


def page_of(file: File) -> Page:
    """The page of a documentation file; it exists from ``on_nav`` on. Raises PlacementError."""
    if file.page is None:  # MkDocs made one for each file that it still has
        raise PlacementError(
            f"another plugin or a hook removed the page {file.src_uri}: have it leave the pages "
            "of the feed alone"
        )
    return file.page


def make_heading(page: PlannedPage) -> str:
    """The Markdown of a page that lists posts."""
    return f"# {escape_markdown(page.title)}"
