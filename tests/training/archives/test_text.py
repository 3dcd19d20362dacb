"""Plain text and Markdown."""

import io
import textwrap
import zipfile
from datetime import datetime, timedelta, timezone
from pathlib import Path

import pytest

from training.texts import SENTENCES
from wisdom_training.archives.source import Document, Reading
from wisdom_training.archives.text import SOURCE
from wisdom_training.containers.members import open_archive
from wisdom_training.errors import CorpusError


def fill(folder: Path, **texts: str | bytes) -> Path:
    """Files by name; ``__`` stands for a dot and ``_in_`` for a slash."""
    for name, content in texts.items():
        path = folder / name.replace("__", ".").replace("_in_", "/")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content.encode() if isinstance(content, str) else content)
    return folder


def day(*numbers: int) -> datetime:
    """A date whose time zone is not known."""
    return datetime(*numbers, tzinfo=timezone.utc).replace(tzinfo=None)  # type: ignore[misc,arg-type]


def read(path: Path) -> tuple[list[Document], Reading]:
    reading = Reading()
    with open_archive([path]) as archive:
        known = SOURCE.recognise(archive.members)
        return list(SOURCE.read(known, reading)), reading


def texts(path: Path) -> list[str]:
    return [document.text for document in read(path)[0]]


def test_every_file_is_a_document(tmp_path: Path) -> None:
    fill(tmp_path, a__txt="One.\n\nMore of one.\n", b__md="Two.", sub_in_c__markdown="Three.")
    documents, reading = read(tmp_path)
    assert documents == [
        Document("One.\n\nMore of one.", origin=f"{tmp_path}: a.txt"),
        Document("Two.", origin=f"{tmp_path}: b.md"),
        Document("Three.", origin=f"{tmp_path}: sub/c.markdown"),
    ]
    assert (reading.dropped, reading.warnings) == ({}, {})


def test_a_file_of_posts_has_many_documents(tmp_path: Path) -> None:
    posts = [f"Post {n} about whales" for n in range(60)]
    path = fill(tmp_path, posts__txt="\n\n".join(posts)) / "posts.txt"
    documents, _ = read(path)
    assert [document.text for document in documents] == posts
    assert documents[1].origin == f"{path}, part 2"


def test_an_archive_is_read_as_a_folder_is(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "vault.zip", "w") as file:
        file.writestr("vault/a.md", "One.")
        file.writestr("vault/.obsidian/b.md", "Two.")
    assert texts(tmp_path / "vault.zip") == ["One."]


def test_a_truncated_archive_is_an_error(tmp_path: Path) -> None:
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w") as file:
        file.writestr("a.md", "One." * 1000)
    (tmp_path / "vault.zip").write_bytes(content.getvalue()[:-60])
    with pytest.raises(CorpusError, match=r"vault\.zip is damaged or was not downloaded wholly"):
        read(tmp_path / "vault.zip")


def test_what_markdown_adds_is_no_prose(tmp_path: Path) -> None:
    page = (
        "---\ntitle: The sea\n---\n\n# The sea\n\nA [ship](https://example.org/a) *sails* "
        "[[far|away]] ![](a.png).\n\nSecond\n======\n\n```python\nprint()\n```\n\n"
        "- one thing\n- another thing %%why?%%\n\n> Somebody else said this.\n> And this.\n\n"
        "> [!note]\n> Mine.\n\nThe end #sea."
    )
    assert texts(fill(tmp_path, a__md=page)) == [
        "A ship sails away .\n\none thing\n\nanother thing\n\nMine.\n\nThe end #sea."
    ]


def test_old_encodings_are_recognised_and_reported(tmp_path: Path) -> None:
    path = fill(tmp_path, a__txt="Ein café für Bäcker.\n".encode("cp1252") * 3) / "a.txt"
    documents, reading = read(path)
    assert [document.text for document in documents] == [
        "Ein café für Bäcker.\n\nEin café für Bäcker.\n\nEin café für Bäcker."
    ]
    assert list(reading.warnings) == [
        f"{path}: not UTF-8 (byte 7), read as cp1252; save it as UTF-8 to be sure"
    ]


def test_wrapped_lines_are_joined(tmp_path: Path) -> None:
    paragraphs = [" ".join(SENTENCES[n:] + SENTENCES[:n]) for n in range(len(SENTENCES))]
    text = "\n\n".join(textwrap.fill(paragraph, 40) for paragraph in paragraphs)
    assert texts(fill(tmp_path, a__txt=text)) == ["\n\n".join(paragraphs)]


@pytest.mark.parametrize(
    ("front", "date"),
    [
        ("date: 2024-03-05", day(2024, 3, 5)),
        ("date: '2024-3-5 10:20'", day(2024, 3, 5, 10, 20)),
        ("created: 2024-03-05T10:20:30.123Z", datetime(2024, 3, 5, 10, 20, 30, 0, timezone.utc)),
        (
            "publishDate: 2024-03-05T10:20:30+02:00",
            datetime(2024, 3, 5, 10, 20, 30, 0, timezone(timedelta(hours=2))),
        ),
        ("published: 2024/03/05", day(2024, 3, 5)),
        ("date: 2024-13-05", day(2023, 1, 2)),
        ("title: 'No date'", day(2023, 1, 2)),
    ],
)
def test_the_date_is_in_the_front_matter_or_in_the_name(
    front: str, date: datetime, tmp_path: Path
) -> None:
    path = tmp_path / "2023-01-02-sea.md"
    path.write_text(f"---\n{front}\n---\nA ship.", encoding="utf-8")
    assert [document.date for document in read(path)[0]] == [date]


def test_the_folder_of_a_page_may_have_the_date(tmp_path: Path) -> None:
    path = tmp_path / "2023-01-02-sea" / "index.md"
    path.parent.mkdir()
    path.write_text("A ship.", encoding="utf-8")
    assert [document.date for document in read(tmp_path)[0]] == [day(2023, 1, 2)]


@pytest.mark.parametrize(
    ("front", "reason"),
    [
        ("---\ndraft: true\n---", "drafts"),
        ("+++\ndraft = true\n+++", "drafts"),
        ("---\npublished: false\n---", "drafts"),
        ("---\nstatus: Pending\n---", "drafts"),
        ("---\nprivate: yes\n---", "private pages"),
        ("---\nvisibility: private\n---", "private pages"),
        ("---\npassword: whale\n---", "private pages"),
        ("---\ntags:\n  - sea\n  - private\n---", "private pages"),
        ("---\ntags: [sea, private]\n---", "private pages"),
    ],
)
def test_drafts_and_private_pages_are_left_out(front: str, reason: str, tmp_path: Path) -> None:
    documents, reading = read(fill(tmp_path, a__md=f"{front}\nA ship."))
    assert (documents, reading.dropped) == ([], {reason: 1})


@pytest.mark.parametrize(
    "front", ["draft: false", "published: true", "status: publish", "tags: [private-sea]"]
)
def test_published_pages_are_read(front: str, tmp_path: Path) -> None:
    assert texts(fill(tmp_path, a__md=f"---\n{front}\n---\nA ship.")) == ["A ship."]


def test_folders_of_drafts_and_templates_are_left_out(tmp_path: Path) -> None:
    fill(
        tmp_path, _drafts_in_a__md="A.", templates_in_b__md="B.", private_in_c__md="C.", d__md="D."
    )
    documents, reading = read(tmp_path)
    assert [document.text for document in documents] == ["D."]
    assert reading.dropped == {"drafts": 1, "templates": 1, "private pages": 1}


def test_files_without_text_are_counted(tmp_path: Path) -> None:
    documents, reading = read(fill(tmp_path, a__md="# Title\n", b__txt="\n"))
    assert (documents, reading.dropped) == ([], {"files without text": 2})


def test_files_that_are_no_prose_are_not_recognised(tmp_path: Path) -> None:
    fill(
        tmp_path,
        chat__txt="[12/03/21, 2:05:13 PM] Anna: Call me\n" * 20,
        data__txt='{"a": 1}',
        binary__txt=b"\x00\x01\x02",
        LICENSE__txt="Permission is granted.",
        page__rst="A ship.",
    )
    with open_archive([tmp_path]) as archive:
        assert SOURCE.recognise(archive.members) == []


def test_the_licence_of_a_book_is_left_out(tmp_path: Path) -> None:
    text = (
        "Title page\n\n*** START OF THE PROJECT GUTENBERG EBOOK X ***\n\nA ship.\n\n"
        "*** END OF THE PROJECT GUTENBERG EBOOK X ***\n\nTerms."
    )
    assert texts(fill(tmp_path, a__txt=text)) == ["A ship."]
