"""The variable ``wisdom`` of the templates."""

from itertools import count
from types import SimpleNamespace
from typing import Any

import pytest

from mkdocs_wisdom.pages.context import PageContext
from mkdocs_wisdom.pages.identity import FeedIdentity
from mkdocs_wisdom.pages.links import Link, SiteLinks
from mkdocs_wisdom.pages.plan import name_tags, plan_pages
from mkdocs_wisdom.posts.post import Post
from sample_posts import make_post
from theme import load_theme


def make_contexts(*posts: Post, per_page: int = 10) -> dict[str, PageContext]:
    identity = FeedIdentity("At sea", "Ishmael", "a.svg", image="https://x.org/a.svg")
    plan = plan_pages(posts, feed_path="", per_page=per_page, title="At sea")
    pages = {
        page.src_uri: SimpleNamespace(
            url="" if page.src_uri == "index.md" else page.src_uri.removesuffix(".md") + "/",
            content=f"<p>{page.title}</p>",
        )
        for page in plan
    }
    links = SiteLinks(identity, pages, name_tags(posts))
    return {page.src_uri: PageContext(page, links) for page in plan}


def test_the_feed_links_to_its_pages() -> None:
    posts = [make_post(f"2026-11-{day}") for day in (24, 23, 22)]
    first = make_contexts(*posts, per_page=2)["index.md"]
    assert first.newer is None
    assert first.older == Link("page/2/", "At sea, page 2")
    assert (first.links.home, first.links.archive) == (
        Link("", "At sea"),
        Link("archive/", "Archive"),
    )
    assert [view.url for view in first.posts] == ["posts/2026-11-24/", "posts/2026-11-23/"]


def test_links_to_neighbours_have_their_dates() -> None:
    newer, post = make_post("2026-11-24"), make_post("2026-11-23")
    context = make_contexts(newer, post)["posts/2026-11-23.md"]
    assert context.newer == Link("posts/2026-11-24/", "Call me", newer, when="24 November 2026")


def test_the_archive_is_grouped_by_year_and_month() -> None:
    stems = ("2026-11-24", "2026-11-02", "2026-01-31", "2025-11-24")
    archive = make_contexts(*(make_post(stem) for stem in stems))["archive.md"]
    assert {
        year: {month: [view.post.stem for view in views] for month, views in months.items()}
        for year, months in archive.years.items()
    } == {
        2026: {11: ["2026-11-24", "2026-11-02"], 1: ["2026-01-31"]},
        2025: {11: ["2025-11-24"]},
    }


def test_a_page_of_a_year_knows_whether_it_is_the_first() -> None:
    stems = [f"{year}-06-{day:02}" for year in (2026, 2025) for day in range(30, 0, -1)] * 4
    contexts = make_contexts(*(make_post(stem) for stem in stems))
    for year, start, months in ((2025, "2025-06-01", 7), (2026, "2026-01-01", 6)):
        rhythm = contexts[f"archive/{year}.md"].rhythms[year]
        assert rhythm.threads == contexts["archive.md"].rhythms[year].threads
        assert (rhythm.rows[0].cells[0].date.isoformat(), len(rhythm.rows)) == (start, months)
    assert contexts["archive/2025.md"].newer == Link("archive/2026/", "2026")
    assert contexts["archive/2026.md"].older == Link("archive/2025/", "2025")


def test_a_year_without_neighbours_ends_with_its_last_post() -> None:
    contexts = make_contexts(
        make_post("1851-11-14"), make_post("1851-10-18"), make_post("0001-01-01")
    )
    rhythms = contexts["archive.md"].rhythms
    assert [(year, rhythm.total) for year, rhythm in rhythms.items()] == [(1851, 28), (1, 1)]


def test_tags_are_counted_the_most_used_first() -> None:
    posts = [
        make_post("2026-11-24", tags=("sea", "Air")),
        make_post("2026-11-23", tags=("sea", "birds")),
    ]
    counts = make_contexts(*posts)["archive.md"].tag_counts
    assert list(counts.items()) == [("sea", 2), ("Air", 1), ("birds", 1)]


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


def test_the_page_of_a_tag_has_the_tags_feeds() -> None:
    post = make_post()
    tagged = Post(post.stem, post.date, post.title, "", {}, None, ("sea",))
    contexts = make_contexts(tagged)
    assert [link.url for link in contexts["tags/sea/index.md"].feeds] == [
        *("tags-sea-rss.xml", "tags-sea-atom.xml", "tags-sea-feed.json")
    ]
    assert contexts["index.md"].feeds[0].url == "rss.xml"
    assert contexts["tags.md"].tag_counts == {"sea": 1}


@pytest.mark.parametrize(
    ("meta", "description"),
    [({}, "Call me"), ({"Description": " A  walk "}, "A walk"), ({"description": 7}, "7")],
)
def test_a_post_describes_itself(meta: dict[str, Any], description: str) -> None:
    context = make_contexts(make_post(meta=meta))["posts/2026-11-24.md"]
    assert context.description == description


def test_a_secluded_post_is_not_described_by_its_text() -> None:
    post = make_post(meta={"search": {"exclude": True}})
    context = make_contexts(post)["posts/2026-11-24.md"]
    assert context.description == ""
    assert "description" not in context.linked_data(None)


def test_what_pages_of_one_sort_share_is_rendered_once_for_them() -> None:
    contexts = make_contexts(make_post("2026-11-24"), make_post("2026-11-23"))
    env = load_theme(part="<{{ next() }}>")
    source = '{% autoescape true %}{{ wisdom.shared("part.html") }}{% endautoescape %}'
    page = env.from_string(source)
    uris = ("index.md", "posts/2026-11-24.md", "posts/2026-11-23.md", "archive.md")
    times = count(1)
    rendered = [page.render(wisdom=contexts[uri], next=lambda: next(times)) for uri in uris]
    assert rendered == ["<1>", "<2>", "<2>", "<3>"]


def test_what_pages_share_is_rendered_for_each_value() -> None:
    contexts = make_contexts(make_post("2026-11-24"), make_post("2026-11-23"))
    env = load_theme(part="{{ told }} {{ next() }}")
    page = env.from_string(
        '{{ wisdom.shared("part.html", told=true) }}, {{ wisdom.shared("part.html", told=false) }}'
    )
    times = count(1)
    rendered = [
        page.render(wisdom=contexts[f"posts/{stem}.md"], next=lambda: next(times))
        for stem in ("2026-11-24", "2026-11-23")
    ]
    assert rendered == ["True 1, False 2", "True 1, False 2"]


def test_pages_of_a_tag_and_pages_in_other_folders_share_nothing() -> None:
    tagged = [
        Post(f"2026-11-{day}", make_post().date, "", "", {}, None, ("sea",))
        for day in range(10, 32)
    ]
    contexts = make_contexts(*tagged)
    page = load_theme(part="{{ next() }}").from_string('{{ wisdom.shared("part.html") }}')
    times = count(1)
    uris = ("index.md", "page/2.md", "page/3.md", "tags/sea/index.md", "tags/sea/page/2.md")
    assert {
        uri: page.render(wisdom=contexts[uri], next=lambda: next(times)) for uri in uris
    } == dict(zip(uris, "12234", strict=True))
