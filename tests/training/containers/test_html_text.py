"""The text of HTML."""

from __future__ import annotations

import pytest

from wisdom_training.containers.html_text import LEFT_OUT, parse_html, read_html
from wisdom_training.errors import CorpusError


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("", ""),
        ("plain", "plain"),
        ("<p>a</p><p>b</p>", "a\n\nb"),
        ("<p>a<br>b<br />c</p>", "a\nb\nc"),
        ("<p>a\n  b\tc</p>\n\n<p>d</p>", "a b c\n\nd"),
        ("<p>a <b>b</b><i>c</i></p>", "a bc"),
        ("<div><div>a</div>b<p></p></div>", "a\n\nb"),
        ("<ul><li>a<li>b</ul>", "a\n\nb"),
        ("<p>AT&amp;T &lt;3 &eacute;&#x1F600;</p>", "AT&T <3 é😀"),
        ("<p>a&nbsp;b</p>", "a\u00a0b"),
        ("<p>a<!-- b --></p>", "a"),
        ('<a href="https://example.org">a</a>', "a"),
        ("<p>unclosed <b>bold", "unclosed bold"),
        ("<title>a</title><p>b", "b"),
    ],
)
def test_the_text_of_html(html: str, text: str) -> None:
    assert read_html(html) == text


@pytest.mark.parametrize(
    "html",
    [
        "<script>x</script>",
        "<style>x</style>",
        "<blockquote>x</blockquote>",
        "<q>x</q>",
        "<pre>x</pre>",
        "<code>x</code>",
        "<table><tr><td>x</table>",
        "<figure><figcaption>x</figcaption></figure>",
        "<nav>x</nav>",
        "<svg><text>x</text></svg>",
    ],
)
def test_what_is_no_prose_is_left_out(html: str) -> None:
    assert read_html(f"<p>a</p>{html}<p>b</p>") == "a\n\nb"


def test_more_can_be_left_out() -> None:
    assert read_html('<p>a <i class="x">b</i></p>', f"{LEFT_OUT}, .x") == "a"


@pytest.mark.parametrize("part", ["<div>", "<b>", "<div></x>", "<table>", "<rt>", "<DIV\n>"])
def test_deep_nesting_is_refused(part: str) -> None:
    with pytest.raises(CorpusError) as error:
        parse_html(part * 100_000)
    assert str(error.value) == (
        f"HTML that begins with {(part * 60)[:60]!r} has more than 500 elements inside each "
        f"other: take it out of the archive, as no service writes that"
    )


@pytest.mark.parametrize("part", ["<p>a", "<br>", "<div>a</div>", "<ul><li>a<li>b</ul>", "</b>"])
def test_long_html_is_not_deep(part: str) -> None:
    assert read_html(part * 1000).count("a") == part.count(">a") * 1000
