"""``wisdom new``, and the real ``mkdocs build --strict`` of what it makes."""

import json
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner

from mkdocs_wisdom.scaffold.command import new
from mkdocs_wisdom.scaffold.skeleton import WORKFLOW
from sites import Site, list_tree

LayDown = Callable[..., Site]
PLUGIN_LINES = ["  - wisdom:", "      model: tiny.safetensors", "      author: Ada"]


@pytest.fixture
def lay_down(voice_file: Path) -> LayDown:
    """Call ``wisdom new`` with a small voice."""

    def run(folder: Path, *arguments: str) -> Site:
        command = [str(folder), "--yes", "--voice", str(voice_file), *arguments]
        result = CliRunner().invoke(new, command)
        assert result.exit_code == 0, result.output
        return Site(folder)

    return run


def read_authors(site: Site) -> list[str]:
    (path,) = (site.root / "site").rglob("*feed.json")
    return [author["name"] for author in json.loads(path.read_text(encoding="utf-8"))["authors"]]


@pytest.mark.parametrize(
    ("theme", "language"),
    [
        ("material", "en"),
        ("material", "ar"),
        ("material", "pt"),
        ("mkdocs", "en"),
        ("mkdocs", "zh"),
        ("readthedocs", "ar"),
        ("readthedocs", "de"),
    ],
)
def test_a_new_site_is_built_at_once(
    tmp_path: Path, lay_down: LayDown, theme: str, language: str
) -> None:
    site = lay_down(tmp_path / "bot", "--theme", theme, "--language", language)
    site.build()
    assert [path.name for path in site.posts.glob("*.md")] == ["2026-11-24.md"]
    page = site.read("index.html")
    assert 'href="posts/2026-11-24/"' in page
    assert "assets/avatar.svg" in page
    assert site.read("assets/avatar.svg").startswith("<svg")


@pytest.mark.parametrize(
    "name",
    ["'Q' & \"A\"", "a: b # c", "Wal 🐳 {{ x }}", "מוֹבִּי דיק", "- \\ * _n_ <b>", "No", "$(x) `y` %"],
)
def test_any_name_is_shown_as_it_is(tmp_path: Path, lay_down: LayDown, name: str) -> None:
    site = lay_down(tmp_path / "bot", "--name", name, "--theme", "mkdocs")
    site.build(SITE_URL="https://example.org/")
    assert read_authors(site) == [name]
    code = "import sys, lxml.html as h; print(h.parse(sys.argv[1]).find('.//h1').text_content())"
    done = subprocess.run(
        [sys.executable, "-c", code, site.root / "site" / "index.html"],
        capture_output=True, check=True,
    )  # fmt: skip
    assert done.stdout.decode().strip().rstrip("¶") == name


def test_addresses_are_those_of_the_workflow_until_there_is_one(
    tmp_path: Path, lay_down: LayDown
) -> None:
    site = lay_down(tmp_path / "bot")
    site.build(SITE_URL="https://ada.github.io/bot/")
    assert json.loads(site.read("feed.json"))["home_page_url"] == "https://ada.github.io/bot/"
    other = lay_down(tmp_path / "other", "--address", "ada/other")
    other.build(SITE_URL="https://elsewhere.example/")
    assert json.loads(other.read("feed.json"))["home_page_url"] == "https://ada.github.io/other/"


def test_the_plugin_joins_a_plain_site(tmp_path: Path, lay_down: LayDown) -> None:
    site = Site(tmp_path)
    site.write("mkdocs.yml", "site_name: Sea\nsite_url: https://sea.example/\n")
    site.write("docs/index.md", "# Sea\n")
    lay_down(tmp_path, "--author", "Ada")
    assert (tmp_path / "mkdocs.yml").read_text().splitlines() == [
        "site_name: Sea",
        "site_url: https://sea.example/",
        "plugins:",
        "  - search",
        *PLUGIN_LINES,
    ]
    site.build()
    assert "Sea" in site.read("index.html")
    assert read_authors(site) == ["Ada"]


MATERIAL = """\
# Ours
site_name: Sea
site_url: https://sea.example/
theme: {name: material, font: false}
nav:
  - Home: index.md
  - Blog: blog/index.md

plugins:
  - search # needed
  - blog:
      blog_dir: blog
  # - social

markdown_extensions:
  - pymdownx.emoji:
      emoji_index: !!python/name:material.extensions.emoji.twemoji
extra:
  build: !ENV [BUILD, local]
"""


def test_the_plugin_joins_a_site_with_a_blog_and_a_nav(tmp_path: Path, lay_down: LayDown) -> None:
    site = Site(tmp_path)
    site.write("mkdocs.yml", MATERIAL)
    site.write("docs/index.md", "# Home\n")
    site.write("docs/blog/index.md", "# Blog\n")
    site.write("docs/blog/posts/one.md", "---\ndate: 2026-11-01\n---\n# One\n")
    lay_down(tmp_path, "--author", "Ada")
    lines = MATERIAL.splitlines()
    place = lines.index("  # - social")
    changed = [*lines[:place], *PLUGIN_LINES, *lines[place:]]
    assert (tmp_path / "mkdocs.yml").read_text().splitlines() == changed
    site.build()
    assert "One" in site.read("blog/index.html")
    assert (tmp_path / "site" / "wisdom" / "posts" / "2026-11-24" / "index.html").is_file()


def test_the_plugin_joins_a_site_in_a_folder_of_a_monorepo(
    tmp_path: Path, lay_down: LayDown
) -> None:
    (tmp_path / ".git").mkdir()
    (tmp_path / "base.yml").write_text(
        "theme: {name: readthedocs}\nplugins:\n  - search:\n      lang: en # one\n"
    )
    site = Site(tmp_path / "packages" / "site")
    site.write(
        "mkdocs.yml", "INHERIT: ../../base.yml\nsite_name: Sea\nsite_url: https://s.example/\n"
    )
    site.write("docs/index.md", "# Sea\n")
    lay_down(site.root, "--author", "Ada", "--publish", "direct")
    assert (site.root / "mkdocs.yml").read_text().splitlines()[3:] == [
        "plugins:",
        "  - search:",
        "      lang: en # one",
        *PLUGIN_LINES,
    ]
    assert "directory: packages/site\n" in (tmp_path / WORKFLOW).read_text()
    site.build()
    assert (site.posts / "2026-11-24.md").is_file()
    assert (site.root / "site" / "search" / "search_index.json").is_file()


def test_an_update_keeps_the_posts(tmp_path: Path, lay_down: LayDown) -> None:
    site = lay_down(tmp_path / "bot")
    site.build()
    posts = list_tree(site.posts)
    lay_down(site.root, "--update", "--author", "Ada")
    site.build()
    assert list_tree(site.posts) == posts
    assert read_authors(site) == ["Ada"]


@pytest.mark.skipif(shutil.which("make") is None, reason="needs make")
@pytest.mark.parametrize(
    ("arguments", "build", "serve"),
    [
        ((), [".venv/bin/mkdocs build --strict"], ".venv/bin/mkdocs serve"),
        (
            ("--zensical",),
            [
                ".venv/bin/wisdom post --into docs/blog/posts --format zensical",
                ".venv/bin/zensical build --strict",
            ],
            ".venv/bin/zensical serve",
        ),
    ],
)
def test_make_builds_and_serves(
    tmp_path: Path, lay_down: LayDown, arguments: tuple[str, ...], build: list[str], serve: str
) -> None:
    site = lay_down(tmp_path / "a bot", *arguments)
    install = [
        "python3.13 -m venv --clear .venv",
        ".venv/bin/python -m pip install --disable-pip-version-check --quiet -r requirements.txt",
        "touch .venv/installed",
    ]

    def show(target: str) -> list[str]:
        command = ("make", "--no-print-directory", "-n", target, "PYTHON=python3.13")
        return subprocess.run(
            command, cwd=site.root, capture_output=True, text=True, check=True
        ).stdout.splitlines()

    assert show("site") == [*install, *build]
    assert show("serve") == [*install, serve]


@pytest.mark.registry
@pytest.mark.skipif(sys.version_info < (3, 11), reason="Zensical needs Python 3.11")
def test_a_new_site_for_zensical_is_built_with_its_requirements(
    tmp_path: Path, lay_down: LayDown
) -> None:
    site = lay_down(tmp_path / "bot", "--zensical", "--name", 'Wal: "🐳" #1', "--language", "de")
    (version,) = (
        line
        for line in (site.root / "requirements.txt").read_text().splitlines()
        if line.startswith("zensical==")
    )
    packages = tmp_path / "packages"
    pip = [sys.executable, "-m", "pip", "install", "--quiet", "--target", packages, version]
    subprocess.run([*pip, "-c", "constraints.txt"], cwd=site.root, check=True)
    site.write("docs/blog/posts/2026-11-24.md", "---\ndate: 2026-11-24\ntitle: Sea\n---\n\nA.\n")
    done = subprocess.run(
        [sys.executable, "-m", "zensical", "build", "--strict"],
        cwd=site.root,
        env=site.environment(PYTHONPATH=str(packages), SITE_URL="https://ada.example/bot/"),
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert "https://ada.example/bot/blog/2026/11/24/" in site.read("feed_rss_created.xml")
    assert '<html lang="de"' in site.read("index.html")
