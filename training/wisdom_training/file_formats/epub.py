"""EPUB books: the chapters in the order of the package's spine (EPUB 2 and 3).

Left out are the cover, the title page, contents, licences and indexes, where the book names them
by ``epub:type``, by a role of DPUB-ARIA 1.1 or in the guide of EPUB 2; in a chapter, footnotes and
the numbers of pages.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Callable, Iterator, Mapping
from typing import NamedTuple
from urllib.parse import unquote
from xml.etree.ElementTree import Element

from selectolax.lexbor import LexborNode

from wisdom_training.containers.html_text import node_text, parse_html
from wisdom_training.containers.members import Member, open_inside
from wisdom_training.containers.xml_stream import stream_elements
from wisdom_training.errors import CorpusError
from wisdom_training.file_formats.file_text import FileText, count_of
from wisdom_training.file_formats.web_page import NO_PROSE, decode_html

_PART_NAMES = (
    "cover titlepage halftitlepage copyright-page imprint imprimatur colophon toc landmarks loi "
    "lot loa lov index bibliography errata footnotes endnotes rearnotes footnote endnote rearnote "
    "noteref pagebreak page-list"
)
_PARTS = _PART_NAMES.split()
"""Values of ``epub:type`` of what is no prose of the book's."""
_LEFT_OUT = ", ".join(
    [NO_PROSE, *(rf'[epub\:type~="{part}"], [role~="doc-{part}"]' for part in _PARTS)]
)
_GUIDE_NAMES = "cover title-page toc index copyright-page colophon notes loi lot"
_GUIDE = frozenset(_GUIDE_NAMES.split())
"""Types in the guide of EPUB 2 of files without prose."""
_PROTECTED = ("META-INF/rights.xml", "META-INF/license.lcpl")
_FEWEST_LINKS = 5  # of a table of contents
_PAGES = ("application/xhtml+xml", "text/html", "application/x-dtbook+xml")


_SELF_CLOSED = re.compile(r"<([A-Za-z][\w:-]*)((?:\s[^<>]*)?)/>")
_VOID_NAMES = "area base br col embed hr img input link meta source track wbr"
_VOID = frozenset(_VOID_NAMES.split())


class _Item(NamedTuple):
    """One file of the package's manifest."""

    path: str
    media_type: str
    properties: list[str]


def read_text(member: Member) -> FileText:
    """The prose of a book, without what publishers put before and after it."""
    with open_inside(member) as archive:
        files = {inside.path: inside for inside in archive.members}
        if any(name in files for name in _PROTECTED):
            raise CorpusError(
                f"{member.place} is protected against copying (DRM): only a book without it can "
                f"be read"
            )
        texts = [_read_chapter(files[path]) for path in _list_chapters(member, files)]
    chapters = [text for text in texts if text]
    if not chapters:
        raise CorpusError(f"{member.place} has no chapter with text: is it a book of pictures?")
    return FileText("\n\n".join(chapters), count_of(len(chapters), "chapter"))


def _list_chapters(member: Member, files: Mapping[str, Member]) -> Iterator[str]:
    """The paths of the spine's files that may have prose, in order."""
    package = _find_package(member, files)
    folder = posixpath.dirname(package.path)

    def resolve(href: str | None) -> str:
        return posixpath.normpath(posixpath.join(folder, unquote(href or "")))

    items: dict[str | None, _Item] = {}
    spine: list[_Item] = []
    left_out = set()
    for element in stream_elements(package, _is_named("item", "itemref", "reference")):
        href, name = element.get("href"), _local_name(element)
        if name == "item":
            properties = element.get("properties", "").split()
            item = _Item(resolve(href), element.get("media-type", ""), properties)
            items[element.get("id")] = item
        elif name == "itemref" and element.get("linear") != "no":
            if element.get("idref") in items:
                spine.append(items[element.get("idref")])
        elif name == "reference" and element.get("type", "").lower() in _GUIDE:
            left_out.add(resolve(href))  # a part of a file has a # behind its name
    for item in spine:
        known = item.path in files and item.path not in left_out
        if known and item.media_type in _PAGES and "nav" not in item.properties:
            yield item.path


def _find_package(member: Member, files: Mapping[str, Member]) -> Member:
    container = files.get("META-INF/container.xml")
    if container is not None:
        for element in stream_elements(container, _is_named("rootfile")):
            if (path := element.get("full-path", "")) in files:
                return files[path]
    packages = [file for file in files.values() if file.suffix == ".opf"]
    if not packages:
        raise CorpusError(
            f"{member.place} is no EPUB book: expected a package (.opf) in it; download it again"
        )
    return packages[0]


def _read_chapter(file: Member) -> str:
    """The prose of one file, or nothing where the whole file is front or back matter."""
    html = _SELF_CLOSED.sub(_close, decode_html(file))
    body = parse_html(html).body
    if body is None or _is_left_out(body) or _is_contents(body):
        return ""
    return node_text(body, _LEFT_OUT)


def _close(tag: re.Match[str]) -> str:
    """A tag of XHTML such as ``<span/>``, which in HTML would go on to the end of the paragraph."""
    return tag[0] if tag[1].lower() in _VOID else f"<{tag[1]}{tag[2]}></{tag[1]}>"


def _is_left_out(body: LexborNode) -> bool:
    types = (body.attributes.get("epub:type") or "").split()
    return any(part in types for part in _PARTS)


def _is_contents(body: LexborNode) -> bool:
    """Whether most of the text is in links, as in tables of contents without an ``epub:type``."""
    links = body.css("a[href]")
    linked = sum(len(link.text(strip=True)) for link in links)
    return len(links) >= _FEWEST_LINKS and 2 * linked > len(body.text(strip=True))


def _is_named(*names: str) -> Callable[[str], bool]:
    return lambda name: name.rpartition("}")[2] in names


def _local_name(element: Element) -> str:
    return element.tag.rpartition("}")[2]
