"""X's archives of all years."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Mapping
from datetime import datetime, timezone
from pathlib import Path
from typing import Any

import pytest

from training.archive_files import read_source, write_folder, write_tar, write_zip
from wisdom_training.archives.registry import recognise
from wisdom_training.archives.source import Document, Reading
from wisdom_training.archives.twitter import SOURCE
from wisdom_training.containers.members import open_archive
from wisdom_training.errors import CorpusError

CREATED = "Wed Oct 10 20:19:24 +0000 2018"
DATE = datetime(2018, 10, 10, 20, 19, 24, tzinfo=timezone.utc)
ACCOUNT = 'window.YTD.account.part0 = [ {"account": {"username": "ann", "accountId": "7"}} ]'


def make_post(text: object = "The sea.", **fields: object) -> dict[str, Any]:
    return {"id_str": "1", "created_at": CREATED, "full_text": text, "lang": "en", **fields}


def write_posts(*posts: object, name: str = "tweets") -> str:
    return f"window.YTD.{name}.part0 = " + json.dumps([{"tweet": post} for post in posts], indent=2)


def write_notes(*notes: tuple[str, str]) -> str:
    items = [
        {"noteTweet": {"noteTweetId": "99", "createdAt": date, "core": {"text": text}}}
        for date, text in notes
    ]
    return "window.YTD.note_tweet.part0 = " + json.dumps(items)


def read_files(path: Path, files: Mapping[str, str | bytes]) -> tuple[list[Document], Reading]:
    return read_source(SOURCE, write_folder(path / "x", files))


def read_texts(path: Path, *posts: object) -> tuple[list[str], Counter[str]]:
    documents, reading = read_files(path, {"data/tweets.js": write_posts(*posts)})
    return [document.text for document in documents], reading.dropped


@pytest.mark.parametrize("write", [write_folder, write_zip, write_tar])
def test_an_archive_of_today(tmp_path: Path, write: Any) -> None:  # noqa: ANN401 (three types)
    name = {write_folder: "x", write_zip: "x.zip", write_tar: "x.tar.gz"}[write]
    files = {
        "twitter-2026/data/account.js": ACCOUNT,
        "twitter-2026/data/tweets.js": write_posts(make_post("One.")),
        "twitter-2026/data/tweets-part1.js": write_posts(make_post("Two.")),
        "twitter-2026/data/community-tweet.js": write_posts(make_post("Three.")),
        "twitter-2026/data/deleted-tweets.js": write_posts(make_post("deleted")),
        "twitter-2026/data/twitter-circle-tweet.js": write_posts(make_post("circle")),
        "twitter-2026/data/direct-messages.js": write_posts(make_post("private")),
        "twitter-2026/data/grok-chat-item.js": write_posts(make_post("grok")),
    }
    path = write(tmp_path / name, files)
    with open_archive([path]) as archive:
        ((source, members),) = recognise(archive.members)
        assert source is SOURCE
        found = list(source.read(members, Reading()))
    folder = f"{path}: twitter-2026/data"
    assert sorted(found, key=lambda document: document.origin) == [
        Document("Three.", DATE, origin=f"{folder}/community-tweet.js, post 1"),
        Document("Two.", DATE, origin=f"{folder}/tweets-part1.js, post 1"),
        Document("One.", DATE, origin=f"{folder}/tweets.js, post 1"),
    ]


def test_bare_items_of_2018(tmp_path: Path) -> None:
    content = "window.YTD.tweet.part0 = " + json.dumps([make_post("One."), make_post("Two.")])
    documents, _ = read_files(tmp_path, {"tweet.js": content})
    assert [document.text for document in documents] == ["One.", "Two."]


CSV = """"tweet_id","in_reply_to_status_id","in_reply_to_user_id","timestamp","source","text",\
"retweeted_status_id","retweeted_status_user_id","retweeted_status_timestamp","expanded_urls"
"3","","","2012-12-19 14:29:39 +0000","<a href=""http://x.org"">X</a>","One, ""two"" &amp;
three.","","","",""
"2","11","12","2012-12-18 14:29:39 +0000","web","@ben Yes.","","","",""
"1","","","2012-12-17 14:29:39 +0000","web","RT @ben: Other words.","9","8","2012-01-01",""
"""


def test_the_table_of_archives_before_2018(tmp_path: Path) -> None:
    documents, reading = read_files(tmp_path, {"tweets.csv": CSV})
    place = f"{tmp_path / 'x'}: tweets.csv"
    date = datetime(2012, 12, 19, 14, 29, 39, tzinfo=timezone.utc)
    assert documents == [
        Document('One, "two" &\nthree.', date, origin=f"{place}, post 1"),
        Document("@ben Yes.", date.replace(day=18), "reply", origin=f"{place}, post 2"),
    ]
    assert reading.dropped == {"reposts": 1}


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("tweets.csv", "text,date\nHello,2020"),
        ("tweets.js", "export const tweets = 3"),
        ("tweets.json", "[{}]"),
        ("my-tweets.js", "window.YTD.tweets.part0 = []"),
        ("account.js", ACCOUNT),
    ],
)
def test_other_files_are_not_recognised(tmp_path: Path, name: str, content: str) -> None:
    with open_archive([write_folder(tmp_path / "x", {name: content})]) as archive:
        assert SOURCE.recognise(archive.members) == []


@pytest.mark.parametrize(
    ("fields", "kind"),
    [
        ({}, "post"),
        ({"in_reply_to_status_id_str": "5"}, "reply"),
        ({"in_reply_to_user_id_str": "12", "in_reply_to_status_id_str": "5"}, "reply"),
        ({"in_reply_to_user_id": 12}, "reply"),
        ({"in_reply_to_user_id_str": "7", "in_reply_to_status_id_str": "5"}, "post"),
    ],
)
def test_replies_to_others_are_replies(
    tmp_path: Path, fields: dict[str, object], kind: str
) -> None:
    files = {"account.js": ACCOUNT, "tweets.js": write_posts(make_post(**fields))}
    documents, _ = read_files(tmp_path, files)
    assert [document.kind for document in documents] == [kind]


@pytest.mark.parametrize(
    "text",
    [
        "RT @ben: Other words.",
        "RT: @ben Other words.",
        "“RT @ben: Other words.”",
        "MT @ben Other words.",
        '"@ben: Other words." Indeed.',
        "“@ben: Other words.”",
    ],
)
def test_reposts_are_left_out(tmp_path: Path, text: str) -> None:
    assert read_texts(tmp_path, make_post(text)) == ([], {"reposts": 1})


def test_a_comment_on_a_repost_stays(tmp_path: Path) -> None:
    texts, dropped = read_texts(tmp_path, make_post("So true. RT @ben: Other\nwords."))
    assert (texts, dropped) == (["So true."], {})


def test_the_word_art_is_no_repost(tmp_path: Path) -> None:
    texts, _ = read_texts(tmp_path, make_post("ART @ben ART @ann"))
    assert texts == ["ART @ben ART @ann"]


def test_entities_are_unescaped_once(tmp_path: Path) -> None:
    texts, _ = read_texts(tmp_path, make_post("AT&amp;T &lt;3 &amp;amp; 😀"))
    assert texts == ["AT&T <3 &amp; 😀"]


def test_links_are_written_out_and_those_of_pictures_and_quotations_go(tmp_path: Path) -> None:
    entities = {
        "urls": [
            {
                "url": "https://t.co/a",
                "expanded_url": "https://e.org/?a&b",
                "indices": ["9", "23"],
            },
            {"url": "https://t.co/b", "expanded_url": "https://twitter.com/ben/status/5?s=20"},
        ],
        "media": [{"url": "https://t.co/c", "media_url": "http://pbs.twimg.com/x.jpg"}],
    }
    text = "&amp; See https://t.co/a now https://t.co/b https://t.co/c"
    texts, _ = read_texts(tmp_path, make_post(text, entities=entities))
    assert texts == ["& See https://e.org/?a&b now"]


@pytest.mark.parametrize("year", [1997, 2003])
def test_impossible_dates_are_left_out(tmp_path: Path, year: int) -> None:
    post = make_post(created_at=f"Wed Oct 10 20:19:24 +0000 {year}")
    reason = "posts dated before 2006, when there was no Twitter"
    assert read_texts(tmp_path, post) == ([], {reason: 1})


@pytest.mark.parametrize("date", ["", None, 5, "Wed Foo 10", "Wed Oct 40 20:19:24 +0000 2018"])
def test_a_post_may_have_no_date(tmp_path: Path, date: object) -> None:
    documents, _ = read_files(tmp_path, {"tweets.js": write_posts(make_post(created_at=date))})
    assert [document.date for document in documents] == [None]


LONG = "I have much to say about the sea &amp; all that is in it. " * 8


@pytest.mark.parametrize(
    "beginning", [f"{LONG[:260].strip()}… https://t.co/a", f"@ben @ann {LONG[:200]}https://t.co/a"]
)
def test_a_long_post_is_joined_by_its_second(tmp_path: Path, beginning: str) -> None:
    notes = write_notes(
        ("2018-10-10T20:19:24.512Z", "Another text."),
        ("2018-10-10T20:19:24.000Z", LONG),
        ("2018-10-10T20:19:25.000Z", LONG),
    )
    files = {"tweets.js": write_posts(make_post(beginning)), "note-tweet.js": notes}
    documents, _ = read_files(tmp_path, files)
    whole = LONG.replace("&amp;", "&").strip()
    assert documents == [
        Document(whole, DATE, origin=f"{tmp_path / 'x'}: tweets.js, post 1"),
        Document("Another text.", DATE, origin="a long post"),
        Document(whole, DATE.replace(second=25), origin="a long post"),
    ]


@pytest.mark.parametrize("text", [None, 5, ["a"]])
def test_records_that_cannot_be_read_are_counted(tmp_path: Path, text: object) -> None:
    found = read_texts(tmp_path, make_post(text), make_post("One."), None, 3, {"id": "4"})
    assert found == (["One."], {"records that cannot be read": 4})


@pytest.mark.parametrize("entities", [None, 3, [], {"urls": 3}, {"urls": [3, {"url": 4}, {}]}])
def test_odd_entities_do_no_harm(tmp_path: Path, entities: object) -> None:
    assert read_texts(tmp_path, make_post(entities=entities)) == (["The sea."], {})


def test_posts_of_pictures_alone_are_counted(tmp_path: Path) -> None:
    media = {"media": [{"url": "https://t.co/c"}]}
    posts = make_post("https://t.co/c", entities=media), make_post(" ")
    assert read_texts(tmp_path, *posts) == ([], {"posts without text": 2})


@pytest.mark.parametrize(("items", "warnings"), [("[ ]", 0), ('[ {"article": {}} ]', 1)])
def test_articles_are_not_read_and_that_is_said(tmp_path: Path, items: str, warnings: int) -> None:
    content = f"window.YTD.article.part0 = {items}"
    _, reading = read_files(tmp_path, {"tweets.js": write_posts(), "article.js": content})
    sentence = "X's articles (article.js) are not read: save them as text or HTML files."
    assert list(reading.warnings) == [sentence] * warnings


def test_reading_again_gives_the_same(tmp_path: Path) -> None:
    files = {"tweets.js": write_posts(make_post("One.")), "account.js": ACCOUNT}
    with open_archive([write_zip(tmp_path / "x.zip", files)]) as archive:
        members = SOURCE.recognise(archive.members)
        assert list(SOURCE.read(members, Reading())) == list(SOURCE.read(members, Reading()))


@pytest.mark.parametrize("name", ["tweets.js", "note-tweet.js"])
def test_a_truncated_file_is_an_error(tmp_path: Path, name: str) -> None:
    files = {"tweets.js": write_posts(make_post()), "note-tweet.js": write_notes((CREATED, "a"))}
    files[name] = files[name][:-9]
    with pytest.raises(CorpusError) as error:
        read_files(tmp_path, files)
    assert str(error.value).startswith(f"{tmp_path / 'x'}: {name} cannot be read as JSON (")


def test_a_damaged_zip_file_is_an_error(tmp_path: Path) -> None:
    files = {"tweets.js": write_posts(*[make_post(str(n)) for n in range(99)])}
    path = write_zip(tmp_path / "x.zip", files)
    content = bytearray(path.read_bytes())
    content[200] ^= 255
    path.write_bytes(content)
    with pytest.raises(CorpusError) as error:
        read_source(SOURCE, path)
    assert str(error.value).startswith(f"{path}: tweets.js is damaged")
