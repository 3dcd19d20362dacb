import os
import sys
from pathlib import Path

import pytest

from wisdom_model.atomic_write import write_whole


def test_a_file_is_replaced(tmp_path: Path) -> None:
    path = tmp_path / "voice"
    path.write_bytes(b"old and longer")
    write_whole(path, memoryview(b"new"))
    assert path.read_bytes() == b"new"
    assert list(tmp_path.iterdir()) == [path]


@pytest.mark.skipif(sys.platform == "win32", reason="has no such permissions")
@pytest.mark.parametrize("mode", [0o644, 0o600])
def test_its_permissions_are_those_asked_for(tmp_path: Path, mode: int) -> None:
    path = tmp_path / "voice"
    write_whole(path, b"new", mode)
    assert path.stat().st_mode & 0o777 == mode


@pytest.mark.parametrize("step", ["fsync", "chmod"])
def test_a_failure_leaves_the_old_file_and_nothing_else(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, step: str
) -> None:
    def fail(*_: object) -> None:
        raise OSError("no space left")

    path = tmp_path / "voice"
    path.write_bytes(b"old")
    monkeypatch.setattr(os if step == "fsync" else Path, step, fail)
    with pytest.raises(OSError, match="no space left"):
        write_whole(path, b"new")
    monkeypatch.undo()
    assert path.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [path]


def test_a_folder_that_is_missing_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        write_whole(tmp_path / "nowhere" / "voice", b"new")
