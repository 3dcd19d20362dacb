"""The contents of the distribution, and that an empty environment needs nothing else."""

import json
import os
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from voices import TINY

ROOT = Path(__file__).parents[1]
PACKAGES = ("plugin/mkdocs_wisdom", "model/wisdom_model", "training/wisdom_training")
FIVE_LINES = """\
site_name: Empty
site_url: https://empty.example/
plugins:
  - wisdom:
      feed: .
"""
NOON = {"SOURCE_DATE_EPOCH": "1795521600"}  # 2026-11-24, 12:00 UTC


def run(*command: str | Path, cwd: Path, **environment: str) -> str:
    done = subprocess.run(
        command,
        cwd=cwd,
        env={**os.environ, **environment},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout.strip()


def list_sources(root: Path) -> set[str]:
    """The files of the three packages, named as in a wheel."""
    return {
        file.relative_to((root / package).parent).as_posix()
        for package in PACKAGES
        for file in (root / package).rglob("*")
        if file.is_file() and "__pycache__" not in file.parts
    }


@pytest.fixture(scope="module")
def sdist(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The source distribution, unpacked."""
    folder = tmp_path_factory.mktemp("sdist")
    run(sys.executable, "-m", "hatchling", "build", "-t", "sdist", "-d", folder, cwd=ROOT)
    (archive,) = folder.glob("*.tar.gz")
    run("tar", "-xzf", archive, cwd=folder)
    return folder / archive.name.removesuffix(".tar.gz")


@pytest.fixture(scope="module")
def wheel(sdist: Path) -> Path:
    """The wheel, built from the source distribution as package managers do."""
    run(sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", sdist.parent, cwd=sdist)
    (file,) = sdist.parent.glob("*.whl")
    return file


def list_packaged(wheel: Path) -> set[str]:
    with zipfile.ZipFile(wheel) as archive:
        return {name for name in archive.namelist() if ".dist-info/" not in name}


def test_the_wheel_holds_the_three_packages_whole_and_nothing_else(wheel: Path) -> None:
    assert list_packaged(wheel) == list_sources(ROOT)


def test_types_templates_scripts_and_the_voice_are_among_them(wheel: Path) -> None:
    expected = {
        "mkdocs_wisdom/py.typed",
        "wisdom_model/py.typed",
        "wisdom_training/py.typed",
        "mkdocs_wisdom/theme/assets/wisdom/wisdom.css",
        "mkdocs_wisdom/pages/browser/box.js",
        "mkdocs_wisdom/search/browser/engine.js",
        "mkdocs_wisdom/theme/wisdom/feed.html",
        "wisdom_model/voices/ishmael.safetensors",
    }
    assert expected - list_packaged(wheel) == set()


def test_a_voice_that_git_ignores_is_packaged_too(sdist: Path, tmp_path: Path) -> None:
    shutil.copytree(sdist, tmp_path / "sources")
    (tmp_path / "sources" / ".gitignore").write_text("*.safetensors\n")
    voices = tmp_path / "sources" / "model" / "wisdom_model" / "voices"
    voices.mkdir(exist_ok=True)
    shutil.copy(TINY, voices)
    command = (sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", tmp_path)
    run(*command, cwd=tmp_path / "sources")
    (file,) = tmp_path.glob("*.whl")
    assert "wisdom_model/voices/tiny.safetensors" in list_packaged(file)


def test_the_sdist_can_be_built_tested_and_published_from(sdist: Path) -> None:
    expected = ["CHANGELOG.md", "LICENSE", "Makefile", "mkdocs.yml", "requirements", "tests"]
    assert [name for name in expected if not (sdist / name).exists()] == []
    assert list_sources(sdist) == list_sources(ROOT)


def test_the_wheel_offers_the_plugin_and_the_command(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        (name,) = (name for name in archive.namelist() if name.endswith("entry_points.txt"))
        lines = archive.read(name).decode().split("\n")
    assert [line for line in lines if line] == [
        "[console_scripts]",
        "wisdom = wisdom_training.cli.app:main",
        "[mkdocs.plugins]",
        "wisdom = mkdocs_wisdom.plugin:WisdomPlugin",
        "[wisdom.commands]",
        "new = mkdocs_wisdom.scaffold.command:new",
        "post = mkdocs_wisdom.cli.post:post",
        "replay = mkdocs_wisdom.posts.replay:replay",
        "xray = mkdocs_wisdom.cli.xray:xray",
    ]


@pytest.fixture(scope="module")
def environment(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An environment of the wheel and the site's lock."""
    folder = tmp_path_factory.mktemp("environment") / "venv"
    run(".ci/environment", folder, "requirements/site.txt", sys.executable, cwd=ROOT)
    # Without an index: what the wheel asks for beyond the lock would fail here.
    run(folder / "bin" / "python", "-m", "pip", "install", "--no-index", wheel, cwd=folder)
    return folder / "bin"


@pytest.mark.registry
def test_five_lines_of_yaml_make_a_post_and_a_feed(environment: Path, tmp_path: Path) -> None:
    (tmp_path / "docs").mkdir()
    (tmp_path / "mkdocs.yml").write_text(FIVE_LINES)
    run(environment / "mkdocs", "build", "--strict", cwd=tmp_path, **NOON)
    assert [file.name for file in (tmp_path / "posts").glob("*.md")] == ["2026-11-24.md"]
    (item,) = json.loads((tmp_path / "site" / "feed.json").read_text())["items"]
    assert item["url"] == "https://empty.example/posts/2026-11-24/"
    (paragraph, *_) = item["content_html"].splitlines()
    assert paragraph in (tmp_path / "site" / "index.html").read_text()
    assert "<item>" in (tmp_path / "site" / "rss.xml").read_text()


@pytest.mark.registry
def test_neither_torch_nor_anything_for_training_is_installed(environment: Path) -> None:
    code = "import importlib.util as i; print([n for n in ('torch', 'rich') if i.find_spec(n)])"
    assert run(environment / "python", "-c", code, cwd=environment) == "[]"


@pytest.mark.registry
def test_the_command_explains_itself_without_torch(environment: Path) -> None:
    assert run(environment / "wisdom", "--help", cwd=environment).startswith("Usage: wisdom")
