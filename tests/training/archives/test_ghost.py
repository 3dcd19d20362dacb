import json
from datetime import datetime, timezone
from pathlib import Path

import pytest

from training.archives.written_archives import list_recognised, read_archive, write_folder
from wisdom_training.archives.ghost import SOURCE
from wisdom_training.archives.source import Document
from wisdom_training.containers.members import open_archive
from wisdom_training.errors import CorpusError

DATE = datetime(2019, 5, 4, 8, 11, 12, tzinfo=timezone.utc)
NAME = "my-blog.ghost.2024-05-04-10-11-12.json"
Json = dict[str, object]


def post(html: str | None, **fields: object) -> Json:
    return {
        "id": "a1",
        "title": "A title",
        "html": html,
        "status": "published",
        "type": "post",
        "published_at": "2019-05-04T08:11:12.000Z",
        **fields,
    }


def write(*posts: object, **tables: object) -> str:
    data = {
        "posts": [*posts],
        "users": [{"id": "1", "name": "Ann Çelik", "email": "a@example.org"}],
    }
    data["posts_authors"] = [{"post_id": "a1", "author_id": "1", "sort_order": 0}]
    return json.dumps(
        {"db": [{"meta": {"exported_on": 1, "version": "5.0"}, "data": data | tables}]}
    )


def read(folder: Path, content: str) -> tuple[list[Document], dict[str, int]]:
    documents, reading = read_archive(SOURCE, write_folder(folder, {NAME: content}))
    return documents, dict(reading.dropped)


def test_a_post(tmp_path: Path) -> None:
    html = (
        "<p>Hello &amp; welcome.</p><!--kg-card-begin: html--><p>Sit.</p><!--kg-card-end: html-->"
        '<figure class="kg-card kg-bookmark-card"><a>Somebody’s page</a></figure>'
        '<div class="kg-card kg-button-card"><a>Subscribe</a></div><blockquote>Theirs</blockquote>'
    )
    assert read(tmp_path, write(post(html)))[0] == [
        Document("Hello & welcome.\n\nSit.", DATE, speaker="Ann Çelik")
    ]


def test_without_a_list_of_databases(tmp_path: Path) -> None:
    data = {"posts": [post("<p>Hello.</p>", author_id=1)], "users": [{"id": 1, "name": "Ann"}]}
    content = json.dumps({"meta": {"exported_on": 1, "version": "2.0"}, "data": data})
    assert read(tmp_path, content)[0] == [Document("Hello.", DATE, speaker="Ann")]


@pytest.mark.parametrize("date", [1556957472000, "2019-05-04 08:11:12", "2019-05-04T08:11:12Z"])
def test_dates_of_all_versions(tmp_path: Path, date: object) -> None:
    (document,) = read(tmp_path, write(post("<p>Hi.</p>", published_at=date)))[0]
    assert document.date == DATE


def test_a_post_whose_html_was_not_exported(tmp_path: Path) -> None:
    (document,) = read(tmp_path, write(post(None, plaintext="Plain.\n\nMore.")))[0]
    assert document.text == "Plain.\n\nMore."


def test_only_published_posts(tmp_path: Path) -> None:
    documents, dropped = read(
        tmp_path,
        write(
            post("<p>Out.</p>"),
            post("<p>A letter.</p>", status="sent"),
            post("<p>Draft.</p>", status="draft"),
            post("<p>Later.</p>", status="scheduled"),
            post("<p>About.</p>", type="page"),
            post("<p>About.</p>", page=1),
            post("<p>About.</p>", page=True),
            post(None),
        ),
    )
    assert [found.text for found in documents] == ["Out.", "A letter."]
    assert dropped == {
        "unpublished posts": 2,
        "pages that are no posts": 3,
        "posts without text": 1,
    }


def test_the_first_of_several_authors_is_the_speaker(tmp_path: Path) -> None:
    users = [{"id": "1", "name": "Ann"}, {"id": "2", "name": "Ben"}]
    links = [
        {"post_id": "a1", "author_id": "1", "sort_order": 1},
        {"post_id": "a1", "author_id": "2", "sort_order": 0},
    ]
    content = write(post("<p>Hi.</p>"), users=users, posts_authors=links)
    assert [found.speaker for found in read(tmp_path, content)[0]] == ["Ben"]


@pytest.mark.parametrize(("others", "owner"), [(0, ["Ann Çelik"]), (1, [])])
def test_a_single_author_is_the_owner(tmp_path: Path, others: int, owner: list[str]) -> None:
    posts = [post("<p>Hi.</p>"), *[post("<p>Other.</p>", id="b2")] * others]
    with open_archive([write_folder(tmp_path, {NAME: write(*posts)})]) as archive:
        assert list(SOURCE.find_owner(archive.members)) == owner


@pytest.mark.parametrize("odd", [7, "x", None, {}, {"status": ["published"]}])
def test_an_odd_record_is_counted(tmp_path: Path, odd: object) -> None:
    documents, dropped = read(tmp_path, write(post("<p>Hi.</p>"), odd))
    assert [found.text for found in documents] == ["Hi."]
    assert dropped == {"records that cannot be read": 1}


def test_odd_fields_and_tables_do_no_harm(tmp_path: Path) -> None:
    odd = post("<p>Hi.</p>", published_at=["x"], id={"a": 1}, plaintext=7)
    links = [7, {"sort_order": "x"}, {"post_id": 1, "author_id": [1]}]
    documents, _ = read(tmp_path, write(odd, users=[7, {}], posts_authors=links))
    assert documents == [Document("Hi.")]


def test_other_json_is_not_recognised(tmp_path: Path) -> None:
    files = {"a.json": '{"data": {"rows": []}}', "b.json": "[]", "c.json": '{"db": "x"}'}
    assert list_recognised(SOURCE, write_folder(tmp_path, files)) == []


def test_a_truncated_file_is_one_error(tmp_path: Path) -> None:
    content = write(*[post(f"<p>Post {number}</p>") for number in range(99)])[:-300]
    with pytest.raises(CorpusError, match=r"\.json cannot be read as JSON"):
        read(tmp_path, content)
