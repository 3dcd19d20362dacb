"""Plugins that ask git about each page, such as git-authors, leave out what git does not know.

They warn about a file without a commit, which ends a build with ``--strict``: the nightly job
commits a post only after the build, and pages that list posts are never committed. All of these
plugins have an option ``exclude``, a list of patterns for ``fnmatch``.
"""

from __future__ import annotations

import glob
import os
import subprocess
from collections.abc import Iterable, Mapping
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig


def exclude_uncommitted(
    pages: Iterable[str], sources: Mapping[str, Path], folder: Path, config: MkDocsConfig
) -> None:
    """Exclude those of ``pages`` without a commit from plugins whose name begins with ``git-``.

    ``sources`` has the files of posts, in ``folder``, by their page's ``src_uri``.
    """
    plugins = [
        plugin
        for name, plugin in config.plugins.items()
        if name.startswith("git-") and "exclude" in plugin.config
    ]
    if not plugins:
        return
    committed = list_committed(folder)
    unknown = [
        glob.escape(page)
        for page in pages
        if page not in sources or sources[page].absolute() not in committed
    ]
    for plugin in plugins:
        plugin.config["exclude"] = [*(plugin.config["exclude"] or ()), *unknown]


def list_committed(folder: Path) -> set[Path]:
    """The files in ``folder`` that the newest commit has; none where there is no git."""
    command = ["git", "ls-tree", "-r", "-z", "--name-only", "HEAD"]
    try:
        result = subprocess.run(command, cwd=folder, capture_output=True, check=True)  # noqa: S603 (is constant)
    except (OSError, subprocess.CalledProcessError):
        return set()
    return {folder.absolute() / name for name in os.fsdecode(result.stdout).split("\0") if name}
