import json
from datetime import datetime, timedelta, timezone

from lxml import etree

from mkdocs_wisdom.pages.feed_formats import (
    Channel,
    Entry,
    render_atom,
    render_json_feed,
    render_rss,
)

CHANNEL = Channel(
    id="https://example.org/site/wisdom/",
    title="At sea",
    description="A voice.",
    author="Ishmael",
    language="en",
    home_url="https://example.org/site/wisdom/",
    feed_url="https://example.org/site/feed",
    icon="https://example.org/site/assets/a.svg",
)
ENTRY = Entry(
    id="tag:example.org,2026-11-24:/site/2026-11-24",
    url="https://example.org/site/wisdom/posts/2026-11-24/",
    title="Day 0",
    html="<p>Call me.</p>",
    summary="Call me.",
    date=datetime(2026, 11, 24, 4, 17, 5, tzinfo=timezone(timedelta(hours=1))),
    tags=("sea", "whale"),
)


def test_rss() -> None:
    assert render_rss(CHANNEL, [ENTRY]).decode() == (
        "<?xml version='1.0' encoding='UTF-8'?>\n"
        '<rss xmlns:dc="http://purl.org/dc/elements/1.1/"'
        ' xmlns:atom="http://www.w3.org/2005/Atom"'
        ' xmlns:content="http://purl.org/rss/1.0/modules/content/" version="2.0">\n'
        "  <channel>\n"
        "    <title>At sea</title>\n"
        "    <link>https://example.org/site/wisdom/</link>\n"
        "    <description>A voice.</description>\n"
        '    <atom:link href="https://example.org/site/feed" rel="self"'
        ' type="application/rss+xml"/>\n'
        "    <docs>http://www.rssboard.org/rss-specification</docs>\n"
        "    <generator>mkdocs-wisdom</generator>\n"
        "    <language>en</language>\n"
        "    <lastBuildDate>Tue, 24 Nov 2026 04:17:05 +0100</lastBuildDate>\n"
        "    <item>\n"
        "      <title>Day 0</title>\n"
        "      <link>https://example.org/site/wisdom/posts/2026-11-24/</link>\n"
        "      <description>Call me.</description>\n"
        "      <content:encoded>&lt;p&gt;Call me.&lt;/p&gt;</content:encoded>\n"
        '      <guid isPermaLink="false">tag:example.org,2026-11-24:/site/2026-11-24</guid>\n'
        "      <category>sea</category>\n"
        "      <category>whale</category>\n"
        "      <pubDate>Tue, 24 Nov 2026 04:17:05 +0100</pubDate>\n"
        "      <dc:creator>Ishmael</dc:creator>\n"
        "    </item>\n"
        "  </channel>\n"
        "</rss>\n"
    )


def test_atom() -> None:
    assert render_atom(CHANNEL, [ENTRY]).decode() == (
        "<?xml version='1.0' encoding='UTF-8'?>\n"
        '<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="en">\n'
        "  <id>https://example.org/site/wisdom/</id>\n"
        "  <title>At sea</title>\n"
        "  <updated>2026-11-24T04:17:05+01:00</updated>\n"
        "  <author>\n"
        "    <name>Ishmael</name>\n"
        "  </author>\n"
        '  <link href="https://example.org/site/feed" rel="self"'
        ' type="application/atom+xml"/>\n'
        '  <link href="https://example.org/site/wisdom/" rel="alternate" type="text/html"/>\n'
        "  <generator>mkdocs-wisdom</generator>\n"
        "  <icon>https://example.org/site/assets/a.svg</icon>\n"
        "  <subtitle>A voice.</subtitle>\n"
        "  <entry>\n"
        "    <id>tag:example.org,2026-11-24:/site/2026-11-24</id>\n"
        "    <title>Day 0</title>\n"
        "    <updated>2026-11-24T04:17:05+01:00</updated>\n"
        '    <content type="html">&lt;p&gt;Call me.&lt;/p&gt;</content>\n'
        '    <link href="https://example.org/site/wisdom/posts/2026-11-24/"/>\n'
        "    <summary>Call me.</summary>\n"
        '    <category term="sea"/>\n'
        '    <category term="whale"/>\n'
        "    <published>2026-11-24T04:17:05+01:00</published>\n"
        "  </entry>\n"
        "</feed>\n"
    )


def test_json_feed() -> None:
    assert json.loads(render_json_feed(CHANNEL, [ENTRY])) == {
        "version": "https://jsonfeed.org/version/1.1",
        "title": "At sea",
        "home_page_url": "https://example.org/site/wisdom/",
        "feed_url": "https://example.org/site/feed",
        "description": "A voice.",
        "icon": "https://example.org/site/assets/a.svg",
        "authors": [{"name": "Ishmael", "avatar": "https://example.org/site/assets/a.svg"}],
        "language": "en",
        "items": [
            {
                "id": "tag:example.org,2026-11-24:/site/2026-11-24",
                "url": "https://example.org/site/wisdom/posts/2026-11-24/",
                "title": "Day 0",
                "content_html": "<p>Call me.</p>",
                "summary": "Call me.",
                "date_published": "2026-11-24T04:17:05+01:00",
                "tags": ["sea", "whale"],
            }
        ],
    }


def test_a_feed_without_posts_has_a_date_all_the_same() -> None:
    atom = etree.fromstring(render_atom(CHANNEL, []))
    assert atom.findtext("{*}updated") == "1970-01-01T00:00:00+00:00"
