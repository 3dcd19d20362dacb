"""The feed beside the plugins that people combine it with, in every order that those allow."""

import json
import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from sites import SITE_URL, Site

pytestmark = [pytest.mark.site, pytest.mark.registry]

PACKAGES = (
    *("mike==2.2.0", "mkdocs-awesome-nav==3.3.0", "mkdocs-awesome-pages-plugin==2.10.1"),
    "mkdocs-bootswatch==1.1",
    *("mkdocs-encryptcontent-plugin==3.1.0", "mkdocs-exclude==1.0.2", "mkdocs-gen-files==0.6.1"),
    *("mkdocs-git-authors-plugin==0.10.0", "mkdocs-git-revision-date-localized-plugin==1.6.0"),
    *("mkdocs-glightbox==0.5.3", "mkdocs-include-markdown-plugin==7.3.0"),
    *("mkdocs-literate-nav==0.6.3", "mkdocs-macros-plugin==1.5.0", "mkdocs-minify-plugin==0.8.0"),
    *("mkdocs-print-site-plugin==2.9", "mkdocs-redirects==1.2.3", "mkdocs-rss-plugin==1.19.0"),
    *("mkdocs-section-index==0.3.12", "mkdocs-static-i18n==1.3.1", "mkdocstrings[python]==1.0.8"),
)
POST = "wisdom/posts/2024-01-05-one"
FILES = {
    "docs/index.md": "# Home\n\n[feed](wisdom/index.md)\n\n<!-- wisdom:latest 2 -->\n",
    "docs/guide/index.md": "# Guide\n",
    "docs/guide/a.md": "# A\n\nText.\n",
    "posts/2024-01-05-one.md": "---\ntitle: One\ntags: [sea]\n---\n[Two](2024-01-06-two.md).\n",
    "posts/2024-01-06-two.md": "Two.\n",
}
UNCOMMITTED = "posts/2024-01-06-two.md"
MATERIAL = {"name": "material", "font": False}
REDIRECTS = {"redirects": {"redirect_maps": {"old.md": f"{POST}.md", "feed.md": "wisdom/index.md"}}}
GIT_DATES = {"git-revision-date-localized": {"enable_creation_date": True}}
OMITTED = {"validation": {"omitted_files": "warn"}}
READS_SOURCES = """\
def on_page_read_source(page, config):
    with open(page.file.abs_src_path, encoding="utf-8") as file:
        return file.read()
"""
READS_FIRST_LINES = """\
def on_page_markdown(markdown, page, **_):
    page.meta.setdefault("title", markdown.strip().splitlines()[0].lstrip("# "))
"""
READS_DESCRIPTIONS = """\
import logging
def on_page_content(html, page, **_):
    if page.file.src_uri.startswith("wisdom/") and not page.meta.get("description"):
        logging.getLogger("mkdocs").warning("%s has no description", page.file.src_uri)
"""
MAKES_A_PAGE = """\
import mkdocs_gen_files
with mkdocs_gen_files.open("api/x.md", "w") as file:
    print("# X", file=file)
"""

REMOVES_THE_ARCHIVE = """\
from mkdocs.plugins import event_priority
@event_priority(-300)
def on_files(files, config):
    files.remove(files.get_file_from_path("wisdom/archive.md"))
"""

Row = tuple[list[Any], dict[str, Any], dict[str, str]]
"""Plugins beside ours, configuration, files."""
BESIDE: dict[str, Row] = {
    "awesome-nav": (["awesome-nav"], {}, {"docs/.nav.yml": "nav: [index.md, guide]\n"}),
    "awesome-nav-feed": (
        ["awesome-nav"], OMITTED, {"docs/.nav.yml": "nav: [index.md, wisdom/index.md, guide]\n"},
    ),
    "awesome-pages": (["awesome-pages"], {}, {"docs/.pages": "nav: [index.md, ...]\n"}),
    "blog": (
        ["blog"], {}, {
            "docs/blog/index.md": "# Blog\n",
            "docs/blog/posts/p.md": "---\ndate: 2024-01-01\n---\n# P\n",
        },
    ),
    "encryptcontent": (
        ["encryptcontent"], {},
        {"posts/2024-01-07.md": "---\ntitle: S\npassword: vK9qLw72zPx04TmehQ8sYd\n---\nSecret.\n"},
    ),
    "exclude": (
        [{"exclude": {"glob": ["wisdom/posts/*", "drafts/*"], "regex": [".*archive.*"]}}], {},
        {f"docs/{POST}.md": "# Old\n", "docs/drafts/x.md": "# X\n"},
    ),
    "gen-files": (
        [{"gen-files": {"scripts": ["gen.py"]}}, "literate-nav", "section-index"], {},
        {"gen.py": MAKES_A_PAGE},
    ),
    "git-authors": (["git-authors"], {}, {}),
    "git-dates": ([GIT_DATES], {}, {}),
    "glightbox": (["glightbox"], {}, {}),
    "include-markdown": (["include-markdown"], {}, {}),
    "literate-nav": (
        ["literate-nav"], OMITTED, {"docs/SUMMARY.md": "* [Home](index.md)\n* [Guide](guide/)\n"},
    ),
    "literate-nav-feed": (
        ["literate-nav"], OMITTED,
        {"docs/SUMMARY.md": "* [Home](index.md)\n* [Feed](wisdom/index.md)\n* [Guide](guide/)\n"},
    ),
    "literate-nav-implicit": (["literate-nav"], OMITTED, {}),
    "macros": (["macros"], {}, {}),
    "meta": (["meta", "tags"], {}, {"docs/guide/.meta.yml": "tags: [x]\n"}),
    "mike": (["mike"], {}, {}),
    "minify": ([{"minify": {"minify_html": True}}], {}, {}),
    "mkdocstrings": (["mkdocstrings", "autorefs"], {}, {}),
    "offline": (["offline"], {}, {}),
    "privacy": ([{"privacy": {"assets": False}}], {}, {}),
    "redirects": ([REDIRECTS], {}, {}),
    "rss": (["rss"], {}, {}),
    "rss-dates": (
        [{"rss": {"use_git": False, "date_from_meta": {"as_creation": "date"}}}], {}, {},
    ),
    "section-index": (["section-index"], {}, {}),
    "social": ([{"social": {"cards": False}}], {}, {}),
    "tags": (["tags"], {}, {"docs/tags.md": "# Tags\n\n<!-- material/tags -->\n"}),
    "many": (
        [
            *("tags", "meta", "macros", "glightbox", {"minify": {"minify_html": True}}),
            *("git-authors", GIT_DATES, "rss", REDIRECTS, "section-index"),
        ], {}, {},
    ),
    "hook-sources": ([], {"hooks": ["hook.py"]}, {"hook.py": READS_SOURCES}),
    "hook-first-lines": ([], {"hooks": ["hook.py"]}, {"hook.py": READS_FIRST_LINES}),
    "hook-descriptions": ([], {"hooks": ["hook.py"]}, {"hook.py": READS_DESCRIPTIONS}),
}  # fmt: skip


@pytest.fixture(scope="module")
def plugins(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the other plugins, for PYTHONPATH."""
    folder = tmp_path_factory.mktemp("plugins")
    command = [sys.executable, "-m", "pip", "install", "--quiet", "--target", folder, *PACKAGES]
    subprocess.run(command, check=True)
    return folder


def build(site: Site, folder: Path, plugins: list[Any], **config: object) -> None:
    """Build a site in a repository where one post has no commit."""
    for path, text in FILES.items():
        site.write(path, text)
    site.configure(**{"theme": MATERIAL, "plugins": ["search", *plugins]} | config)
    site.write(".gitignore", f".cache\nsite\n{UNCOMMITTED}\n")
    git = ["git", "-c", "user.name=t", "-c", "user.email=t@example.org"]
    for command in (["init", "-q"], ["add", "."], ["commit", "-qm", "Begin"]):
        subprocess.run([*git, *command], cwd=site.root, check=True)
    build_strictly(site, folder)


def build_strictly(site: Site, folder: Path) -> None:
    """Build with the plugins in ``folder``; their Python warnings are theirs."""
    path = os.pathsep.join(filter(None, (os.environ.get("PYTHONPATH"), str(folder))))
    result = subprocess.run(
        [sys.executable, "-m", "mkdocs", "build", "--strict"],
        cwd=site.root,
        env=site.environment(PYTHONPATH=path, DISABLE_MKDOCS_2_WARNING="true"),
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
    )
    assert result.returncode == 0, result.stdout


WISDOM = {"wisdom": {"generate": "never"}}


@pytest.mark.parametrize("order", ["before", "after"])
@pytest.mark.parametrize("name", BESIDE)
def test_the_feed_is_built_beside(site: Site, plugins: Path, name: str, order: str) -> None:
    others, config, files = BESIDE[name]
    for path, text in files.items():
        site.write(path, text)
    build(site, plugins, [*others, WISDOM] if order == "before" else [WISDOM, *others], **config)
    page = site.read(f"{POST}.html" if name == "offline" else f"{POST}/index.html")
    assert "2024-01-06-two" in page


def test_print_site_has_the_feed(site: Site, plugins: Path) -> None:
    build(site, plugins, [WISDOM, "print-site"])
    assert '<section class="print-page" id="wisdom"' in site.read("print_page/index.html")


def test_a_theme_that_extends_mkdocs_gets_what_mkdocs_gets(site: Site, plugins: Path) -> None:
    build(site, plugins, [WISDOM], theme={"name": "flatly"})
    page = site.read(f"{POST}/index.html")
    (frame,) = re.findall(r'<div class="wisdom wisdom--post col-md-12"[^>]*>', page)
    assert 'role="main"' in frame
    assert page.count('<meta name="description" content="Two."') == 1


def test_the_rss_plugin_has_posts_and_no_lists_of_posts(site: Site, plugins: Path) -> None:
    build(site, plugins, ["rss", WISDOM])
    feed = json.loads(site.read("feed_json_created.json"))
    ids = {item["id"] for item in feed["items"] if "/wisdom/" in item["id"]}
    assert ids == {f"{SITE_URL}wisdom/posts/2024-01-0{day}/" for day in ("5-one", "6-two")}


@pytest.mark.parametrize(
    ("theme", "fallback"),
    [(MATERIAL, True), ({"name": "mkdocs"}, False), ({"name": "readthedocs"}, True)],
)
@pytest.mark.parametrize("order", ["before", "after"])
@pytest.mark.parametrize("structure", ["suffix", "folder"])
def test_a_translated_site_has_the_feed_once(  # noqa: PLR0913, PLR0917 (the matrix)
    site: Site, plugins: Path, structure: str, order: str, theme: dict[str, Any], fallback: bool
) -> None:
    home = "# Home\n\n<!-- wisdom:latest 1 -->\n"
    names = ("index.md", "index.de.md") if structure == "suffix" else ("en/index.md", "de/index.md")
    for name in names:
        site.write(f"docs/{name}", home)
    i18n = {
        "i18n": {
            "docs_structure": structure,
            "fallback_to_default": fallback,
            "languages": [
                {"locale": "en", "default": True, "name": "English", "build": True},
                {"locale": "de", "name": "Deutsch", "build": True},
            ],
        }
    }
    both = [i18n, REDIRECTS, WISDOM] if order == "before" else [WISDOM, REDIRECTS, i18n]
    for path in ("posts/2024-01-05-one.md", UNCOMMITTED):
        site.write(path, FILES[path])
    site.configure(theme=theme, plugins=["search", *both])
    build_strictly(site, plugins)
    assert (site.root / "site" / POST / "index.html").is_file()
    assert not (site.root / "site/de/wisdom").exists()
    assert 'href="../wisdom/posts/2024-01-06-two/"' in site.read("de/index.html")
    assert json.loads(site.read("wisdom-feed.json"))["language"] == "en"
    assert site.read("sitemap.xml").count(f"<loc>{SITE_URL}{POST}/</loc>") == 1


def test_a_plugin_that_removes_pages_in_the_end_is_told_in_words(site: Site) -> None:
    site.write("hook.py", REMOVES_THE_ARCHIVE)
    site.configure({"generate": "never"}, hooks=["hook.py"])
    assert site.fail() == (
        "wisdom: another plugin or a hook removed the page wisdom/archive.md: have it leave the "
        "pages of the feed alone"
    )
