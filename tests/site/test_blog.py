"""The posts in the blog of the real Material plugin."""

import pytest

from sites import Site, list_tree

pytestmark = pytest.mark.site

GENERATED = """\
---
title: There he blows
date: 2026-11-23 04:17:00 +0000
tags: [sea]
wisdom:
  model: ishmael
  seed: 7
---

There he blows, and *all* hands.
"""
THEME = {"name": "material", "font": False}


@pytest.fixture
def blog(site: Site) -> Site:
    site.write("docs/blog/posts/own.md", "---\ndate: 2026-01-01\n---\n\n# My own\n\nWords.\n")
    site.write("docs/blog/index.md", "# Blog\n")
    site.write("docs/index.md", "# Home\n\n<!-- wisdom:latest 2 -->\n")
    site.write("posts/2026-11-23.md", GENERATED)
    site.write("posts/2018-05-01-be-kind.md", "Be *kind*.\n")
    site.write("posts/2018-05-02.md", "---\ndraft: true\n---\nNot yet.\n")
    options = {"generate": "never", "into": "blog"}
    site.configure(theme=THEME, plugins=["blog", {"wisdom": options}])
    return site


@pytest.mark.every_python
def test_posts_become_entries_of_the_blog(blog: Site) -> None:
    blog.build()
    pages = [name for name in list_tree(blog.root / "site") if name.endswith("index.html")]
    assert {
        "blog/2026/11/23/there-he-blows/index.html",
        "blog/2018/05/01/be-kind/index.html",
        "blog/2026/01/01/my-own/index.html",
        "blog/archive/2018/index.html",
    } <= set(pages)
    assert not [name for name in pages if name.startswith("wisdom/") or "not-yet" in name]
    listed = blog.read("blog/index.html")
    assert "There he blows, and <em>all</em> hands." in listed
    assert "How this was written" not in listed
    assert "How this was written" in blog.read("blog/2026/11/23/there-he-blows/index.html")


def test_the_latest_posts_are_listed_on_other_pages(blog: Site) -> None:
    blog.build()
    home = blog.read("index.html")
    link = '<a href="blog/2026/11/23/there-he-blows/">There he blows, and all hands.\u00a0…</a>'
    assert link in home
    assert '<a href="blog/2018/05/01/be-kind/">' in home


def test_building_again_changes_nothing(blog: Site) -> None:
    blog.build()
    copies = list((blog.root / ".cache/mkdocs-wisdom/blog").iterdir())
    before = {path.name: path.stat().st_mtime_ns for path in copies}
    page = blog.read("blog/index.html")
    blog.build()
    assert {path.name: path.stat().st_mtime_ns for path in copies} == before
    assert blog.read("blog/index.html") == page


def test_posts_of_one_day_and_title_do_not_collide(blog: Site) -> None:
    blog.write("posts/2026-11-23-2.md", GENERATED.replace("blows, and", "goes, and"))
    blog.build()
    pages = list_tree(blog.root / "site")
    for slug in ("there-he-blows", "2026-11-23-2"):
        assert f"blog/2026/11/23/{slug}/index.html" in pages


def test_a_site_without_a_blog_is_an_error(blog: Site) -> None:
    blog.configure({"generate": "never", "into": "blog"}, theme=THEME)
    error = blog.fail()
    assert "into: found 'blog', but the site has no blog: add `- blog`" in error


def test_an_entry_with_a_posts_name_is_an_error(blog: Site) -> None:
    blog.write("docs/blog/posts/2026-11-23.md", "---\ndate: 2026-01-01\n---\n\n# Taken\n")
    assert "would both become" in blog.fail()


def test_options_of_the_feed_are_an_error(blog: Site) -> None:
    options = {"generate": "never", "into": "blog", "cards": True}
    blog.configure(theme=THEME, plugins=["blog", {"wisdom": options}])
    assert "into: found 'blog' together with cards, but Material's blog" in blog.fail()
