from datetime import datetime, timezone
from pathlib import Path

import pytest

from training.archives.written_archives import list_recognised, read_archive, write_folder
from wisdom_training.archives.blogger import SOURCE
from wisdom_training.archives.source import Document
from wisdom_training.containers.members import open_archive
from wisdom_training.errors import CorpusError

DATE = datetime(2019, 5, 4, 8, 11, 12, tzinfo=timezone.utc)
NAME = "Takeout/Blogger/Blogs/My blog/feed.atom"
OLD_NAME = "blog-05-04-2019.xml"
KIND = "http://schemas.google.com/blogger/2008/kind#"


def entry(
    text: str, kind: str = "POST", status: str = "LIVE", author: str = "Ann", more: str = ""
) -> str:
    return (
        f"<entry><id>tag:blogger.com,1999:blog-1.post-2</id><blogger:type>{kind}</blogger:type>"
        f"<blogger:status>{status}</blogger:status><author><name>{author}</name>"
        f"<blogger:type>BLOGGER</blogger:type></author><title>A title</title>"
        f'<content type="html">{text}</content><published>2019-05-04T08:11:12.345Z</published>'
        f"{more}</entry>"
    )


def write(*entries: str) -> str:
    return (
        "<?xml version='1.0' encoding='utf-8'?><feed xmlns='http://www.w3.org/2005/Atom' "
        "xmlns:blogger='http://schemas.google.com/blogger/2018'>"
        f"<id>tag:blogger.com,1999:blog-1</id><title>My blog</title>{''.join(entries)}</feed>"
    )


def old_entry(text: str, kind: str = "post", author: str = "Ann", more: str = "") -> str:
    return (
        f"<entry><id>tag:blogger.com,1999:blog-1.post-2</id>"
        f"<published>2019-05-04T10:11:12.345+02:00</published>"
        f"<category scheme='http://schemas.google.com/g/2005#kind' term='{KIND}{kind}'/>"
        f"<category scheme='http://www.blogger.com/atom/ns#' term='hats'/>"
        f"<content type='html'>{text}</content><author><name>{author}</name></author>{more}</entry>"
    )


def old_write(*entries: str) -> str:
    return (
        "<?xml version='1.0' encoding='UTF-8'?><?xml-stylesheet href='x' type='text/css'?>"
        "<feed xmlns='http://www.w3.org/2005/Atom' xmlns:thr='http://purl.org/syndication/thread/1.0'>"
        "<id>tag:blogger.com,1999:blog-1.archive</id><generator uri='http://www.blogger.com'>Blogger"
        f"</generator>{''.join(entries)}</feed>"
    )


def test_takeout(tmp_path: Path) -> None:
    content = write(
        entry("&lt;p&gt;Hello &amp;amp; welcome.&lt;br/&gt;Sit.&lt;/p&gt;"),
        entry("Draft", status="DRAFT"),
        entry("Gone", status="SOFT_TRASHED"),
        entry("Gone too", more="<blogger:trashed>2020-01-01T00:00:00Z</blogger:trashed>"),
        entry("About", "PAGE"),
        entry("Thanks!", "COMMENT"),
        entry("Nice.", "COMMENT", author="Ben"),
        entry("Pending.", "COMMENT", "PENDING"),
        entry("&lt;div class='separator'&gt;&lt;img src='x'/&gt;&lt;/div&gt;"),
    )
    documents, reading = read_archive(SOURCE, write_folder(tmp_path, {NAME: content}))
    date = DATE
    assert documents == [
        Document("Hello & welcome.\nSit.", date, speaker="Ann"),
        Document("Thanks!", date, "comment", "Ann"),
    ]
    assert reading.dropped == {
        "unpublished posts": 3,
        "pages that are no posts": 1,
        "comments by others": 1,
        "unpublished comments": 1,
        "posts without text": 1,
    }


def test_older_backups(tmp_path: Path) -> None:
    draft = "<app:control xmlns:app='{}'><app:draft>yes</app:draft></app:control>"
    content = old_write(
        old_entry("Settings", "settings"),
        old_entry("&lt;html&gt;A template&lt;/html&gt;", "template"),
        old_entry("Hello."),
        old_entry("Draft", more=draft.format("http://purl.org/atom/app#")),
        old_entry("Draft", more=draft.format("http://www.w3.org/2007/app")),
        old_entry("Thanks!", "comment"),
        old_entry("Nice.", "comment", "Ben"),
    )
    documents, reading = read_archive(SOURCE, write_folder(tmp_path, {OLD_NAME: content}))
    assert documents == [
        Document("Hello.", DATE, speaker="Ann"),
        Document("Thanks!", DATE, "comment", "Ann"),
    ]
    assert reading.dropped == {"unpublished posts": 2, "comments by others": 1}


@pytest.mark.parametrize(("others", "owner"), [((), ["Ann"]), (("Ben",), [])])
def test_a_single_author_is_the_owner(
    tmp_path: Path, others: tuple[str, ...], owner: list[str]
) -> None:
    entries = [entry("Text.", author=name) for name in ("Ann", *others)]
    draft = entry("Not out.", status="DRAFT", author="Çelik")
    folder = write_folder(tmp_path, {NAME: write(draft, *entries)})
    with open_archive([folder]) as archive:
        assert list(SOURCE.find_owner(archive.members)) == owner


def test_other_feeds_are_not_recognised(tmp_path: Path) -> None:
    feed = "<feed xmlns='http://www.w3.org/2005/Atom'><id>https://example.org</id></feed>"
    assert list_recognised(SOURCE, write_folder(tmp_path, {"feed.atom": feed})) == []


def test_a_truncated_file_is_one_error(tmp_path: Path) -> None:
    content = write(*[entry(f"Post {number}") for number in range(99)])[:-200]
    with pytest.raises(CorpusError, match=r"feed\.atom cannot be read as XML"):
        read_archive(SOURCE, write_folder(tmp_path, {NAME: content}))
