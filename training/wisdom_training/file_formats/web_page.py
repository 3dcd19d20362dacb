"""Web pages: what a person wrote on them, without menus, comments, notes and programs."""

from __future__ import annotations

import codecs
import re

from selectolax.lexbor import LexborHTMLParser, LexborNode

from wisdom_training.containers.html_text import node_text, parse_html
from wisdom_training.containers.members import Member
from wisdom_training.file_formats.encoding import LARGEST_TEXT, read_decoded
from wisdom_training.file_formats.file_text import FileText

NO_PROSE = (
    "script, style, noscript, template, head, svg, math, iframe, object, form, button, pre, "
    "figcaption, nav, [hidden], [aria-hidden=true], "
    # Notes, their marks and the numbers of pages, as publishers and Project Gutenberg write them.
    ".footnote, .footnotes, .endnote, .endnotes, .fnanchor, .pagenum, .pageno, .page-number, "
    "sup > a[href^='#'], a[href^='#'] > sup, #pg-header, #pg-footer, .pg-boilerplate"
)
"""The CSS selector of what is no prose in a page or in a book's chapter."""
_AROUND = "aside, footer, body > header, #comments, .comments, .comment-list"
_DECLARED = re.compile(rb"<(?:meta|\?xml)\b[^>]{0,200}(?:charset|encoding)\s*=\s*[\"']?([\w.:-]+)")
_DECLARED_SIZE = 2048  # bytes in which a declaration is looked for


def read_text(member: Member) -> FileText:
    """The prose of a web page: of its main part, if it says which that is."""
    tree = parse_html(decode_html(member), member.place)
    root = _find_main(tree)
    text = node_text(root, f"{NO_PROSE}, {_AROUND}") if root is not None else ""
    return FileText(text, "a web page (HTML)")


def decode_html(member: Member) -> str:
    """The source of a page, which need not be in the encoding that it declares."""
    content = member.read(LARGEST_TEXT)
    declared = _DECLARED.search(content[:_DECLARED_SIZE])
    for encoding in ("utf-8-sig", declared[1].decode("ascii") if declared else ""):
        try:
            text = content.decode(codecs.lookup(encoding).name)
        except (LookupError, UnicodeError):
            continue
        if "\0" not in text:  # else it is UTF-16, or no text at all
            return text
    return read_decoded(member)[0]


def _find_main(tree: LexborHTMLParser) -> LexborNode | None:
    main = tree.css("main") or tree.css("article")
    return main[0] if len(main) == 1 else tree.body
