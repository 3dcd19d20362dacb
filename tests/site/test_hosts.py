"""The programs and themes that the plugin runs in, each installed from the registry with the wheel.

Every row is an environment of its own, made by uv with the requirements that a user would give.
"""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from sites import NOON

ROOT = Path(__file__).parents[2]
UV = "uv==0.13.9"  # as in the Makefile

pytestmark = [pytest.mark.site, pytest.mark.slow, pytest.mark.registry]


class Host(NamedTuple):
    """A row of the matrix."""

    requirements: tuple[str, ...]
    program: str = "mkdocs"
    theme: str = "material"
    removed: tuple[str, ...] = ()
    """Packages that the wheel asks for, and that this host replaces."""


HOSTS = {
    "MkDocs 1.6.0": Host(("mkdocs==1.6.0",), theme="mkdocs"),
    "MkDocs 1.6.1": Host(("mkdocs==1.6.1",), theme="readthedocs"),
    "Material, oldest": Host(("mkdocs-material==9.5.0", "mkdocs==1.6.0")),
    "Material, newest": Host(("mkdocs-material",)),
    "MaterialX 10": Host(("mkdocs-materialx>=10,<11",), theme="materialx"),
    "ProperDocs 1.6.7": Host(
        ("properdocs==1.6.7", "properdocs-theme-mkdocs"), "properdocs", "mkdocs", ("mkdocs",)
    ),
    "ProperDocs 1.6.7 and MaterialX": Host(
        ("properdocs==1.6.7", "mkdocs-materialx>=10,<11"), "properdocs", "materialx", ("mkdocs",)
    ),
}


def run(*command: str | Path, cwd: Path = ROOT, **variables: str) -> str:
    """Run a command and return its standard output and errors."""
    done = subprocess.run(
        command, cwd=cwd, env={**os.environ, **variables}, text=True, check=False,
        stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
    )  # fmt: skip
    assert done.returncode == 0, done.stdout
    return done.stdout


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    run(sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", folder)
    (file,) = folder.glob("*.whl")
    return file


@pytest.fixture(scope="module")
def uv(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("uv") / "venv"
    run(sys.executable, "-m", "venv", folder)
    run(folder / "bin" / "python", "-m", "pip", "install", "--quiet", UV)
    return folder / "bin" / "uv"


@pytest.mark.parametrize("name", HOSTS)
def test_a_strict_build_publishes_a_post(name: str, uv: Path, wheel: Path, tmp_path: Path) -> None:
    host = HOSTS[name]
    environment = tmp_path / "venv"
    variables = {"VIRTUAL_ENV": str(environment), "UV_PYTHON_DOWNLOADS": "never"}
    run(uv, "venv", "--quiet", "--python", sys.executable, environment)
    run(uv, "pip", "install", "--quiet", wheel, *host.requirements, **variables)
    for package in host.removed:
        run(uv, "pip", "uninstall", "--quiet", package, **variables)
    site = write_site(tmp_path / "site", host.theme)
    log = run(
        environment / "bin" / host.program, "build", "--strict", cwd=site,
        SOURCE_DATE_EPOCH=str(NOON), NO_MKDOCS_2_WARNING="1", OPENBLAS_NUM_THREADS="1",
    )  # fmt: skip
    assert "WARNING" not in log
    assert [post.name for post in (site / "posts").glob("*.md")] == ["2026-11-24.md"]
    (item,) = json.loads((site / "site" / "wisdom-feed.json").read_text())["items"]
    assert item["url"] == "https://host.example/wisdom/posts/2026-11-24/"
    page = (site / "site" / "wisdom" / "index.html").read_text(encoding="utf-8")
    assert item["content_html"].splitlines()[0] in page


def write_site(root: Path, theme: str) -> Path:
    """Write a site of one page and return its folder."""
    (root / "docs").mkdir(parents=True)
    (root / "docs" / "index.md").write_text("# Home\n", encoding="utf-8")
    config: dict[str, Any] = {
        "site_name": "Host",
        "site_url": "https://host.example/",
        "theme": {"name": theme},
        "plugins": ["search", "wisdom"],
    }
    (root / "mkdocs.yml").write_text(json.dumps(config), encoding="utf-8")
    return root
