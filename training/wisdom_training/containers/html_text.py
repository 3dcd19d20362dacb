"""The text of HTML: paragraphs apart by blank lines, without scripts, quotations or boilerplate."""

from __future__ import annotations

import re

from selectolax.lexbor import LexborHTMLParser, LexborNode

_LEFT_OUT = (
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


def read_html(html: str, left_out: str = _LEFT_OUT) -> str:
    """The text of ``html``; ``left_out`` is a CSS selector of what goes with all that is in it."""
    tree = LexborHTMLParser(html)
    if tree.body is None:
        return ""
    return node_text(tree.body, left_out)


def node_text(node: LexborNode, left_out: str = _LEFT_OUT) -> str:
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
