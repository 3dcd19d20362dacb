"""Typographic quotation marks in texts and in HTML."""

import re
from html import unescape

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mkdocs_wisdom.languages.language import LANGUAGES, open_language
from mkdocs_wisdom.pages.typography import typeset_html, typeset_text, typeset_title
from sample_posts import make_post

ENGLISH = open_language("en").quotes
GERMAN = open_language("de").quotes
GENERATED = {"wisdom": {"seed": 7}}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('"Aye," said he.', "“Aye,” said he."),
        ("'Aye,' said he—'no!'", "‘Aye,’ said he—‘no!’"),
        ("\"He said 'no' to me,\" said she.", "“He said ‘no’ to me,” said she."),
        ("\"'Aye,' quoth he\"", "“‘Aye,’ quoth he”"),
        ('word—"Aye!"', "word—“Aye!”"),
        ('"Aye—"', "“Aye—”"),
        ('("Aye")', "(“Aye”)"),
        ('他说"你好"吧', "他说“你好”吧"),
        ('""', "“”"),
    ],
)
def test_quotations(text: str, expected: str) -> None:
    assert typeset_text(text, ENGLISH) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("I don't", "I don’t"),
        ("1851's whales", "1851’s whales"),
        ("the dogs' bones, the cats' tails", "the dogs’ bones, the cats’ tails"),
        ("'tis so, and 'Twas so", "’tis so, and ’Twas so"),
        ("rock 'n' roll of the '50s", "rock ’n’ roll of the ’50s"),
        ("goin' home 'cause o' thee", "goin’ home ’cause o’ thee"),
        ("\"'Tis the sailors' own,\" said he.", "“’Tis the sailors’ own,” said he."),
    ],
)
@pytest.mark.parametrize("quotes", [ENGLISH, GERMAN], ids=["en", "de"])
def test_apostrophes_are_the_same_in_every_language(
    text: str, expected: str, quotes: tuple[str, ...]
) -> None:
    expected = expected.translate(str.maketrans("“”", "".join(quotes[:2])))
    assert typeset_text(text, quotes) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('Aye," said he. "And so', "Aye,” said he. “And so"),
        ("the ' alone", "the ’ alone"),
        ("and 'so he went on", "and ’so he went on"),
    ],
)
def test_marks_without_a_partner(text: str, expected: str) -> None:
    assert typeset_text(text, ENGLISH) == expected


@pytest.mark.parametrize(
    ("code", "expected"),
    [
        ("de", "„Er sagte ‚nein‘“"),
        ("fr", "«Er sagte “nein”»"),
        ("pl", "„Er sagte «nein»”"),
        ("ru", "«Er sagte „nein“»"),
        ("ja", "「Er sagte 『nein』」"),
        ("sv", "“Er sagte ‘nein’”"),
    ],
)
def test_the_marks_are_those_of_the_language(code: str, expected: str) -> None:
    assert typeset_text("\"Er sagte 'nein'\"", open_language(code).quotes) == expected


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ('<p><em>"Aye"</em> it is.</p>', "<p><em>“Aye”</em> it is.</p>"),
        ('<p>"<b>Aye</b>"</p>', "<p>“<b>Aye</b>”</p>"),
        ("<p>the <i>dog</i>'s bone</p>", "<p>the <i>dog</i>’s bone</p>"),
        ('<p>He said "no</p><p>"and no"</p>', "<p>He said “no</p><p>“and no”</p>"),
        ('<p>One<br>"two"</p>', "<p>One<br>“two”</p>"),
        ("<p>&quot;Aye&quot; &amp; it&#x27;s</p>", "<p>“Aye” &amp; it’s</p>"),
        ('<p>a&nbsp;"b"</p>', "<p>a&nbsp;“b”</p>"),
        ('<p title="a \'b\' > c">"d"</p>', "<p title=\"a 'b' > c\">“d”</p>"),
        ("<pre>\"x\"</pre><p>'x'</p>", '<pre>"x"</pre><p>‘x’</p>'),
        ('<p>"<code>"x"</code>" is</p>', '<p>“<code>"x"</code>” is</p>'),
        ("<script>'x'</script><!-- 'x' -->", "<script>'x'</script><!-- 'x' -->"),
        ('<p class="x">No marks.</p>', '<p class="x">No marks.</p>'),
        ('"a" < "b"', "“a” < “b”"),
    ],
)  # fmt: skip
def test_html_has_marks_in_its_text_only(html: str, expected: str) -> None:
    assert typeset_html(html, ENGLISH) == expected


def test_only_the_title_of_a_generated_post_changes() -> None:
    language = open_language("en")
    own = make_post(title='"Aye"')
    assert typeset_title(make_post(title='"Aye"', meta=GENERATED), language) == "“Aye”"
    assert typeset_title(own, language) == '"Aye"'


TEXTS = st.text(alphabet="\"'ab1 —-(),.n\n“”‘’鲸", max_size=40)
HTML = st.lists(
    st.one_of(
        TEXTS,
        st.sampled_from(
            ["<p>", "</p>", "<em>", "</em>", "<br>", "&amp;", '<a title="\'">', "<code>'\"</code>"]
        ),
    )
).map("".join)
LANGUAGE_QUOTES = st.sampled_from([open_language(code).quotes for code in LANGUAGES])


@given(TEXTS, LANGUAGE_QUOTES)
def test_a_text_keeps_its_length_and_all_other_characters(
    text: str, quotes: tuple[str, ...]
) -> None:
    typeset = typeset_text(text, quotes)
    assert len(typeset) == len(text)
    changed = {old + new for old, new in zip(text, typeset, strict=True) if old != new}
    outer, inner = quotes[:2], (*quotes[2:], "’")
    assert changed <= {f'"{mark}' for mark in outer} | {f"'{mark}" for mark in inner}


@given(TEXTS, LANGUAGE_QUOTES)
def test_no_straight_mark_is_left(text: str, quotes: tuple[str, ...]) -> None:
    assert re.search("[\"']", typeset_text(text, quotes)) is None


@given(HTML, LANGUAGE_QUOTES)
def test_typographic_html_stays_as_it_is(html: str, quotes: tuple[str, ...]) -> None:
    typeset = typeset_html(html, quotes)
    assert len(unescape(typeset)) == len(unescape(html))
    assert typeset_html(typeset, quotes) == typeset
