"""Adapts a post's HTML to the page that shows it: its own, one of the feed, or a feed reader's.

Links that work on the post's own page have to work on the others. URLs of pages are MkDocs',
relative to the site's root: ``posts/2026-11-24/``, ``page/2/``, and ``""`` for the home page.
"""

from __future__ import annotations

import posixpath
import re
from bisect import bisect_left
from collections.abc import Callable
from html import escape
from itertools import accumulate
from typing import NamedTuple
from urllib.parse import urljoin, urlsplit

import lxml.etree  # type: ignore[import-untyped]  # lxml has no type hints

from mkdocs_wisdom.pages.html_tree import (
    HEADING_TAGS,
    Element,
    find_added,
    is_permalink,
    move_srcset,
    parse,
    write,
)
from mkdocs_wisdom.pages.plain_text import list_pieces
from mkdocs_wisdom.pages.trimming import trim_bytes, trim_words
from mkdocs_wisdom.posts.beginning import count_words

LONGEST_BEGINNING = 30_000
"""Bytes of a post on a page that shows several, whatever it has."""

_LINK_ATTRIBUTES = (
    *("href", "src", "poster", "cite", "action", "formaction", "longdesc", "background"),
)
_REFERENCE_ATTRIBUTES = (
    *("for", "form", "list", "aria-labelledby", "aria-describedby", "aria-controls"),
)
_NAME_ATTRIBUTES = ("id", "name")
_EDITABLE = re.compile(r"<(?:\w+\s|(?:h[1-6]|script|style)\b)", re.IGNORECASE)  # or an attribute
_NUMBERED_CODE = {"highlighttable", "codehilitetable"}  # tables of line numbers and code


def absolute_links(html: str, base_url: str) -> str:
    """Prepare a post's HTML for a feed: its links become absolute.

    ``base_url`` is the full URL of the page that holds ``html``.
    """

    def absolute(url: str) -> str:
        try:
            return urljoin(base_url, url)
        except ValueError:  # not a URL, such as http://[
            return url

    return _edit(html, lambda tree: _prepare_for_feed(tree, absolute))


def relative_links(html: str, from_url: str, to_url: str) -> str:
    """Prepare a post's HTML for a feed: links of the page at ``from_url`` work at ``to_url``."""
    return _edit(html, lambda tree: _prepare_for_feed(tree, _link_mover(from_url, to_url)))


def relative_url(url: str, at: str) -> str:
    """Return the URL of a page or file of the site relative to the page at ``at``."""
    return _link_mover("", at)(url or "./")


class Embedded(NamedTuple):
    """A post's HTML for a page that shows several."""

    html: str
    cut: bool
    """Whether it is only the beginning of the post."""


def embed(  # noqa: PLR0913 (each says one thing about the page)
    html: str, *, from_url: str, to_url: str, prefix: str, top: int, words: int
) -> Embedded:
    """Prepare the HTML of the page at ``from_url`` for the page at ``to_url``, which shows several.

    Links are rewritten; ids get the prefix ``prefix-``, so that footnotes and tabs of several posts
    don't collide; headings are demoted until the highest is of level ``top``.

    Only the beginning of a long text is kept. It ends at the comment ``<!-- more -->`` or, without
    one, with the paragraph that reaches ``words`` words, if at least half as many follow. A
    beginning that is far longer, as of one long paragraph, is cut inside.
    """
    may_be_cut = "<!--" in html or count_words(html) >= words or len(html) > LONGEST_BEGINNING
    editable = _EDITABLE.search(html)
    if not may_be_cut and not editable:
        return Embedded(html, cut=False)
    tree = parse(html)
    cut = may_be_cut and _cut(tree, words)
    cut = (may_be_cut and trim_bytes(tree, LONGEST_BEGINNING)) or cut
    if not cut and not editable:
        return Embedded(html, cut=False)
    _prefix_ids(tree, prefix)
    _rewrite_links(tree, _link_mover(from_url, to_url, own=f"#{prefix}-"))
    _demote_headings(tree, top)
    return Embedded(write(tree), cut)


def demote_headings(html: str, top: int) -> str:
    """Demote headings until the highest is of level ``top``; none is promoted."""
    return _edit(html, lambda tree: _demote_headings(tree, top))


def shorten(html: str, limit: int, rest: str) -> str:
    """The HTML, or if it has more than ``limit`` bytes in a feed, its beginning and ``rest``."""
    if len(escape(html, quote=False).encode()) <= limit:
        return html
    tree = parse(html)
    return write(tree) + rest if trim_bytes(tree, limit) else html


def _edit(html: str, change: Callable[[Element], None]) -> str:
    """Apply ``change`` to the parsed ``html``, unless it is paragraphs without attributes."""
    if not _EDITABLE.search(html):
        return html
    tree = parse(html)
    change(tree)
    return write(tree)


def _cut(tree: Element, words: int) -> bool:
    """Remove everything after the beginning, as ``embed`` defines it; False if that is nothing."""
    blocks = list(tree)
    marked = [at for at, block in enumerate(blocks) if _is_marker(block)]
    if marked:
        end = marked[0]
    else:
        totals = list(accumulate(map(_count_words, blocks)))
        end = bisect_left(totals, words) + 1
        if end > len(blocks) or totals[-1] - totals[end - 1] < words / 2:
            return trim_words(tree, words)
    for block in blocks[end:]:
        tree.remove(block)
    if not marked:
        trim_words(tree, words)
    return True


def _count_words(block: Element) -> int:
    """The words in a block and after it; those in a comment are not text."""
    comment = block.tag is lxml.etree.Comment
    text = block.tail or "" if comment else " ".join(list_pieces(block))
    return count_words(text)


def _is_marker(block: Element) -> bool:
    return block.tag is lxml.etree.Comment and (block.text or "").strip() == "more"


def _prepare_for_feed(tree: Element, move: Callable[[str], str]) -> None:
    """Rewrite the links, and remove scripts, styles, links to headings and numbers of lines."""
    for element in list(tree.iter("script", "style", "a", "td", "span")):
        added = find_added(element) - {"footnote-ref", "footnote-backref"}
        if element.tag in ("script", "style") or added or is_permalink(element):
            element.drop_tree()
    for table in [
        table
        for table in tree.iter("table")
        if _NUMBERED_CODE & set(table.get("class", "").split())
    ]:
        for part in list(table.iter("tbody", "tr", "th", "td")):
            part.drop_tag()
        table.tag = "div"
    _rewrite_links(tree, move)


def _rewrite_links(tree: Element, move: Callable[[str], str]) -> None:
    for element in tree.iter(lxml.etree.Element):
        for name in _LINK_ATTRIBUTES:
            if (url := element.get(name)) is not None:
                element.set(name, move(url.strip()))
        if element.tag == "object" and (url := element.get("data")) is not None:
            element.set("data", move(url.strip()))
        if (candidates := element.get("srcset")) is not None:
            element.set("srcset", move_srcset(candidates, move))


def _link_mover(from_url: str, to_url: str, *, own: str | None = None) -> Callable[[str], str]:
    """Return a function that rewrites a URL of the page at ``from_url`` for the one at ``to_url``.

    Links that begin with ``own`` stay: their target moves with them.
    """
    folder, here = posixpath.dirname(from_url), posixpath.dirname(to_url)

    def relative_to_here(path: str) -> str:
        """``path`` is relative to the site's root and may lead out of it: ``../elsewhere/``."""
        out = path == ".." or path.startswith("../")
        up = "../" * len(here.split("/")) if here else ""
        return up + path if out else posixpath.relpath(f"/{path}", f"/{here}")

    def move(url: str) -> str:
        if url.startswith("/") or (own and url.startswith(own)):
            return url
        try:
            parts = urlsplit(url)
        except ValueError:  # not a URL, such as http://[
            return url
        if parts.scheme or parts.netloc:
            return url
        path = posixpath.join(folder, parts.path) if parts.path else from_url
        moved = relative_to_here(posixpath.normpath(path))
        if f"/{path}".endswith(("/", "/.", "/..")):
            moved += "/"
        return moved + url[len(parts.path) :]

    return move


def _prefix_ids(tree: Element, prefix: str) -> None:
    elements = list(tree.iter(lxml.etree.Element))
    ids = {element.get("id") for element in elements if element.get("id")}
    ids |= {element.get("name") for element in elements if element.tag == "a"}
    for element in elements:
        for name in _NAME_ATTRIBUTES:
            if element.get(name):
                element.set(name, f"{prefix}-{element.get(name)}")
        for name in _REFERENCE_ATTRIBUTES:
            if element.get(name):
                element.set(name, " ".join(f"{prefix}-{ref}" for ref in element.get(name).split()))
        href = element.get("href") or ""
        if href.startswith("#") and href[1:] in ids:
            element.set("href", f"#{prefix}-{href[1:]}")


def _demote_headings(tree: Element, top: int) -> None:
    headings = list(tree.iter(*HEADING_TAGS))
    highest = min((int(heading.tag[1]) for heading in headings), default=top)
    for heading in headings:
        heading.tag = f"h{min(6, int(heading.tag[1]) + max(0, top - highest))}"
