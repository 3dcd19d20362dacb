from datetime import datetime, timezone
from typing import Any

import pytest

from mkdocs_wisdom.posts.post import Post, make_title

UTC = timezone.utc


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("Call me Ishmael.", "Call me Ishmael."),
        ("Call me\nIshmael.\n\nSome years ago.", "Call me Ishmael."),
        ("\nAn old pond  \nA frog  \nSilence", "An old pond"),
        ("x" * 60, "x" * 60),
        ("x" * 61, "x" * 59 + "…"),
        (
            "Some years ago, never mind how long precisely, having little or no money",
            "Some years ago, never mind how long precisely, having…",
        ),
        (
            "Some years ago — never mind how long precisely it was now, — and so on",
            "Some years ago — never mind how long precisely it was now…",
        ),
    ],
)
def test_a_title_is_cut_at_a_word(text: str, title: str) -> None:
    assert make_title(text) == title
    assert len(title) <= 60


@pytest.mark.parametrize(
    ("stem", "day", "numbered"),
    [
        ("2026-11-24", "2026-11-24", False),
        ("2026-11-24-2", "2026-11-24", True),
        ("2026-11-24-2-whales", "2026-11-24", False),
        ("thoughts", "2026-11-23", False),
    ],
)
def test_a_name_may_have_a_day_and_a_number(stem: str, day: str, numbered: bool) -> None:
    post = Post(stem, datetime(2026, 11, 23, tzinfo=UTC), "T", "", {}, None)
    assert (post.day, post.numbered) == (day, numbered)


def test_the_day_of_an_early_post_has_four_digits() -> None:
    post = Post("a-letter", datetime(850, 1, 2, tzinfo=UTC), "T", "", {}, None)
    assert post.day == "0850-01-02"


@pytest.mark.parametrize(
    ("meta", "pinned"), [({"Pin": True}, True), ({"pin": "yes"}, False), ({}, False)]
)
def test_a_post_may_be_pinned(meta: dict[str, Any], pinned: bool) -> None:
    post = Post("a", datetime(2026, 11, 23, tzinfo=UTC), "T", "", meta, None)
    assert post.pinned is pinned
