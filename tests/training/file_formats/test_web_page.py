"""Web pages."""

from pathlib import Path

import pytest

from wisdom_training.containers.members import open_path
from wisdom_training.errors import CorpusError
from wisdom_training.file_formats.file_text import FileText
from wisdom_training.file_formats.web_page import read_text


def read(content: str | bytes, tmp_path: Path) -> FileText:
    path = tmp_path / "page.html"
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return read_text(open_path(path))


def test_a_page_becomes_paragraphs(tmp_path: Path) -> None:
    page = "<!doctype html><title>x</title><h1>The sea</h1><p>A\nship &amp; a <i>whale</i>.</p>"
    assert read(page, tmp_path) == FileText("The sea\n\nA ship & a whale.", "a web page (HTML)")


@pytest.mark.parametrize(
    "around",
    [
        "<header>Menu</header><p>Yes.</p>",
        "<nav>Menu</nav><p>Yes.</p><footer>© Ann</footer>",
        "<p>Yes.</p><div id=comments><p>No!</p></div>",
        "<p>Yes.</p><aside>More</aside><script>no()</script><style>p {}</style>",
        "<div>Menu</div><main><p>Yes.</p></main>",
        "<div>Menu</div><article><p>Yes.</p></article>",
        "<p>Yes.</p><p hidden>No.</p><pre>code()</pre>",
    ],
)
def test_what_is_around_the_text_is_left_out(around: str, tmp_path: Path) -> None:
    assert read(f"<html><body>{around}</body></html>", tmp_path).text == "Yes."


def test_a_page_of_several_articles_has_all_of_them(tmp_path: Path) -> None:
    page = "<article><p>One.</p></article><article><p>Two.</p></article>"
    assert read(page, tmp_path).text == "One.\n\nTwo."


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
@pytest.mark.parametrize("declared", ["", "<meta charset='windows-1252'>"])
def test_a_page_may_declare_a_wrong_encoding(encoding: str, declared: str, tmp_path: Path) -> None:
    page = f"<html><head>{declared}</head><p>It’s a café.</p></html>"
    assert read(page.encode(encoding), tmp_path).text == "It’s a café."


def test_a_declared_encoding_decides_where_it_can(tmp_path: Path) -> None:
    page = "<meta http-equiv='Content-Type' content='text/html; charset=windows-1251'><p>Море.</p>"
    assert read(page.encode("cp1251"), tmp_path).text == "Море."


def test_an_empty_page_has_no_text(tmp_path: Path) -> None:
    assert read("", tmp_path).text == ""


def test_hostile_nesting_is_refused(tmp_path: Path) -> None:
    with pytest.raises(CorpusError, match=r"html has more than 500 elements inside each other"):
        read("<div>" * 20_000 + "Yes.", tmp_path)
