"""The text of HTML: paragraphs apart by blank lines, without scripts, quotations or boilerplate."""

from __future__ import annotations

import re
from collections import Counter

from selectolax.lexbor import LexborHTMLParser, LexborNode

from wisdom_training.errors import CorpusError

LEFT_OUT = (
    "script, style, noscript, template, head, svg, math, iframe, object, form, button, nav, "
    "pre, code, table, figure > figcaption, blockquote, q"
)
"""What is no prose of the author's; see ``read_html``."""
_BLOCK_NAMES = (
    "address article aside blockquote body dd details div dl dt fieldset figcaption figure footer "
    "h1 h2 h3 h4 h5 h6 header hr html li main ol p pre section summary table td th tr ul"
)
_BLOCKS = frozenset(_BLOCK_NAMES.split())
_BREAK = "\ue000"  # of a line; private use, so that no text has it
_SPACES = re.compile(r"[^\S\n\ue000\u00a0]+|\n")
_TAG = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9-]*)")
_UNCLOSED_NAMES = (  # elements without an end tag, and those whose end tag may be left out
    "area base body br col colgroup dd dt embed head hr html img input li link meta option p param "
    "source tbody td tfoot th thead tr track wbr"
)
_UNCLOSED = frozenset(_UNCLOSED_NAMES.split())
_DEEPEST = 500  # elements inside each other; browsers nest no deeper either


def read_html(html: str, left_out: str = LEFT_OUT) -> str:
    """The text of ``html``; ``left_out`` is a CSS selector of what goes with all that is in it."""
    body = parse_html(html).body
    return "" if body is None else node_text(body, left_out)


def parse_html(html: str, place: str | None = None) -> LexborHTMLParser:
    """The tree of ``html``; raises CorpusError where it is so deep that parsing takes minutes.

    Lexbor (selectolax 0.4) takes 23 seconds for 500 kB of ``<div>``. The error names ``place``.
    """
    if html.count("<") > _DEEPEST and _measure_depth(html) > _DEEPEST:
        raise CorpusError(
            f"{place or f'HTML that begins with {html[:60]!r}'} has more than {_DEEPEST} elements "
            f"inside each other: take it out of the archive, as no service writes that"
        )
    return LexborHTMLParser(html)


def _measure_depth(html: str) -> int:
    """The largest number of elements that are open at once, without those that need no end tag."""
    open_elements: Counter[str] = Counter()
    depth = deepest = 0
    for closing, written in _TAG.findall(html):
        name = written.lower()
        if name in _UNCLOSED or (closing and not open_elements[name]):
            continue
        step = -1 if closing else 1
        open_elements[name] += step
        depth += step
        deepest = max(deepest, depth)
    return deepest


def node_text(node: LexborNode, left_out: str = LEFT_OUT) -> str:
    """The text of one element, as ``read_html`` returns it; changes the tree."""
    for gone in node.css(left_out):
        gone.decompose()
    parts: list[str] = []
    _collect(node, parts)
    blocks = "".join(parts).split("\n\n")
    texts = (_SPACES.sub(" ", block).replace(_BREAK, "\n").strip() for block in blocks)
    return "\n\n".join(re.sub(r" *\n *", "\n", text) for text in texts if text)


def _collect(node: LexborNode, parts: list[str]) -> None:
    """Append the text below ``node`` in order, without recursion: hostile HTML nests deep."""
    stack: list[LexborNode | str] = [node]
    while stack:
        item = stack.pop()
        if isinstance(item, str):
            parts.append(item)
        elif item.tag == "-text":
            # A blank line between paragraphs is written as "\n\n", so those of the source go.
            parts.append(_SPACES.sub(" ", item.text_content or ""))
        elif item.tag == "br":
            parts.append(_BREAK)
        else:
            if item.tag in _BLOCKS:
                parts.append("\n\n")
                stack.append("\n\n")
            children = []
            child = item.first_child
            while child is not None:
                children.append(child)
                child = child.next
            stack.extend(reversed(children))
