import lxml.html
import pytest

from mkdocs_wisdom.pages.trimming import trim_bytes, trim_words


def trim(html: str, *, words: int = 0, size: int = 0) -> tuple[str, bool]:
    tree = lxml.html.fragment_fromstring(html, create_parent="div")
    cut = trim_words(tree, words) if words else trim_bytes(tree, size)
    return lxml.html.tostring(tree, encoding="unicode")[len("<div>") : -len("</div>")], cut


@pytest.mark.parametrize(
    ("html", "kept"),
    [
        ("<p>a b c d e</p>", "<p>a b…</p>"),
        ("<p>a, <em>b. c d</em> e</p><p>f</p>", "<p>a, <em>b…</em></p>"),
        ("<ul><li>a<li>b<li>c<li>d</ul>", "<ul><li>a</li><li>b</li><li>…</li></ul>"),
        ("<blockquote><p>a</p> b c <p>d</p></blockquote>", "<blockquote><p>a</p> b…</blockquote>"),
        ("a b<!-- x --> c d", "a b<!-- x -->…"),
        ("<p>a</p><svg><text>b c d</text></svg>", "<p>a</p>"),
        ("<pre>a\nb\nc\nd</pre><p>e", "<pre>a\nb…</pre>"),
    ],
)
def test_the_first_words_are_kept(html: str, kept: str) -> None:
    assert trim(html, words=2) == (kept, True)


def test_what_is_not_twice_as_long_stays() -> None:
    assert trim("<p>a b <i>c</i></p>", words=2) == ("<p>a b <i>c</i></p>", False)


def test_bytes_are_those_of_a_feed() -> None:
    assert trim("<p>ab &amp; cd</p>", size=19 + 15) == ("<p>ab &amp; cd</p>", False)
    assert trim("<p>ab &amp; cd</p>", size=19 + 14) == ("<p>ab &amp;…</p>", True)


def test_a_word_without_end_is_cut() -> None:
    assert trim(f"<p>{'ä' * 99}</p>", size=19 + 6) == ("<p>äää…</p>", True)


def test_an_element_that_does_not_fit_is_left_out() -> None:
    picture = f'<img src="data:{"x" * 1000}">'
    assert trim(f"<p>a</p><p>b {picture} c</p><p>d</p>", size=500) == ("<p>a</p><p>b </p>", True)
