"""The links that pages share."""

from dataclasses import replace
from datetime import date, datetime, timedelta, timezone
from types import SimpleNamespace

from mkdocs_wisdom.pages.identity import FeedIdentity
from mkdocs_wisdom.pages.links import (
    DailyPair,
    Link,
    QuizData,
    QuizSentence,
    SiteLinks,
    number_posts,
)
from mkdocs_wisdom.pages.plan import LONGEST_ARCHIVE, name_tags, plan_pages
from mkdocs_wisdom.pages.post_view import PostView
from mkdocs_wisdom.posts.post import Post

NEW_YEAR = datetime(2026, 1, 1, 4, 17, tzinfo=timezone.utc)


def make_post(number: int = 0, tags: tuple[str, ...] = ()) -> Post:
    date = NEW_YEAR - timedelta(days=number)
    return Post(f"{date:%Y-%m-%d}", date, f"Day {number}", "", {}, None, tags)


def make_links(*posts: Post, feed_path: str = "", feeds: bool = True) -> SiteLinks:
    identity = FeedIdentity("At sea", "Ishmael", "a.svg", feed_path=feed_path, feeds=feeds)
    plan = plan_pages(posts, feed_path=feed_path, per_page=10)
    pages = {page.src_uri: SimpleNamespace(url=page.src_uri, content="") for page in plan}
    return SiteLinks(identity, pages, name_tags(posts))


def test_a_post_is_shown_on_its_own_page_and_on_others() -> None:
    post = make_post()
    links = make_links(post, feed_path="wisdom/")
    page = links.pages["wisdom/posts/2026-01-01.md"]
    assert links.post_page(post) is page
    assert links.view(post, "page/2/") == PostView(post, page, "page/2/")


def test_home_and_archive_are_named() -> None:
    links = make_links(feed_path="wisdom/")
    assert links.home == Link("wisdom/index.md", "At sea")
    assert links.archive == Link("wisdom/archive.md", "Archive")


def test_each_tag_has_a_page_and_one_page_lists_them() -> None:
    links = make_links(make_post(tags=("White Whale", "sea")))
    assert links.tags == {
        "sea": Link("tags/sea/index.md", "sea"),
        "White Whale": Link("tags/white-whale/index.md", "White Whale"),
    }
    assert links.all_tags == Link("tags.md", "Tags")


def test_without_tags_no_page_lists_them() -> None:
    links = make_links(make_post())
    assert (links.tags, links.all_tags) == ({}, None)


def test_feeds_have_names_and_media_types() -> None:
    assert make_links().feeds() == (
        Link("rss.xml", "RSS", type="application/rss+xml"),
        Link("atom.xml", "Atom", type="application/atom+xml"),
        Link("feed.json", "JSON Feed", type="application/feed+json"),
    )


def test_the_feeds_of_a_tag_are_its_own() -> None:
    links = make_links(make_post(tags=("鲸",)), feed_path="wisdom/")
    assert links.feeds("鲸")[0].url == "wisdom-tags-%E9%B2%B8-rss.xml"


def test_a_site_without_feeds_has_no_links_to_them() -> None:
    assert make_links(feeds=False).feeds() == ()


def test_years_have_pages_where_the_archive_is_long() -> None:
    posts = [make_post(number) for number in range(LONGEST_ARCHIVE + 1)]
    assert make_links(*posts).year(2025) == Link("archive/2025.md", "2025")
    assert make_links(*posts).year(2024) is None
    assert make_links(*posts[:-1]).year(2025) is None


def test_a_link_to_a_post_has_its_date() -> None:
    post = make_post()
    assert make_links(post).find_post(post).when == "1 January 2026"


def test_published_posts_are_numbered_from_the_oldest() -> None:
    newest, draft, oldest = make_post(0), replace(make_post(1), preview=True), make_post(2)
    assert number_posts([newest, draft, oldest]) == {oldest.stem: 1, newest.stem: 2}


def test_the_quiz_has_a_page_if_it_can_be_played() -> None:
    plan = plan_pages([], feed_path="wisdom/", per_page=10, quiz_author="Melville")
    pages = {page.src_uri: SimpleNamespace(url=page.src_uri, content="") for page in plan}
    identity = FeedIdentity("At sea", "Ishmael", "a.svg", feed_path="wisdom/")
    assert SiteLinks(identity, pages).quiz is None
    daily = DailyPair("a1", date(2026, 11, 28), (QuizSentence("Yes."), QuizSentence("No.", "p/")))
    quiz = QuizData("wisdom/quiz.json", "Melville", daily)
    played = SiteLinks(identity, pages, quiz_data=quiz)
    assert played.quiz == Link("wisdom/quiz.md", "Melville or machine?")
