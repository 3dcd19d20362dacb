"""Mastodon's archives."""

from __future__ import annotations

import json
from collections import Counter
from datetime import datetime, timezone
from pathlib import Path
from typing import Any

import pytest

from training.archive_files import read_source, write_folder, write_tar, write_zip
from wisdom_training.archives.mastodon import SOURCE
from wisdom_training.archives.source import Document
from wisdom_training.errors import CorpusError

PUBLIC = "https://www.w3.org/ns/activitystreams#Public"
ANN = "https://example.social/users/ann"
DATE = datetime(2023, 4, 5, 6, 7, 8, tzinfo=timezone.utc)


def make_item(content: object = "<p>The sea.</p>", **fields: object) -> dict[str, Any]:
    """A public post; ``fields`` are those of its note."""
    note = {
        "id": f"{ANN}/statuses/1",
        "type": "Note",
        "summary": None,
        "inReplyTo": None,
        "published": "2023-04-05T06:07:08Z",
        "attributedTo": ANN,
        "to": [PUBLIC],
        "cc": [f"{ANN}/followers"],
        "content": content,
        "tag": [],
        **fields,
    }
    return {
        "id": f"{ANN}/statuses/1/activity",
        "type": "Create",
        "actor": ANN,
        "published": "2023-04-05T06:07:08Z",
        "to": note["to"],
        "cc": note["cc"],
        "object": note,
    }


BOOST = {"type": "Announce", "actor": ANN, "to": [PUBLIC], "object": "https://e.org/@ben/2"}


def write_outbox(*items: object) -> str:
    return json.dumps(
        {
            "@context": "https://www.w3.org/ns/activitystreams",
            "id": "outbox.json",
            "type": "OrderedCollection",
            "totalItems": len(items),
            "orderedItems": items,
        }
    )


def read_items(path: Path, *items: object) -> tuple[list[Document], Counter[str]]:
    folder = write_folder(path / "x", {"outbox.json": write_outbox(*items)})
    documents, reading = read_source(SOURCE, folder)
    return documents, reading.dropped


def read_text(path: Path, content: str, **fields: object) -> str:
    (document,), _ = read_items(path, make_item(content, **fields))
    return document.text


@pytest.mark.parametrize("write", [write_folder, write_zip, write_tar])
def test_an_archive(tmp_path: Path, write: Any) -> None:  # noqa: ANN401 (three types)
    path = write(
        tmp_path / {write_folder: "x", write_zip: "x.zip", write_tar: "x.tar.gz"}[write],
        {
            "actor.json": json.dumps({"id": ANN, "type": "Person"}),
            "likes.json": json.dumps({"type": "OrderedCollection", "orderedItems": ["x"]}),
            "outbox.json": write_outbox(make_item(), BOOST),
        },
    )
    documents, reading = read_source(SOURCE, path)
    assert documents == [Document("The sea.", DATE, origin=f"{path}: outbox.json, post 1")]
    assert reading.dropped == {"reposts": 1}


def test_other_outboxes_are_not_recognised(tmp_path: Path) -> None:
    assert read_source(SOURCE, write_folder(tmp_path, {"outbox.json": "[]"}))[0] == []


@pytest.mark.parametrize(
    ("to", "cc"),
    [
        ([PUBLIC], []),
        ([f"{ANN}/followers"], [PUBLIC]),  # unlisted
        (PUBLIC, None),
        (["as:Public"], []),
    ],
)
def test_public_posts_are_read(tmp_path: Path, to: object, cc: object) -> None:
    documents, _ = read_items(tmp_path, make_item(to=to, cc=cc))
    assert [document.text for document in documents] == ["The sea."]


@pytest.mark.parametrize(
    ("to", "cc"),
    [
        ([f"{ANN}/followers"], []),
        (["https://example.social/users/ben"], []),
        ([], []),
        (None, None),
        ([3], {"a": PUBLIC}),
    ],
)
def test_other_posts_are_left_out(tmp_path: Path, to: object, cc: object) -> None:
    assert read_items(tmp_path, make_item(to=to, cc=cc)) == (
        [],
        {"posts that were not public": 1},
    )


MENTION = '<span class="h-card"><a href="https://e.org/@ben" class="u-url mention">@<span>ben\
</span></a></span>'
LINK = '<a href="https://example.org/a/long/path"><span class="invisible">https://</span><span \
class="ellipsis">example.org/a/lo</span><span class="invisible">ng/path</span></a>'
TAG = '<a href="https://e.org/tags/sea" class="mention hashtag" rel="tag">#<span>sea</span></a>'
QUOTE = f'<p class="quote-inline">RE: {LINK}</p>'


@pytest.mark.parametrize(
    ("content", "text"),
    [
        ("<p>One<br />two.</p><p>Three &amp; four.</p>", "One\ntwo.\n\nThree & four."),
        (f"<p>{MENTION} Yes.</p>", "@ben Yes."),
        (f"<p>See {LINK}</p>", "See https://example.org/a/long/path"),
        (f"<p>The {TAG}</p>", "The #sea"),
        (f"{QUOTE}<p>So true.</p>", "So true."),
        ("<blockquote><p>Other words.</p></blockquote><p>So true.</p>", "So true."),
    ],
)
def test_html_becomes_text(tmp_path: Path, content: str, text: str) -> None:
    assert read_text(tmp_path, content) == text


def test_the_servers_own_emoji_are_dropped(tmp_path: Path) -> None:
    tags = [{"type": "Emoji", "name": ":blob_cat:"}, {"type": "Hashtag", "name": "#a"}, 3, {}]
    content = "<p>Ha :blob_cat: at 10:30:15 :no:</p>"
    assert read_text(tmp_path, content, tag=tags) == "Ha at 10:30:15 :no:"


@pytest.mark.parametrize(
    ("replied_to", "kind"),
    [
        (None, "post"),
        (f"{ANN}/statuses/3", "post"),
        ("https://example.social/users/anna/statuses/3", "reply"),
        ("https://e.org/users/ben/statuses/2", "reply"),
    ],
)
def test_replies_to_others_are_replies(tmp_path: Path, replied_to: object, kind: str) -> None:
    (document,), _ = read_items(tmp_path, make_item(inReplyTo=replied_to))
    assert document.kind == kind


def test_a_poll_is_a_post(tmp_path: Path) -> None:
    (document,), _ = read_items(tmp_path, make_item("<p>Tea?</p>", type="Question", oneOf=[]))
    assert document.text == "Tea?"


def test_the_content_warning_is_left_out(tmp_path: Path) -> None:
    assert read_text(tmp_path, "<p>Soup.</p>", summary="food") == "Soup."


def test_what_is_no_post_is_counted(tmp_path: Path) -> None:
    items = [
        {"type": "Like", "object": "https://e.org/1"},
        {"type": "Create", "object": "https://e.org/1"},
        make_item(None),
        make_item(3),
        make_item("<p></p>"),
        3,
        None,
    ]
    assert read_items(tmp_path, *items) == (
        [],
        {"records that are no posts": 1, "records that cannot be read": 5, "posts without text": 1},
    )


def test_a_truncated_file_is_an_error(tmp_path: Path) -> None:
    path = write_folder(tmp_path / "x", {"outbox.json": write_outbox(make_item())[:-40]})
    with pytest.raises(CorpusError) as error:
        read_source(SOURCE, path)
    assert str(error.value).startswith(f"{path}: outbox.json cannot be read as JSON (")


def test_a_truncated_archive_is_an_error(tmp_path: Path) -> None:
    items = [make_item(f"<p>{number}</p>") for number in range(500)]
    path = write_tar(tmp_path / "x.tar.gz", {"outbox.json": write_outbox(*items)})
    path.write_bytes(path.read_bytes()[:-100])
    with pytest.raises(CorpusError) as error:
        read_source(SOURCE, path)
    assert str(error.value).startswith(f"{path} is damaged or was not downloaded wholly (")
