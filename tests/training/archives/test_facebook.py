import json
from datetime import datetime, timezone
from pathlib import Path

import pytest

from training.archives.written_archives import (
    closed_member,
    list_recognised,
    read_archive,
    write_folder,
    write_meta,
    write_zip,
)
from wisdom_training.archives.facebook import SOURCE
from wisdom_training.archives.source import Document
from wisdom_training.containers.members import open_archive
from wisdom_training.errors import CorpusError

MORNING = datetime(2020, 9, 13, 12, 26, 40, tzinfo=timezone.utc)
SECONDS = 1600000000
Json = dict[str, object]
POSTS = "posts/your_posts_1.json"
NEW_POSTS = "your_facebook_activity/posts/your_posts__check_ins__photos_and_videos_1.json"


def post(text: str, title: str = "Çelik Ann updated her status.", **rest: object) -> Json:
    return {"timestamp": SECONDS, "data": [{"post": text}], "title": title, **rest}


def comment(text: str, author: str = "Çelik Ann", **rest: object) -> Json:
    title = f"{author} commented on Ben's post."
    content = {"timestamp": SECONDS, "comment": text, "author": author, **rest}
    return {"timestamp": SECONDS + 5, "data": [{"comment": content}], "title": title}


def read_posts(folder: Path, *records: object) -> tuple[list[str], dict[str, int]]:
    documents, reading = read_archive(SOURCE, write_folder(folder, {POSTS: write_meta([*records])}))
    return [document.text for document in documents], dict(reading.dropped)


@pytest.mark.parametrize(
    "name",
    [
        POSTS,
        NEW_POSTS,
        "facebook-ann/posts/your_posts.json",
        "deine_aktivitäten/beiträge/your_posts_check_ins_photos_and_videos_12.json",
    ],
)
def test_posts_of_all_years(tmp_path: Path, name: str) -> None:
    folder = write_folder(tmp_path, {name: write_meta([post("Schön, so müde 😂\nGute Nacht.")])})
    documents, reading = read_archive(SOURCE, folder)
    assert documents == [Document("Schön, so müde 😂\nGute Nacht.", MORNING)]
    assert not reading.dropped


def test_a_file_of_another_name_with_the_shape_of_posts(tmp_path: Path) -> None:
    folder = write_folder(tmp_path, {"meine_beitraege.json": write_meta([post("Hallo")])})
    assert read_archive(SOURCE, folder)[0] == [Document("Hallo", MORNING)]


def test_a_single_post_without_a_list(tmp_path: Path) -> None:
    folder = write_folder(tmp_path, {POSTS: write_meta(post("Alone."))})
    assert read_archive(SOURCE, folder)[0] == [Document("Alone.", MORNING)]


@pytest.mark.parametrize("root", ["comments_v2", "comments"])
def test_comments(tmp_path: Path, root: str) -> None:
    folder = write_folder(
        tmp_path, {"comments/comments.json": write_meta({root: [comment("Née ici.")]})}
    )
    assert read_archive(SOURCE, folder)[0] == [Document("Née ici.", MORNING, "comment")]


def test_posts_and_comments_in_groups_since_2021(tmp_path: Path) -> None:
    posts = {"group_posts_v2": [post("Who has seeds?", "Çelik Ann posted in Garden Club.")]}
    comments = {"group_comments_v2": [comment("I do.", group="Garden Club")]}
    folder = write_folder(
        tmp_path,
        {
            "groups/group_posts_and_comments.json": write_meta(posts),
            "groups/your_comments_in_groups.json": write_meta(comments),
        },
    )
    assert read_archive(SOURCE, folder)[0] == [
        Document("Who has seeds?", MORNING, audience="Garden Club"),
        Document("I do.", MORNING, "comment", audience="Garden Club"),
    ]


def test_posts_and_comments_in_groups_before_2021(tmp_path: Path) -> None:
    log = {"group_posts": {"activity_log_data": [post("Seeds?", title="…"), comment("Yes.")]}}
    folder = write_folder(tmp_path, {"your_posts_and_comments_in_groups.json": write_meta(log)})
    assert read_archive(SOURCE, folder)[0] == [
        Document("Seeds?", MORNING, audience="a group"),
        Document("Yes.", MORNING, "comment"),
    ]


def test_a_comment_as_a_page_has_the_page_as_its_speaker(tmp_path: Path) -> None:
    name = {"full_name": "Çelik Ann", "first_name": "Çelik", "last_name": "Ann"}
    profile = {"profile_v2": {"name": name, "previous_names": [{"name": "Çelik Old"}]}}
    comments = [comment("Me."), comment("Me, then.", "Çelik Old"), comment("We bake.", "Bakery")]
    folder = write_folder(
        tmp_path,
        {
            "comments.json": write_meta({"comments_v2": comments}),
            "profile_information.json": write_meta(profile),
        },
    )
    assert [(found.text, found.speaker) for found in read_archive(SOURCE, folder)[0]] == [
        ("Me.", None),
        ("Me, then.", None),
        ("We bake.", "Bakery"),
    ]
    with open_archive([folder]) as archive:
        owner = list(SOURCE.find_owner(SOURCE.recognise(archive.members)))
    assert owner == ["Çelik Ann", "Çelik Old"]


def test_status_updates_have_titles_and_stay(tmp_path: Path) -> None:
    texts, dropped = read_posts(tmp_path, post("So tired."))
    assert (texts, dropped) == (["So tired."], {})


@pytest.mark.parametrize(
    "title",
    [
        "Ann wrote on Ben Çelik's timeline.",
        "Ann hat in der Chronik von Ben geschrieben.",
        "Ann a écrit sur le journal de Ben.",
    ],
)
def test_messages_on_timelines_are_left_out(tmp_path: Path, title: str) -> None:
    texts, dropped = read_posts(tmp_path, post("Happy birthday!", title))
    assert (texts, dropped) == ([], {"messages on other people's timelines": 1})


def test_a_photo_in_the_album_of_the_timeline_stays(tmp_path: Path) -> None:
    title = "Ann added a new photo to the album Timeline Photos."
    assert read_posts(tmp_path, post("Look.", title)) == (["Look."], {})


def test_of_a_share_only_the_words_of_the_owner_stay(tmp_path: Path) -> None:
    link = {"external_context": {"url": "https://example.org", "name": "Somebody's article"}}
    photo = {"media": {"uri": "posts/media/1.jpg", "description": "Words of somebody else"}}
    texts, dropped = read_posts(
        tmp_path,
        post("Read this.", "Ann shared a link.", attachments=[{"data": [link]}]),
        {"timestamp": 1, "title": "Ann shared a memory.", "attachments": [{"data": [photo]}]},
        {"timestamp": 1, "title": "Ann shared Ben's post.", "data": [{"update_timestamp": 1}]},
    )
    assert texts == ["Read this."]
    assert dropped == {"shares without words of one's own": 2}


@pytest.mark.parametrize(
    "line",
    [
        "Ann updated her status.",
        "Ann shared a memory.",
        "Ann added 3 new photos.",
    ],
)
def test_a_title_as_the_text_is_left_out(tmp_path: Path, line: str) -> None:
    texts, dropped = read_posts(tmp_path, {"timestamp": 1, "data": [{"post": line}]})
    assert (texts, dropped) == ([], {"lines that Facebook wrote": 1})


def test_a_title_as_the_text_is_left_out_in_any_language(tmp_path: Path) -> None:
    line = "Ann bir anı paylaştı."
    texts, dropped = read_posts(tmp_path, post("Günaydın", line), post(line, ""))
    assert (texts, dropped) == (["Günaydın"], {"lines that Facebook wrote": 1})


def test_a_post_and_its_picture_repeat_a_text(tmp_path: Path) -> None:
    pictures = [
        {"media": {"uri": "1.jpg", "title": "Mobile Uploads", "description": "The  sea\nand I"}},
        {"media": {"uri": "2.jpg", "description": "My other hat"}},
        {"place": {"name": "Somewhere"}},
        {"note": {"title": "On hats", "text": "A long note on hats."}},
    ]
    texts, dropped = read_posts(
        tmp_path,
        post("The sea and I.", "Ann added 2 new photos.", attachments=[{"data": pictures}]),
    )
    assert texts == ["The sea and I.", "My other hat", "A long note on hats."]
    assert not dropped


def test_what_has_no_text_is_counted(tmp_path: Path) -> None:
    texts, dropped = read_posts(
        tmp_path,
        {"timestamp": 1, "attachments": [], "data": [{"update_timestamp": 1}]},
        {"timestamp": 1, "data": [], "title": "Ann was with Ben."},
        comment(""),
    )
    assert texts == []
    assert dropped == {"posts without text": 2, "comments without text": 1}


@pytest.mark.parametrize(
    "record",
    [
        7,
        "text",
        None,
        {"data": 7},
        {"data": [7]},
        {"data": [{"post": 7}]},
        {"data": [{"comment": 7}]},
        {"data": [{"comment": {"comment": ["x"]}}]},
    ],
)
def test_an_odd_record_is_counted(tmp_path: Path, record: object) -> None:
    texts, dropped = read_posts(tmp_path, post("First."), record, post("Last."))
    assert texts == ["First.", "Last."]
    assert dropped == {"records that cannot be read": 1}


@pytest.mark.parametrize("odd", [7, "x", [7], [{"data": 7}], [{"data": [{"media": 7}]}]])
def test_odd_attachments_do_no_harm(tmp_path: Path, odd: object) -> None:
    assert read_posts(tmp_path, post("Still here.", attachments=odd)) == (["Still here."], {})


def test_an_odd_date_is_none(tmp_path: Path) -> None:
    record = {"timestamp": "yesterday", "data": [{"post": "When?"}]}
    folder = write_folder(tmp_path, {POSTS: write_meta([record])})
    assert read_archive(SOURCE, folder)[0] == [Document("When?")]


def test_what_is_withdrawn_private_or_by_others_is_not_read(tmp_path: Path) -> None:
    folder = write_folder(
        tmp_path,
        {
            NEW_POSTS: write_meta([post("Mine.")]),
            "posts/trash.json": write_meta({"trash_v2": [post("Deleted.")]}),
            "posts/archive.json": write_meta({"archive_v2": [post("Archived.")]}),
            "groups/your_pending_posts_in_groups.json": write_meta(
                {"pending_posts_v2": [post("?")]}
            ),
            "messages/inbox/ben/message_1.json": write_meta({"messages": [{"content": "Hi"}]}),
            "posts/other_people's_posts_to_your_timeline.json": write_meta(
                {"wall_posts_sent_to_you": {"activity_log_data": [post("Theirs.")]}}
            ),
            "comments_and_reactions/likes_and_reactions.json": write_meta(
                [{"timestamp": 1, "data": [{"reaction": {"reaction": "LIKE"}}]}]
            ),
            "stories/no-data.txt": "You have no data in this section",
        },
    )
    assert list_recognised(SOURCE, folder) == [NEW_POSTS]


def test_messages_are_not_opened(tmp_path: Path) -> None:
    with open_archive([write_folder(tmp_path, {POSTS: write_meta([post("Hi.")])})]) as archive:
        messages = closed_member("messages/inbox/ben_1/message_1.json")
        assert SOURCE.recognise([*archive.members, messages]) == archive.members


def test_an_archive_without_data_is_not_recognised(tmp_path: Path) -> None:
    folder = write_folder(
        tmp_path,
        {
            "posts/no-data.txt": "You have no data in this section",
            "friends/friends.json": write_meta({"friends_v2": [{"name": "Ben", "timestamp": 1}]}),
        },
    )
    assert list_recognised(SOURCE, folder) == []


def test_comments_of_other_services_are_not_recognised(tmp_path: Path) -> None:
    folder = write_folder(
        tmp_path,
        {
            "comments.json": json.dumps({"comments_media_comments": []}),
            "site/comments.html": "<html><body><p>My website</p></body></html>",
        },
    )
    assert list_recognised(SOURCE, folder) == []


@pytest.mark.parametrize("root", ["friends_v2", "friends"])
def test_friends_feed_the_review(tmp_path: Path, root: str) -> None:
    friends = {root: [{"name": "Zoë Çelik", "timestamp": 1}, {"timestamp": 1}, 7]}
    folder = write_folder(
        tmp_path, {POSTS: write_meta([post("Hi.")]), "friends/friends.json": write_meta(friends)}
    )
    with open_archive([folder]) as archive:
        assert list(SOURCE.find_people(SOURCE.recognise(archive.members))) == ["Zoë Çelik"]


def test_who_could_see_the_posts_is_said_to_be_unknown(tmp_path: Path) -> None:
    folder = write_folder(tmp_path, {POSTS: write_meta([post("Hi.")])})
    (warning,) = read_archive(SOURCE, folder)[1].warnings
    assert warning == (
        "Facebook's archive does not say who could see a post: posts for friends only and posts in "
        "closed groups are among these"
    )


def test_a_truncated_file_is_one_error(tmp_path: Path) -> None:
    content = write_meta([post(f"Post {number}") for number in range(500)])[:-200]
    folder = write_folder(tmp_path, {POSTS: content})
    with pytest.raises(CorpusError, match=r"your_posts_1\.json cannot be read as JSON .* again$"):
        read_archive(SOURCE, folder)


def test_a_damaged_zip_is_one_error(tmp_path: Path) -> None:
    records = [post(f"Post {number}, {hash(str(number))}") for number in range(3000)]
    path = write_zip(tmp_path / "facebook.zip", {POSTS: write_meta(records)})
    content = bytearray(path.read_bytes())
    content[len(content) // 2] ^= 0xFF
    path.write_bytes(content)
    with pytest.raises(CorpusError, match=r"facebook\.zip: posts/your_posts_1\.json"):
        read_archive(SOURCE, path)


def test_several_zips_are_one_archive(tmp_path: Path) -> None:
    first = write_zip(tmp_path / "1.zip", {POSTS: write_meta([post("One.")])})
    second = write_zip(tmp_path / "2.zip", {"posts/your_posts_2.json": write_meta([post("Two.")])})
    documents, _ = read_archive(SOURCE, first, second)
    assert [document.text for document in documents] == ["One.", "Two."]
