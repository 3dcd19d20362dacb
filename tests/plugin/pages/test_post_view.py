"""A post as a page of the site shows it."""

from types import SimpleNamespace
from typing import Any

import pytest

from mkdocs_wisdom.pages.post_view import PostView
from mkdocs_wisdom.posts.post import Post
from sample_posts import make_post

GENERATED = {"title": "Call me", "wisdom": {"model": "ishmael", "seed": 7}}
LONG = "".join(f"<p>{'word ' * 60}{number}</p>" for number in range(8))


def view_post(post: Post, content: str, shown_at: str = "") -> PostView:
    return PostView(post, SimpleNamespace(url=f"posts/{post.stem}/", content=content), shown_at)


def test_links_are_right_where_the_post_is_shown() -> None:
    view = view_post(make_post(), '<a href="../b/">b</a>', "page/2/")
    assert view.html == '<a href="../../posts/b/">b</a>'


def test_links_are_left_alone_on_the_posts_own_page() -> None:
    view = view_post(make_post(), '<a href="../b/">b</a>', "posts/2026-11-24/")
    assert view.html == '<a href="../b/">b</a>'


def test_headings_follow_the_dates_of_the_timeline() -> None:
    assert view_post(make_post(), "<h1>A</h1>").html == "<h3>A</h3>"


def test_headings_follow_the_date_on_the_posts_own_page() -> None:
    assert view_post(make_post(), "<h1>A</h1>", "posts/2026-11-24/").html == "<h2>A</h2>"


@pytest.mark.parametrize("key", ["title", "Title"])
def test_headings_follow_the_title_where_it_is_shown(key: str) -> None:
    view = view_post(make_post(meta={key: "Call me"}), "<h2>A</h2>")
    assert (view.heading, view.html) == ("Call me", "<h4>A</h4>")


@pytest.mark.parametrize(
    ("meta", "content"),
    [
        (GENERATED, "<p>Anything else.</p>"),
        ({}, "<p>Anything else.</p>"),
        ({"title": "Call me"}, "<p><em>Call</em> me Ishmael.</p>"),
        ({"title": "Call me"}, "<h1>Call me</h1><p>Ishmael.</p>"),
    ],
    ids=["generated", "untitled", "first words", "own heading"],
)
def test_a_title_that_says_nothing_new_is_not_shown(meta: dict[str, Any], content: str) -> None:
    assert view_post(make_post(meta=meta), content).heading == ""


@pytest.mark.parametrize(
    ("content", "brief"),
    [
        ("<p>It was a <em>strange</em> day.</p>", True),
        ("<p>" + "word " * 150 + "</p>", True),
        ("<p>" + "word " * 151 + "</p>", False),
        ('<p>A picture: <img src="a.png"></p>', False),
        ("<pre>code</pre>", False),
        ("<p>x</p><table></table>", False),
    ],
)
def test_few_words_are_brief(content: str, brief: bool) -> None:
    assert view_post(make_post(), content).brief is brief


def test_a_summary_is_the_first_words() -> None:
    view = view_post(make_post(), "<p>" + "<b>word</b> " * 41 + "</p>")
    assert view.summary == "word " * 39 + "word…"


def test_a_date_is_written_out() -> None:
    assert view_post(make_post("2026-03-04"), "").when == "4 March 2026"


def test_a_second_post_of_a_day_says_its_time() -> None:
    assert view_post(make_post("2026-11-24-2"), "").when == "24 November 2026, 04:17"


def test_a_slug_is_no_second_post() -> None:
    assert view_post(make_post("2026-11-24-whales"), "").when == "24 November 2026"


def test_of_a_long_post_the_feed_shows_the_beginning() -> None:
    view = view_post(make_post(), LONG)
    assert view.cut
    assert view.html.count("<p>") == 4
    assert LONG.startswith(view.html)
    alone = view_post(make_post(), LONG, "posts/2026-11-24/")
    assert (alone.cut, alone.html) == (False, LONG)


def test_a_post_is_not_cut_for_a_few_words() -> None:
    content = f"<p>{'word ' * 220}</p><p>The end of it.</p>"
    view = view_post(make_post(), content)
    assert (view.cut, view.html) == (False, content)


def test_the_author_may_say_where_to_cut() -> None:
    view = view_post(make_post(), "<p>One.</p>\n<!-- more -->\n<p>Two.</p>")
    assert (view.cut, view.html.strip()) == (True, "<p>One.</p>")


def test_links_to_what_was_cut_off_lead_to_the_post() -> None:
    content = f'<p><a href="#note">1</a></p>{LONG}<p id="note">Note.</p>'
    assert 'href="posts/2026-11-24/#note"' in view_post(make_post(), content).html


@pytest.mark.parametrize(
    ("content", "minutes"),
    [("", 0), ("<p>Call me.</p>", 1), (f"<p>{'word ' * 460}</p>", 2), ("<p>鲸</p>" * 1001, 3)],
)
def test_reading_takes_time(content: str, minutes: int) -> None:
    assert view_post(make_post(), content).minutes == minutes


@pytest.mark.parametrize("meta", [{"search": {"exclude": True}}, {"password": "x"}])
def test_only_its_own_page_has_the_text_of_a_secluded_post(meta: dict[str, Any]) -> None:
    page = SimpleNamespace(url="posts/a/", content="<p>Secret.</p>")
    post = make_post(meta=meta)
    view = PostView(post, page, shown_at="")
    assert (view.html, view.text, view.summary, view.cut) == ("", "", "", True)
    assert PostView(post, page, shown_at="posts/a/").html == "<p>Secret.</p>"


def test_a_page_that_a_plugin_encrypts_is_secluded() -> None:
    page = SimpleNamespace(url="posts/a/", content="<p>Secret.</p>", encryptcontent={})
    assert PostView(make_post(), page, shown_at="").html == ""


def test_marks_are_typographic_in_what_a_program_wrote() -> None:
    post = make_post(meta=GENERATED, title='"Aye," he said')
    view = view_post(post, '<p>"Aye," he said.</p>')
    assert view.title == "“Aye,” he said"
    assert (view.html, view.text) == ("<p>“Aye,” he said.</p>", "“Aye,” he said.")
    assert view_post(post, '<p>"Aye"</p>', view.url).html == "<p>“Aye”</p>"


@pytest.mark.parametrize(
    ("meta", "title", "shown"),
    [
        (GENERATED, '"Aye," he said, and the…', "“Aye,” he said, and the ship sailed.\u00a0…"),
        (GENERATED, "A title of my own", "A title of my own"),
        (GENERATED | {"search": {"exclude": True}}, '"Aye," he…', "“Aye,” he…"),
        ({}, '"Aye," he said, and the…', '"Aye," he said, and the…'),
    ],
    ids=["generated", "retitled", "secluded", "a person's"],
)
def test_lists_name_a_generated_post_by_its_first_sentence(
    meta: dict[str, Any], title: str, shown: str
) -> None:
    content = '<p>"Aye," he said, and the <em>ship</em> sailed.</p><p>The sea!</p>'
    assert view_post(make_post(meta=meta, title=title), content).list_title == shown


def test_marks_stay_as_they_are_in_what_a_person_wrote() -> None:
    view = view_post(make_post(title='"Aye"'), '<p>"Aye"</p>')
    assert (view.title, view.html, view.text) == ('"Aye"', '<p>"Aye"</p>', '"Aye"')


@pytest.mark.parametrize(
    ("stem", "year", "date"),
    [
        ("2026-11-24", 2026, "24 November"),
        ("2026-11-24-2", 2026, "24 November, 04:17"),
        ("2025-11-24", 2026, "24 November 2025"),
    ],
)
def test_a_short_date_leaves_out_the_year_of_the_newest_post(
    stem: str, year: int, date: str
) -> None:
    page = SimpleNamespace(url="", content="")
    assert PostView(make_post(stem), page, "", year=year).short_date == date
