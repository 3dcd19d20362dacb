"""HTML that moves to other pages: links, ids, headings."""

from typing import Any

import pytest

from mkdocs_wisdom.pages.html import (
    LONGEST_BEGINNING,
    Embedded,
    absolute_links,
    demote_headings,
    embed,
    relative_links,
    relative_url,
)


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("../2026-11-23/", "https://example.org/site/posts/2026-11-23/"),
        ("../../img/sea.png", "https://example.org/site/img/sea.png"),
        ("#note", "https://example.org/site/posts/a/#note"),
        ("?q=whale", "https://example.org/site/posts/a/?q=whale"),
        ("/img/sea.png", "https://example.org/img/sea.png"),
        ("//other.example/x", "https://other.example/x"),
        ("mailto:me@example.org", "mailto:me@example.org"),
        ("https://other.example/", "https://other.example/"),
        ("http://[", "http://["),
    ],
)
def test_absolute_link(url: str, expected: str) -> None:
    moved = absolute_links(f'<a href="{url}">x</a>', "https://example.org/site/posts/a/")
    # libxml2 before 2.14, in the oldest lxml allowed, escapes the bracket of the broken address.
    assert moved.replace("%5B", "[") == f'<a href="{expected}">x</a>'


@pytest.mark.parametrize(
    ("from_url", "to_url", "url", "expected"),
    [
        ("posts/a/", "", "../b/", "posts/b/"),
        ("posts/a/", "page/2/", "../b/", "../../posts/b/"),
        ("posts/a/", "page/2/", "../../page/3/#top", "../3/#top"),
        ("posts/a/", "page/2/", "../../page/2/", "./"),
        ("posts/a/", "", "../..", "./"),
        ("posts/a/", "", "", "posts/a/"),
        ("posts/a/", "", "#note", "posts/a/#note"),
        ("", "page/2/", "#note", "../../#note"),
        ("posts/a/", "", "../../../elsewhere/", "../elsewhere/"),
        ("posts/a/", "wisdom/page/2/", "../../../elsewhere/", "../../../../elsewhere/"),
        ("posts/a.html", "index.html", "../img/sea.png?v=1", "img/sea.png?v=1"),
        ("posts/a.html", "archive.html", "?q=1", "posts/a.html?q=1"),
        ("posts/a/", "", "/img/sea.png", "/img/sea.png"),
        ("posts/a/", "", "//other.example/x", "//other.example/x"),
        ("posts/a/", "", "tel:+1", "tel:+1"),
        ("posts/a/", "", "http://[", "http://["),
    ],
)
def test_relative_link(from_url: str, to_url: str, url: str, expected: str) -> None:
    moved = relative_links(f'<a href="{url}">x</a>', from_url, to_url)
    # libxml2 before 2.14, in the oldest lxml allowed, escapes the bracket of the broken address.
    assert moved.replace("%5B", "[") == f'<a href="{expected}">x</a>'


def test_links_of_images_and_players_move_too() -> None:
    html = '<img src="a.png" srcset="a.png 1x, ../b.png 2x"><video poster="c.jpg"></video>'
    assert relative_links(html, "posts/a/", "") == (
        '<img src="posts/a/a.png" srcset="posts/a/a.png 1x, posts/b.png 2x">'
        '<video poster="posts/a/c.jpg"></video>'
    )


def test_bare_paragraphs_are_left_as_they_are() -> None:
    html = "<p>One <em>thing</em> &amp; another.</p>\n<p>unclosed"
    assert relative_links(html, "posts/a/", "") is html


@pytest.mark.parametrize(
    ("url", "at", "expected"),
    [
        ("posts/a/", "wisdom/atom.xml", "../posts/a/"),
        ("wisdom/posts/a/", "wisdom/atom.xml", "posts/a/"),
        ("wisdom/", "wisdom/atom.xml", "./"),
        ("", "wisdom/atom.xml", "../"),
        ("https://example.org/a.png", "atom.xml", "https://example.org/a.png"),
    ],
)
def test_relative_url(url: str, at: str, expected: str) -> None:
    assert relative_url(url, at) == expected


def embed_in_feed(html: str, **changes: Any) -> Embedded:  # noqa: ANN401 (any argument of embed)
    arguments = {"from_url": "posts/a/", "to_url": "", "prefix": "a", "top": 3, "words": 4}
    return embed(html, **(arguments | changes))


def test_embedded_ids_get_a_prefix_and_their_links_follow() -> None:
    html = '<sup id="ref"><a href="#note">1</a></sup><p id="note">N <a href="#ref">back</a></p>'
    assert embed_in_feed(html, words=200).html == (
        '<sup id="a-ref"><a href="#a-note">1</a></sup>'
        '<p id="a-note">N <a href="#a-ref">back</a></p>'
    )


def test_embedded_labels_keep_to_their_fields() -> None:
    html = '<input id="tab1" name="tabs"><label for="tab1">One</label>'
    assert embed_in_feed(html, words=200).html == (
        '<input id="a-tab1" name="a-tabs"><label for="a-tab1">One</label>'
    )


def test_embedded_link_to_an_unknown_id_leads_to_the_posts_page() -> None:
    html = '<a href="#nowhere">x</a>'
    assert embed_in_feed(html).html == '<a href="posts/a/#nowhere">x</a>'


@pytest.mark.parametrize(
    ("html", "beginning", "cut"),
    [
        ("<p>One two three</p><p>four</p>", None, False),
        ("<p>One two</p>\n<p>three four</p>\n<p>five</p>", None, False),
        ("<p>1 2</p>\n<p>3 4</p>\n<p>5 6</p>", "<p>1 2</p>\n<p>3 4</p>\n", True),
        ("<p>1</p>\n<!-- more -->\n<p>2</p>", "<p>1</p>\n", True),
        ("<!-- more --><p>2</p>", "", True),
        ("<p>1</p><!-- less --><p>2</p>", None, False),
        ("<!-- less --><p>1 2</p>3 4 5", None, False),
        ("<p>1 2</p><!-- 3 4 --><p>3 4</p><p>5 6</p>", "<p>1 2</p><!-- 3 4 --><p>3 4</p>", True),
        ("1 &lt; 2<p>1 2 3 4</p><p>5 6</p>", "1 &lt; 2<p>1 2 3 4</p>", True),
    ],
)
def test_a_long_text_is_cut(html: str, beginning: str | None, cut: bool) -> None:
    assert embed_in_feed(html) == (html if beginning is None else beginning, cut)


def test_a_link_to_what_was_cut_off_leads_to_the_posts_page() -> None:
    html = '<p>1 2 3 <a href="#n">4</a></p><h1 id="n">5</h1><p>6 7</p>'
    assert embed_in_feed(html) == ('<p>1 2 3 <a href="posts/a/#n">4</a></p>', True)


def test_headings_are_demoted_together() -> None:
    assert demote_headings("<h1>A</h1><h2>B</h2><h6>C</h6>", 3) == "<h3>A</h3><h4>B</h4><h6>C</h6>"


def test_headings_are_never_promoted() -> None:
    assert demote_headings("<h4>A</h4>", 3) == "<h4>A</h4>"


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ('<h2 id="a">A<a class="headerlink" href="#a">¶</a></h2>', '<h2 id="a">A</h2>'),
        ("<p>a</p><script>x()</script><style>p{}</style>", "<p>a</p>"),
        (
            (
                '<table class="highlighttable"><tr><td class="linenos">1</td>'
                '<td class="code"><pre>x</pre></td></tr></table>'
            ),
            '<div class="highlighttable"><pre>x</pre></div>',
        ),
        (
            '<video controls><source src="/a.mp4"><track src="/a.vtt"></video>',
            (
                '<video controls><source src="https://example.org/a.mp4">'
                '<track src="https://example.org/a.vtt"></video>'
            ),
        ),
        (
            '<sup id="fnref:1"><a class="footnote-ref" href="#fn:1">1</a></sup>',
            '<sup id="fnref:1"><a class="footnote-ref" href="https://example.org/p/#fn:1">1</a></sup>',
        ),
    ],
)
def test_a_feed_has_no_parts_that_serve_the_page_alone(html: str, expected: str) -> None:
    assert absolute_links(html, "https://example.org/p/") == expected


def test_one_long_paragraph_is_cut_inside() -> None:
    html = f'<p class="x">a <b>b c</b> {"d " * 90}</p>'
    assert embed_in_feed(html) == Embedded('<p class="x">a <b>b c</b> d…</p>', cut=True)


def test_a_paragraph_that_is_a_little_longer_is_whole() -> None:
    assert embed_in_feed("<p>a b c d e f g</p>") == Embedded("<p>a b c d e f g</p>", cut=False)


def test_what_has_few_words_and_many_bytes_is_cut() -> None:
    html = f'<p>a</p><p>b <img src="data:{"x" * LONGEST_BEGINNING}"></p>'
    assert embed_in_feed(html) == Embedded("<p>a</p><p>b </p>", cut=True)
