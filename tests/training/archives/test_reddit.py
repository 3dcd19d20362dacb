"""Reddit's archives."""

from __future__ import annotations

import csv
import io
from collections import Counter
from collections.abc import Sequence
from datetime import datetime, timezone
from pathlib import Path

import pytest

from training.archive_files import read_source, write_folder, write_zip
from wisdom_training.archives.reddit import SOURCE
from wisdom_training.archives.source import Document
from wisdom_training.errors import CorpusError

POSTS = "id,permalink,date,ip,subreddit,gildings,title,url,body"
COMMENTS = "id,permalink,date,ip,subreddit,gildings,link,parent,body,media"
COMMENTS_2021 = COMMENTS.replace("gildings,", "gildings,gildings_silver,gildings_supergold,")
LINK = "https://www.reddit.com/r/sea/comments/1/"
DATE = datetime(2023, 1, 15, 12, 34, 56, tzinfo=timezone.utc)


def write_table(header: str, *rows: dict[str, str]) -> str:
    file = io.StringIO()
    writer = csv.DictWriter(file, header.split(","))
    writer.writeheader()
    fields = {"id": "a", "permalink": LINK, "date": "2023-01-15 12:34:56 UTC", "ip": "192.0.2.1"}
    writer.writerows({**fields, "subreddit": "sea", **row} for row in rows)
    return file.getvalue()


def read_posts(
    path: Path, title: str, body: str, url: str = LINK
) -> tuple[list[str], Counter[str]]:
    row = {"title": title, "body": body, "url": url}
    return read_texts(path, {"posts.csv": write_table(POSTS, row)})


def read_comments(path: Path, *bodies: str) -> tuple[list[str], Counter[str]]:
    rows = [{"body": body} for body in bodies]
    return read_texts(path, {"comments.csv": write_table(COMMENTS, *rows)})


def read_texts(path: Path, files: dict[str, str]) -> tuple[list[str], Counter[str]]:
    documents, reading = read_source(SOURCE, write_folder(path / "x", files))
    return [document.text for document in documents], reading.dropped


@pytest.mark.parametrize("header", [COMMENTS, COMMENTS_2021, COMMENTS.replace("gildings,", "")])
def test_an_archive(tmp_path: Path, header: str) -> None:
    files = {
        "posts.csv": write_table(POSTS, {"title": "The sea", "url": LINK, "body": "It is calm."}),
        "comments.csv": write_table(header, {"body": "Yes.\n\nIt is."}),
        "messages.csv": "id,permalink,date,body\n1,x,2023,private",
        "drafts.csv": write_table(POSTS, {"title": "draft"}),
        "comment_headers.csv": "id,permalink\n1,x",
    }
    path = write_zip(tmp_path / "export.zip", files)
    documents, reading = read_source(SOURCE, path)
    assert documents == [
        Document("Yes.\n\nIt is.", DATE, "comment", origin=f"{path}: comments.csv, row 1"),
        Document("The sea\n\nIt is calm.", DATE, origin=f"{path}: posts.csv, row 1"),
    ]
    assert reading.dropped == {}


@pytest.mark.parametrize(
    ("name", "header"),
    [
        ("comments.csv", "Comment ID,Channel ID,Comment Create Timestamp,Video ID,Comment Text"),
        ("posts.csv", "post_id,post_date,is_published,email_sent_at,title,subtitle"),
        ("comments.csv", ""),
        ("my_posts.csv", POSTS),
    ],
)
def test_tables_of_others_are_not_recognised(tmp_path: Path, name: str, header: str) -> None:
    assert read_texts(tmp_path, {name: f"{header}\n"}) == ([], {})


@pytest.mark.parametrize(
    ("title", "body", "url", "text"),
    [
        ("The sea", "", LINK, "The sea"),
        ("The sea", "", "https://i.redd.it/a.jpg", "The sea"),
        ("The sea", "", "", "The sea"),
        ("News of others", "My words.", "https://example.org/news", "My words."),
        ("[deleted by user]", "My words.", LINK, "My words."),
        ("Q&amp;A", "a &lt; b", LINK, "Q&A\n\na < b"),
    ],
)
def test_titles_are_read_unless_they_are_those_of_a_page(
    tmp_path: Path, title: str, body: str, url: str, text: str
) -> None:
    assert read_posts(tmp_path, title, body, url) == ([text], {})


def test_the_title_of_a_deleted_text_stays(tmp_path: Path) -> None:
    assert read_posts(tmp_path, "The sea", "[removed]") == (["The sea"], {"deleted posts": 1})


@pytest.mark.parametrize("url", ["https://example.org/news", "https://notreddit.com/r/sea"])
def test_links_without_a_text_are_left_out(tmp_path: Path, url: str) -> None:
    assert read_posts(tmp_path, "News of others", "", url) == ([], {"links without a text": 1})


@pytest.mark.parametrize("body", ["[deleted]", "[removed]"])
def test_deleted_comments_are_left_out(tmp_path: Path, body: str) -> None:
    assert read_comments(tmp_path, body) == ([], {"deleted comments": 1})


@pytest.mark.parametrize(
    ("body", "text"),
    [
        ("> Other words.\n\nMine.", "Mine."),
        ("&gt; Other words.\n\nMine.", "Mine."),
        (">Other words\nthat go on\n\nMine.\n\n>More.\n\nMine too.", "Mine.\n\nMine too."),
        ("1 > 0", "1 > 0"),
        (">!The end!< is a spoiler", "The end is a spoiler"),
        ("**Bold**, *italic*, ~~gone~~ and `code`", "Bold, italic, gone and code"),
        ("See [this](https://example.org/a) and https://e.org", "See this and https://e.org"),
        ("Look ![gif](giphy|abc)", "Look"),
        ("# Title\n\n* one\n* two\n\n---\n\nEnd", "Title\n\none\ntwo\n\nEnd"),
        ("Run:\n\n    rm -r x\n\nor\n\n```\nls\n```\n\nEnd", "Run:\n\nor\n\nEnd"),
        (r"2\*3 \[sic\] \_", "2*3 [sic] _"),
        ("a\n\n&#x200B;\n\nb", "a\n\nb"),
    ],
)
def test_markdown_becomes_text(tmp_path: Path, body: str, text: str) -> None:
    assert read_comments(tmp_path, body) == ([text], {})


def test_comments_without_own_words_are_counted(tmp_path: Path) -> None:
    assert read_comments(tmp_path, "> Other words.", "![gif](a)", "") == (
        [],
        {"comments without words of one's own": 2, "comments without text": 1},
    )


def test_a_truncated_archive_is_an_error(tmp_path: Path) -> None:
    table = write_table(COMMENTS, *({"body": f"Comment {number}."} for number in range(99)))
    path = write_zip(tmp_path / "x.zip", {"comments.csv": table})
    content = bytearray(path.read_bytes())
    content[200] ^= 255
    path.write_bytes(content)
    with pytest.raises(CorpusError) as error:
        read_source(SOURCE, path)
    assert str(error.value).startswith(f"{path}: comments.csv is damaged")


def test_a_short_row_is_read_as_far_as_it_goes(tmp_path: Path) -> None:
    rows: Sequence[str] = [POSTS, f"a,{LINK},2023-01-15 12:34:56 UTC,,sea,0,The sea", "b"]
    assert read_texts(tmp_path, {"posts.csv": "\n".join(rows)}) == (
        ["The sea"],
        {"posts without text": 1},
    )
