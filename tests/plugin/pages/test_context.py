"""What the templates are told."""

from collections.abc import Mapping
from datetime import datetime, timezone
from types import SimpleNamespace
from typing import Any

import pytest

from mkdocs_wisdom.pages.context import (
    FeedIdentity,
    Link,
    PageContext,
    PostView,
    SiteLinks,
    format_date,
    make_context,
)
from mkdocs_wisdom.pages.plan import name_tags, plan_pages
from mkdocs_wisdom.posts.post import Post

IDENTITY = FeedIdentity("At sea", "Ishmael", "assets/wisdom/avatar.svg")
GENERATED = {"title": "Call me", "wisdom": {"model": "ishmael", "seed": 7}}


def make_post(
    stem: str = "2026-11-24", meta: Mapping[str, Any] | None = None, title: str = "Call me"
) -> Post:
    year, month, day = (int(part) for part in stem.split("-")[:3])
    date = datetime(year, month, day, 4, 17, tzinfo=timezone.utc)
    return Post(stem, date, title, "", meta or {}, None)


def view_post(post: Post, content: str, shown_at: str = "") -> PostView:
    return PostView(post, SimpleNamespace(url=f"posts/{post.stem}/", content=content), shown_at)


def make_contexts(*posts: Post, per_page: int = 10, feeds: bool = True) -> dict[str, PageContext]:
    identity = FeedIdentity("At sea", "Ishmael", "a.svg", feeds=feeds, image="https://x.org/a.svg")
    plan = plan_pages(posts, feed_path="", per_page=per_page, title="At sea")
    pages = {
        page.src_uri: SimpleNamespace(
            url="" if page.src_uri == "index.md" else page.src_uri.removesuffix(".md") + "/",
            content=f"<p>{page.title}</p>",
        )
        for page in plan
    }
    links = SiteLinks(identity, pages, name_tags(posts))
    return {page.src_uri: make_context(page, links) for page in plan}


def test_links_are_right_where_the_post_is_shown() -> None:
    view = view_post(make_post(), '<a href="../b/">b</a>', "page/2/")
    assert view.html == '<a href="../../posts/b/">b</a>'


def test_links_are_left_alone_on_the_posts_own_page() -> None:
    view = view_post(make_post(), '<a href="../b/">b</a>', "posts/2026-11-24/")
    assert view.html == '<a href="../b/">b</a>'


def test_headings_follow_the_dates_of_the_timeline() -> None:
    assert view_post(make_post(), "<h1>A</h1>").html == "<h3>A</h3>"


def test_headings_follow_the_date_on_the_posts_own_page() -> None:
    assert view_post(make_post(), "<h1>A</h1>", "posts/2026-11-24/").html == "<h2>A</h2>"


def test_headings_follow_the_title_where_it_is_shown() -> None:
    view = view_post(make_post(meta={"title": "Call me"}), "<h2>A</h2>")
    assert (view.heading, view.html) == ("Call me", "<h4>A</h4>")


@pytest.mark.parametrize(
    ("meta", "content"),
    [
        (GENERATED, "<p>Anything else.</p>"),
        ({}, "<p>Anything else.</p>"),
        ({"title": "Call me"}, "<p><em>Call</em> me Ishmael.</p>"),
        ({"title": "Call me"}, "<h1>Call me</h1><p>Ishmael.</p>"),
    ],
    ids=["generated", "untitled", "first words", "own heading"],
)
def test_a_title_that_says_nothing_new_is_not_shown(meta: dict[str, Any], content: str) -> None:
    assert view_post(make_post(meta=meta), content).heading == ""


@pytest.mark.parametrize(
    ("content", "brief"),
    [
        ("<p>It was a <em>strange</em> day.</p>", True),
        ("<p>" + "word " * 150 + "</p>", True),
        ("<p>" + "word " * 151 + "</p>", False),
        ('<p>A picture: <img src="a.png"></p>', False),
        ("<pre>code</pre>", False),
        ("<p>x</p><table></table>", False),
    ],
)
def test_few_words_are_brief(content: str, brief: bool) -> None:
    assert view_post(make_post(), content).brief is brief


def test_a_summary_is_the_first_words() -> None:
    view = view_post(make_post(), "<p>" + "<b>word</b> " * 41 + "</p>")
    assert view.summary == "word " * 39 + "word…"


def test_a_date_is_written_out() -> None:
    assert view_post(make_post("2026-03-04"), "").when == "4 March 2026"


def test_a_second_post_of_a_day_says_its_time() -> None:
    assert view_post(make_post("2026-11-24-2"), "").when == "24 November 2026, 04:17"


def test_a_slug_is_no_second_post() -> None:
    assert view_post(make_post("2026-11-24-whales"), "").when == "24 November 2026"


def test_dates_do_not_depend_on_the_locale() -> None:
    assert format_date(datetime(2026, 12, 1, tzinfo=timezone.utc)) == "1 December 2026"


def test_the_feed_is_told_where_its_pages_lead() -> None:
    posts = [make_post(f"2026-11-{day}") for day in (24, 23, 22)]
    first = make_contexts(*posts, per_page=2)["index.md"]
    assert first.newer is None
    assert first.older == Link("page/2/", "At sea, page 2")
    assert (first.home, first.archive) == (Link("", "At sea"), Link("archive/", "Archive"))
    assert [view.url for view in first.posts] == ["posts/2026-11-24/", "posts/2026-11-23/"]


def test_a_post_is_told_its_neighbours_dates() -> None:
    newer, post = make_post("2026-11-24"), make_post("2026-11-23")
    context = make_contexts(newer, post)["posts/2026-11-23.md"]
    assert context.newer == Link("posts/2026-11-24/", "Call me", newer)
    assert context.newer.when == "24 November 2026"


def test_feeds_for_readers_are_named_with_their_types() -> None:
    assert make_contexts()["index.md"].feeds == (
        Link("rss.xml", "RSS", type="application/rss+xml"),
        Link("atom.xml", "Atom", type="application/atom+xml"),
        Link("feed.json", "JSON Feed", type="application/feed+json"),
    )


def test_a_site_without_feeds_names_none() -> None:
    assert make_contexts(feeds=False)["index.md"].feeds == ()


def test_the_archive_is_grouped_by_year_and_month() -> None:
    stems = ("2026-11-24", "2026-11-02", "2026-01-31", "2025-11-24")
    archive = make_contexts(*(make_post(stem) for stem in stems))["archive.md"]
    assert {
        year: {month: [view.post.stem for view in views] for month, views in months.items()}
        for year, months in archive.years.items()
    } == {
        2026: {"November": ["2026-11-24", "2026-11-02"], "January": ["2026-01-31"]},
        2025: {"November": ["2025-11-24"]},
    }


LONG = "".join(f"<p>{'word ' * 60}{number}</p>" for number in range(8))


def test_of_a_long_post_the_feed_shows_the_beginning() -> None:
    view = view_post(make_post(), LONG)
    assert view.cut
    assert view.html.count("<p>") == 4
    assert LONG.startswith(view.html)
    alone = view_post(make_post(), LONG, "posts/2026-11-24/")
    assert (alone.cut, alone.html) == (False, LONG)


def test_a_post_is_not_cut_for_a_few_words() -> None:
    content = f"<p>{'word ' * 220}</p><p>The end of it.</p>"
    view = view_post(make_post(), content)
    assert (view.cut, view.html) == (False, content)


def test_the_author_may_say_where_to_cut() -> None:
    view = view_post(make_post(), "<p>One.</p>\n<!-- more -->\n<p>Two.</p>")
    assert (view.cut, view.html.strip()) == (True, "<p>One.</p>")


def test_links_to_what_was_cut_off_lead_to_the_post() -> None:
    content = f'<p><a href="#note">1</a></p>{LONG}<p id="note">Note.</p>'
    assert 'href="posts/2026-11-24/#note"' in view_post(make_post(), content).html


@pytest.mark.parametrize(
    ("content", "minutes"),
    [("", 0), ("<p>Call me.</p>", 1), (f"<p>{'word ' * 460}</p>", 2), ("<p>鲸</p>" * 1001, 3)],
)
def test_reading_takes_time(content: str, minutes: int) -> None:
    assert view_post(make_post(), content).minutes == minutes


def test_linked_data_of_a_post_and_of_the_feed() -> None:
    contexts = make_contexts(make_post(meta={"title": "Call me"}))
    post = contexts["posts/2026-11-24.md"].linked_data("https://x.org/p/")
    assert post == {
        "@context": "https://schema.org",
        "@type": "BlogPosting",
        "url": "https://x.org/p/",
        "headline": "Call me",
        "description": "Call me",
        "datePublished": "2026-11-24T04:17:00+00:00",
        "author": {"@type": "Person", "name": "Ishmael", "image": "https://x.org/a.svg"},
        "isPartOf": {"@type": "Blog", "name": "At sea"},
    }
    assert contexts["index.md"].linked_data(None) == {
        "@context": "https://schema.org",
        "@type": "Blog",
        "name": "At sea",
        "author": {"@type": "Person", "name": "Ishmael", "image": "https://x.org/a.svg"},
    }
