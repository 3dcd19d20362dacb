"""Planned pages, and other contents, become files of MkDocs; none replaces another."""

from __future__ import annotations

import html
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from markupsafe import Markup
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.structure.pages import Page

from mkdocs_wisdom.errors import PlacementError, SettingError
from mkdocs_wisdom.pages.plan import FEED, POST, PlannedPage
from mkdocs_wisdom.posts.metadata import TEXT_KEYS
from mkdocs_wisdom.posts.post import Post


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
        if item.plan.kind == POST:
            (post,) = item.plan.posts
            page.meta = {"template": item.plan.template} | escape_meta(post)
            return post.body
        page.meta = {
            "template": item.plan.template,
            "search": {"exclude": True},  # for Material: the posts' pages have the same text
        }
        if "title" not in vars(page):  # the navigation has none
            page.title = escape(item.plan.title)
            # Material takes tags out of `page.title`, and with them the escaping. On the home page
            # themes would put the metadata's title before the site's name.
            if not page.is_homepage:
                page.meta["title"] = page.title
        return ""

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
    """The page of a documentation file; it exists from ``on_nav`` on."""
    assert file.page is not None  # MkDocs made one for each file  # noqa: S101
    return file.page


def place_pages(
    plan: Sequence[PlannedPage], files: Files, config: MkDocsConfig, *, dirty: bool = False
) -> Placement:
    """Add the planned pages to ``files``.

    A ``dirty`` build skips files that did not change, but the feed needs the HTML of all posts:
    they then have no file on the disk.

    A page of the site's owner at the address of the feed's first page becomes that page; raises
    PlacementError for any other address that is taken.
    """
    taken = _targets(files)
    placed = []
    for page in plan:
        file = _make_file(page, config, in_memory=dirty)
        other = taken.get(file.dest_uri)
        if other and _introduces(page, other):
            placed.append(Placed(page, other, own=False))
            continue
        _add(file, files, taken)
        placed.append(Placed(page, file, own=True))
    return Placement(placed)


def place_texts(contents: Mapping[str, str | bytes], files: Files, config: MkDocsConfig) -> None:
    """Add files with the given contents, by their path in the site. Raises PlacementError."""
    taken = _targets(files)
    for uri, content in contents.items():
        file = File.generated(config, uri, content=content, inclusion=InclusionLevel.NOT_IN_NAV)
        _add(file, files, taken)


def place_copies(
    sources: Mapping[str, Path], files: Files, config: MkDocsConfig
) -> dict[str, File]:
    """Add files from outside ``docs_dir``, by their ``src_uri``. Raises PlacementError."""
    taken = _targets(files)
    placed = {}
    for uri, source in sources.items():
        placed[uri] = File.generated(
            config, uri, abs_src_path=str(source), inclusion=InclusionLevel.NOT_IN_NAV
        )
        _add(placed[uri], files, taken)
    return placed


def check_avatar(avatar: str, files: Files) -> None:
    """Raise SettingError unless ``avatar`` is a URL or one of ``files``."""
    if urlsplit(avatar).scheme or avatar.startswith("/") or files.get_file_from_path(avatar):
        return
    raise SettingError(
        f"avatar: found {avatar!r}, but docs_dir has no such file: "
        "give an image's path relative to docs_dir, or its URL"
    )


def escape(text: str) -> Markup:
    """Escape a text for themes, which print titles and descriptions unescaped.

    The apostrophe stays: no theme needs it escaped, and some would show the reference.
    """
    return Markup(html.escape(text, quote=False).replace('"', "&quot;"))  # noqa: S704 (is escaped)


def escape_meta(post: Post) -> dict[str, Any]:
    """The front matter of a post for themes: titles, names, tags and other texts are escaped.

    A key with a capital letter is there in lower case as well, as plugins look for ``password``.
    """
    meta = {
        key: _escape_texts(value) if str(key).lower() in TEXT_KEYS else value
        for key, value in post.meta.items()
    }
    meta = {key.lower(): value for key, value in meta.items() if isinstance(key, str)} | meta
    if post.tags:
        meta["tags"] = _escape_texts(list(post.tags))
    return meta | {"title": escape(post.title)}


def _escape_texts(value: object) -> Any:  # noqa: ANN401 (texts, in lists or mappings)
    if isinstance(value, list):
        return [_escape_texts(item) for item in value]
    if isinstance(value, dict):
        return {key: _escape_texts(item) for key, item in value.items()}
    return escape(value) if isinstance(value, str) else value


def _make_file(page: PlannedPage, config: MkDocsConfig, *, in_memory: bool) -> File:
    path = page.posts[0].path if page.kind == POST else None
    if path and not in_memory:
        return File.generated(
            config, page.src_uri, abs_src_path=str(path), inclusion=InclusionLevel.NOT_IN_NAV
        )
    # Without `nav` in mkdocs.yml the navigation shows the feed's first page.
    in_nav = _is_first(page) and config.nav is None
    inclusion = InclusionLevel.INCLUDED if in_nav else InclusionLevel.NOT_IN_NAV
    return File.generated(config, page.src_uri, content="", inclusion=inclusion)


def _is_first(page: PlannedPage) -> bool:
    return page.kind == FEED and page.number == 1


def _introduces(page: PlannedPage, other: File) -> bool:
    return _is_first(page) and other.is_documentation_page()


def _targets(files: Files) -> dict[str, File]:
    return {file.dest_uri: file for file in files if not file.inclusion.is_excluded()}


def _add(file: File, files: Files, taken: dict[str, File]) -> None:
    if other := taken.get(file.dest_uri):
        raise PlacementError(
            f"{file.src_uri} (of the feed) and {other.abs_src_path or other.src_uri} would both "
            f"become {file.dest_uri}: rename the latter, or set `feed` to another path"
        )
    if excluded := files.get_file_from_path(file.src_uri):
        files.remove(excluded)
    files.append(file)
    taken[file.dest_uri] = file
