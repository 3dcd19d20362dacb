"""Files that are written whole or not at all.

The content goes to a hidden file in the same folder first, ``.NAME.PID-RANDOM.part``. Once it is
safely on the disk, that file gets the final name: ``write_whole`` and ``open_whole`` replace a file
that has the name, ``create_whole`` never does. Where either fails, no hidden file remains. One that
a killed process left is removed by the next process that writes into the folder, with its first
file.
"""

from __future__ import annotations

import os
import re
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from functools import cache
from pathlib import Path
from typing import BinaryIO

if sys.platform != "win32":
    import fcntl

_PART = re.compile(r"\..+\.(?P<process>\d+)-\w{8}\.part")  # of 8 random characters, by mkstemp
_LONGEST_NAME = 200  # bytes of the name that a hidden file repeats; most file systems allow 255
_ABANDONED_SECONDS = 3600.0  # nobody writes a file for so long


def write_whole(path: Path, content: bytes | memoryview, mode: int = 0o644) -> None:
    """Write ``content`` to ``path`` with these permissions. Raises OSError."""
    with open_whole(path, mode) as file:
        file.write(content)


@contextmanager
def open_whole(path: Path, mode: int = 0o644) -> Iterator[BinaryIO]:
    """A file to write in pieces, which becomes ``path`` unless the block raises. Raises OSError."""
    with _hidden_file(path) as (hidden, file):
        yield file
        _finish(file, hidden, mode)
        hidden.replace(path)


def create_whole(path: Path, content: bytes | memoryview, mode: int = 0o644) -> None:
    """Write ``content`` to a new file ``path``. Raises FileExistsError, or another OSError."""
    with _hidden_file(path) as (hidden, file):
        file.write(content)
        _finish(file, hidden, mode)
        try:
            os.link(hidden, path)
        except FileExistsError:
            raise
        except (OSError, NotImplementedError):  # a file system without hard links, such as FAT
            _rename_to_new(hidden, path)


def _rename_to_new(hidden: Path, path: Path) -> None:
    """Rename a file, but never to a name that exists. Raises FileExistsError, or another OSError.

    The system releases the lock of a process that is killed, so a kill leaves nothing at ``path``.
    """
    with _locked(path.parent):
        if os.path.lexists(path):
            raise FileExistsError(f"{path} exists already")
        hidden.rename(path)


@contextmanager
def _locked(folder: Path) -> Iterator[None]:
    """Let no other process that asks for it be inside at the same time."""
    if sys.platform == "win32":  # where renaming never replaces a file
        yield
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        with suppress(OSError):  # some file systems on a network lock no folders
            fcntl.flock(handle, fcntl.LOCK_EX)
        yield
    finally:
        os.close(handle)


@contextmanager
def _hidden_file(path: Path) -> Iterator[tuple[Path, BinaryIO]]:
    """A new file beside ``path``, removed at the end if it is still there."""
    _remove_abandoned(path.parent.absolute())
    name = os.fsencode(path.name)[:_LONGEST_NAME].decode(errors="ignore")
    handle, created = tempfile.mkstemp(".part", f".{name}.{os.getpid()}-", path.parent)
    hidden = Path(created)
    try:
        with os.fdopen(handle, "wb") as file:
            yield hidden, file
    finally:
        hidden.unlink(missing_ok=True)


def _finish(file: BinaryIO, hidden: Path, mode: int) -> None:
    """Bring all of the hidden file onto the disk, and close it."""
    file.flush()
    os.fsync(file.fileno())
    file.close()
    hidden.chmod(mode)  # mkstemp lets only its owner read


@cache  # once a folder: to list it for each of thousands of files would take longer than writing
def _remove_abandoned(folder: Path) -> None:
    """Remove the hidden files of processes that were killed."""
    with suppress(OSError):  # whatever is wrong with the folder, writing says it better
        for path in folder.glob(".*.part"):
            match = _PART.fullmatch(path.name)
            if match and path.is_file() and _is_abandoned(path, int(match["process"])):
                path.unlink(missing_ok=True)


def _is_abandoned(path: Path, process: int) -> bool:
    if sys.platform != "win32":  # where a signal 0 ends the process
        try:
            os.kill(process, 0)
        except (ProcessLookupError, OverflowError):
            return True
        except PermissionError:  # somebody else's
            pass
    return time.time() - path.stat().st_mtime > _ABANDONED_SECONDS
