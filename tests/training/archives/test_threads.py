from datetime import datetime, timezone
from pathlib import Path

import pytest

from training.archives.written_archives import (
    list_recognised,
    read_archive,
    write_folder,
    write_meta,
)
from wisdom_training.archives.source import Document
from wisdom_training.archives.threads import SOURCE
from wisdom_training.errors import CorpusError

SECONDS = 1754466859
DATE = datetime(2025, 8, 6, 7, 54, 19, tzinfo=timezone.utc)
NAME = "your_instagram_activity/threads/threads_and_replies.json"
Json = dict[str, object]


def thread(text: str, *, is_reply: bool = False) -> Json:
    item = {
        "uri": "",
        "creation_timestamp": SECONDS,
        "title": text,
        "text_app_post": {"reply_control": "everyone", "is_reply": is_reply},
    }
    return {"media": [item]}


def write(*posts: object) -> str:
    return write_meta({"text_post_app_text_posts": [*posts]})


def test_posts_and_replies(tmp_path: Path) -> None:
    picture = {"uri": "media/1.jpg", "creation_timestamp": SECONDS, "title": ""}
    with_picture = {"title": "Café ☕", "creation_timestamp": SECONDS, "media": [picture]}
    content = write(thread("Müde."), thread("@ben Agreed.", is_reply=True), with_picture)
    assert read_archive(SOURCE, write_folder(tmp_path, {NAME: content}))[0] == [
        Document("Müde.", DATE),
        Document("@ben Agreed.", DATE, "reply"),
        Document("Café ☕", DATE),
    ]


def test_a_translated_name_is_known_by_its_shape(tmp_path: Path) -> None:
    folder = write_folder(tmp_path, {"beitraege_und_antworten.json": write(thread("Hallo"))})
    assert read_archive(SOURCE, folder)[0] == [Document("Hallo", DATE)]


def test_what_is_no_post_is_counted(tmp_path: Path) -> None:
    content = write(thread("Good"), 7, {}, {"media": 7}, thread(""), {"media": [{"title": 7}]})
    documents, reading = read_archive(SOURCE, write_folder(tmp_path, {NAME: content}))
    assert documents == [Document("Good", DATE)]
    assert reading.dropped == {"records that cannot be read": 2, "posts without text": 3}


def test_other_files_are_not_recognised(tmp_path: Path) -> None:
    files = {
        NAME: write(),
        "threads/liked_threads.json": write_meta({"text_post_app_media_likes": []}),
        "threads/followers.json": write_meta({"text_post_app_text_post_app_followers": []}),
    }
    assert list_recognised(SOURCE, write_folder(tmp_path, files)) == [NAME]


def test_html_is_refused_with_the_way_out(tmp_path: Path) -> None:
    folder = write_folder(tmp_path, {"threads_and_replies.html": "<html></html>"})
    with pytest.raises(CorpusError, match=r"threads_and_replies\.html is a page of HTML"):
        read_archive(SOURCE, folder)


def test_a_truncated_file_is_one_error(tmp_path: Path) -> None:
    content = write(*[thread(f"Post {number}") for number in range(99)])[:-90]
    with pytest.raises(CorpusError, match=r"threads_and_replies\.json cannot be read as JSON"):
        read_archive(SOURCE, write_folder(tmp_path, {NAME: content}))
