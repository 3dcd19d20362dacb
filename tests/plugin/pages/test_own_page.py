"""Plain paragraphs and headings are rendered as MkDocs renders them, without a parser."""

from pathlib import Path
from typing import Any

import pytest
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files
from mkdocs.structure.pages import Page

from mkdocs_wisdom.pages.own_page import OwnPage, leaves_text_alone
from mkdocs_wisdom.pages.source_links import SourceLinks


def make_config(tmp_path: Path, *extensions: object, **settings: dict[str, Any]) -> MkDocsConfig:
    config = MkDocsConfig()
    (tmp_path / "docs").mkdir(exist_ok=True)
    config.load_dict({"site_name": "Sea", "docs_dir": str(tmp_path / "docs")})
    config.validate()
    config.markdown_extensions += extensions  # type: ignore[arg-type]  # objects, too
    config.mdx_configs |= settings
    return config


def render(kind: type[Page], markdown: str, config: MkDocsConfig) -> dict[str, object]:
    file = File("posts/2026-11-24.md", config.docs_dir, config.site_dir, use_directory_urls=True)
    page = kind(None, file, config)
    page.markdown = markdown
    page.render(config, Files([file]))
    return {
        "title": page.title,
        "content": page.content,
        "toc": [link.title for link in page.toc],
        "anchors": page.present_anchor_ids,
        "links": list((page.links_to_anchors or {}).values()),
    }


@pytest.mark.parametrize(
    "markdown",
    [
        "Call me Ishmael.\n\nHark!",
        "# Hark\n\n[a](#b)",
        "# Hark, a whale!",
        "# R&amp;D",
        "# ",
        "# 鯨",
        "",
    ],
)
def test_a_post_is_rendered_as_by_mkdocs(tmp_path: Path, markdown: str) -> None:
    config = make_config(tmp_path)
    assert render(OwnPage, markdown, config) == render(Page, markdown, config)


def test_a_heading_has_the_permalink_that_the_site_wants(tmp_path: Path) -> None:
    config = make_config(tmp_path, toc={"permalink": "#"})
    assert render(OwnPage, "# Hark", config) == render(Page, "# Hark", config)


def test_extensions_that_change_plain_text_do(tmp_path: Path) -> None:
    config = make_config(tmp_path, "smarty")
    assert render(OwnPage, "'Aye'", config)["content"] == "<p>&lsquo;Aye&rsquo;</p>"


@pytest.mark.parametrize(
    ("extensions", "settings", "alone"),
    [
        ([], {}, True),
        (["pymdownx.superfences", "admonition"], {}, True),
        (["pymdownx.snippets"], {"pymdownx.snippets": {"check_paths": True}}, True),
        (["pymdownx.snippets"], {"pymdownx.snippets": {"auto_append": ["a.md"]}}, False),
        (["smarty"], {}, False),
        (["their.own"], {}, False),
        ([SourceLinks(Path("/a"), Path("/a/docs"))], {}, True),
        ([object()], {}, False),
    ],
)
def test_only_extensions_known_to_leave_text_alone_are_passed_over(
    tmp_path: Path, extensions: list[object], settings: dict[str, Any], alone: bool
) -> None:
    assert leaves_text_alone(make_config(tmp_path, *extensions, **settings)) is alone
