import json
from datetime import datetime, timezone
from pathlib import Path

import pytest

from training.archives.written_archives import (
    list_recognised,
    read_archive,
    write_folder,
    write_meta,
    write_zip,
)
from wisdom_training.archives.instagram import SOURCE
from wisdom_training.archives.source import Document
from wisdom_training.errors import CorpusError

SECONDS = 1600000000
DATE = datetime(2020, 9, 13, 12, 26, 40, tzinfo=timezone.utc)
POSTS = "your_instagram_activity/media/posts_1.json"
COMMENTS = "your_instagram_activity/comments/post_comments_1.json"
Json = dict[str, object]


def picture(title: str = "") -> Json:
    return {"uri": "media/posts/1.jpg", "creation_timestamp": SECONDS, "title": title}


def comment(
    text: str | None, owner: str | None = "ben.c", labels: str = "Comment|Media Owner|Time"
) -> Json:
    label, by, time = labels.split("|")
    entries: Json = {}
    if text is not None:
        entries[label] = {"value": text}
    if owner is not None:
        entries[by] = {"value": owner}
    return {"media_list_data": [], "string_map_data": {**entries, time: {"timestamp": SECONDS}}}


def read(folder: Path, name: str, content: object) -> tuple[list[Document], dict[str, int]]:
    documents, reading = read_archive(SOURCE, write_folder(folder, {name: write_meta(content)}))
    return documents, dict(reading.dropped)


def test_the_caption_of_one_picture_is_with_the_picture(tmp_path: Path) -> None:
    assert read(tmp_path, POSTS, [{"media": [picture("Schön ☀️")]}])[0] == [
        Document("Schön ☀️", DATE)
    ]


def test_the_caption_of_several_pictures_is_with_the_post(tmp_path: Path) -> None:
    post = {"media": [picture(), picture()], "title": "Ours.", "creation_timestamp": SECONDS}
    assert read(tmp_path, POSTS, [post])[0] == [Document("Ours.", DATE)]


def test_a_single_post_without_a_list(tmp_path: Path) -> None:
    assert read(tmp_path, POSTS, {"media": [picture("Alone")]})[0] == [Document("Alone", DATE)]


@pytest.mark.parametrize(
    ("name", "root"), [("reels.json", "ig_reels_media"), ("igtv_videos.json", "ig_igtv_media")]
)
def test_reels_and_videos(tmp_path: Path, name: str, root: str) -> None:
    assert read(tmp_path, name, {root: [{"media": [picture("Moving")]}]})[0] == [
        Document("Moving", DATE)
    ]


@pytest.mark.parametrize(
    "labels",
    [
        "Comment|Media Owner|Time",
        "Kommentar|Medieninhaber|Uhrzeit",
        "評論|影音內容擁有者|時間",
    ],
)
def test_comments_in_any_language(tmp_path: Path, labels: str) -> None:
    comments = [comment("So schön!", labels=labels), comment("wow", labels=labels)]
    documents, dropped = read(tmp_path, COMMENTS, comments)
    assert documents == [Document("So schön!", DATE, "comment"), Document("wow", DATE, "comment")]
    assert dropped == {}


def test_a_comment_without_text_is_not_the_name_of_the_posts_owner(tmp_path: Path) -> None:
    comments = [comment(None), comment("Lovely, both of you."), comment(None)]
    documents, dropped = read(tmp_path, COMMENTS, {"comments_media_comments": comments})
    assert documents == [Document("Lovely, both of you.", DATE, "comment")]
    assert dropped == {"comments without text": 2}


def test_comments_on_reels(tmp_path: Path) -> None:
    content = {"comments_reels_comments": [comment("So good!")]}
    assert read(tmp_path, "reels_comments.json", content)[0] == [
        Document("So good!", DATE, "comment")
    ]


def test_comments_before_2022(tmp_path: Path) -> None:
    entry = {"value": "@ben.c so good", "timestamp": SECONDS}
    content = {"comments_media_comments": [{"title": "ben.c", "string_list_data": [entry]}]}
    assert read(tmp_path, "comments/post_comments.json", content)[0] == [
        Document("@ben.c so good", DATE, "comment")
    ]


@pytest.mark.parametrize("odd", [7, "x", None, {}, {"media": 7}, {"title": 7}])
def test_an_odd_post_does_no_harm(tmp_path: Path, odd: object) -> None:
    good = {"media": [picture("Good")]}
    documents, dropped = read(tmp_path, POSTS, [good, odd])
    assert documents == [Document("Good", DATE)]
    assert sum(dropped.values()) == 1


@pytest.mark.parametrize(
    "odd", [7, {}, {"string_map_data": 7}, {"string_map_data": {"Comment": 7}}]
)
def test_an_odd_comment_does_no_harm(tmp_path: Path, odd: object) -> None:
    documents, dropped = read(tmp_path, COMMENTS, [comment("Good one"), odd])
    assert documents == [Document("Good one", DATE, "comment")]
    assert sum(dropped.values()) == 1


def test_posts_of_other_services_are_not_recognised(tmp_path: Path) -> None:
    files = {
        "posts_1.json": json.dumps([{"id": 1, "title": "A blog"}]),
        "posts.json": json.dumps({"posts": [{"media": [{"uri": "x"}]}]}),
        "media/stories.json": write_meta({"ig_stories": [picture("For a day")]}),
        "messages/inbox/ben/message_1.json": write_meta({"messages": []}),
    }
    assert list_recognised(SOURCE, write_folder(tmp_path, files)) == []


def test_html_is_refused_with_the_way_out(tmp_path: Path) -> None:
    page = '<html><body><div class="pam _a6-g">Posted</div></body></html>'
    with pytest.raises(CorpusError, match=r"posts_1\.html is a page of HTML.* choose JSON"):
        read_archive(SOURCE, write_folder(tmp_path, {"media/posts_1.html": page}))


def test_a_truncated_file_is_one_error(tmp_path: Path) -> None:
    content = write_meta([{"media": [picture(f"Post {number}")]} for number in range(99)])
    with pytest.raises(CorpusError, match=r"posts_1\.json cannot be read as JSON"):
        read_archive(SOURCE, write_folder(tmp_path, {POSTS: content[:-90]}))


def test_a_truncated_zip_is_one_error(tmp_path: Path) -> None:
    path = write_zip(tmp_path / "instagram.zip", {POSTS: write_meta([{"media": [picture("x")]}])})
    path.write_bytes(path.read_bytes()[:-40])
    with pytest.raises(
        CorpusError, match=r"instagram\.zip is damaged or was not downloaded wholly"
    ):
        read_archive(SOURCE, path)
