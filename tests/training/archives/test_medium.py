from datetime import datetime, timezone
from pathlib import Path

import pytest

from training.archives.written_archives import (
    list_recognised,
    read_archive,
    write_folder,
    write_zip,
)
from wisdom_training.archives.medium import SOURCE
from wisdom_training.archives.source import Document
from wisdom_training.errors import CorpusError

DATE = datetime(2019, 5, 4, 8, 11, 12, tzinfo=timezone.utc)
NAME = "posts/2019-05-04_A-title-1a2b3c4d5e6f.html"
TITLE = '<h3 name="1" class="graf graf--h3 graf--leading graf--title">A title</h3>'
TIME = '<time class="dt-published" datetime="2019-05-04T08:11:12.345Z">May 4, 2019</time>'


def paragraph(text: str) -> str:
    return f'<p name="2" class="graf graf--p graf-after--h3">{text}</p>'


def write(body: str, time: str = TIME) -> str:
    return (
        "<!DOCTYPE html><html><head><meta http-equiv='Content-Type' content='text/html; "
        "charset=utf-8'><title>A title</title><style>* {color: red}</style></head><body>"
        '<article class="h-entry"><header><h1 class="p-name">A title</h1></header>'
        '<section data-field="subtitle" class="p-summary">A summary…</section>'
        '<section data-field="body" class="e-content"><section name="0" class="section">'
        '<div class="section-divider"><hr class="section-divider"></div>'
        f'<div class="section-content"><div class="section-inner">{body}</div></div></section>'
        '</section><footer><p>By <a href="https://medium.com/@ann">Ann</a> on '
        f'<a href="https://medium.com/p/1">{time}</a>.</p><p>Exported from Medium.</p></footer>'
        "</article></body></html>"
    )


def read(folder: Path, page: str, name: str = NAME) -> tuple[list[Document], dict[str, int]]:
    documents, reading = read_archive(SOURCE, write_folder(folder, {name: page}))
    return documents, dict(reading.dropped)


def test_a_post(tmp_path: Path) -> None:
    body = (
        f'{TITLE}<h4 class="graf graf--h4 graf--subtitle">A subtitle</h4>'
        f"{paragraph('Hello &amp; <strong>welcome</strong>.<br>Sit.')}"
        '<blockquote class="graf graf--blockquote">Theirs.</blockquote>'
        '<pre class="graf graf--pre">x = 1</pre>'
        '<figure class="graf graf--figure"><img src="x"><figcaption>A cat</figcaption></figure>'
        '<div class="graf graf--mixtapeEmbed"><a><strong>A page</strong> of somebody</a></div>'
        f"{paragraph('The end.')}"
    )
    assert read(tmp_path, write(body))[0] == [Document("Hello & welcome.\nSit.\n\nThe end.", DATE)]


def test_a_response_has_no_title_and_is_a_comment(tmp_path: Path) -> None:
    name = "posts/2019-05-04_So-true-1a2b3c4d5e6f.html"
    assert read(tmp_path, write(paragraph("So true.")), name)[0] == [
        Document("So true.", DATE, "comment")
    ]


def test_drafts_are_left_out(tmp_path: Path) -> None:
    page = write(TITLE + paragraph("Not yet."), time="")
    assert read(tmp_path, page, "posts/draft_A-title-1a2b.html") == ([], {"unpublished posts": 1})


def test_a_post_without_text_is_counted(tmp_path: Path) -> None:
    assert read(tmp_path, write(TITLE)) == ([], {"posts without text": 1})


def test_other_pages_are_not_recognised(tmp_path: Path) -> None:
    files = {
        NAME: write(TITLE + paragraph("Hi.")),
        "posts/2019-05-04_Not-of-medium.html": "<html><body><p>My website</p></body></html>",
        "bookmarks/bookmarks-0001.html": write(paragraph("Read later")),
        "claps/claps-0001.html": "<html></html>",
    }
    assert list_recognised(SOURCE, write_folder(tmp_path, files)) == [NAME]


def test_a_truncated_zip_is_one_error(tmp_path: Path) -> None:
    path = write_zip(tmp_path / "medium.zip", {NAME: write(paragraph("Hi."))})
    path.write_bytes(path.read_bytes()[:-40])
    with pytest.raises(CorpusError, match=r"medium\.zip is damaged or was not downloaded wholly"):
        read_archive(SOURCE, path)
