import os
import sys
from datetime import datetime, timedelta, timezone
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from mkdocs_wisdom.errors import PostError
from mkdocs_wisdom.posts.post import Post, select_visible
from mkdocs_wisdom.posts.post_reader import read_all, read_post
from mkdocs_wisdom.posts.visibility import Hiding

UTC = timezone.utc
PARIS = ZoneInfo("Europe/Paris")
NOW = datetime(2026, 11, 24, 12, tzinfo=UTC)


def read(tmp_path: Path, content: str | bytes, name: str = "2018-05-01.md") -> Post:
    path = tmp_path / name
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return read_post(path, timezone=PARIS)


def fail(tmp_path: Path, content: str | bytes, name: str = "2018-05-01.md") -> str:
    with pytest.raises(PostError) as caught:
        read(tmp_path, content, name)
    return str(caught.value).removeprefix(str(tmp_path / name))


def test_a_generated_post_is_read(tmp_path: Path) -> None:
    post = read(
        tmp_path,
        "---\ndate: 2026-11-24T08:30:00+01:00\ntitle: Call me…\nwisdom:\n  seed: 7\n---\n\n"
        "Call me Ishmael.\n\nSome years ago.\n",
        "2026-11-24-2.md",
    )
    assert post == Post(
        stem="2026-11-24-2",
        date=datetime(2026, 11, 24, 8, 30, tzinfo=timezone(timedelta(hours=1))),
        title="Call me…",
        body="Call me Ishmael.\n\nSome years ago.",
        meta={"date": post.date, "title": "Call me…", "wisdom": {"seed": 7}},
        path=tmp_path / "2026-11-24-2.md",
    )


def test_a_page_dated_by_its_name_is_a_post(tmp_path: Path) -> None:
    post = read(tmp_path, "---\nlayout: page\n---\n\nBe kind.\n", "2018-05-01-be-kind.md")
    assert (post.stem, post.title, post.body) == ("2018-05-01-be-kind", "Be kind", "Be kind.")
    assert post.date == datetime(2018, 5, 1, tzinfo=PARIS)
    assert post.meta == {"layout": "page"}


def test_front_matter_is_optional(tmp_path: Path) -> None:
    post = read(tmp_path, "Ishmael: call me that.\n")
    assert (post.title, post.body, post.meta) == (
        "Ishmael: call me that.",
        "Ishmael: call me that.",
        {},
    )


def test_windows_line_ends_and_a_byte_order_mark_are_read(tmp_path: Path) -> None:
    post = read(tmp_path, b"\xef\xbb\xbf---\r\ntitle: Caf\xc3\xa9\r\n---\r\nA\r\n\r\nB\r\n")
    assert (post.title, post.body) == ("Café", "A\n\nB")


@pytest.mark.parametrize(
    ("written", "date"),
    [
        ("2026-11-24", datetime(2026, 11, 24, tzinfo=PARIS)),
        ("2026-11-24 08:30", datetime(2026, 11, 24, 8, 30, tzinfo=PARIS)),
        ("2026-11-24 08:30:15", datetime(2026, 11, 24, 8, 30, 15, tzinfo=PARIS)),
        ("2026-11-24T08:30:15Z", datetime(2026, 11, 24, 8, 30, 15, tzinfo=UTC)),
        ("2026-11-24 08:30:15 +0000", datetime(2026, 11, 24, 8, 30, 15, tzinfo=UTC)),
        ("2026-11-24T08:30+00:00", datetime(2026, 11, 24, 8, 30, tzinfo=UTC)),
        ("'2026-11-24T08:30:15.25Z'", datetime(2026, 11, 24, 8, 30, 15, 250000, tzinfo=UTC)),
        ("{created: 2026-11-24}", datetime(2026, 11, 24, tzinfo=PARIS)),
    ],
)
def test_dates_are_read_as_people_write_them(tmp_path: Path, written: str, date: datetime) -> None:
    read_date = read(tmp_path, f"---\ndate: {written}\n---\n", "2018-05-01-x.md").date
    assert (read_date, read_date.utcoffset()) == (date, date.utcoffset())


@pytest.mark.parametrize(
    ("content", "title"),
    [
        ("---\ntitle: '  A   title '\n---\n# B\n", "A title"),
        ("---\ntitle: 1851\n---\n", "1851"),
        ("# A *good* [heading](x.md) #\n\nText\n", "A good heading"),
        ("Some **bold** words.\n\nMore.\n", "Some bold words."),
        ("# **\n\nText\n", "2018-05-01"),
        ("##\n\nText\n", "2018-05-01"),
        ("#sea and land\n", "#sea and land"),
        ("", "2018-05-01"),
    ],
)
def test_a_title_is_found(tmp_path: Path, content: str, title: str) -> None:
    assert read(tmp_path, content).title == title


@pytest.mark.parametrize(
    ("written", "tags"),
    [
        ("[sea, whale, sea]", ("sea", "whale")),
        ("sea whale", ("sea", "whale")),
        ("the sea, a whale", ("the sea", "a whale")),
        ("[1851]", ("1851",)),
        ("", ()),
    ],
)
def test_tags_are_a_list_or_a_line(tmp_path: Path, written: str, tags: tuple[str, ...]) -> None:
    assert read(tmp_path, f"---\ntags: {written}\n---\n").tags == tags


@pytest.mark.parametrize(
    ("content", "error"),
    [
        (
            "---\ntitle: a\ndate: soon\n---\n",
            (
                ", line 3: date is 'soon': expected a date such as 2026-11-24 or "
                "2026-11-24 08:30:00 +0100"
            ),
        ),
        (
            "---\ntitle: a\ndate: 2026-02-30\n---\n",
            (
                ", line 3: date is '2026-02-30': expected a date such as 2026-11-24 or "
                "2026-11-24 08:30:00 +0100"
            ),
        ),
        ("---\ntitle: [a]\n---\n", ", line 2: title is a list, expected a text"),
        ("---\ntags: {a: b}\n---\n", ", line 2: tags is {'a': 'b'}, expected a list of words"),
        (b"a\nb\xff\n", ", line 2: byte 0xff is not UTF-8: save the file as UTF-8"),
    ],
)
def test_a_broken_post_is_named_with_its_line(
    tmp_path: Path, content: str | bytes, error: str
) -> None:
    assert fail(tmp_path, content) == error


def test_a_post_without_any_date_says_what_to_do(tmp_path: Path) -> None:
    assert fail(tmp_path, "Text\n", "thoughts.md") == (
        ", line 1: no date: begin the file's name with one (2026-11-24-title.md) or add a line "
        "such as 'date: 2026-11-24' to its front matter"
    )


def test_a_name_that_is_not_a_date_is_an_error(tmp_path: Path) -> None:
    assert fail(tmp_path, "Text\n", "2018-13-01.md") == (
        ", line 1: date is '2018-13-01': expected a date such as 2026-11-24 or "
        "2026-11-24 08:30:00 +0100"
    )


def test_two_files_for_one_page_are_an_error(tmp_path: Path) -> None:
    for name in ("2018-05-01.md", "2018-05-01.markdown"):
        (tmp_path / name).write_text("Text\n")
    with pytest.raises(PostError) as caught:
        read_all(tmp_path, timezone=UTC)
    assert str(caught.value) == (
        f"{tmp_path / '2018-05-01.md'}: its page would be the same as that of "
        f"{tmp_path / '2018-05-01.markdown'}: rename one of them"
    )


def test_the_newest_comes_first(tmp_path: Path) -> None:
    for name in ("2026-11-23", "2026-11-24", "2026-11-24-2", "2026-11-24-10", "2026-11-22-a"):
        (tmp_path / f"{name}.md").write_text("Text\n")
    (tmp_path / "old.md").write_text("---\ndate: 2026-11-23 12:00\n---\n")
    stems = [post.stem for post in read_all(tmp_path, timezone=UTC)]
    assert stems == [
        *("2026-11-24-10", "2026-11-24-2", "2026-11-24"),
        *("old", "2026-11-23", "2026-11-22-a"),
    ]


def test_drafts_the_future_and_other_files_are_not_seen(tmp_path: Path) -> None:
    (tmp_path / "2026-11-20.md").write_text("Text\n")
    (tmp_path / "2026-11-21.md").write_text("---\ndraft: true\n---\nText\n")
    (tmp_path / "2026-11-22.md").write_text("---\ndraft: false\n---\nText\n")
    (tmp_path / "2026-11-23.md").write_text("---\ndate: 2026-11-24 12:00:01\n---\nText\n")
    (tmp_path / "2026-11-24.txt").write_text("Text\n")
    (tmp_path / ".2026-11-24.md").write_text("Text\n")
    (tmp_path / "2026-11-19").mkdir()
    posts = select_visible(read_all(tmp_path, timezone=UTC), NOW)
    assert [post.stem for post in posts] == ["2026-11-22", "2026-11-20"]


def test_no_folder_has_no_posts(tmp_path: Path) -> None:
    assert read_all(tmp_path / "none", timezone=UTC) == []


def test_a_folder_that_is_a_file_is_an_error(tmp_path: Path) -> None:
    (tmp_path / "posts").write_text("")
    with pytest.raises(PostError, match=r"cannot read the posts in .*posts: Not a directory"):
        read_all(tmp_path / "posts", timezone=UTC)


def test_a_post_may_name_its_author_and_be_pinned(tmp_path: Path) -> None:
    post = read(tmp_path, "---\nauthor:  Queequeg  of Kokovoko\npin: true\n---\nText\n")
    assert (post.author, post.pinned) == ("Queequeg of Kokovoko", True)
    plain = read(tmp_path, "---\npin: yes please\n---\nText\n")
    assert (plain.author, plain.pinned) == ("", False)


def test_an_author_is_a_name(tmp_path: Path) -> None:
    assert fail(tmp_path, "---\nlayout: page\nauthor: [a, b]\n---\nText\n") == (
        ", line 3: author is a list, expected a name"
    )


def test_all_errors_of_all_posts_are_named_together(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text("---\ntitle: [a]\ndate: soon\n---\n")
    (tmp_path / "b.md").write_text("---\ndate: 2.5.2024\n---\n")
    with pytest.raises(PostError) as caught:
        read_all(tmp_path, timezone=UTC)
    expected = "expected a date such as 2026-11-24 or 2026-11-24 08:30:00 +0100"
    assert str(caught.value) == (
        f"{tmp_path / 'a.md'}, line 3: date is 'soon': {expected}\n"
        f"{tmp_path / 'a.md'}, line 2: title is a list, expected a text\n"
        f"{tmp_path / 'b.md'}, line 2: date is '2.5.2024': {expected}"
    )


def test_keys_may_begin_with_a_capital_letter(tmp_path: Path) -> None:
    post = read(tmp_path, "---\nTitle: A\nDate: 2024-05-01\nTags: b\nAuthor: C\n---\n", "a.md")
    assert (post.title, post.day, post.tags, post.author) == ("A", "2024-05-01", ("b",), "C")


def test_a_date_may_have_the_key_of_another_generator(tmp_path: Path) -> None:
    assert read(tmp_path, "---\npubDate: May 1, 2024\n---\n", "a.md").day == "2024-05-01"


def test_a_post_is_published_within_its_period(tmp_path: Path) -> None:
    (tmp_path / "2024-01-01.md").write_text("---\nexpiryDate: 2026-11-24 12:00\n---\n")
    (tmp_path / "2024-01-02.md").write_text("---\npublishDate: 2026-11-24 12:01\n---\n")
    (tmp_path / "2024-01-03.md").write_text("---\nexpires: 2026-11-24 12:01\n---\n")
    posts = select_visible(read_all(tmp_path, timezone=UTC), NOW)
    assert [post.stem for post in posts] == ["2024-01-03"]


def test_posts_in_a_folder_of_drafts_are_drafts(tmp_path: Path) -> None:
    (tmp_path / "_drafts").mkdir()
    (tmp_path / "_drafts" / "2024-01-01.md").write_text("Text\n")
    (post,) = read_all(tmp_path, timezone=UTC)
    assert (post.draft, post.hiding) == (True, Hiding("in the folder _drafts"))


def test_a_draft_outside_the_front_matter_stops_the_build(tmp_path: Path) -> None:
    assert fail(tmp_path, "  ---\n  draft: true\n  ---\nText\n").startswith(
        ", line 2: the text has 'draft: true', as if the post were not to be published"
    )


def test_the_title_of_a_protected_post_is_not_its_text(tmp_path: Path) -> None:
    post = read(tmp_path, "---\npassword: x\n---\nA secret.\n")
    assert (post.title, post.secluded) == ("2018-05-01", True)


@pytest.mark.skipif(sys.platform != "linux", reason="other systems allow no such name")
@pytest.mark.parametrize("name", [b"\xff.md", b"a\nb.md", b"2026-11-24\x1b[31m.md"])
def test_a_name_that_no_page_can_have_is_named(tmp_path: Path, name: bytes) -> None:
    path = Path(os.fsdecode(os.fsencode(tmp_path) + b"/" + name))
    path.write_bytes(b"Call me")
    with pytest.raises(PostError) as caught:
        read_all(tmp_path, timezone=UTC)
    assert str(caught.value) == (
        f"{str(path)!a}: its name has control characters or bytes that are not UTF-8: rename it"
    )


def test_a_name_that_is_too_long_for_a_page_is_named(tmp_path: Path) -> None:
    path = tmp_path / ("a" * 120) / ("b" * 120) / "2026-11-24.md"
    path.parent.mkdir(parents=True)
    path.write_bytes(b"Call me")
    assert [post.stem for post in read_all(tmp_path, timezone=UTC)] == ["2026-11-24"]
    path.rename(path.with_name("c.md"))
    with pytest.raises(PostError, match=r"would have 243 bytes, expected at most 240: rename it"):
        read_all(tmp_path, timezone=UTC)


def test_a_post_has_a_hundred_tags_at_most(tmp_path: Path) -> None:
    tags = ", ".join(map(str, range(100)))
    assert len(read(tmp_path, f"---\ntags: {tags}\n---\nCall me").tags) == 100
    assert fail(tmp_path, f"---\ntags: {tags}, x\n---\nCall me") == (
        ", line 2: tags has 101 words, expected at most 100"
    )
