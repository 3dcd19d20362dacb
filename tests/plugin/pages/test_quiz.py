"""The file of the quiz."""

import json
from datetime import date, datetime, timedelta, timezone
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from mkdocs.structure.files import Files

from mkdocs_wisdom.languages.language import Quotes
from mkdocs_wisdom.pages.identity import FeedIdentity
from mkdocs_wisdom.pages.links import DailyPair, SiteLinks
from mkdocs_wisdom.pages.quiz import (
    FEWEST_PAIRS,
    MOST_POSTS,
    Quiz,
    choose_daily,
    list_written,
    place_quiz,
    write_pairs,
)
from mkdocs_wisdom.pages.quiz_pairs import Pair, Written
from mkdocs_wisdom.posts.post import Post
from planned_pages import make_config

NEWEST = datetime(2026, 11, 24, 4, 17, tzinfo=timezone.utc)
GENERATED = {"wisdom": {"model": "tiny"}}
OWN = tuple(f"The keeper lit lamp {number:02} at dusk." for number in range(12))

ENGLISH = Quotes("“", "”", "‘", "’")
TODAY = date(2026, 11, 28)


def make_post(number: int = 0, **fields: Any) -> Post:  # noqa: ANN401 (any field)
    day = NEWEST - timedelta(days=number)
    return Post(**{
        "stem": f"{day:%Y-%m-%d}", "date": day, "title": "T", "body": "", "meta": GENERATED,
        "path": None, **fields,
    })  # fmt: skip


def link(posts: list[Post], content: str = "", feed_path: str = "") -> SiteLinks:
    pages = {
        f"{feed_path}posts/{post.stem}.md": SimpleNamespace(
            url=f"{feed_path}posts/{post.stem}/",
            content=content or f"<p>The sea rose to step {number:02} again.</p>",
        )
        for number, post in enumerate(posts)
    }
    return SiteLinks(FeedIdentity("Sea", "Ishmael", "a.svg", feed_path=feed_path), pages)


def list_texts(posts: list[Post], content: str = "") -> list[list[str]]:
    written = list_written(posts, link(posts, content))
    return [[sentence.text for sentence in post] for post in written]


def test_paragraphs_are_cut_into_sentences_as_the_page_shows_them() -> None:
    content = "<p>Tea &amp; tar. “Ahoy!” he\ncried.</p><p>No full stop</p>"
    assert list_texts([make_post()], content) == [
        ["Tea & tar.", '"Ahoy!" he cried.', "No full stop"]
    ]


@pytest.mark.parametrize(
    "fields",
    [
        {"meta": {}},
        {"meta": {"wisdom": "a word"}},
        {"meta": GENERATED | {"draft": True}},
        {"meta": GENERATED | {"search": {"exclude": True}}},
        {"meta": GENERATED | {"password": "ahoy"}},
        {"preview": True},
    ],
)
def test_only_the_voices_posts_that_every_page_may_show_are_read(fields: dict[str, Any]) -> None:
    assert list_texts([make_post(**fields)]) == []


def test_the_file_has_the_pairs_with_the_posts_of_the_machine(tmp_path: Path) -> None:
    files, posts = Files([]), [make_post(number) for number in range(12)]
    links = link(posts, feed_path="wisdom/")
    data = place_quiz(
        Quiz("Melville", OWN), posts, links, files, make_config(tmp_path), today=TODAY
    )
    assert data
    assert (data.pairs, data.author, data.daily.day) == ("wisdom/quiz.json", "Melville", TODAY)
    (file,) = files
    pairs = json.loads(file.content_string)
    assert len(pairs) == 12
    assert pairs[0] == {
        "id": "64f452084e",
        "author": "The keeper lit lamp 00 at dusk.",
        "machine": {
            "text": "The sea rose to step 00 again.",
            "url": "wisdom/posts/2026-11-24/",
            "date": "2026-11-24",
        },
    }


def test_too_few_posts_make_no_quiz(tmp_path: Path) -> None:
    files, posts = Files([]), [make_post(number) for number in range(FEWEST_PAIRS - 1)]
    quiz = Quiz("Melville", OWN)
    assert place_quiz(quiz, posts, link(posts), files, make_config(tmp_path), today=TODAY) is None
    assert list(files) == []


def test_only_the_newest_posts_are_read(tmp_path: Path) -> None:
    files, posts = Files([]), [make_post(number) for number in range(MOST_POSTS + 12)]
    links = link(posts[:MOST_POSTS], "<p>Few words.</p>")
    links = SiteLinks(links.identity, {**link(posts).pages, **links.pages})
    assert (
        place_quiz(Quiz("M", OWN), posts, links, files, make_config(tmp_path), today=TODAY) is None
    )


def test_both_sides_have_the_same_typographic_marks() -> None:
    machine = Written('The sailor\'s "Ahoy" was heard.', "posts/1/", "2026-11-24")
    (pair,) = json.loads(write_pairs([Pair('The captain\'s "No" was final.', machine)], ENGLISH))
    assert pair["author"] == "The captain’s “No” was final."
    assert pair["machine"]["text"] == "The sailor’s “Ahoy” was heard."


MADE = [
    Pair(
        f"The keeper lit lamp {n}.",
        Written(f"The sea rose to step {n}.", f"posts/{n}/", f"2026-11-{24 - n}"),
    )
    for n in range(5)
]


def choose(day: date) -> DailyPair:
    return choose_daily(MADE, day, newest=NEWEST.date(), quotes=ENGLISH)


def test_each_pair_has_its_day_but_those_of_the_newest_post() -> None:
    days = [TODAY + timedelta(days=number) for number in range(8)]
    found = [{sentence.text for sentence in choose(day).sentences} for day in days]
    pairs = [{pair.author, pair.machine.text} for pair in MADE[1:]]
    assert found[:4] == found[4:]
    assert sorted(map(sorted, found[:4])) == sorted(map(sorted, pairs))


def test_a_pair_of_a_day_stays_the_same() -> None:
    assert choose(TODAY) == choose(TODAY)
    assert choose(TODAY).day == TODAY


def test_either_sentence_may_come_first() -> None:
    first = {choose(TODAY + timedelta(days=number)).sentences[0].url == "" for number in range(20)}
    assert first == {True, False}


def test_the_machines_sentence_leads_to_its_post() -> None:
    (machine,) = (sentence for sentence in choose(TODAY).sentences if sentence.url)
    number = int(machine.url.split("/")[1])
    assert machine.text == f"The sea rose to step {number}."
    assert machine.written == date(2026, 11, 24 - number)


def test_a_quiz_of_the_newest_post_alone_has_a_pair_all_the_same() -> None:
    daily = choose_daily(MADE[:1], TODAY, newest=NEWEST.date(), quotes=ENGLISH)
    assert {sentence.url for sentence in daily.sentences} == {"", "posts/0/"}
