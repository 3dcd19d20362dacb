"""HTML as a tree of lxml: parsed, written, and which of its elements no author wrote."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any, TypeAlias

import lxml.etree  # type: ignore[import-untyped]  # lxml has no type hints
import lxml.html  # type: ignore[import-untyped]  # the same

Element: TypeAlias = Any  # lxml.html.HtmlElement

_FORBIDDEN = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""The characters that XML 1.0 forbids (section 2.2); parsers and feed readers reject them."""

HEADING_TAGS = ("h1", "h2", "h3", "h4", "h5", "h6")
ADDED_CLASSES = {
    *("headerlink", "footnote-ref", "footnote-backref"),  # Python-Markdown's
    *("linenos", "lineno", "linenodiv"),  # Pygments' numbers of lines
}
"""The classes of what no author writes: links to headings and footnotes, numbers of lines."""
_SRCSET_IMAGE = re.compile(r"\s*(\S*[^\s,])((?:\s+[^,]+)?)\s*(?:,|$)")  # one image of a srcset
_HTML5_VOID = re.compile("</(?:source|track|wbr|embed)>")  # libxml2 knows the void tags of HTML 4


def parse(html: str) -> Element:
    # as bytes: lxml refuses a str that begins with an XML declaration
    parser = lxml.html.HTMLParser(encoding="utf-8", remove_pis=True, huge_tree=True)
    source = strip_forbidden(html).encode()
    return lxml.html.fragment_fromstring(source, create_parent="div", parser=parser)


def write(tree: Element) -> str:
    whole = str(lxml.etree.tostring(tree, encoding="unicode", method="html"))
    return _HTML5_VOID.sub("", whole[len("<div>") : -len("</div>")])


def strip_forbidden(text: str) -> str:
    """Remove the characters that XML forbids."""
    return _FORBIDDEN.sub("", text)


def find_added(element: Element) -> set[str]:
    """Which of ADDED_CLASSES an element has."""
    return ADDED_CLASSES.intersection((element.get("class") or "").split())


def is_permalink(element: Element) -> bool:
    """Whether it is a heading's link to itself, beside the heading's words, of any class."""
    heading = element.getparent()
    if element.tag != "a" or heading is None or heading.tag not in HEADING_TAGS:
        return False
    own = heading.get("id") is not None and element.get("href") == f"#{heading.get('id')}"
    return own and heading.text_content().strip() != element.text_content().strip()


def move_srcset(candidates: str, move: Callable[[str], str]) -> str:
    """The value of an attribute ``srcset`` with each URL as ``move`` returns it."""
    images = _SRCSET_IMAGE.findall(candidates)
    return ", ".join(move(url) + size.rstrip() for url, size in images)
