import os
import subprocess
import sys
from pathlib import Path

import pytest
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import BasePlugin, PluginCollection

from mkdocs_wisdom.pages.git_plugins import exclude_uncommitted, list_committed


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A posts folder whose repository has one of two posts."""
    folder = tmp_path / "posts"
    folder.mkdir()
    for name in ("[old].md", "new.md"):
        (folder / name).write_text("Text\n")
    git = ["git", "-c", "user.name=t", "-c", "user.email=t@example.org"]
    for command in (["init", "-q"], ["add", "posts/?old?.md"], ["commit", "-qm", "Begin"]):
        subprocess.run([*git, *command], cwd=tmp_path, check=True)
    return folder


def make_config(**options: object) -> MkDocsConfig:
    plugin: BasePlugin = BasePlugin()
    plugin.config = options  # type: ignore[assignment]
    config = MkDocsConfig()
    config.plugins = PluginCollection({"git-authors": plugin, "search": BasePlugin()})
    return config


def test_the_newest_commit_has_the_old_post(folder: Path) -> None:
    assert list_committed(folder) == {folder / "[old].md"}


@pytest.mark.skipif(sys.platform != "linux", reason="allows UTF-8 or UTF-16 only")
def test_names_may_be_any_bytes(folder: Path) -> None:
    name = os.fsdecode(b"caf\xe9.txt")
    (folder / name).touch()
    git = ["git", "-c", "user.name=t", "-c", "user.email=t@example.org"]
    for command in (["add", "."], ["commit", "-qm", "Add"]):
        subprocess.run([*git, *command], cwd=folder, check=True)
    assert folder / name in list_committed(folder)


def test_a_folder_outside_git_has_no_commits(tmp_path: Path) -> None:
    assert list_committed(tmp_path) == set()
    assert list_committed(tmp_path / "missing") == set()


@pytest.mark.parametrize("before", [None, ["about.md"]])
def test_pages_without_a_commit_are_excluded(folder: Path, before: list[str] | None) -> None:
    config = make_config(exclude=before)
    sources = {"w/[old].md": folder / "[old].md", "w/new.md": folder / "new.md"}
    exclude_uncommitted(["w/[x].md", *sources], sources, folder, config)
    expected = [*(before or ()), "w/[[]x].md", "w/new.md"]
    assert config.plugins["git-authors"].config["exclude"] == expected


def test_a_plugin_without_the_option_stays_as_it_is(folder: Path) -> None:
    config = make_config(enabled=True)
    exclude_uncommitted(["w/index.md"], {}, folder, config)
    assert config.plugins["git-authors"].config == {"enabled": True}
