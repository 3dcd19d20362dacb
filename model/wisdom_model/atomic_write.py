"""Files that are written whole or not at all.

The content goes to a hidden file in the same folder first. Once it is safely on the disk, that file
gets the final name: ``write_whole`` replaces a file that has the name, ``create_whole`` never does.
Where either fails, no hidden file remains.
"""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


def write_whole(path: Path, content: bytes | memoryview, mode: int = 0o644) -> None:
    """Write ``content`` to ``path`` with these permissions. Raises OSError."""
    with _hidden_file(path, content, mode) as hidden:
        hidden.replace(path)


def create_whole(path: Path, content: bytes | memoryview, mode: int = 0o644) -> None:
    """Write ``content`` to a new file ``path``. Raises FileExistsError, or another OSError."""
    with _hidden_file(path, content, mode) as hidden:
        try:
            os.link(hidden, path)
        except FileExistsError:
            raise
        except (OSError, NotImplementedError):  # a file system without hard links, such as FAT
            os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY))
            try:
                hidden.replace(path)
            except OSError:
                path.unlink(missing_ok=True)
                raise


@contextmanager
def _hidden_file(path: Path, content: bytes | memoryview, mode: int) -> Iterator[Path]:
    """A file beside ``path`` with the content, removed at the end if it is still there."""
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    hidden = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        hidden.chmod(mode)  # mkstemp lets only its owner read
        yield hidden
    finally:
        hidden.unlink(missing_ok=True)
