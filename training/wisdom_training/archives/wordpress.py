"""WordPress: the file that Tools, Export writes (WXR, versions 1.0 to 1.2)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import datetime
from xml.etree.ElementTree import Element

from wisdom_training.archives.blog_text import read_post, read_rfc_date, read_utc_date
from wisdom_training.archives.source import Document, Reading, Source
from wisdom_training.containers.members import Member
from wisdom_training.containers.xml_stream import stream_elements

_NAMESPACE = b"http://wordpress.org/export/"
_CONTENT = "{http://purl.org/rss/1.0/modules/content/}encoded"
_CREATOR = "{http://purl.org/dc/elements/1.1/}creator"
_LEFT_OUT = (
    ".wp-block-buttons, .wp-block-embed, .wp-block-file, .wp-block-latest-posts, .wp-caption-text, "
    ".sharedaddy, .jp-relatedposts"
)
_BLOCK = "<!-- wp:"
"""Begins a block of the editor since 2018. Before that, blank lines were the paragraphs."""
_SHORTCODE = re.compile(r"\[(/?)([a-zA-Z][\w-]*)([^\[\]<>]*)\]")
_ATTRIBUTE = re.compile(r"\s(?:[\w-]+=\S|https?://)")
_ESCAPED = re.compile(r"\[(\[[^\[\]]*\])\]")
_WITH_CONTENT = "audio|caption|code|contact-form|embed|googlemaps|sourcecode|video|wp_caption"
"""Shortcodes whose content is no prose of a post."""
_ENCLOSING = re.compile(rf"\[({_WITH_CONTENT})\b[^\[\]]*\](?:(?!\[\1\b).)*?\[/\1\]", re.DOTALL)
_ALONE = {"gallery", "playlist", "audio", "video", "embed", "more", "nextpage", "contact-field"}
_ESCAPE = "\ue001"  # private use: stands for an escaped bracket
_TEXTUAL = {"post", "page"}


def _recognise(members: Sequence[Member]) -> list[Member]:
    return [
        member
        for member in members
        if member.suffix in {".xml", ".wxr"} and _NAMESPACE in member.head()
    ]


def _read(members: Sequence[Member], reading: Reading) -> Iterator[Document]:
    for member in members:
        names: dict[str, str] = {}  # those that readers see, by the names for logging in
        ids: dict[str, str] = {}
        for element in stream_elements(member, _is_wanted):
            if _local(element) == "author":
                login = _text(element, "author_login")
                names[login] = _text(element, "author_display_name") or login
                ids[_text(element, "author_id")] = names[login]
            else:
                yield from _read_item(element, member, names, ids, reading)


def _is_wanted(name: str) -> bool:
    return name == "item" or (name.endswith("}author") and "wordpress.org/export" in name)


def _read_item(
    item: Element, member: Member, names: dict[str, str], ids: dict[str, str], reading: Reading
) -> Iterator[Document]:
    kind = _text(item, "post_type") or "post"
    if kind not in _TEXTUAL:  # pictures, menus, changes
        return
    origin = f"{member.place}, post {_text(item, 'post_id') or _text(item, 'title')}"
    if _text(item, "status") != "publish":
        reading.drop("unpublished posts")
        return
    if _text(item, "post_password"):
        reading.drop("posts with a password")
        return
    yield from _read_comments(item, origin, ids, reading)
    if kind == "page":
        reading.drop("pages that are no posts")
        return
    text = read_post(_drop_marks(item.findtext(_CONTENT) or ""), _LEFT_OUT)
    if not text:
        reading.drop("posts without text")
        return
    login = (item.findtext(_CREATOR) or "").strip()
    yield Document(text, _read_date(item), "post", names.get(login, login) or None, origin=origin)


def _read_comments(
    item: Element, origin: str, ids: dict[str, str], reading: Reading
) -> Iterator[Document]:
    """The comments of the blog's authors, whom WordPress knows by their numbers."""
    for comment in item:
        if _local(comment) != "comment":
            continue
        author = ids.get(_text(comment, "comment_user_id"))
        published = _text(comment, "comment_approved") == "1"
        if author is None or not published or _text(comment, "comment_type") not in {"", "comment"}:
            reading.drop("comments by others")
            continue
        text = read_post(_make_paragraphs(_text(comment, "comment_content")), _LEFT_OUT)
        if text:
            date = _read_gmt(_text(comment, "comment_date_gmt"))
            yield Document(text, date, "comment", author, origin=origin)


def _drop_marks(content: str) -> str:
    """The HTML of a post without shortcodes."""
    content = _ESCAPED.sub(lambda match: _ESCAPE + match[1][1:], content)
    content = _ENCLOSING.sub("", content)
    closed = {match[2] for match in _SHORTCODE.finditer(content) if match[1]}

    def drop(match: re.Match[str]) -> str:
        name, rest = match[2], match[3]
        is_code = name in closed or name in _ALONE or _ATTRIBUTE.search(rest)
        return "" if is_code else match[0]

    return _make_paragraphs(_SHORTCODE.sub(drop, content).replace(_ESCAPE, "["))


def _make_paragraphs(content: str) -> str:
    if _BLOCK in content:
        return content
    content = content.replace("\r\n", "\n").strip()
    return re.sub(r"\n\s*\n", "<p>", content).replace("\n", "<br>")


def _read_date(item: Element) -> datetime | None:
    return _read_gmt(_text(item, "post_date_gmt")) or read_rfc_date(item.findtext("pubDate"))


def _read_gmt(text: str) -> datetime | None:
    return None if text.startswith("0000") else read_utc_date(text)


def _local(element: Element) -> str:
    return element.tag.rpartition("}")[2]


def _text(element: Element, name: str) -> str:
    """The text of the child with a local name: WordPress' namespace has its version in it."""
    for child in element:
        if _local(child) == name:
            return (child.text or "").strip()
    return ""


def _find_owner(members: Sequence[Member]) -> list[str]:
    """The author, if there is but one."""
    names: dict[str, str] = {}
    logins: set[str] = set()
    for member in members:
        for element in stream_elements(member, _is_wanted):
            if _local(element) == "author":
                login = _text(element, "author_login")
                names[login] = _text(element, "author_display_name") or login
            elif _text(element, "post_type") == "post" and _text(element, "status") == "publish":
                logins.add((element.findtext(_CREATOR) or "").strip())
    return [names.get(login, login) for login in logins if login] if len(logins) == 1 else []


SOURCE = Source(
    name="wordpress",
    title="WordPress",
    files="an .xml file that WordPress exported (WXR)",
    recognise=_recognise,
    read=_read,
    find_owner=_find_owner,
)
