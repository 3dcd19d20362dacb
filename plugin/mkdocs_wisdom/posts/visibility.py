"""Whether a post is to be published: what its front matter says, in the words of any generator.

Jekyll says ``published: false``, Hugo ``draft = true``, Pelican ``Status: draft``, Obsidian
``publish: false``, Ghost ``visibility: private``, Eleventy ``permalink: false``. Case, hyphens and
underscores of a key make no difference, and ``yes``, ``"true"`` and ``1`` are true. A value that is
neither yes nor no leaves the post out, too, and ``doubt`` says why: a missing post does less harm
than one that was not meant to be seen.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date as Date  # noqa: N812 (`date` is the usual name of a value)
from datetime import datetime, timezone, tzinfo
from typing import Any

from mkdocs_wisdom.posts.dates import read_date
from mkdocs_wisdom.posts.metadata import TEXT_KEYS, split_words

_HIDING = frozenset(
    {
        *("draft", "drafts", "isdraft", "unpublished", "unlisted", "hidden", "ishidden", "private"),
        *("isprivate", "secret", "headless", "trashed", "deleted", "wip", "confidential"),
        *("eleventyexcludefromcollections", "hideinlist", "hidefromfeed", "excludefromfeed"),
        *("indraft", "notpublished", "nopublish", "donotpublish", "dontpublish"),
    }
)
"""A post with one of these is left out unless the value is no."""
_HIDING_IF_YES = frozenset(("hide", "exclude", "excluded", "skip", "ignore"))
"""A post with one of these is left out if the value is yes; Material's ``hide`` may be a list."""
_SHOWING = frozenset(
    {
        *("published", "publish", "ispublished", "public"),
        *("ispublic", "dgpublish", "visible", "listed"),
        *("live", "render", "list"),
    }
)
"""A post with one of these is left out if the value is no."""
_STATES = frozenset(
    {
        *("status", "poststatus", "publishstatus", "publicationstatus", "visibility"),
        *("published", "publish", "public"),  # some write a state there
    }
)
_OTHER_STATES = frozenset(("state", "stage", "access", "type", "posttype", "layout"))
"""Their values have many meanings: only a clear word hides a post."""
_PUBLIC_STATES = frozenset(
    {
        *("public", "publish", "published", "live", "visible"),
        *("listed", "open", "active", "posted"),
        *("done", "complete", "completed", "final", "finished", "ready", "released", "everyone"),
        *("featured", "sticky", "new", "updated", "revised", "deprecated", "evergreen", "normal"),
    }
)
_HIDDEN_STATES = frozenset(
    {
        *("draft", "drafts", "hidden", "private", "unlisted", "unpublished", "pending", "future"),
        *("scheduled", "trash", "trashed", "deleted", "inherit", "autodraft", "review", "inreview"),
        *("wip", "inprogress", "workinprogress", "todo", "idea", "skip", "password"),
        *("protected", "members", "paid", "subscribers"),
        *("internal", "secret", "invisible", "never"),
    }
)
_CLEAR_STATES = frozenset(("draft", "drafts", "hidden", "private", "unlisted", "unpublished"))
_BEGINNINGS = frozenset(("publishdate", "pubdate", "publishon", "publishedat"))
_ENDINGS = frozenset(
    {
        *("expirydate", "expiry", "expires", "expiredate"),
        *("expirationdate", "expireson", "expiresat"),
        *("unpublishdate", "unpublishon", "unpublishedat"),
    }
)
_CONTAINERS = frozenset(("params", "extra", "build", "options", "meta", "metadata"))
"""Keys whose value has such keys: Hugo's and Zola's."""
_HIDING_TAGS = frozenset(("draft", "drafts", "private", "unpublished"))
_SECLUDING = frozenset(
    ("searchexclude", "excludefromsearch", "noindex", "nosearch", "hidefromsearch")
)
"""Keys that keep a page out of a search."""
_PASSWORDS = frozenset(("password", "passphrase", "obfuscate"))
"""Keys whose value is a password, be it ``no``."""
_PROTECTING = frozenset(("encrypt", "encrypted", "protected", "locked"))
"""Other keys that ask for a password; encryptcontent's ``level`` has other meanings elsewhere."""

_YES = frozenset(("true", "yes", "y", "on", "1", "1.0", "t"))
_NO = frozenset(("false", "no", "n", "off", "0", "0.0", "f", "never", "none", "null"))
_NOT_LETTERS = re.compile(r"[\W_]+")

_STATEMENT = re.compile(
    r"""^\W{0,8}(?P<key>[A-Za-z][\w-]*)["']?[ \t]*(?:::?|=>?)[ \t]*["']?(?P<value>[\w -]+)""",
)
HEAD_LINES = 20
"""Of a text, in which statements of unread front matter are looked for."""

_UNCLEAR = (
    "expected true or false, draft or published: change it, or take it out, to publish the post"
)
_DOUBTFUL_TAG = "to publish the post, add a line 'draft: false'"


@dataclass(frozen=True)
class Hiding:
    """Why a post is not published."""

    reason: str
    """As in the file, ``draft: true``, or the place of the file."""
    key: str = ""
    """The key of the front matter."""
    doubt: str = ""
    """Why that may be a mistake, and what to do; empty if it is clear."""


def find_hiding(meta: Mapping[str, Any]) -> Hiding | None:
    """What in the front matter keeps a post from being published; None if nothing does."""
    found = list(_find_statements(meta))
    if found:
        return min(found, key=lambda hiding: bool(hiding.doubt))
    said = {_fold(key) for key in meta}
    if not said.isdisjoint(_HIDING | _SHOWING | _STATES):
        return None  # `draft: false` says more than a tag
    for key in ("tags", "tag", "categories", "category", "keywords"):
        for tag in split_words(meta.get(key)):
            if _fold(tag) in _HIDING_TAGS:
                return Hiding(f"{key}: {tag}", key, _DOUBTFUL_TAG)
    return None


def _find_statements(meta: Mapping[str, Any]) -> Iterator[Hiding]:
    """Every statement that a post is not to be published."""
    for name, value in meta.items():
        key = _fold(name)
        for item in value if isinstance(value, list) else [value]:
            if (hidden := _judge(key, item)) is not None:
                yield Hiding(_write_line(name, value), str(name), _UNCLEAR if hidden else "")
        if key in _CONTAINERS and isinstance(value, Mapping):
            yield from _find_statements(value)


def _judge(key: str, value: object) -> bool | None:
    """None if this publishes the post, False if it hides it, True if that is doubtful."""
    answer = _read_answer(value)
    if key in _HIDING:
        return {"yes": False, "no": None, "": None}.get(answer, True)
    if key in _SHOWING and answer == "no":
        return False
    if key in _STATES:
        return _judge_state(value)
    state = _fold(value)
    clear = (
        (key in _HIDING_IF_YES and answer == "yes")
        or (key == "permalink" and state == "false")
        or (key in _OTHER_STATES and state in _CLEAR_STATES)
        or (key not in TEXT_KEYS and state in ("draft", "unpublished"))
    )
    return False if clear else None


def _judge_state(value: object) -> bool | None:
    """Judge ``status: …``; a date, as some write behind ``published:``, is not judged here."""
    if _is_date(value):
        return None
    state = _fold(value)
    if _read_answer(value) in ("yes", "") or state in _PUBLIC_STATES:
        return None
    return not (state in _HIDDEN_STATES or _read_answer(value) == "no")


def _read_answer(value: object) -> str:
    """``yes``, ``no``, empty where there is no value, or ``unclear``."""
    text = "" if value is None else str(value).strip().strip("\"'").lower()
    if not text:
        return ""
    return "yes" if text in _YES else "no" if text in _NO else "unclear"


def find_period(meta: Mapping[str, Any], zone: tzinfo) -> tuple[datetime | None, datetime | None]:
    """When a post begins and ceases to be published (Hugo's ``publishDate`` and ``expiryDate``).

    Of several dates, the latest begins and the earliest ends it. Raises ValueError with the key and
    the value where one is not a date.
    """
    starts: list[datetime] = []
    ends: list[datetime] = []
    for name, value in meta.items():
        key = _fold(name)
        if _read_answer(value) in ("", "no"):
            continue
        if key in _BEGINNINGS | _ENDINGS:
            try:
                (starts if key in _BEGINNINGS else ends).append(read_date(value, zone))
            except ValueError as error:
                raise ValueError(name, value) from error
        elif key in _SHOWING and _is_date(value):
            starts.append(read_date(value, zone))
    return max(starts, default=None), min(ends, default=None)


def is_secluded(meta: Mapping[str, Any]) -> bool:
    """Whether the page is kept out of the search."""
    for name, value in meta.items():
        key = _fold(name)
        if key in _SECLUDING and _read_answer(value) not in ("", "no"):
            return True
        if key == "search" and (_read_answer(value) == "no" or _excludes(value)):
            return True
        if key == "robots" and "noindex" in str(value).lower():
            return True
    return False


def needs_password(meta: Mapping[str, Any]) -> str:
    """The key by which a post asks for protection that only a plugin can give, or ``""``."""
    for name, value in meta.items():
        key, answer = _fold(name), _read_answer(value)
        if (key in _PASSWORDS and answer) or (key in _PROTECTING and answer not in ("", "no")):
            return str(name)
    return ""


def find_stray_statement(body: str) -> str | None:
    """One of the first lines of a text that says, like front matter, not to publish it.

    Nothing is looked for in code and below it.
    """
    for line in body.splitlines()[:HEAD_LINES]:
        if line.startswith(("```", "~~~", "    ", "\t")):
            return None
        match = _STATEMENT.match(line)
        if match and _judge(_fold(match["key"]), match["value"].strip()) is False:
            return line.strip()
    return None


def _excludes(value: object) -> bool:
    return isinstance(value, Mapping) and any(
        _fold(key) == "exclude" and _read_answer(item) not in ("", "no")
        for key, item in value.items()
    )


def _is_date(value: object) -> bool:
    if isinstance(value, Date):
        return True
    try:
        read_date(value, timezone.utc)
    except ValueError:
        return False
    return True


def _write_line(key: object, value: object) -> str:
    shown = str(value).lower() if isinstance(value, bool) else str(value)
    return f"{key}: {shown}"


def _fold(text: object) -> str:
    return _NOT_LETTERS.sub("", str(text)).lower()
