"""The text and the dates of posts in blogs' archives, whose posts are HTML."""

from __future__ import annotations

from datetime import datetime, timezone
from email.utils import parsedate_to_datetime

from wisdom_training.containers.html_text import node_text, parse_html


def read_post(html: str, left_out: str, within: str = "body") -> str:
    """The text of a post, or of what the CSS selector ``within`` finds in it first.

    ``left_out`` is a selector of what the service puts into posts, besides what is no prose in any
    HTML. Comments in the HTML, where WordPress and Ghost have their marks, are no text.
    """
    tree = parse_html(html)
    for gone in tree.css(left_out):
        gone.decompose()
    node = tree.css_first(within)
    return node_text(node) if node is not None else ""


def read_iso_date(text: str | None) -> datetime | None:
    """The date of ``2019-05-04T10:11:12.123Z`` or ``2019-05-04 10:11:12``; None if it is none."""
    text = (text or "").strip().replace("Z", "+00:00")
    head, dot, tail = text.partition(".")
    if dot:  # Python 3.10 reads three or six digits alone
        text = head + tail.lstrip("0123456789")
    try:
        return datetime.fromisoformat(text)
    except ValueError:
        return None


def read_utc_date(text: str | None) -> datetime | None:
    """As ``read_iso_date``, of an archive whose dates without a time zone are in UTC."""
    date = read_iso_date(text)
    return date.replace(tzinfo=timezone.utc) if date and date.tzinfo is None else date


def read_rfc_date(text: str | None) -> datetime | None:
    """The date of ``Sat, 04 May 2019 10:11:12 +0000``; None if it is none."""
    try:
        return parsedate_to_datetime(text or "")
    except (TypeError, ValueError):
        return None
