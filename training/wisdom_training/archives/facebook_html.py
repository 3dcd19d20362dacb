"""Facebook's pages, as it exports them where its owner did not ask for JSON.

A page has one block for each post, comment or friend, and may have 100 MB. So it is cut into its
blocks as it is read. The classes are those of 2020 and of 2022 and later:

    block      div.pam      section._a6-g or div._a6-g
    who        ._2lek       ._a6-h
    body       ._2let       ._a6-p
    date       ._2lem       ._a72d, or ._a6-o
    text       ._2pin, with at most one div in it; attachments have more, or a table
    caption    ._3-95, under a picture
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import pairwise

from selectolax.lexbor import LexborHTMLParser, LexborNode

from wisdom_training.containers.html_text import node_text, parse_html
from wisdom_training.containers.members import Member

_BLOCK = re.compile(
    r'<(?:section|div)\s[^>]{0,500}?\bclass="(?:[^"<>]{0,200}\s)?(?:_a6-g|pam)(?=[\s"])'
)
_PIECE = 1 << 20  # characters
_LONGEST_TAG = 1 << 12  # characters
_LONGEST_BLOCK = 4 << 20  # characters
_LEFT_OUT = "ul._a6-q, td._a6_q, td._a6_r, script, style"
"""Reactions, and tables of facts, among which are addresses of the Internet."""
_ATTACHMENT = "table, img, video, audio, ._2pin > div > div"
_LINK = re.compile(r"https?://\S+")
_UPDATED = re.compile(r"[^\n]{0,40}\b(?:19|20)\d\d\b[^\n]{0,10}\b\d{1,2}:\d{2}(?::\d{2})?\D{0,6}")
"""The date of a change, with a word before it in some language."""


@dataclass(frozen=True)
class Block:
    """One post, comment or friend."""

    title: str
    """What Facebook says about it, such as ``Ann shared a link.``; of a friend, the name."""
    texts: list[str] = field(default_factory=list)
    captions: list[str] = field(default_factory=list)
    """Of its pictures."""
    date: str = ""
    """In words."""


def read_blocks(member: Member) -> Iterator[Block]:
    """The blocks of a page; raises CorpusError if it ends too early."""
    for html in _cut_blocks(member):
        yield _read_block(html)


def _cut_blocks(member: Member) -> Iterator[str]:
    """The HTML of each block, with what follows the last one."""
    rest, began = "", False
    with member.open() as file:
        pages = io.TextIOWrapper(file, "utf-8", "replace")
        while piece := pages.read(_PIECE):
            rest += piece
            starts = [match.start() for match in _BLOCK.finditer(rest)]
            for start, end in pairwise(starts):
                yield rest[start:end]
            if starts:
                rest, began = rest[starts[-1] :], True
            elif not began:
                rest = rest[-_LONGEST_TAG:]
            if len(rest) > _LONGEST_BLOCK:
                raise member.damaged(f"one post has more than {_LONGEST_BLOCK:,} characters")
    if "</html>" not in rest[-_LONGEST_TAG:].lower():
        raise member.damaged("it ends without </html>")
    if began:
        yield rest


def _read_block(html: str) -> Block:
    tree = parse_html(html)
    for gone in tree.css(_LEFT_OUT):
        gone.decompose()
    date = _read_first(tree, "._a72d", "._2lem", "._a6-o")
    title = _read_first(tree, "._a6-h", "._2lek")
    body = tree.css_first("._a6-p") or tree.css_first("._2let")
    if body is None:
        return Block(title, date=date)
    texts = [text for text in _read_texts(body) if not _LINK.fullmatch(text)]
    dates = [text for text in texts if _UPDATED.fullmatch(text)]
    captions = [
        text
        for node in body.css("._3-95")
        if node.css_first("._3-95 > div") is None
        if (text := node_text(node))
    ]
    return Block(
        title,
        [text for text in texts if text not in dates],
        captions,
        date if re.search(r"\d", date) or not dates else dates[-1],
    )


def _read_texts(body: LexborNode) -> Iterator[str]:
    chunks = body.css("._2pin")
    if not chunks and body.css_first("._a6-p > div, ._2let > div") is None:
        chunks = [body]
    nested = {node.mem_id for node in body.css("._2pin ._2pin")}
    for node in chunks:
        if node.mem_id not in nested and node.css_first(_ATTACHMENT) is None:
            text = node_text(node)
            if text:
                yield text


def _read_first(tree: LexborHTMLParser, *selectors: str) -> str:
    """The text of the first selector that has some, on one line."""
    for selector in selectors:
        node = tree.css_first(selector)
        text = " ".join(node.text().split()) if node is not None else ""
        if text:
            return text
    return ""
