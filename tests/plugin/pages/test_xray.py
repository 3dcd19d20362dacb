from dataclasses import replace
from datetime import datetime, timezone
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from mkdocs.structure.files import Files

from mkdocs_wisdom.languages.language import open_language
from mkdocs_wisdom.pages.identity import FeedIdentity
from mkdocs_wisdom.pages.links import SiteLinks
from mkdocs_wisdom.pages.xray import make_script, place_xray, read_all_figures
from mkdocs_wisdom.posts.post import Post
from mkdocs_wisdom.posts.xray import Figures, find_file, save_figures
from planned_pages import make_config

DATE = datetime(2026, 11, 24, tzinfo=timezone.utc)
FIGURES = Figures(("Yes", "."), "wm", (27, 3), (("No", 31), ()))


def read(folder: Path, *posts: Post, blocklist: tuple[str, ...] = (), **page: Any) -> list[str]:  # noqa: ANN401 (of MkDocs)
    pages: dict[str, Any] = {
        f"posts/{post.stem}.md": SimpleNamespace(url="posts/", content="<p>Yes.</p>", **page)
        for post in posts
    }
    links = SiteLinks(FeedIdentity("Log", "Ishmael", "a.svg"), pages)
    found = read_all_figures(posts, links, folder, blocklist)
    return [f"{stem}: {figures.instead[0]}" for stem, figures in found.items()]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for stem in ("2026-11-23", "2026-11-24"):
        save_figures(FIGURES, find_file(tmp_path, stem))
    return tmp_path


def make_post(stem: str = "2026-11-24", body: str = "Yes.", **meta: object) -> Post:
    return Post(stem, DATE, "Calm", body, meta, None)


def test_posts_that_have_figures_show_them(folder: Path) -> None:
    assert read(folder, make_post("2026-11-22"), make_post()) == ["2026-11-24: ('No', 31)"]


def test_drafts_and_secluded_posts_show_none(folder: Path) -> None:
    assert read(folder, make_post(draft=True)) == []
    assert read(folder, make_post(search={"exclude": True})) == []
    assert read(folder, make_post(), encryptcontent={}) == []


def test_the_blocklist_of_today_counts(folder: Path) -> None:
    assert read(folder, make_post(), blocklist=("no",)) == ["2026-11-24: ()"]


def test_the_log_names_what_is_not_used(folder: Path, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level("INFO")
    assert read(folder, make_post(body="No."), make_post("2026-11-23")) == [
        "2026-11-23: ('No', 31)"
    ]
    unused = find_file(folder, "2026-11-24")
    assert caplog.messages == [
        f"mkdocs_wisdom: No X-ray of some posts:\n  {unused} is not used: the post was changed"
    ]


def place(folder: Path, figures: Figures) -> tuple[str, str]:
    """The address of the figures of a post, and their file's content."""
    files = Files([])
    config = make_config(folder)
    links = SiteLinks(FeedIdentity("Log", "Ishmael", "a.svg"), {})
    placed = place_xray({"2026-11-24": figures}, links, files, config, subfolder="ahab/")
    assert placed
    address = placed.figures["2026-11-24"]
    return address, files.src_uris[address].content_string


def test_other_figures_have_another_address(tmp_path: Path) -> None:
    assert place(tmp_path, FIGURES) == (
        "assets/wisdom/xray/ahab/2026-11-24-728c7494d9.js",
        f"mkdocsWisdom.figures={FIGURES.dump()};\n",
    )  # fmt: skip
    address, _ = place(tmp_path, replace(FIGURES, by="mm"))
    assert address == "assets/wisdom/xray/ahab/2026-11-24-c580fb02ae.js"


def test_the_script_has_the_words_of_the_language() -> None:
    assert "Phrasengedächtnis" in make_script(open_language("de"))
    assert "phrase memory" in make_script(open_language("en"))
