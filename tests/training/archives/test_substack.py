from datetime import datetime, timezone
from pathlib import Path

import pytest

from training.archives.written_archives import (
    closed_member,
    list_recognised,
    read_archive,
    write_folder,
    write_zip,
)
from wisdom_training.archives.source import Document, Reading
from wisdom_training.archives.substack import SOURCE
from wisdom_training.containers.members import open_archive
from wisdom_training.errors import CorpusError

DATE = datetime(2024, 1, 15, 10, tzinfo=timezone.utc)
OLD = "post_id,post_date,is_published,email_sent_at,type,audience,title,subtitle,podcast_url"
NEW = (
    "post_id,post_date,is_published,email_sent_at,inbox_sent_at,type,audience,title,subtitle,"
    "podcast_url"
)


def row(post: str, *, published: str = "true", kind: str = "newsletter", header: str = NEW) -> str:
    sent = "," if header == NEW else ""
    return f'{post},2024-01-15T10:00:00.000Z,{published},{sent},{kind},everyone,"A, title",,'


def write(*rows: str, header: str = NEW) -> str:
    return "\n".join([header, *rows, ""])


@pytest.mark.parametrize("header", [OLD, NEW])
def test_a_post(tmp_path: Path, header: str) -> None:
    html = (
        "<h2>Part one</h2><p>Hello &amp; <em>welcome</em>.</p>"
        '<div class="captioned-image-container"><figure><img src="x"><figcaption>A cat</figcaption>'
        '</figure></div><p>A note<a class="footnote-anchor" href="#1">1</a> on it.</p>'
        '<div class="subscription-widget-wrap"><div><p class="cta-caption">'
        "Thanks for reading!</p></div></div>"
        '<p class="button-wrapper"><a class="button primary"><span>Subscribe</span></a></p>'
        '<div class="pullquote"><p>Hello</p></div><blockquote><p>Theirs</p></blockquote>'
        '<div class="tweet">Somebody</div>'
    )
    files = {
        "posts.csv": write(row("101.hello", header=header), header=header),
        "posts/101.hello.html": html,
    }
    assert read_archive(SOURCE, write_folder(tmp_path, files))[0] == [
        Document("Part one\n\nHello & welcome.\n\nA note on it.", DATE)
    ]


def test_only_published_posts(tmp_path: Path) -> None:
    rows = [
        row("1.out", published="TRUE"),
        row("2.draft", published="false"),
        row("3.about", kind="page"),
        row("4.audio", kind="podcast"),
        row("5.empty"),
        row("odd"),
        "",
    ]
    files = {"posts.csv": write(*rows)}
    files |= {f"posts/{name}.html": f"<p>{name}</p>" for name in ("1.out", "2.draft", "3.about")}
    files["posts/5.empty.html"] = ""
    documents, reading = read_archive(SOURCE, write_folder(tmp_path, files))
    assert [found.text for found in documents] == ["1.out"]
    assert reading.dropped == {
        "unpublished posts": 1,
        "pages that are no posts": 1,
        "posts without text": 2,
        "records that cannot be read": 1,
    }


def test_files_on_subscribers_are_never_opened(tmp_path: Path) -> None:
    files = {"posts.csv": write(row("1.out")), "posts/1.out.html": "<p>Out.</p>"}
    with open_archive([write_folder(tmp_path, files)]) as archive:
        closed = [
            "email_list.ann.csv",
            "subscribers.csv",
            "posts/1.out.opens.csv",
            "posts/1.out.delivers.csv",
        ]
        members = SOURCE.recognise([*archive.members, *map(closed_member, closed)])
        documents = list(SOURCE.read(members, Reading()))
    assert [member.path for member in members] == ["posts.csv", "posts/1.out.html"]
    assert [document.text for document in documents] == ["Out."]


def test_the_table_of_posts_of_reddit_is_not_recognised(tmp_path: Path) -> None:
    files = {"posts.csv": "id,permalink,date,ip,subreddit,gildings,title,url,body\n"}
    assert list_recognised(SOURCE, write_folder(tmp_path, files)) == []


def test_a_truncated_zip_is_one_error(tmp_path: Path) -> None:
    path = write_zip(tmp_path / "substack.zip", {"posts.csv": write(row("1.out"))})
    path.write_bytes(path.read_bytes()[:-40])
    with pytest.raises(CorpusError, match=r"substack\.zip is damaged or was not downloaded wholly"):
        read_archive(SOURCE, path)


def test_a_field_without_end_is_one_error(tmp_path: Path) -> None:
    content = write(row("1.out")) + '"' + "x" * (2 << 20)
    with pytest.raises(CorpusError, match=r"posts\.csv is damaged .*field larger than field limit"):
        read_archive(SOURCE, write_folder(tmp_path, {"posts.csv": content}))
