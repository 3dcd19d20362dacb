"""Files that are written for MkDocs and other plugins to read, in the project's ``.cache``.

Whatever is wrong with them heals: a copy that differs, or that is no file, is written again.
"""

from __future__ import annotations

import os
import shutil
from pathlib import Path

from mkdocs_wisdom.errors import SettingError
from wisdom_model.atomic_write import write_whole

CACHE = Path(".cache") / "mkdocs-wisdom"
"""The folder of generated sources, in the folder of ``mkdocs.yml``; it may be deleted."""


def write_copy(copy: Path, content: bytes) -> None:
    """Write a copy, unless it has this ``content``. Raises SettingError where that fails."""
    try:
        if copy.is_file() and copy.read_bytes() == content:
            return
        _clear_way(copy)
        write_whole(copy, content)
    except OSError as error:
        raise SettingError(
            f"cannot write {copy}: {error.strerror}. Its folder has copies of pages: make it "
            f"writable, or remove {CACHE}"
        ) from error


def _clear_way(copy: Path) -> None:
    """Make the folder of ``copy``; remove what is no folder there, and no file at ``copy``."""
    for path in reversed(copy.parents):
        if _is_own(path) and os.path.lexists(path) and not path.is_dir():
            path.unlink()
    copy.parent.mkdir(parents=True, exist_ok=True)
    if copy.is_dir() and not copy.is_symlink():
        shutil.rmtree(copy)


def _is_own(path: Path) -> bool:
    """Whether a path is the plugin's folder, or in it: all that is there belongs to the plugin."""
    return any(each.parts[-2:] == CACHE.parts for each in (path, *path.parents))
