"""``wisdom post`` and then ``zensical build``: Zensical runs no plugins."""

import subprocess
import sys
from pathlib import Path

import feedparser
import pytest
from click.testing import CliRunner

from mkdocs_wisdom.cli.post import post
from sites import NOON, Site

pytestmark = [pytest.mark.site, pytest.mark.registry]

ZENSICAL = "zensical==0.0.73"
CONFIGURATION = """\
[project]
site_name = "Sea"
site_url = "https://example.org/"

[project.plugins.blog]

[project.plugins.rss]
match_path = "blog/posts/.*"
date_from_meta = { as_creation = "date" }

[project.plugins.wisdom]
model = "tiny.safetensors"
length = 7
prompts = ["The <b>sea</b> & \\"the\\" whale"]
"""


@pytest.fixture(scope="module")
def packages(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with Zensical, for PYTHONPATH."""
    folder = tmp_path_factory.mktemp("zensical")
    command = [sys.executable, "-m", "pip", "install", "--quiet", "--target", folder, ZENSICAL]
    subprocess.run(command, check=True)
    return folder


@pytest.fixture
def zensical(site: Site, packages: Path, monkeypatch: pytest.MonkeyPatch) -> Site:
    """A site of two nights, built by Zensical."""
    (site.root / "mkdocs.yml").unlink()
    site.write("zensical.toml", CONFIGURATION)
    site.write("docs/index.md", "# Home\n")
    site.write("docs/blog/index.md", "# Blog\n")
    monkeypatch.chdir(site.root)
    monkeypatch.setenv("SOURCE_DATE_EPOCH", str(NOON))
    for day in ("2026-11-23", "2026-11-24"):
        written = CliRunner().invoke(post, ["--format", "zensical", "--date", f"{day} 04:37"])
        assert written.stdout == f"docs/blog/posts/{day}.md\n", written.output
    built = subprocess.run(
        [sys.executable, "-m", "zensical", "build", "--strict"],
        cwd=site.root,
        env=site.environment(PYTHONPATH=str(packages)),
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
    )
    assert built.returncode == 0, built.stdout
    return site


def test_zensical_publishes_the_posts(zensical: Site) -> None:
    (page,) = (zensical.root / "site" / "blog" / "2026" / "11" / "24").rglob("index.html")
    html = page.read_text(encoding="utf-8")
    assert "<h1>The ‹b›sea‹/b› & " in html
    assert "<b>sea" not in html
    feed = feedparser.parse((zensical.root / "site" / "feed_rss_created.xml").read_bytes())
    assert [entry.published[:16] for entry in feed.entries] == [
        "Tue, 24 Nov 2026",
        "Mon, 23 Nov 2026",
    ]
    assert "‹b›sea‹/b›" in zensical.read("search.json")
    assert zensical.read("blog/index.html").count('class="toclink"') == 2
