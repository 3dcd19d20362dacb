"""Changes of files: shown as a diff, and made all or not at all."""

from __future__ import annotations

import difflib
import os
import shutil
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from mkdocs_wisdom.errors import ScaffoldError
from wisdom_model.atomic_write import create_whole, write_whole

_NO_LINE_END = "\\ No newline at end of file"


@dataclass(frozen=True)
class Change:
    """A file's content before, None if it is new, and after."""

    path: Path
    before: bytes | None
    after: bytes


def show_diff(changes: Sequence[Change], root: Path) -> str:
    """The changes as ``diff --unified`` prints them, with paths relative to ``root``."""
    return "".join(line for change in changes for line in _diff(change, root))


def _diff(change: Change, root: Path) -> Iterator[str]:
    name = os.path.relpath(change.path, root).replace(os.sep, "/")
    old, new = _decode(change.before or b""), _decode(change.after)
    if old is None or new is None:
        yield f"Binary file {name}: {len(change.after):,} bytes\n"
        return
    before = "/dev/null" if change.before is None else f"a/{name}"
    for line in difflib.unified_diff(_split(old), _split(new), before, f"b/{name}"):
        yield line if line.endswith("\n") else f"{line}\n{_NO_LINE_END}\n"


def _split(text: str) -> list[str]:
    """The lines with their ends; other characters that Python calls line ends are in a line."""
    *lines, last = text.split("\n")
    return [f"{line}\n" for line in lines] + [last] * bool(last)


def _decode(content: bytes) -> str | None:
    try:
        return None if b"\0" in content else content.decode()
    except UnicodeDecodeError:
        return None


def make_folder(folder: Path, files: Mapping[str, bytes]) -> None:
    """Make a new folder with these files, by their paths in it.

    All is written beside it first, so a process that is killed leaves no half of it.
    """
    with scaffold_errors():
        folder.parent.mkdir(parents=True, exist_ok=True)
        staged = folder.with_name(f".{folder.name}.{os.getpid()}.part")
        try:
            staged.mkdir()
            apply([Change(staged / name, None, content) for name, content in files.items()])
            staged.rename(folder)
        except BaseException:
            shutil.rmtree(staged, ignore_errors=True)
            raise


def apply(changes: Sequence[Change]) -> None:
    """Make all changes. If one fails, those before it are taken back. Raises ScaffoldError."""
    made: list[Path] = []
    done: list[Change] = []
    with scaffold_errors():
        try:
            for change in changes:
                made += _make_folders(change.path.parent)
                _write(change)
                done.append(change)
        except BaseException:
            for change in reversed(done):
                _take_back(change)
            for folder in reversed(made):
                with suppress(OSError):  # somebody else's file may be there by now
                    folder.rmdir()
            raise


def _make_folders(folder: Path) -> list[Path]:
    """Make a folder and those above it; return the new ones, outermost first."""
    missing = [path for path in (folder, *folder.parents) if not path.exists()][::-1]
    for path in missing:
        path.mkdir()
    return missing


def _write(change: Change) -> None:
    path = change.path
    if change.before is None:
        create_whole(path, change.after)
        return
    target = path.resolve()  # what a link leads to, not the link
    if target.read_bytes() != change.before:
        raise ScaffoldError(f"{path} has changed meanwhile: run this again")
    write_whole(target, change.after, target.stat().st_mode & 0o777)


def _take_back(change: Change) -> None:
    with suppress(OSError):
        if change.before is None:
            change.path.unlink()
        else:
            target = change.path.resolve()
            write_whole(target, change.before, target.stat().st_mode & 0o777)


@contextmanager
def scaffold_errors() -> Iterator[None]:
    """Turn OSError into ScaffoldError."""
    try:
        yield
    except FileExistsError as error:
        raise ScaffoldError(f"{error.filename2 or error.filename} exists already") from error
    except OSError as error:
        place = error.filename2 or error.filename or "a file"
        raise ScaffoldError(f"cannot write {place}: {error.strerror or error}") from error
