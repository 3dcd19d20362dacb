"""Two voices on one site: the plugin is listed twice."""

import json
import re
import shutil
from typing import Any

import pytest

from site_links import find_broken_links
from sites import Site, list_tree
from voices import TINY

pytestmark = pytest.mark.site

ISHMAEL = {"feed": "ishmael/", "author": "Ishmael", "model": "tiny.safetensors"}
KEEPER = {
    "feed": "keeper/",
    "author": "The keeper",
    "model": "keeper.safetensors",
    "posts_dir": "posts-of-keeper",
    "avatar": "lamp.svg",
    "length": 10,
}
OTHER_POST = "posts-of-keeper/2018-05-01.md"


def make(site: Site, *feeds: dict[str, object], **config: Any) -> None:  # noqa: ANN401 (as `configure`)
    """Configure a site with these feeds, and with a search of the theme."""
    shutil.copy(TINY, site.root / "keeper.safetensors")
    site.write("docs/lamp.svg", "<svg xmlns='http://www.w3.org/2000/svg'/>")
    site.write("docs/index.md", "# Home\n\n<!-- wisdom:latest -->\n")
    site.configure(plugins=["search", *({"wisdom": feed} for feed in feeds)], **config)


@pytest.mark.parametrize("urls", [True, False], ids=["directories", "files"])
@pytest.mark.parametrize("theme", ["material", "mkdocs", "readthedocs"])
def test_two_feeds_are_strictly_clean(site: Site, theme: str, urls: bool) -> None:
    site.write(
        "posts/2018-05-01.md",
        "---\ntags: [sea]\n---\nA [lamp](../posts-of-keeper/2018-05-01.md).\n",
    )
    site.write(OTHER_POST, "---\ntags: [sea]\n---\nBack to [him](../posts/2018-05-01.md).\n")
    make(site, ISHMAEL, KEEPER, theme={"name": theme}, use_directory_urls=urls)
    site.build()
    assert find_broken_links(site.root / "site", "/") == []
    ending = "/index.html" if urls else ".html"
    assert "lamp.svg" in site.read(f"keeper/posts/2026-11-24{ending}")
    assert "lamp.svg" not in site.read(f"ishmael/posts/2026-11-24{ending}")
    assert "keeper/posts/2018-05-01" in site.read(f"ishmael/posts/2018-05-01{ending}")
    assert "ishmael/posts/2018-05-01" in site.read(f"keeper/posts/2018-05-01{ending}")


def test_each_voice_writes_its_own_post(site: Site) -> None:
    make(site, ISHMAEL, KEEPER)
    site.build()
    texts = [
        (site.root / folder / "2026-11-24.md").read_text(encoding="utf-8")
        for folder in ("posts", "posts-of-keeper")
    ]
    assert "model: tiny.safetensors" in texts[0]
    assert "model: keeper.safetensors" in texts[1]


def test_posts_of_one_are_not_in_the_feed_tags_or_search_of_the_other(site: Site) -> None:
    site.write(OTHER_POST, "---\ntags: [sea]\n---\nZyzzyva.\n")
    make(site, ISHMAEL | {"generate": "never"}, KEEPER | {"generate": "never"})
    site.write("docs/index.md", "# Home\n")
    site.build()
    found = {
        name
        for name, content in list_tree(site.root / "site").items()
        if b"Zyzzyva" in content and not name.startswith("search/")
    }
    (texts,) = (name for name in found if name.endswith("posts-0.js"))
    assert texts.startswith("assets/wisdom/search/keeper/")
    assert [name for name in found if not name.startswith(("keeper", "assets"))] == []
    assert "keeper/tags/sea/index.html" in found
    assert "keeper-tags-sea-rss.xml" in found


def test_the_search_of_the_theme_finds_the_posts_of_both(site: Site) -> None:
    make(site, ISHMAEL, KEEPER)
    site.build()
    index = json.loads(site.read("search/search_index.json"))
    found = {entry["location"] for entry in index["docs"]}
    assert {"ishmael/posts/2026-11-24/", "keeper/posts/2026-11-24/"} <= found


def test_posts_of_one_day_have_two_ids_in_feeds(site: Site) -> None:
    make(site, ISHMAEL, KEEPER)
    site.build()
    ids = [
        item["id"]
        for feed in ("ishmael", "keeper")
        for item in json.loads(site.read(f"{feed}-feed.json"))["items"]
    ]
    assert ids == [
        "tag:example.org,2026-11-24:/2026-11-24",
        "tag:example.org,2026-11-24:/posts-of-keeper/2026-11-24",
    ]


def test_without_an_address_posts_and_feeds_have_two_ids(site: Site) -> None:
    make(site, ISHMAEL, KEEPER, site_url="")
    site.build()
    feeds = site.read("ishmael-atom.xml") + site.read("keeper-atom.xml")
    assert len(set(re.findall("<id>.*?</id>", feeds))) == 4


def test_the_sitemap_has_every_page_once(site: Site) -> None:
    make(site, ISHMAEL, KEEPER)
    site.build()
    pages = re.findall(r"<loc>https://example\.org/(.*?)</loc>", site.read("sitemap.xml"))
    assert pages == [
        "",
        *("ishmael/", "ishmael/archive/", "ishmael/posts/2026-11-24/"),
        *("keeper/", "keeper/archive/", "keeper/posts/2026-11-24/"),
    ]  # fmt: skip


def test_a_page_lists_the_newest_of_both(site: Site) -> None:
    make(site, ISHMAEL, KEEPER)
    site.build()
    home = site.read("index.html")
    assert 'href="ishmael/posts/2026-11-24/"' in home
    assert 'href="keeper/posts/2026-11-24/"' in home
    assert '<span class="wisdom-quiet">The keeper</span>' in home


def test_one_may_be_the_home_page(site: Site) -> None:
    make(site, ISHMAEL | {"feed": "."}, KEEPER)
    (site.root / "docs/index.md").unlink()
    site.build()
    assert find_broken_links(site.root / "site", "/") == []
    assert 'http-equiv="refresh"' not in site.read("index.html")


def test_two_languages_have_two_engines(site: Site) -> None:
    make(site, ISHMAEL, KEEPER | {"language": "de"})
    site.build()
    engines = list((site.root / "site/assets/wisdom/search").glob("engine-*.js"))
    assert len(engines) == 2


def test_two_feeds_of_one_place_are_an_error(site: Site) -> None:
    make(site, ISHMAEL, KEEPER | {"feed": "ishmael"})
    assert site.fail() == (
        "wisdom: feed: found ishmael/ twice: wisdom is twice among the plugins, so give each its "
        "own feed, as in feed: ahab/"
    )


def test_posts_folders_that_overlap_are_an_error(site: Site) -> None:
    make(site, ISHMAEL, KEEPER | {"posts_dir": "posts/keeper"})
    assert site.fail() == (
        "wisdom: posts_dir: the feeds ishmael/ and keeper/ have /posts and /posts/keeper, so that "
        "posts of one would be in the other: give each a folder of its own, as in "
        "posts_dir: posts-of-ahab"
    )


def test_a_feed_on_a_page_of_the_other_is_an_error(site: Site) -> None:
    make(site, ISHMAEL, KEEPER | {"feed": "ishmael/archive"})
    assert site.fail() == (
        "wisdom: ishmael/archive/index.md (of the feed) and ishmael/archive.md (of another feed) "
        "would both become ishmael/archive/index.html: rename the latter, or set `feed` to "
        "another path"
    )


def test_a_broken_post_of_one_stops_the_writing_of_both(site: Site) -> None:
    broken = site.write("posts-of-keeper/2018-05-01.md", "---\ndate: soon\n---\n")
    make(site, ISHMAEL, KEEPER)
    assert "date is 'soon'" in site.fail()
    assert [path.name for path in broken.parent.iterdir()] == ["2018-05-01.md"]
    assert not site.posts.exists()


def test_only_one_voice_can_have_the_blog(site: Site) -> None:
    blog = {"into": "blog"}
    make(site, ISHMAEL | blog, KEEPER | blog, theme={"name": "material"})
    assert site.fail() == (
        "wisdom: into: found 'blog' twice: the posts of only one voice can be in the site's blog, "
        "so set into: feed for the others"
    )


@pytest.mark.parametrize("home", ["first", "second"])
def test_each_voice_has_its_own_initials_and_files(site: Site, home: str) -> None:
    voices = [{"author": "Ishmael", "feed": "sea/"}, {"author": "Captain Ahab", "feed": "ship/"}]
    voices[home == "second"]["feed"] = "."
    voices[1]["posts_dir"] = "others"
    for folder in ("posts", "others"):
        site.write(f"{folder}/2018-05-01.md", "Aye.\n")
    own = {"model": "tiny.safetensors", "generate": "never"}
    site.configure(plugins=[{"wisdom": own | voice} for voice in voices])
    site.build()
    pictures = [name for name in list_tree(site.root / "site") if name.endswith("avatar.svg")]
    assert [re.findall(">(.+)</text>", site.read(name)) for name in sorted(pictures)] == [
        ["I"],
        ["CA"],
    ]
    folder = "home" if home == "second" else "ship"
    assert f"assets/wisdom/{folder}/avatar.svg" in pictures
