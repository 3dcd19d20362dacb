import pytest

from mkdocs_wisdom.pages.plain_text import plain_text


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ("<p>One</p><p>two &amp; three</p>", "One two & three"),
        ("<p>One</p>\n<p>two\n three\x00\x1d</p>", "One two three"),
        ("<p>in<b>to</b>  the\n sea</p>", "into the sea"),
        ("<table><tr><td>1</td><td>2</td></tr></table>", "1 2"),
        ("a<br>b", "a b"),
        ("<p>An old pond<br />\na frog</p>", "An old pond a frog"),
        ('<h2>Title<a class="headerlink" href="#t">¶</a></h2>text', "Title text"),
        ("a<script>var x</script><style>p{}</style>b<!-- no -->c", "abc"),
        ('<img src="w.png" alt="a whale">', "a whale"),
        ("<?xml version='1.0' encoding='latin1'?><p>é</p>", "é"),
        ("a\x00b\x0bc\ufffe", "abc"),
        ("", ""),
        ("<!-- nothing -->", ""),
        ("<label>Linux</label><label>macOS</label>", "Linux macOS"),
        (
            '<p>A claim.<sup id="fnref:1"><a class="footnote-ref" href="#fn:1">1</a></sup></p>',
            "A claim.",
        ),
        ('The foot.<a class="footnote-backref" href="#fnref:1">↩</a>', "The foot."),
        ('<table><tr><td class="linenos">1 2</td><td>print</td></tr></table>', "print"),
        ('<h2 id="a">Title<a class="own" href="#a">#</a></h2>', "Title"),
        ('<h2 id="a"><a class="toclink" href="#a">Title</a></h2>', "Title"),
    ],
)
def test_plain_text(html: str, expected: str) -> None:
    assert plain_text(html) == expected


def test_deep_nesting_loses_nothing() -> None:
    html = "<div class='x'>" * 500 + "word" + "</div>" * 500 + "<h1>end</h1>"
    assert plain_text(html) == "word end"
