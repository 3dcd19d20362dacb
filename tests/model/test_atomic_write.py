import errno
import os
import re
import signal
import stat
import subprocess
import sys
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from pathlib import Path

import pytest

from wisdom_model.atomic_write import create_whole, open_whole, write_whole

WRITERS = (write_whole, create_whole)
Writer = Callable[[Path, bytes], None]


def read_folder(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def break_step(monkeypatch: pytest.MonkeyPatch, owner: object, step: str, number: int) -> None:
    def fail(*_: object, **__: object) -> None:
        raise OSError(number, os.strerror(number))

    monkeypatch.setattr(owner, step, fail)


@pytest.mark.parametrize("write", WRITERS)
def test_a_new_file_has_the_content(tmp_path: Path, write: Writer) -> None:
    write(tmp_path / "a.md", b"Call me\r\n")
    assert read_folder(tmp_path) == {"a.md": b"Call me\r\n"}


@pytest.mark.skipif(sys.platform == "win32", reason="has no such permissions")
@pytest.mark.parametrize("write", WRITERS)
def test_anyone_may_read_a_file(tmp_path: Path, write: Writer) -> None:
    write(tmp_path / "a.md", b"")
    assert stat.S_IMODE((tmp_path / "a.md").stat().st_mode) == 0o644


@pytest.mark.skipif(sys.platform == "win32", reason="has no such permissions")
def test_permissions_may_be_given(tmp_path: Path) -> None:
    write_whole(tmp_path / "a", memoryview(b"1"), 0o600)
    create_whole(tmp_path / "b", memoryview(b"2"), 0o600)
    assert [stat.S_IMODE(path.stat().st_mode) for path in tmp_path.iterdir()] == [0o600, 0o600]


def test_writing_replaces_a_file(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_bytes(b"old")
    write_whole(tmp_path / "a.md", b"new")
    assert read_folder(tmp_path) == {"a.md": b"new"}


@pytest.mark.parametrize(("owner", "step"), [(os, "fsync"), (Path, "chmod"), (Path, "replace")])
def test_a_failure_leaves_the_old_file_and_nothing_else(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, owner: object, step: str
) -> None:
    (tmp_path / "a.md").write_bytes(b"old")
    break_step(monkeypatch, owner, step, errno.ENOSPC)
    with pytest.raises(OSError, match="No space left on device"):
        write_whole(tmp_path / "a.md", b"new")
    monkeypatch.undo()
    assert read_folder(tmp_path) == {"a.md": b"old"}


@pytest.mark.parametrize("write", WRITERS)
def test_a_missing_folder_is_an_error(tmp_path: Path, write: Writer) -> None:
    with pytest.raises(FileNotFoundError):
        write(tmp_path / "nowhere" / "a.md", b"new")


def test_creating_never_replaces_a_file(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_bytes(b"old")
    with pytest.raises(FileExistsError):
        create_whole(tmp_path / "a.md", b"new")
    assert read_folder(tmp_path) == {"a.md": b"old"}


@pytest.mark.parametrize("links", [True, False])
def test_of_several_that_create_a_file_one_succeeds(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, links: bool
) -> None:
    if not links:
        break_step(monkeypatch, os, "link", errno.EPERM)

    def create(number: int) -> bool:
        try:
            create_whole(tmp_path / "a.md", b"%d" % number)
        except FileExistsError:
            return False
        return True

    with ThreadPoolExecutor(4) as pool:
        created = list(pool.map(create, range(20)))
    assert sum(created) == 1
    assert read_folder(tmp_path) == {"a.md": b"%d" % created.index(True)}


def test_without_hard_links_a_file_is_created_too(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    break_step(monkeypatch, os, "link", errno.EPERM)
    create_whole(tmp_path / "a.md", b"one")
    with pytest.raises(FileExistsError):
        create_whole(tmp_path / "a.md", b"two")
    assert read_folder(tmp_path) == {"a.md": b"one"}


@pytest.mark.parametrize("write", WRITERS)
@pytest.mark.parametrize("step", ["fsync", "open"])
def test_a_full_disk_leaves_nothing_behind(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, write: Writer, step: str
) -> None:
    break_step(monkeypatch, os, step, errno.ENOSPC)
    with pytest.raises(OSError, match="No space left on device"):
        write(tmp_path / "a.md", b"new")
    monkeypatch.undo()
    assert read_folder(tmp_path) == {}


@pytest.mark.parametrize("write", WRITERS)
def test_a_failed_rename_leaves_nothing_behind(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, write: Writer
) -> None:
    break_step(monkeypatch, os, "link", errno.EPERM)
    break_step(monkeypatch, Path, "replace", errno.EIO)
    break_step(monkeypatch, Path, "rename", errno.EIO)
    with pytest.raises(OSError, match="Input/output error"):
        write(tmp_path / "a.md", b"new")
    assert read_folder(tmp_path) == {}


KILLED = """
import os, signal, sys
from pathlib import Path
from wisdom_model.atomic_write import create_whole

def refuse(*_):
    raise PermissionError

def die(*_):
    os.kill(os.getpid(), signal.SIGKILL)

os.link, Path.rename = refuse, die
create_whole(Path(sys.argv[1]), b"half")
"""


@pytest.mark.skipif(sys.platform == "win32", reason="has no such signal")
def test_a_kill_without_hard_links_leaves_no_file(tmp_path: Path) -> None:
    """The next process creates the file, and removes what the killed one left."""
    path = tmp_path / "a.md"
    killed = subprocess.run([sys.executable, "-c", KILLED, path], check=False)
    assert killed.returncode == -signal.SIGKILL
    (left,) = read_folder(tmp_path)
    assert re.fullmatch(r"\.a\.md\.\d+-\w+\.part", left)
    create_whole(path, b"whole")
    assert read_folder(tmp_path) == {"a.md": b"whole"}


def test_a_hidden_file_of_a_living_process_stays_for_an_hour(tmp_path: Path) -> None:
    new, old = (tmp_path / f".{name}.md.{os.getpid()}-abcdefgh.part" for name in "bc")
    new.touch()
    old.touch()
    os.utime(old, (0, 0))
    write_whole(tmp_path / "a.md", b"new")
    assert read_folder(tmp_path) == {"a.md": b"new", new.name: b""}


@pytest.mark.parametrize("name", [".film.mp4.part", ".1-a.part", ".b.md.1-abc.part"])
def test_a_hidden_file_of_another_program_stays(tmp_path: Path, name: str) -> None:
    (tmp_path / name).touch()
    os.utime(tmp_path / name, (0, 0))
    write_whole(tmp_path / "a.md", b"new")
    assert read_folder(tmp_path) == {"a.md": b"new", name: b""}


@pytest.mark.parametrize("write", WRITERS)
def test_a_name_may_be_as_long_as_the_disk_allows(tmp_path: Path, write: Writer) -> None:
    write(tmp_path / ("ä" * 127), b"new")
    assert read_folder(tmp_path) == {"ä" * 127: b"new"}


def test_a_file_is_written_in_pieces(tmp_path: Path) -> None:
    with open_whole(tmp_path / "a.md") as file:
        file.write(b"Call ")
        file.write(b"me")
        assert not (tmp_path / "a.md").exists()
    assert read_folder(tmp_path) == {"a.md": b"Call me"}


def test_an_error_between_the_pieces_leaves_the_old_file(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_bytes(b"old")
    with suppress(ZeroDivisionError), open_whole(tmp_path / "a.md") as file:
        file.write(b"Call ")
        file.write(b"me" * (1 // 0))
    assert read_folder(tmp_path) == {"a.md": b"old"}
