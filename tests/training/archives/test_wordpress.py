from datetime import datetime, timedelta, timezone
from pathlib import Path

import pytest

from training.archives.written_archives import (
    list_recognised,
    read_archive,
    write_folder,
    write_zip,
)
from wisdom_training.archives.source import Document
from wisdom_training.archives.wordpress import SOURCE
from wisdom_training.containers.members import open_archive
from wisdom_training.errors import CorpusError

DATE = datetime(2019, 5, 4, 8, 11, 12, tzinfo=timezone.utc)
NAME = "myblog.WordPress.2024-05-04.xml"


def author(number: int, login: str, name: str) -> str:
    return (
        f"<wp:author><wp:author_id>{number}</wp:author_id>"
        f"<wp:author_login><![CDATA[{login}]]></wp:author_login>"
        f"<wp:author_display_name><![CDATA[{name}]]></wp:author_display_name></wp:author>"
    )


def item(content: str, more: str = "", creator: str = "ann", **fields: str) -> str:
    values = {
        "post_id": "7",
        "post_date_gmt": "2019-05-04 08:11:12",
        "status": "publish",
        "post_type": "post",
        "post_password": "",
        **fields,
    }
    rest = "".join(f"<wp:{key}><![CDATA[{value}]]></wp:{key}>" for key, value in values.items())
    return (
        f"<item><title>A title</title><pubDate>Sat, 04 May 2019 10:11:12 +0200</pubDate>"
        f"<dc:creator><![CDATA[{creator}]]></dc:creator>"
        f"<content:encoded><![CDATA[{content}]]></content:encoded>"
        f"<excerpt:encoded><![CDATA[An excerpt.]]></excerpt:encoded>{rest}{more}</item>"
    )


def comment(text: str, user: int, kind: str = "", approved: str = "1") -> str:
    return (
        f"<wp:comment><wp:comment_author><![CDATA[Ann]]></wp:comment_author>"
        f"<wp:comment_date_gmt>2019-05-04 08:11:12</wp:comment_date_gmt>"
        f"<wp:comment_content><![CDATA[{text}]]></wp:comment_content>"
        f"<wp:comment_approved>{approved}</wp:comment_approved>"
        f"<wp:comment_type>{kind}</wp:comment_type><wp:comment_user_id>{user}</wp:comment_user_id>"
        f"</wp:comment>"
    )


def write(*parts: str, version: str = "1.2") -> str:
    return (
        f'<?xml version="1.0" encoding="UTF-8" ?>\n<!-- This is a WordPress eXtended RSS file -->\n'
        f'<rss version="2.0" xmlns:excerpt="http://wordpress.org/export/{version}/excerpt/" '
        f'xmlns:content="http://purl.org/rss/1.0/modules/content/" '
        f'xmlns:dc="http://purl.org/dc/elements/1.1/" '
        f'xmlns:wp="http://wordpress.org/export/{version}/"><channel><title>My blog</title>'
        f"<wp:wxr_version>{version}</wp:wxr_version>{''.join(parts)}</channel></rss>"
    )


def read_texts(folder: Path, *contents: str) -> list[str]:
    content = write(*[item(content) for content in contents])
    return [found.text for found in read_archive(SOURCE, write_folder(folder, {NAME: content}))[0]]


@pytest.mark.parametrize("version", ["1.0", "1.1", "1.2"])
def test_versions(tmp_path: Path, version: str) -> None:
    content = write(item("<p>Hello &amp; welcome.</p>"), version=version)
    assert read_archive(SOURCE, write_folder(tmp_path, {NAME: content}))[0] == [
        Document("Hello & welcome.", DATE, speaker="ann")
    ]


def test_marks_of_blocks_are_no_text(tmp_path: Path) -> None:
    content = (
        '<!-- wp:paragraph {"align":"center"} -->\n<p>One\nline.</p>\n<!-- /wp:paragraph -->\n\n'
        '<!-- wp:quote -->\n<blockquote class="wp-block-quote"><p>Theirs.</p></blockquote>\n'
        "<!-- /wp:quote -->\n\n<!-- wp:more -->\n<!--more-->\n<!-- /wp:more -->\n\n"
        "<!-- wp:paragraph -->\n<p>Another.</p>\n<!-- /wp:paragraph -->\n"
        '<!-- wp:buttons --><div class="wp-block-buttons"><a>Buy</a></div><!-- /wp:buttons -->'
    )
    assert read_texts(tmp_path, content) == ["One line.\n\nAnother."]


def test_blank_lines_are_paragraphs_without_blocks(tmp_path: Path) -> None:
    content = "First line,\r\nsecond line.\r\n\r\nA new <em>paragraph</em>.\r\n<!--more-->\r\nEnd."
    assert read_texts(tmp_path, content) == [
        "First line,\nsecond line.\n\nA new paragraph.\n\nEnd."
    ]


@pytest.mark.parametrize(
    ("content", "text"),
    [
        ('[caption id="a" width="3"]<img src="x"> A cat[/caption]I sat.', "I sat."),
        ('One. [gallery ids="1,2"] Two.', "One. Two."),
        ("[youtube https://youtu.be/x] Seen.", "Seen."),
        ("[dropcap]O[/dropcap]nce upon.", "Once upon."),
        ('[vc_row][vc_column width="1/2"]Inside.[/vc_column][/vc_row]', "Inside."),
        ("[sourcecode language='python']x = a[0][/sourcecode]Prose.", "Prose."),
        ("He said [sic] it [1] himself [a = b] […].", "He said [sic] it [1] himself [a = b] […]."),
        ("Write [[gallery]] for a gallery.", "Write [gallery] for a gallery."),
    ],
)
def test_shortcodes(tmp_path: Path, content: str, text: str) -> None:
    assert read_texts(tmp_path, content) == [text]


def test_only_published_posts(tmp_path: Path) -> None:
    content = write(
        item("<p>Out.</p>"),
        item("<p>Draft.</p>", status="draft"),
        item("<p>Private.</p>", status="private"),
        item("<p>Locked.</p>", post_password="secret"),  # noqa: S106 (of a post)
        item("<p>About me.</p>", post_type="page"),
        item("", post_type="attachment", status="inherit"),
        item("<p>Old.</p>", post_type="revision", status="inherit"),
        item('[gallery ids="1"]'),
    )
    documents, reading = read_archive(SOURCE, write_folder(tmp_path, {NAME: content}))
    assert [found.text for found in documents] == ["Out."]
    assert reading.dropped == {
        "unpublished posts": 2,
        "posts with a password": 1,
        "pages that are no posts": 1,
        "posts without text": 1,
    }


def test_several_authors_are_speakers(tmp_path: Path) -> None:
    content = write(
        author(1, "ann", "Ann Çelik"),
        author(2, "ben", "Ben"),
        item("<p>Mine.</p>"),
        item("<p>His.</p>", creator="ben"),
    )
    folder = write_folder(tmp_path, {NAME: content})
    assert [(found.text, found.speaker) for found in read_archive(SOURCE, folder)[0]] == [
        ("Mine.", "Ann Çelik"),
        ("His.", "Ben"),
    ]
    with open_archive([folder]) as archive:
        assert list(SOURCE.find_owner(archive.members)) == []


def test_a_single_author_is_the_owner(tmp_path: Path) -> None:
    content = write(author(1, "ann", "Ann Çelik"), author(2, "ben", "Ben"), item("<p>Mine.</p>"))
    with open_archive([write_folder(tmp_path, {NAME: content})]) as archive:
        assert list(SOURCE.find_owner(archive.members)) == ["Ann Çelik"]


def test_comments_of_authors_alone(tmp_path: Path) -> None:
    comments = [
        comment("Thanks!\n\nAnn", 1),
        comment("Nice.", 0),
        comment("Spam", 1, approved="spam"),
        comment("Ping", 0, "pingback"),
    ]
    content = write(author(1, "ann", "Ann"), item("<p>Mine.</p>", "".join(comments)))
    documents, reading = read_archive(SOURCE, write_folder(tmp_path, {NAME: content}))
    assert documents == [
        Document("Thanks!\n\nAnn", DATE, "comment", "Ann"),
        Document("Mine.", DATE, speaker="Ann"),
    ]
    assert reading.dropped == {"comments by others": 3}


def test_a_post_that_was_never_dated_has_the_date_of_the_feed(tmp_path: Path) -> None:
    content = write(item("<p>Hi.</p>", post_date_gmt="0000-00-00 00:00:00"))
    (document,) = read_archive(SOURCE, write_folder(tmp_path, {NAME: content}))[0]
    assert document.date == datetime(2019, 5, 4, 10, 11, 12, tzinfo=timezone(timedelta(hours=2)))


def test_other_feeds_are_not_recognised(tmp_path: Path) -> None:
    folder = write_folder(tmp_path, {"feed.xml": '<rss version="2.0"><channel/></rss>'})
    assert list_recognised(SOURCE, folder) == []


def test_a_truncated_file_is_one_error(tmp_path: Path) -> None:
    content = write(*[item(f"<p>Post {number}</p>") for number in range(99)])[:-300]
    with pytest.raises(CorpusError, match=r"\.xml cannot be read as XML"):
        read_archive(SOURCE, write_zip(tmp_path / "wordpress.zip", {NAME: content}))


def test_a_document_type_is_refused(tmp_path: Path) -> None:
    content = write(item("<p>Hi.</p>")).replace("<rss", '<!DOCTYPE rss [<!ENTITY a "b">]><rss', 1)
    with pytest.raises(CorpusError, match="has a document type"):
        read_archive(SOURCE, write_folder(tmp_path, {NAME: content}))
