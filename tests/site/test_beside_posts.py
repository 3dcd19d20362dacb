"""Pictures and files beside posts, and links between posts and the site's other pages."""

import json

import pytest

from sites import Site

pytestmark = pytest.mark.site

LOG = """\
---
title: Log
---
![cat](cat.gif) ![sea](<big sea.gif>) [home](../docs/index.md#home)
[chart](2024/2024-01-05-chart.md)

<img alt="raw" src="cat.gif" srcset="cat.gif 2x">
<a href='../docs/guide/a.md'>guide</a> `![no](cat.gif)`

[table](data.csv) [reference][trip]

[trip]: trip/index.md
"""
CHART = "---\ntitle: Chart\n---\n[log](../2024-01-02-log.md) ![cat](../cat.gif) ![own](own.png)\n"


@pytest.fixture
def voyage(site: Site) -> Site:
    site.write(
        "docs/index.md", "# Home\n\n[log](../posts/2024-01-02-log.md) ![](../posts/cat.gif)\n"
    )
    site.write("docs/guide/a.md", "# A\n\n[trip](../../posts/trip/index.md)\n")
    site.write("posts/2024-01-02-log.md", LOG)
    site.write("posts/2024/2024-01-05-chart.md", CHART)
    site.write(
        "posts/trip/index.md", "---\ndate: 2024-01-03\ntitle: Trip\n---\n![sail](sail.jpg)\n"
    )
    for name in (
        "cat.gif",
        "big sea.gif",
        "2024/own.png",
        "trip/sail.jpg",
        "data.csv",
        "notes.csv",
    ):
        site.write(f"posts/{name}", name)
    site.write("posts/_drafts/2024-01-04-idea.md", "Idea.\n")
    site.write("posts/_drafts/secret.gif", "secret")
    site.write("posts/later/index.md", "---\ndate: 2999-01-01\n---\nLater.\n")
    site.write("posts/later/secret.gif", "secret")
    site.configure({"generate": "never"})
    return site


@pytest.mark.parametrize("theme", ["mkdocs", "readthedocs", "material"])
def test_links_lead_where_they_do_on_disk(voyage: Site, theme: str) -> None:
    voyage.configure({"generate": "never"}, theme={"name": theme})
    voyage.build()
    page = voyage.read("wisdom/posts/2024-01-02-log/index.html")
    for link in (
        *('src="../cat.gif"', 'src="../big%20sea.gif"', 'href="../../../#home"'),
        *('href="../2024-01-05-chart/"', 'srcset="../cat.gif 2x">'),
        *('<a href="../../../guide/a/">', "<code>![no](cat.gif)</code>"),
        *('href="../data.csv"', 'href="../trip/">reference'),
    ):
        assert link in page
    chart = voyage.read("wisdom/posts/2024-01-05-chart/index.html")
    assert 'href="../2024-01-02-log/"' in chart
    assert 'src="../2024/own.png"' in chart
    assert 'src="sail.jpg"' in voyage.read("wisdom/posts/trip/index.html")
    home = voyage.read("index.html")
    assert 'href="wisdom/posts/2024-01-02-log/"' in home
    assert 'src="wisdom/posts/cat.gif"' in home
    assert 'href="../../wisdom/posts/trip/"' in voyage.read("guide/a/index.html")


def test_what_lies_beside_published_posts_is_published(voyage: Site) -> None:
    voyage.build()
    folder = voyage.root / "site/wisdom/posts"
    files = {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}
    assert {name for name in files if not name.endswith(".html")} == {
        *("cat.gif", "big sea.gif", "2024/own.png", "trip/sail.jpg", "data.csv"),
    }


def test_the_feed_and_feed_readers_find_the_pictures(voyage: Site) -> None:
    voyage.build()
    assert 'src="posts/cat.gif"' in voyage.read("wisdom/index.html")
    items = {item["title"]: item for item in json.loads(voyage.read("wisdom-feed.json"))["items"]}
    base = "https://example.org/"
    for link in ("wisdom/posts/cat.gif", "wisdom/posts/2024-01-05-chart/", "guide/a/", "#home"):
        assert f'"{base}{link}"' in items["Log"]["content_html"]


def test_material_s_blog_has_the_pictures_and_links(voyage: Site) -> None:
    voyage.write("docs/blog/index.md", "# Blog\n")
    voyage.configure(
        {"generate": "never", "into": "blog"},
        theme={"name": "material", "font": False},
        plugins=["blog", {"wisdom": {"generate": "never", "into": "blog"}}],
    )
    voyage.build()
    assert (voyage.root / "site/blog/cat.gif").read_text() == "cat.gif"
    page = voyage.read("blog/2024/01/02/log/index.html")
    assert 'src="../../../../cat.gif"' in page
    assert 'href="../../05/chart/"' in page
    assert 'href="../../../../../#home"' in page
    assert 'src="cat.gif"' in voyage.read("blog/index.html")
    assert 'href="blog/2024/01/02/log/"' in voyage.read("index.html")


def test_a_warning_names_the_file_that_the_author_wrote(voyage: Site) -> None:
    voyage.write("posts/2024/2024-01-06.md", "[a](nowhere.md) ![b](../lost.gif)\n")
    log = voyage.run("build").stdout
    place = "Doc file 'posts/2024/2024-01-06.md' contains a link"
    end = "is not found among documentation files."
    assert f"{place} 'nowhere.md', but the target 'posts/2024/nowhere.md' {end}" in log
    assert f"{place} '../lost.gif', but the target 'posts/lost.gif' {end}" in log
