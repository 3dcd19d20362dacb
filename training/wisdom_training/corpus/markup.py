"""Mark-up to prose: what Markdown and HTML add to a person's words.

Markdown loses its front matter, code, tables, images and the addresses of links; headings, lists,
quotations and emphasis lose their marks. Any text loses HTML tags, addresses, and underscores that
mark italics. The patterns follow CommonMark 0.31 where a text by a person can tell the difference.
"""

from __future__ import annotations

import html
import re
from pathlib import Path

from wisdom_model.text.tokenizer import PARAGRAPH
from wisdom_training.corpus.documents import FEWEST_DOCUMENTS
from wisdom_training.corpus.omissions import Omissions
from wisdom_training.corpus.paragraphs import Layout, find_layout

MARKDOWN_SUFFIXES = (".md", ".markdown")

_FEWEST_MARKS = 3  # of Markdown in a file that has another suffix
_MARKDOWN = re.compile(
    r"^#{1,6} \S|^(?:```|~~~)|!?\[[^\]\n]{0,500}\]\((?:https?:|[/.#\w-])[^)\s]*\)", re.MULTILINE
)

_KEY = r"[\w\"'.-]+[ ]?:(?:[ \t].*)?\n"
_FRONT_MATTER = re.compile(
    rf"\s*(?:---[ ]*\n(?:[ ]*\n|\#.*\n)*{_KEY}(?:{_KEY}|[ \t\#\]}}-].*\n|\n)*?"
    r"(?:---|\.\.\.)[ ]*(?:\n|\Z)"
    r"|\+\+\+[ ]*\n(?:.*\n)*?\+\+\+[ ]*(?:\n|\Z)"  # TOML, in Hugo and Zola
    # Without marks, in Pelican and MultiMarkdown.
    rf"|(?:title|date|author|layout|category|tags|slug):.*\n(?:[ \t]+.*\n|{_KEY})+(?=[ ]*\n))",
    re.IGNORECASE,
)

# What has to be closed has a greatest length, so that what is never closed costs little time.
_BLOCK = re.MULTILINE | re.DOTALL
_COMMENT = re.compile(r"<!--.{0,5000}?-->", re.DOTALL)
_FENCE = re.compile(r"^[ >]*(`{3,}|~{3,})[^`\n]*\n.*?^[ >]*\1[`~]*[ ]*$", _BLOCK)
_HIGHLIGHT = re.compile(  # of Jekyll and Hugo
    r"\{[%{][<%]?\s*(highlight|raw|code)\b.{0,20000}?\{[%{][<%]?\s*(?:end|/\s*)\1\s*[>%]?[%}]\}",
    re.DOTALL,
)
_OPEN_FENCE = re.compile(r"^[ >]*(?:`{3,}|~{3,}).*$", re.MULTILINE)
_INDENTED = re.compile(r"(?:\A|\n[ ]*\n)((?:(?:[ ]{4}|\t).*(?:\n[ ]*)*(?:\n|\Z))+)")
_LIST_ITEM = re.compile(r"^[ ]*(?:[-*+]|\d+[.)]|\[\^[^\]]*\]:|!!!|\?\?\?)", re.MULTILINE)
_TABLE = re.compile(
    r"^.*\|.*\n[ ]*\|?[ ]*:?-+:?[ ]*(?:\|[ ]*:?-*:?[ ]*)+$(?:\n.*\|.*$)*", re.MULTILINE
)
_TEMPLATE = re.compile(r"\{%.{0,500}?%\}|\{\{.{0,500}?\}\}|\{[:#.][^}\n]*\}", re.DOTALL)
_ADMONITION = re.compile(r"^[ ]*(?:!!!|\?\?\?\+?|:::).*$", re.MULTILINE)
_DEFINITION = re.compile(r"^[ ]{0,3}\[(?!\^)[^\]\n]+\]:[ ]*\S.*$", re.MULTILINE)

_TEXT = r"(?:[^\[\]]|\[[^\[\]]{0,500}\]){0,500}"  # bounded, so that a lone bracket costs little
_TARGET = r"\((?:[^()]|\([^()]{0,500}\)){0,2000}\)"
_IMAGE = re.compile(rf"!\[{_TEXT}\](?:{_TARGET}|\[[^\]]*\])|!\[\[[^\[\]\n]*\]\]")
_EMPTY_LINK = re.compile(rf"\[\s*\]{_TARGET}")
_LINK = re.compile(rf"\[(?!\^)({_TEXT})\](?:{_TARGET}|[ ]?\[[^\]]*\])")
_WIKI_LINK = re.compile(r"\[\[(?:[^\[\]|\n]*\|)?([^\[\]|\n]*)\]\]")
_FOOTNOTE = re.compile(r"\[\^[^\[\]\n]+\](?::[ ]?)?")
_ADDRESS = re.compile(
    r"[ ]?<?\b(?:https?://|www\.)[^\s<>]*[^\s<>.,;:!?)\]'\"”’»]>?|[ ]?<[^\s<>@]+@[^\s<>]+>"
)

_ATX = re.compile(r"^[ ]{0,3}#{1,6}[ ]+(.*?)(?:[ ]+#+)?[ ]*$", re.MULTILINE)
_SETEXT = re.compile(r"(?<=\S\n)[ ]{0,3}(?:={1,2}|={4,}|-{1,2}|-{4,})[ ]*$\n?", re.MULTILINE)
_RULE = re.compile(r"^[ ]{0,3}([-*_])(?:[ ]*\1){2,}[ ]*$", re.MULTILINE)
_QUOTE = re.compile(r"^[ ]{0,3}(?:>[ ]?)+(?:\[![A-Z]+\])?", re.MULTILINE)
_ITEM = re.compile(r"^[ ]*(?:[-*+]|\d{1,3}[.)])[ ]+(?:\[[ xX]\][ ]+)?(?=\S)", re.MULTILINE)
_INDENT = re.compile(r"^[ ]+", re.MULTILINE)
_EMPHASIS = re.compile(
    r"(?<![\\*])(\*{1,3})(?=[^\s*])((?:[^*\n]|\n(?!\n))+?)(?<=[^\s\\])\1(?!\*)|"
    r"(?<![\\\w])(_{1,3})(?=[^\s_])((?:[^_\n]|\n(?!\n)|(?<=\w)_(?=\w))+?)(?<=[^\s\\])\3(?!\w)|"
    r"(~~|==)(?=\S)(.+?)(?<=\S)\5"
)
_CODE = re.compile(r"(`+)(?!`)(.+?)(?<!`)\1(?!`)")
_ESCAPE = re.compile(r"\\([!-/:-@\[-`{-~])|\\$", re.MULTILINE)

_TAG_NAMES = (
    "a|abbr|address|article|aside|b|big|blockquote|body|br|center|cite|code|dd|del|details|div|dl|"
    "dt|em|figcaption|figure|font|footer|form|h[1-6]|head|header|hr|html|i|iframe|img|input|ins|"
    "kbd|label|li|link|main|mark|meta|nav|ol|option|p|picture|pre|q|s|samp|section|select|small|"
    "source|span|strike|strong|sub|summary|sup|table|tbody|td|tfoot|th|thead|time|title|tr|tt|u|"
    "ul|var|video"
)
TAG = re.compile(rf"</?(?:{_TAG_NAMES})(?:\s[^<>]*)?/?>", re.IGNORECASE)
"""A tag of HTML; ``<anna>`` is none."""
_BREAK = re.compile(r"<br\s*/?>\n?", re.IGNORECASE)
_BLOCK_TAG = re.compile(
    r"</?(?:address|article|aside|blockquote|center|d[dlt]|details|div|fig\w+|footer|h[1-6r]|header"
    r"|li|main|nav|[ou]l|p|section|summary|t[rdh])(?:\s[^<>]*)?/?>",
    re.IGNORECASE,
)
_NO_PROSE_ELEMENT = re.compile(
    r"<(script|style|pre|table|svg|iframe|video)\b[^<>]*>.{0,50000}?</\1\s*>",
    re.IGNORECASE | re.DOTALL,
)
ENTITY = re.compile(r"&(?:[A-Za-z]{2,8}\d?|#\d{2,6}|#x[0-9A-Fa-f]{2,5});")
"""A character as HTML may write it, such as ``&amp;``."""
_ITALICS = re.compile(r"(?<![\w_])_(?=[^\s_])([^_]{1,400}?)(?<=\S)_(?![\w_])")
_ILLUSTRATION = re.compile(r"\[Illustration(?:[:.][^\]]*)?\]", re.IGNORECASE)

_HTML = "HTML tags and comments"
_MARKS = "marks of headings, lists, quotations and emphasis"
_ADDRESSES = "addresses of links"
_PICTURES = "images"
_PROGRAMS = "blocks of code"


def is_markdown(path: Path, sample: str) -> bool:
    """Whether the file is Markdown, by its suffix or, whatever that is, by what it has."""
    if path.suffix.lower() in MARKDOWN_SUFFIXES:
        return True
    return len(_MARKDOWN.findall(sample)) >= _FEWEST_MARKS


def drop_front_matter(text: str, omissions: Omissions) -> str:
    """``text``, the beginning of a Markdown file, without its front matter."""
    front = _FRONT_MATTER.match(text)
    if front is None:
        return text
    omissions.add("blocks of front matter", 1, front.end())
    return text[front.end() :]


def find_markdown_layout(text: str, unwrap: str) -> Layout:
    """The layout of the Markdown file that begins with ``text``; ``unwrap`` as in ``find_layout``.

    Lines tell it only before they lose their marks and addresses.
    """
    return find_layout(_separate(_drop_blocks(text, Omissions())), unwrap)


def clean_markdown(text: str, layout: Layout, omissions: Omissions) -> str:
    """The prose in a piece of a Markdown file: whole lines, and no block of code cut apart."""
    text = _separate(_drop_blocks(text, omissions))
    if layout.kind in ("wrapped", "joined"):
        text = PARAGRAPH.join(layout.read(text))
    text = _unlink(text, omissions)
    text = _strip_html(text, omissions)
    text = _strip_marks(text, omissions)
    return _decode_entities(text, omissions)


def clean_plain(text: str, omissions: Omissions) -> str:
    """The prose in a piece of a plain text: whole lines."""
    if "<" in text:
        text = _strip_html(text, omissions)
    text = _decode_entities(text, omissions)
    text = _drop_addresses(text, omissions)
    text = omissions.substitute(_PICTURES, _ILLUSTRATION, "", text)
    return omissions.substitute("pairs of underscores that mark italics", _ITALICS, r"\1", text)


def _drop_blocks(text: str, omissions: Omissions) -> str:
    text = omissions.substitute(_HTML, _COMMENT, "", text)
    text = omissions.substitute(_PROGRAMS, _FENCE, "", text)
    text = omissions.substitute(_PROGRAMS, _HIGHLIGHT, "", _OPEN_FENCE.sub("", text))
    text = omissions.substitute(_PROGRAMS, _INDENTED, _drop_indented, text)
    text = omissions.substitute("tables", _TABLE, "", text)
    return omissions.substitute("template tags", _TEMPLATE, "", _ADMONITION.sub("", text))


def _separate(text: str) -> str:
    """``text`` with blank lines around headings, rules and the items of lists."""
    text = _SETEXT.sub(lambda found: f"{found[0]}\n", text)
    text = _ATX.sub(lambda found: f"\n{found[0]}\n", text)
    text = _ITEM.sub(lambda found: f"\n{found[0]}", text)
    return _INDENT.sub("", text)  # of what goes on with an item


def _drop_indented(found: re.Match[str]) -> str:
    """Nothing, or the lines where they go on with a list, a footnote or an admonition."""
    before = found.string[: found.start()].rsplit("\n\n", 1)[-1]
    is_code = not _LIST_ITEM.search(before) and not before.startswith(("    ", "\t"))
    return "\n\n" if is_code else found[0]


def _unlink(text: str, omissions: Omissions) -> str:
    text = omissions.substitute(_PICTURES, _IMAGE, "", text)
    text = omissions.substitute(_ADDRESSES, _DEFINITION, "", text)
    text = omissions.substitute(_ADDRESSES, _EMPTY_LINK, "", text)
    text = omissions.substitute(_ADDRESSES, _LINK, r"\1", text)
    text = omissions.substitute(_ADDRESSES, _WIKI_LINK, r"\1", text)
    text = omissions.substitute("marks of footnotes", _FOOTNOTE, "", text)
    return _drop_addresses(text, omissions)


def _drop_addresses(text: str, omissions: Omissions) -> str:
    if "://" in text or "www." in text or "@" in text:  # the pattern is slow
        return omissions.substitute(_ADDRESSES, _ADDRESS, "", text)
    return text


def _decode_entities(text: str, omissions: Omissions) -> str:
    if "&" not in text:
        return text
    kind = "HTML entities, which became characters"
    return omissions.substitute(kind, ENTITY, lambda found: html.unescape(found[0]), text)


def _strip_html(text: str, omissions: Omissions) -> str:
    text = omissions.substitute(_HTML, _COMMENT, "", text)
    text = omissions.substitute(_HTML, _NO_PROSE_ELEMENT, "", text)
    text = omissions.substitute(_HTML, _BREAK, "\n", text)
    text = omissions.substitute(_HTML, _BLOCK_TAG, "\n\n", text)
    return omissions.substitute(_HTML, TAG, "", text)


def _strip_marks(text: str, omissions: Omissions) -> str:
    text = omissions.substitute(_MARKS, _QUOTE, "", text)
    text = omissions.substitute(_MARKS, _SETEXT, "", text)
    if len(_RULE.findall(text)) < FEWEST_DOCUMENTS:  # else they separate documents
        text = omissions.substitute(_MARKS, _RULE, "\n\n", text)
    text = omissions.substitute(_MARKS, _ATX, r"\1", text)
    text = omissions.substitute(_MARKS, _ITEM, "", text)
    text = omissions.substitute(_MARKS, _CODE, r"\2", text)
    for _ in range(2):  # one mark may be inside another
        text = omissions.substitute(_MARKS, _EMPHASIS, _without_mark, text)
    return _ESCAPE.sub(r"\1", text)


def _without_mark(found: re.Match[str]) -> str:
    return next(found[group] for group in (2, 4, 6) if found[group])
