from dataclasses import replace
from datetime import datetime, timezone
from pathlib import Path

import pytest
from mkdocs.structure.files import Files
from mkdocs.structure.pages import Page

from mkdocs_wisdom.pages.plan import plan_pages
from planned_pages import make_config, make_file, make_post, place, plan


def test_a_heading_is_gone_before_templates_print_theirs(tmp_path: Path) -> None:
    config = make_config(tmp_path)
    files = Files([])
    placement = place(plan("", make_post(None)), files, config)
    pages = {file.src_uri: Page(None, file, config) for file in files}
    for page in pages.values():
        page.content = "<p>Text</p>"
    placement.clear_lists()
    assert {uri: page.content for uri, page in pages.items()} == {
        "index.md": "",
        "archive.md": "",
        "posts/2026-11-24.md": "<p>Text</p>",
    }


def test_a_list_of_posts_is_a_draft_until_templates_see_it(tmp_path: Path) -> None:
    config = make_config(tmp_path)
    files = Files([])
    placement = place(plan("", make_post(None)), files, config)
    pages = {file.src_uri: Page(None, file, config) for file in files}
    for page in pages.values():
        placement.prepare(page, "")
    before = {uri for uri, page in pages.items() if page.meta.get("draft")}
    placement.clear_lists()
    after = {uri for uri, page in pages.items() if page.meta.get("draft")}
    assert (before, after) == ({"index.md", "archive.md"}, set())


@pytest.mark.parametrize("name", ["index.md", "README.md"])
def test_the_users_page_introduces_the_feed(tmp_path: Path, name: str) -> None:
    config = make_config(tmp_path)
    own = make_file(name, config)
    files = Files([own])
    placement = place(plan(""), files, config)
    page = Page(None, own, config)
    page.meta = {"title": "Mine"}
    assert placement.prepare(page, "Hello") == "Hello"
    assert page.meta == {"title": "Mine", "template": "wisdom/feed.html"}
    planned = placement.planned(own)
    assert planned is not None
    assert planned.src_uri == "index.md"
    Page(None, files.src_uris["archive.md"], config)
    assert placement.pages()["index.md"] is page


def test_a_post_gets_its_template_title_and_text(tmp_path: Path) -> None:
    config = make_config(tmp_path)
    files = Files([])
    placement = place(plan("", make_post(None, 'A <b> & "c"')), files, config)
    page = Page(None, files.src_uris["posts/2026-11-24.md"], config)
    assert placement.prepare(page, "---\nwhat MkDocs read") == "Text"
    assert page.meta == {
        "template": "wisdom/post.html",
        "title": "A &lt;b&gt; &amp; &quot;c&quot;",
        "date": datetime(2026, 11, 24, tzinfo=timezone.utc),
        "x": 1,
    }


def test_a_list_of_posts_is_left_out_of_the_themes_search_and_of_other_feeds(
    tmp_path: Path,
) -> None:
    config = make_config(tmp_path)
    files = Files([])
    placement = place(plan(""), files, config)
    page = Page(None, files.src_uris["archive.md"], config)
    assert placement.prepare(page, "") == "# Feed&#x3a; archive"
    assert page.title == "Feed: archive"
    assert page.meta == {
        "template": "wisdom/archive.html",
        "search": {"exclude": True},
        "draft": True,
        "title": "Feed: archive",
    }


def test_the_navigation_may_name_the_feed(tmp_path: Path) -> None:
    config = make_config(tmp_path)
    files = Files([])
    placement = place(plan(""), files, config)
    page = Page("Home", files.src_uris["index.md"], config)
    placement.prepare(page, "")
    assert page.title == "Home"


def test_pages_of_others_are_left_alone(tmp_path: Path) -> None:
    config = make_config(tmp_path)
    other = make_file("about.md", config)
    files = Files([other])
    placement = place(plan(""), files, config)
    page = Page(None, other, config)
    assert placement.prepare(page, "About") == "About"
    assert (placement.planned(other), page.meta) == (None, {})


def test_themes_go_to_the_older_post_as_the_previous_page(tmp_path: Path) -> None:
    config = make_config(tmp_path)
    files = Files([])
    posts = [replace(make_post(None), stem=f"2026-11-{day}") for day in (24, 23, 22)]
    placement = place(plan_pages(posts, feed_path="", per_page=10), files, config)
    pages = {file.src_uri: Page(None, file, config) for file in files}
    placement.link_neighbours()
    newest, middle, oldest = (pages[f"posts/{post.stem}.md"] for post in posts)
    assert (middle.previous_page, middle.next_page) == (oldest, newest)
    assert (newest.previous_page, newest.next_page) == (middle, None)
    assert (oldest.previous_page, oldest.next_page) == (None, middle)


def test_feed_pages_keep_their_place_in_the_navigation(tmp_path: Path) -> None:
    config = make_config(tmp_path)
    files = Files([])
    placement = place(plan("", make_post(None)), files, config)
    pages = {file.src_uri: Page(None, file, config) for file in files}
    pages["index.md"].previous_page = pages["archive.md"]
    placement.link_neighbours()
    assert pages["index.md"].previous_page is pages["archive.md"]


def test_the_home_page_has_no_title_in_its_metadata(tmp_path: Path) -> None:
    config = make_config(tmp_path)
    files = Files([])
    placement = place(plan(""), files, config)
    page = Page(None, files.src_uris["index.md"], config)
    placement.prepare(page, "")
    assert (page.title, "title" in page.meta) == ("Feed", False)
