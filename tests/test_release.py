"""What a release consists of: the version, its notes, and packages that anyone can build again."""

import os
import re
import runpy
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml

ROOT = Path(__file__).parents[1]
PROJECT = 'version = "1.2.0"\n'
CHANGELOG = (
    "# Changelog\n\n## [Unreleased]\n\n## [1.2.0] - 2026-12-01\n\n### Added\n\n- A.\n\n## [1.1.0]"
)


@pytest.fixture(scope="module")
def find_notes() -> Callable[[str, str, str], str]:
    function: Callable[[str, str, str], str] = runpy.run_path(str(ROOT / ".ci" / "release-notes"))[
        "find_notes"
    ]
    return function


def test_notes_are_the_section_of_the_version(find_notes: Callable[..., str]) -> None:
    assert find_notes("v1.2.0", PROJECT, CHANGELOG) == "### Added\n\n- A."


@pytest.mark.parametrize(
    ("tag", "project", "changelog", "message"),
    [
        ("v1.3.0", PROJECT, CHANGELOG, "the tag is v1.3.0, but pyproject.toml has version 1.2.0"),
        ("v1.3.0", 'version = "1.3.0"\n', CHANGELOG, "no section `## [1.3.0] - YYYY-MM-DD`"),
        ("v1.2.0", PROJECT, "## [1.2.0] - 2026-12-01\n", "no section `## [1.2.0] - YYYY-MM-DD`"),
    ],
)
def test_a_tag_that_does_not_fit_is_refused(
    find_notes: Callable[..., str], tag: str, project: str, changelog: str, message: str
) -> None:
    with pytest.raises(SystemExit, match=re.escape(message)):
        find_notes(tag, project, changelog)


def test_the_newest_release_in_the_changelog_is_the_version_of_the_project() -> None:
    (version,) = re.findall(
        r'^version = "(.*)"$', (ROOT / "pyproject.toml").read_text("utf-8"), re.MULTILINE
    )
    changelog = (ROOT / "CHANGELOG.md").read_text("utf-8")
    released = re.findall(r"^## \[(\d[^]]*)\] - \d{4}-\d\d-\d\d$", changelog, re.MULTILINE)
    assert released[:1] in ([], [version])


def build(sources: Path, folder: Path) -> dict[str, bytes]:
    """Build both packages and return their bytes by their names."""
    for kind in ("sdist", "wheel"):
        subprocess.run(
            [sys.executable, "-m", "hatchling", "build", "-t", kind, "-d", folder],
            cwd=sources, check=True, capture_output=True,
            env={**os.environ, "SOURCE_DATE_EPOCH": "1795521600"},
        )  # fmt: skip
    return {file.name: file.read_bytes() for file in folder.iterdir()}


@pytest.mark.slow
def test_the_source_distribution_builds_the_same_bytes(tmp_path: Path) -> None:
    """Its files have other times and permissions than those of the repository."""
    first = build(ROOT, tmp_path / "first")
    (archive,) = (tmp_path / "first").glob("*.tar.gz")
    shutil.unpack_archive(archive, tmp_path)
    sources = tmp_path / archive.name.removesuffix(".tar.gz")
    for file in sources.rglob("*.py"):
        file.touch()
        file.chmod(0o664)
    second = build(sources, tmp_path / "second")
    assert [name for name in first if first[name] != second.get(name)] == []
    assert {Path(name).suffix for name in first} == {".gz", ".whl"}


@pytest.mark.skipif(not (ROOT / ".git").exists(), reason="needs the repository")
@pytest.mark.slow
def test_the_source_distribution_has_every_file_of_the_repository(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "hatchling", "build", "-t", "sdist", "-d", tmp_path]
    subprocess.run(command, cwd=ROOT, check=True, capture_output=True)
    (archive,) = tmp_path.glob("*.tar.gz")
    list_archive = ["tar", "-tzf", archive]
    packed = subprocess.run(list_archive, check=True, capture_output=True, text=True).stdout
    tracked = subprocess.run(
        ["git", "ls-files"], cwd=ROOT, check=True, capture_output=True, text=True
    ).stdout
    names = {name.partition("/")[2] for name in packed.splitlines()}
    assert set(tracked.splitlines()) - names == set()


def load_release() -> dict[str, Any]:
    text = (ROOT / ".github" / "workflows" / "release.yml").read_text("utf-8")
    loaded: dict[str, Any] = yaml.load(text, Loader=yaml.BaseLoader)  # noqa: S506 (strings only)
    return loaded


def test_only_a_tag_publishes() -> None:
    jobs = load_release()["jobs"]
    (push,) = (step for step in jobs["images"]["steps"] if "docker push" in step.get("run", ""))
    assert (jobs["publish"]["if"], push["if"]) == ("github.ref_type == 'tag'",) * 2
    assert jobs["announce"]["needs"] == ["publish", "images"]


def test_each_job_of_a_release_has_only_its_own_permission() -> None:
    granted = {name: job["permissions"] for name, job in load_release()["jobs"].items()}
    assert granted == {
        "oldest": {"contents": "read"},
        "build": {"contents": "read"},
        "images": {"contents": "read", "packages": "write"},
        "publish": {"id-token": "write"},
        "announce": {"contents": "write"},
    }


def test_actions_of_a_release_are_pinned() -> None:
    text = (ROOT / ".github" / "workflows" / "release.yml").read_text("utf-8")
    uses = re.findall(r"uses: (.*)", text)
    loose = [use for use in uses if not re.fullmatch(r"[\w/-]+@[0-9a-f]{40} # v\d+(\.\d+)*", use)]
    assert (loose, len(uses)) == ([], 10)
