"""The newest posts on any page."""

import re
from datetime import datetime, timezone
from types import SimpleNamespace
from typing import Any

import pytest

from mkdocs_wisdom.errors import SiteError
from mkdocs_wisdom.pages.identity import FeedIdentity
from mkdocs_wisdom.pages.latest import Latest, fill_latest
from mkdocs_wisdom.pages.links import SiteLinks
from mkdocs_wisdom.posts.post import Post
from theme import load_theme


def make_feed(path: str, author: str, hour: int = 0) -> Latest:
    """Seven posts, the newest of which is a draft."""
    posts = [
        Post(
            f"2026-11-{day}",
            datetime(2026, 11, day, hour, tzinfo=timezone.utc),
            f"<Day {day}>",
            "",
            {"draft": day == 24},
            None,
        )
        for day in range(24, 17, -1)
    ]
    pages: dict[str, Any] = {
        f"{path}posts/{post.stem}.md": SimpleNamespace(url=f"{path}posts/{post.stem}/", content="")
        for post in posts
    }
    return Latest(posts, SiteLinks(FeedIdentity("At sea", author, "a.svg", feed_path=path), pages))


ISHMAEL = make_feed("", "Ishmael")
AHAB = make_feed("ahab/", "Ahab", hour=9)


def fill(content: str, *feeds: Latest) -> str:
    """Fill a page of a site with these feeds, or with one."""
    env = load_theme()
    env.filters["url"] = lambda url: f"../{url}"
    page = SimpleNamespace(content=content, url="a/", file=SimpleNamespace(src_uri="a.md"))
    files: Any = SimpleNamespace(
        documentation_pages=lambda: [SimpleNamespace(page=page), SimpleNamespace(page=None)]
    )
    fill_latest(files, feeds or [ISHMAEL], env.get_template("wisdom/partials/latest.html"))
    return page.content


def test_as_many_posts_as_asked_for() -> None:
    filled = fill("<p>Before</p>\n<!-- wisdom:latest 2 -->\n<p>After</p>")
    assert filled.startswith("<p>Before</p>")
    assert filled.endswith("<p>After</p>")
    assert filled.count("<li>") == 2
    assert '<a href="../posts/2026-11-23/">&lt;Day 23&gt;</a>' in filled
    assert '<time datetime="2026-11-22T00:00:00+00:00">22 November 2026</time>' in filled


def test_five_posts_without_a_number() -> None:
    assert fill("<!--wisdom:latest-->").count("<li>") == 5


def test_no_more_than_there_are() -> None:
    assert fill("<!-- wisdom:latest 99 -->").count("<li>") == 6


@pytest.mark.parametrize("content", ["<p>wisdom:latest 3</p>", "<!-- wisdom:latests 3 -->", ""])
def test_other_text_stays(content: str) -> None:
    assert fill(content) == content


@pytest.mark.parametrize("number", ["0", "-1", "three", "3 posts", "1.5"])
def test_a_wrong_number_is_an_error(number: str) -> None:
    with pytest.raises(SiteError, match=r"a\.md: found <!-- wisdom:latest .* 1 or more"):
        fill(f"<!-- wisdom:latest {number} -->")


def list_posts(filled: str) -> list[tuple[str, str]]:
    """The address and the author of each post in the list."""
    return re.findall(r'<a href="\.\./(\S+)/">.*?</a>.*?(?:quiet">(\w+)<|</li>)', filled)


def test_the_newest_of_all_feeds_have_their_authors() -> None:
    assert list_posts(fill("<!-- wisdom:latest 3 -->", ISHMAEL, AHAB)) == [
        ("ahab/posts/2026-11-23", "Ahab"),
        ("posts/2026-11-23", "Ishmael"),
        ("ahab/posts/2026-11-22", "Ahab"),
    ]


@pytest.mark.parametrize(
    ("comment", "newest"),
    [("1 ahab/", "ahab/posts/2026-11-23"), ("1 /ahab", "ahab/posts/2026-11-23"),
     ("1 .", "posts/2026-11-23")],
)  # fmt: skip
def test_the_newest_of_one_feed(comment: str, newest: str) -> None:
    filled = fill(f"<!-- wisdom:latest {comment} -->", ISHMAEL, AHAB)
    assert list_posts(filled) == [(newest, "")]


def test_a_feed_needs_no_number() -> None:
    assert fill("<!-- wisdom:latest ahab/ -->", ISHMAEL, AHAB).count('href="../ahab/') == 5


def test_another_feed_is_an_error_that_names_those_of_the_site() -> None:
    with pytest.raises(SiteError, match=r"one feed only, its path after the number: \. or ahab/$"):
        fill("<!-- wisdom:latest 3 starbuck/ -->", ISHMAEL, AHAB)
