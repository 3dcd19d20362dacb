"""A post of one moment of a day, for tests of what pages make of it."""

from collections.abc import Mapping
from datetime import datetime, timezone
from typing import Any

from mkdocs_wisdom.posts.post import Post


def make_post(
    stem: str = "2026-11-24",
    meta: Mapping[str, Any] | None = None,
    title: str = "Call me",
    tags: tuple[str, ...] = (),
) -> Post:
    year, month, day = (int(part) for part in stem.split("-")[:3])
    date = datetime(year, month, day, 4, 17, tzinfo=timezone.utc)
    return Post(stem, date, title, "", meta or {}, None, tags)
