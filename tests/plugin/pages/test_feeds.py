"""What feeds have, and where."""

import json
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta, timezone
from types import SimpleNamespace
from typing import Any

import feedparser
import pytest
from lxml import etree

from mkdocs_wisdom.pages.feeds import LONGEST_FEED, Site, render_feeds
from mkdocs_wisdom.pages.identity import FeedIdentity
from mkdocs_wisdom.pages.links import SiteLinks
from mkdocs_wisdom.pages.plan import name_tags
from mkdocs_wisdom.posts.post import Post

SITE = Site("https://example.org/site/", "The Pequod", "en")
NOWHERE = Site("", "The Pequod")
IDENTITY = FeedIdentity("At sea", "Ishmael", "assets/a.svg", "A voice.", "wisdom/")
ATOM = {"a": "http://www.w3.org/2005/Atom"}
PARIS = timezone(timedelta(hours=1))
TODAY = datetime(2026, 11, 24, 4, 17, 5, 999, tzinfo=PARIS)


def make_post(days_ago: int = 0, **changes: Any) -> Post:  # noqa: ANN401 - any field
    date = TODAY - timedelta(days=days_ago)
    fields = {"title": f"Day {days_ago}", "body": "", "meta": {}, "path": None} | changes
    return Post(**({"stem": f"{date:%Y-%m-%d}", "date": date} | fields))


def make_feeds(
    posts: Sequence[Post],
    content: str = "<p>Call me.</p>",
    site: Site = SITE,
    identity: FeedIdentity = IDENTITY,
    *,
    tags: bool = False,
) -> dict[str, bytes]:
    path = identity.feed_path
    pages = {f"{path}index.md": SimpleNamespace(url=path, content="")}
    for post in posts:
        url = f"{path}posts/{post.stem}/"
        pages[f"{path}posts/{post.stem}.md"] = SimpleNamespace(url=url, content=content)
    names = name_tags(posts) if tags else {}
    for slug in names.values():
        pages[f"{path}tags/{slug}/index.md"] = SimpleNamespace(
            url=f"{path}tags/{slug}/", content=""
        )
    return render_feeds(posts, SiteLinks(identity, pages, names), site)


def read_ids(feeds: dict[str, bytes], prefix: str = "wisdom-") -> tuple[list[str], ...]:
    return (
        etree.fromstring(feeds[f"{prefix}rss.xml"]).xpath("//item/guid/text()"),
        etree.fromstring(feeds[f"{prefix}atom.xml"]).xpath(
            "//a:entry/a:id/text()", namespaces=ATOM
        ),
        [item["id"] for item in json.loads(feeds[f"{prefix}feed.json"])["items"]],
    )


def test_the_newest_come_first_and_the_oldest_not_at_all() -> None:
    posts = [make_post(days) for days in range(LONGEST_FEED + 5)]
    expected = [f"tag:example.org,{post.stem}:/site/{post.stem}" for post in posts[:LONGEST_FEED]]
    assert read_ids(make_feeds(posts)) == (expected, expected, expected)


def test_an_id_outlives_title_and_place() -> None:
    before = make_feeds([make_post()])
    moved = FeedIdentity("Moved", "Ishmael", "a.svg", "", "elsewhere/")
    after = make_feeds([make_post(title="Another title")], identity=moved)
    assert read_ids(before) == read_ids(after, "elsewhere-")


def test_a_stem_without_a_date_takes_the_posts() -> None:
    feeds = make_feeds([make_post(stem="une pensée")])
    assert read_ids(feeds)[2] == ["tag:example.org,2026-11-24:/site/une%20pens%C3%A9e"]


def test_a_preview_is_not_published() -> None:
    feeds = make_feeds([make_post(preview=True), make_post(1)])
    expected = ["tag:example.org,2026-11-23:/site/2026-11-23"]
    assert read_ids(feeds) == (expected, expected, expected)


def test_links_are_absolute() -> None:
    feeds = make_feeds([make_post()], '<a href="../2026-11-23/">x</a><img src="../../../a.png">')
    assert json.loads(feeds["wisdom-feed.json"])["items"][0]["content_html"] == (
        '<a href="https://example.org/site/wisdom/posts/2026-11-23/">x</a>'
        '<img src="https://example.org/site/a.png">'
    )


def test_without_an_address_links_are_relative_to_the_feed() -> None:
    feeds = make_feeds([make_post()], '<a href="../2026-11-23/">x</a>', NOWHERE)
    feed = json.loads(feeds["wisdom-feed.json"])
    assert (feed["home_page_url"], feed["feed_url"]) == ("wisdom/", "wisdom-feed.json")
    assert feed["icon"] == "assets/a.svg"
    assert feed["items"][0]["url"] == "wisdom/posts/2026-11-24/"
    assert feed["items"][0]["content_html"] == '<a href="wisdom/posts/2026-11-23/">x</a>'


def test_without_an_address_ids_are_uuids_of_site_and_stem() -> None:
    expected = ["urn:uuid:62deaff1-736f-5228-b797-3e809be0eeb5"]
    assert read_ids(make_feeds([make_post()], site=NOWHERE)) == (expected, expected, expected)


def test_characters_that_xml_forbids_are_left_out() -> None:
    post = make_post(title="A\x00B\x1b", tags=("c\x0bd",))
    identity = FeedIdentity("At\x07 sea", "Ish\ufffemael", "a.svg", "", "wisdom/")
    feeds = make_feeds([post], "<p>e\x08f ]]> \U0001f40b</p>", identity=identity)
    item = etree.fromstring(feeds["wisdom-rss.xml"]).find(".//item")
    assert [child.text for child in item[:4]] == [
        "AB",
        "https://example.org/site/wisdom/posts/2026-11-24/",
        "ef ]]> \U0001f40b",
        "<p>ef ]]> \U0001f40b</p>",
    ]
    assert item.findtext("category") == "cd"


def test_a_post_without_words_is_an_entry_all_the_same() -> None:
    feeds = make_feeds([make_post(title="")], "")
    atom = etree.fromstring(feeds["wisdom-atom.xml"])
    assert atom.findtext("a:entry/a:title", namespaces=ATOM) == "2026-11-24"


def test_each_tag_has_its_feeds() -> None:
    posts = [make_post(0, tags=("sea", "White Whale")), make_post(1, tags=("sea",)), make_post(2)]
    feeds = make_feeds(posts, tags=True)
    assert len(feeds) == 9
    all_ids = read_ids(feeds)
    for prefix, count in (("wisdom-tags-sea-", 2), ("wisdom-tags-white-whale-", 1)):
        for ids, whole in zip(read_ids(feeds, prefix), all_ids, strict=True):
            assert ids == whole[:count]
    sea = json.loads(feeds["wisdom-tags-sea-feed.json"])
    assert sea["title"] == "At sea: #sea"
    assert sea["home_page_url"] == "https://example.org/site/wisdom/tags/sea/"
    nowhere = make_feeds(posts, site=NOWHERE, tags=True)
    ids = {
        etree.fromstring(feed).findtext("a:id", namespaces=ATOM)
        for name, feed in nowhere.items()
        if name.endswith("atom.xml")
    }
    assert len(ids) == 3


def test_the_address_of_a_feed_is_a_uri() -> None:
    feeds = make_feeds([make_post(tags=("鲸",))], tags=True)
    feed = json.loads(feeds["wisdom-tags-鲸-feed.json"])
    assert feed["feed_url"] == "https://example.org/site/wisdom-tags-%E9%B2%B8-feed.json"


def test_a_post_of_another_author() -> None:
    feeds = make_feeds([make_post(author="Queequeg"), make_post(1)])
    rss = etree.fromstring(feeds["wisdom-rss.xml"])
    assert rss.xpath("//item/*[local-name()='creator']/text()") == ["Queequeg", "Ishmael"]
    atom = etree.fromstring(feeds["wisdom-atom.xml"])
    assert atom.xpath("//a:entry/a:author/a:name/text()", namespaces=ATOM) == ["Queequeg"]
    first, second = json.loads(feeds["wisdom-feed.json"])["items"]
    assert (first["authors"], "authors" in second) == ([{"name": "Queequeg"}], False)


def test_drafts_are_left_out() -> None:
    assert read_ids(make_feeds([make_post(meta={"draft": True})])) == ([], [], [])


AWKWARD = (
    "<p>“Quoted” &amp; &lt;b&gt; ]]&gt; \u0001 🐋 鲸鱼 مرحبا</p><pre><code>a &lt; b\n</code></pre>"
    '<p><a href="../other/#x">link</a> <img src="a.png" alt="A"></p>'
)


@pytest.mark.parametrize("site", [SITE, NOWHERE])
def test_readers_take_the_feeds_for_well_formed(site: Site) -> None:
    posts = [make_post(0, title="A & B <i>", tags=("a & b",)), make_post(1, title="")]
    feeds = make_feeds(posts, AWKWARD, site=site, tags=True)
    for name, content in feeds.items():
        if name.endswith(".json"):
            continue
        parsed = feedparser.parse(content)
        assert not parsed.bozo, (name, parsed.bozo_exception)
        assert parsed.version in {"rss20", "atom10"}
        for entry in parsed.entries:
            assert entry.id
            assert entry.link
            assert entry.published_parsed
            assert "鲸鱼" in entry.content[0].value


def test_the_year_of_an_early_post_has_four_digits() -> None:
    date = datetime(850, 1, 2, tzinfo=timezone(-timedelta(hours=4, minutes=56)))
    feeds = make_feeds([make_post(date=date, stem="a-letter")])
    rss = etree.fromstring(feeds["wisdom-rss.xml"])
    assert rss.findtext(".//pubDate") == "Sun, 02 Jan 0850 00:00:00 -0456"
    atom = etree.fromstring(feeds["wisdom-atom.xml"])
    assert atom.findtext(".//a:published", namespaces=ATOM) == "0850-01-02T00:00:00-04:56"
    assert read_ids(feeds)[2] == ["tag:example.org,0850-01-02:/site/a-letter"]


def test_an_id_does_not_depend_on_the_version_that_mike_publishes() -> None:
    versions = [
        replace(SITE, url=f"{SITE.url}{version}/", id_url=SITE.url) for version in ("1.0", "2.0")
    ]
    first, second = (make_feeds([make_post()], site=site) for site in versions)
    assert read_ids(first) == read_ids(second) == read_ids(make_feeds([make_post()]))
    channels = [
        etree.fromstring(feeds["wisdom-atom.xml"]).findtext("a:id", namespaces=ATOM)
        for feeds in (first, second)
    ]
    assert channels == ["https://example.org/site/wisdom/"] * 2


@pytest.mark.parametrize("first", ["https://old.example/blog/", "old.example/blog"])
def test_an_id_is_made_of_the_sites_first_address(first: str) -> None:
    feeds = make_feeds([make_post()], site=replace(SITE, id_url=first))
    assert read_ids(feeds)[2] == ["tag:old.example,2026-11-24:/blog/2026-11-24"]


def test_secluded_posts_are_left_out() -> None:
    quiet = make_post(meta={"search": {"exclude": True}})
    expected = ["tag:example.org,2026-11-23:/site/2026-11-23"]
    assert read_ids(make_feeds([quiet, make_post(1)])) == (expected, expected, expected)


@pytest.mark.parametrize("content", ["<p>{}</p>", "<ul><li>{}</ul>", "<pre>{}</pre>"])
@pytest.mark.parametrize("text", ["sea &amp; &lt; ", "ä", "Call me. "])
def test_feeds_of_the_longest_posts_have_a_size_that_readers_take(content: str, text: str) -> None:
    posts = [make_post(number) for number in range(LONGEST_FEED)]
    feeds = make_feeds(posts, content.format(text * 10_000))
    assert max(map(len, feeds.values())) < 512_000


def test_a_long_post_has_its_beginning_and_a_link() -> None:
    content = f"<p>{'Call me. ' * 3000}</p><p>End</p>"
    (item,) = json.loads(make_feeds([make_post(title="A & B")], content)["wisdom-feed.json"])[
        "items"
    ]
    assert item["content_html"].endswith(
        'Call me. Call me…</p><p><a href="https://example.org/site/wisdom/posts/2026-11-24/">'
        "A &amp; B …</a></p>"
    )


def test_feeds_have_typographic_marks_in_what_a_program_wrote() -> None:
    post = make_post(meta={"wisdom": {"seed": 7}}, title='"Aye"')
    feeds = make_feeds([post], '<p>"Aye," he said.</p>')
    (item,) = json.loads(feeds["wisdom-feed.json"])["items"]
    assert (item["title"], item["content_html"]) == ("“Aye”", "<p>“Aye,” he said.</p>")
    assert item["summary"] == "“Aye,” he said."
