from pathlib import Path

import pytest
from markdown import Markdown
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files

from mkdocs_wisdom.pages.source_links import SourceLinks, share_source_links


@pytest.fixture
def links(tmp_path: Path) -> SourceLinks:
    links = SourceLinks(tmp_path, tmp_path / "docs")
    links.add_sources(
        {
            "w/posts/trip.md": tmp_path / "posts/trip/index.md",
            "w/posts/cat.md": tmp_path / "posts/2024/cat.md",
            "w/posts/a b.gif": tmp_path / "posts/a b.gif",
        }
    )
    return links


def make_file(uri: str, root: Path, *, docs: bool = False) -> File:
    return File(uri, str(root / "docs") if docs else None, str(root / "site"), True)


@pytest.mark.parametrize(
    ("url", "target"),
    [
        ("../trip/index.md", "w/posts/trip.md"),
        ("../trip/", "w/posts/trip.md"),
        ("../trip/index.md?a#b", "w/posts/trip.md"),
        ("../a%20b.gif", "w/posts/a b.gif"),
        ("../../docs/about.md", "about.md"),
        ("../../docs/missing.md", None),
        ("../../../../../../../../etc/passwd", None),
        ("missing.md", None),
        ("#top", None),
        ("/index.md", None),
        ("https://example.org/cat.md", None),
        ("mailto:cat.md", None),
        ("http://[", None),
    ],
)
def test_a_link_of_a_post_means_a_file_on_disk(
    links: SourceLinks, tmp_path: Path, url: str, target: str | None
) -> None:
    files = Files([make_file("about.md", tmp_path, docs=True)])
    assert links.find(url, make_file("w/posts/cat.md", tmp_path), files) == target


@pytest.mark.parametrize(
    ("url", "target"),
    [("../posts/2024/cat.md", "w/posts/cat.md"), ("about.md", None), ("w/posts/cat.md", None)],
)
def test_a_link_of_docs_dir_may_lead_into_the_posts_folder(
    links: SourceLinks, tmp_path: Path, url: str, target: str | None
) -> None:
    files = Files([make_file("about.md", tmp_path, docs=True)])
    assert links.find(url, make_file("index.md", tmp_path, docs=True), files) == target


def test_markdown_outside_a_page_stays_as_it_is(links: SourceLinks) -> None:
    assert Markdown(extensions=[links]).convert("[a](cat.md)") == '<p><a href="cat.md">a</a></p>'


def test_a_page_has_the_name_of_its_source(links: SourceLinks) -> None:
    assert links.name("w/posts/cat.md") == "posts/2024/cat.md"
    assert links.name("index.md") is None


def test_the_feeds_of_a_site_share_the_extension(tmp_path: Path) -> None:
    config = MkDocsConfig()
    config.load_dict({"site_name": "Sea", "docs_dir": str(tmp_path), "site_dir": "site"})
    config.validate()
    shared = share_source_links(config, tmp_path)
    assert share_source_links(config, tmp_path) is shared
    assert config.markdown_extensions[-1] is shared


def test_the_posts_of_feeds_link_to_each_other(links: SourceLinks, tmp_path: Path) -> None:
    links.add_sources({"ahab/posts/leg.md": tmp_path / "posts-of-ahab/leg.md"})
    file = make_file("ahab/posts/leg.md", tmp_path)
    assert links.find("../posts/2024/cat.md", file, Files([])) == "w/posts/cat.md"
