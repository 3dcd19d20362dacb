"""The pages that a list of posts becomes."""

from dataclasses import replace
from datetime import datetime, timedelta, timezone

import pytest

from mkdocs_wisdom.pages.plan import (
    LONGEST_ARCHIVE,
    Neighbour,
    PlannedPage,
    archive_uri,
    feed_file_uri,
    feed_uri,
    name_tags,
    plan_pages,
    post_uri,
)
from mkdocs_wisdom.posts.post import Post

NEWEST = datetime(2026, 11, 24, 4, 17, tzinfo=timezone.utc)


def make_posts(count: int) -> list[Post]:
    dates = [NEWEST - timedelta(days=days) for days in range(count)]
    return [Post(f"{d:%Y-%m-%d}", d, f"Post of {d:%d}", "Words.", {}, None) for d in dates]


def test_pages_are_planned_in_order() -> None:
    plan = plan_pages(make_posts(3), feed_path="wisdom/", per_page=2)
    assert [(page.src_uri, page.template) for page in plan] == [
        ("wisdom/index.md", "wisdom/feed.html"),
        ("wisdom/page/2.md", "wisdom/feed.html"),
        ("wisdom/archive.md", "wisdom/archive.html"),
        ("wisdom/posts/2026-11-24.md", "wisdom/post.html"),
        ("wisdom/posts/2026-11-23.md", "wisdom/post.html"),
        ("wisdom/posts/2026-11-22.md", "wisdom/post.html"),
    ]


def test_feed_pages_share_the_posts_newest_first() -> None:
    posts = make_posts(5)
    feed = plan_pages(posts, feed_path="", per_page=2)[:3]
    assert [page.posts for page in feed] == [
        (posts[0], posts[1]),
        (posts[2], posts[3]),
        (posts[4],),
    ]


def test_feed_pages_are_numbered_and_titled() -> None:
    feed = plan_pages(make_posts(3), feed_path="", per_page=2, title="At sea")[:2]
    assert [(page.number, page.count, page.title) for page in feed] == [
        (1, 2, "At sea"),
        (2, 2, "At sea, page 2"),
    ]


def test_feed_pages_know_the_newer_and_the_older() -> None:
    first, second, third = plan_pages(make_posts(3), feed_path="", per_page=1, title="Sea")[:3]
    assert (first.newer, first.older) == (None, Neighbour("page/2.md", "Sea, page 2"))
    assert second.newer == Neighbour("index.md", "Sea")
    assert (third.newer, third.older) == (Neighbour("page/2.md", "Sea, page 2"), None)


def test_a_full_last_page_is_not_followed_by_an_empty_one() -> None:
    plan = plan_pages(make_posts(4), feed_path="", per_page=2)
    assert [page.src_uri for page in plan if page.kind == "feed"] == ["index.md", "page/2.md"]


def test_no_posts_make_one_feed_page_and_an_archive() -> None:
    assert plan_pages([], feed_path="", per_page=10, title="Sea") == [
        PlannedPage("feed", "index.md", "Sea", ()),
        PlannedPage("archive", "archive.md", "Sea: archive", ()),
    ]


def test_a_post_knows_its_neighbours() -> None:
    posts = make_posts(3)
    page = plan_pages(posts, feed_path="", per_page=10)[3]
    assert page == PlannedPage(
        "post",
        "posts/2026-11-23.md",
        "Post of 23",
        (posts[1],),
        newer=Neighbour("posts/2026-11-24.md", "Post of 24", posts[0]),
        older=Neighbour("posts/2026-11-22.md", "Post of 22", posts[2]),
    )


@pytest.mark.parametrize("path", ["wisdom", "wisdom/", "/wisdom/"])
def test_slashes_around_the_feeds_path_do_not_matter(path: str) -> None:
    assert [feed_uri(path), feed_uri(path, 2), archive_uri(path), post_uri(path, "a")] == [
        "wisdom/index.md",
        "wisdom/page/2.md",
        "wisdom/archive.md",
        "wisdom/posts/a.md",
    ]
    assert feed_file_uri(path, "rss.xml") == "wisdom-rss.xml"


def test_pinned_posts_come_first_and_once() -> None:
    posts = [replace(post, meta={"pin": number == 3}) for number, post in enumerate(make_posts(5))]
    feed = plan_pages(posts, feed_path="", per_page=2)[:3]
    assert [page.posts for page in feed] == [
        (posts[3], posts[0]),
        (posts[1], posts[2]),
        (posts[4],),
    ]


def test_a_long_archive_has_a_page_a_year() -> None:
    posts = make_posts(LONGEST_ARCHIVE + 200)
    plan = plan_pages(posts, feed_path="wisdom/", per_page=1000)
    years = [page for page in plan if page.kind == "year"]
    assert [(page.src_uri, len(page.posts)) for page in years] == [
        ("wisdom/archive/2026.md", 328),
        ("wisdom/archive/2025.md", 72),
    ]
    assert not [page for page in plan_pages(posts[:200], feed_path="", per_page=9) if page in years]


def test_each_tag_has_its_pages() -> None:
    tags = [("sea", "Whale"), ("sea",), ("sea",)]
    posts = [replace(post, tags=tag) for post, tag in zip(make_posts(3), tags, strict=True)]
    plan = plan_pages(posts, feed_path="wisdom/", per_page=2, title="At sea")
    tagged = [page for page in plan if page.kind in {"tags", "tag"}]
    assert [(page.src_uri, page.title, len(page.posts), page.tag) for page in tagged] == [
        ("wisdom/tags.md", "At sea: tags", 3, ""),
        ("wisdom/tags/sea/index.md", "At sea: #sea", 2, "sea"),
        ("wisdom/tags/sea/page/2.md", "At sea: #sea, page 2", 1, "sea"),
        ("wisdom/tags/whale/index.md", "At sea: #Whale", 1, "Whale"),
    ]


def test_tags_are_sorted_and_named() -> None:
    (post,) = (replace(post, tags=("Whale", "sea")) for post in make_posts(1))
    assert list(name_tags([post]).items()) == [("sea", "sea"), ("Whale", "whale")]


def test_the_title_of_a_generated_post_has_typographic_marks() -> None:
    post = replace(make_posts(1)[0], title='"Aye"', meta={"wisdom": {"seed": 7}})
    assert plan_pages([post], feed_path="", per_page=2)[-1].title == "“Aye”"


def test_a_quiz_has_a_page_that_is_called_like_the_author() -> None:
    plan = plan_pages([], feed_path="wisdom/", per_page=10, quiz_author="Melville")
    assert plan[-1] == PlannedPage("quiz", "wisdom/quiz.md", "Melville or machine?", ())
