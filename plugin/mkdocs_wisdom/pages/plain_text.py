"""The words that a reader sees in HTML."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

import lxml.etree  # type: ignore[import-untyped]  # lxml has no type hints

from mkdocs_wisdom.pages.html_tree import Element, find_added, is_permalink, parse, strip_forbidden

_UNSEEN_TAGS = {"script", "style", "template", "noscript"}
_INLINE_TAGS = {
    *("a", "abbr", "b", "bdi", "bdo", "cite", "code", "data", "del", "dfn", "em", "i", "ins"),
    *("kbd", "mark", "q", "ruby", "s", "samp", "small", "span", "strike", "strong"),
    *("sub", "sup", "time", "tt", "u", "var", "wbr"),
}


@lru_cache(maxsize=1 << 14)  # search, feeds and several pages need each post's words
def plain_text(html: str) -> str:
    """Return the words of ``html`` on one line, with the alternative texts of images."""
    bare = html.replace("<p>", " ").replace("</p>", " ")
    if "<" in bare or "&" in bare:
        return " ".join("".join(list_pieces(parse(html))).split())
    return " ".join(strip_forbidden(bare).split())  # most posts are paragraphs and nothing else


def list_pieces(tree: Element) -> Iterator[str]:
    """Yield the text within ``tree``, with a space wherever the page shows a gap."""
    walk = lxml.etree.iterwalk(tree, events=("start", "end", "comment"))
    for event, element in walk:
        if event != "start":
            yield _gap(element) + (element.tail or "")
        elif _unseen(element):
            walk.skip_subtree()
        else:
            alternative = element.get("alt") or "" if element.tag == "img" else ""
            yield _gap(element) + (element.text or "") + alternative


def _gap(element: Element) -> str:
    inside = not isinstance(element.tag, str) or element.tag in _INLINE_TAGS | _UNSEEN_TAGS
    return "" if inside else " "


def _unseen(element: Element) -> bool:
    return element.tag in _UNSEEN_TAGS or bool(find_added(element)) or is_permalink(element)
