"""Typographic quotation marks in place of straight ones, one character for one.

A text keeps its length, so that a place in it stays what it is for the search and for scripts.
Whether a mark opens or closes depends on the characters beside it, and on the marks that are open::

    "Aye," said the dogs' owner, "'tis so."  ->  “Aye,” said the dogs’ owner, “’tis so.”

Straight double marks become the outer pair of a language. Single ones are apostrophes or become the
inner pair.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from html import unescape
from typing import NamedTuple

from mkdocs_wisdom.languages.language import Language, Quotes
from mkdocs_wisdom.posts.explanation import is_generated
from mkdocs_wisdom.posts.post import Post

APOSTROPHE = "’"

_STRAIGHT = re.compile("[\"']")
_STRAIGHT_IN_HTML = re.compile(r"[\"']|&(?:quot|apos|#(?:0*3[49]|x0*2[27]));", re.IGNORECASE)
_DASHES = "—–―-"
_OPENERS = f"{_DASHES}([{{</¿¡“„‘‚«‹「『"  # what a mark that opens may follow, besides a space
_ENDS = ".,;:!?…)]}”’»›」』"  # what no mark that opens stands before
_ELISION = re.compile(
    r"'(?:bout|cause|em|ere|gainst|k|m|mongst|n|neath|round|s|t|til|till|tis|twas|twere|twill|"
    r"twixt|twould|un|\d\ds?)(?!\w)",
    re.IGNORECASE,
)  # English and Dutch words whose beginning is left out
_CLOSING_SINGLE = re.compile(r"(?<=[^\s'])'(?!\w)")

_ATTRIBUTES = r"(?:[^<>\"']|\"[^\"]*\"|'[^']*')*"
_MARKUP = re.compile(
    rf"<!--.*?-->"
    rf"|<(?P<kept>code|kbd|math|pre|samp|script|style|svg|textarea)\b{_ATTRIBUTES}>"
    rf".*?</(?P=kept)\s*>"
    rf"|</?(?P<tag>[a-z][\w-]*){_ATTRIBUTES}>"
    rf"|(?P<reference>&(?:\#\d+|\#x[\da-f]+|\w+);)",
    re.DOTALL | re.IGNORECASE,
)
_WORD = "x"  # what code is in the eyes of the marks around it
_INLINE_TEXT = {
    **dict.fromkeys(("code", "kbd", "math", "samp", "svg", "img"), _WORD),
    **dict.fromkeys(("a", "abbr", "b", "bdi", "bdo", "big", "cite", "del", "dfn", "em"), ""),
    **dict.fromkeys(("font", "i", "ins", "mark", "q", "s", "script", "small", "span"), ""),
    **dict.fromkeys(("strike", "strong", "style", "sub", "sup", "time", "tt", "u", "var"), ""),
    "wbr": "",
    "br": "\n",
}  # elements inside a paragraph, and what each adds to its text


class _Piece(NamedTuple):
    """A piece of HTML, and the text that it stands for."""

    html: str
    text: str
    changes: bool = False
    """Whether typographic marks take the place of straight ones in it."""


@lru_cache(maxsize=1 << 14)  # a post is on its page, in the feed and with its neighbours
def typeset_html(html: str, quotes: Quotes) -> str:
    """HTML with typographic marks in its text, but not in code and attributes."""
    if not _STRAIGHT_IN_HTML.search(html):
        return html
    return "".join(
        part for paragraph in _split_paragraphs(html) for part in _typeset(paragraph, quotes)
    )


@lru_cache(maxsize=1 << 14)  # the same
def typeset_text(text: str, quotes: Quotes) -> str:
    """A paragraph of plain text with typographic marks."""
    if not _STRAIGHT.search(text):
        return text
    characters = list(text)
    is_open = {'"': False, "'": False}
    for match in _STRAIGHT.finditer(text):
        at, mark = match.start(), match[0]
        before = characters[at - 1] if at else " "
        after = text[at + 1 : at + 2] or " "
        opens = _opens(before, after, is_open=is_open[mark])
        if mark == "'" and _is_apostrophe(text, at, opens=opens, is_open=is_open[mark]):
            characters[at] = APOSTROPHE
            continue
        characters[at] = _choose(mark, quotes, opens=opens)
        is_open[mark] = opens
    return "".join(characters)


def typeset_title(post: Post, language: Language) -> str:
    """The post's title as pages show it: with typographic marks if a program wrote the post."""
    return typeset_text(post.title, language.quotes) if is_generated(post.meta) else post.title


def _choose(mark: str, quotes: Quotes, *, opens: bool) -> str:
    if mark == '"':
        return quotes.outer_open if opens else quotes.outer_close
    return quotes.inner_open if opens else quotes.inner_close


def _opens(before: str, after: str, *, is_open: bool) -> bool:
    """Whether a mark between two characters opens, where another of its kind ``is_open``."""
    if before in _DASHES:
        return not is_open and not after.isspace()
    if before.isspace() or before in _OPENERS:
        return not is_open or not (after.isspace() or after in _ENDS)
    return before.isalnum() and after.isalnum() and not is_open


def _is_apostrophe(text: str, at: int, *, opens: bool, is_open: bool) -> bool:
    """Whether the single mark at a place is an apostrophe, and ends or begins no quotation."""
    if text[at - 1 : at].isalnum() and text[at + 1 : at + 2].isalnum():
        return True
    if opens:
        return bool(_ELISION.match(text, at)) or not _CLOSING_SINGLE.search(text, at + 1)
    return not is_open


def _typeset(paragraph: list[_Piece], quotes: Quotes) -> Iterator[str]:
    """Yield the paragraph's HTML, with other marks."""
    text = typeset_text("".join(piece.text for piece in paragraph), quotes)
    end = 0
    for piece in paragraph:
        start, end = end, end + len(piece.text)
        yield text[start:end] if piece.changes else piece.html


def _split_paragraphs(html: str) -> Iterator[list[_Piece]]:
    """Yield the pieces of each paragraph; with the last one comes the tag that ends it."""
    paragraph: list[_Piece] = []
    end = 0
    for match in _MARKUP.finditer(html):
        if match.start() > end:
            text = html[end : match.start()]
            paragraph.append(_Piece(text, text, changes=True))
        end = match.end()
        if match["reference"]:
            character = unescape(match[0])
            changes = _STRAIGHT.fullmatch(character) is not None
            paragraph.append(_Piece(match[0], character, changes))
            continue
        element = (match["kept"] or match["tag"] or "").lower()
        paragraph.append(_Piece(match[0], _INLINE_TEXT.get(element, "")))
        if element and element not in _INLINE_TEXT:
            yield paragraph
            paragraph = []
    rest = html[end:]
    yield [*paragraph, _Piece(rest, rest, changes=True)]
