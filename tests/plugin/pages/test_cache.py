import os
from pathlib import Path

import pytest

from mkdocs_wisdom.errors import SettingError
from mkdocs_wisdom.pages.cache import CACHE, write_copy


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    return tmp_path / CACHE / "blog" / "2026-11-24.md"


def test_a_copy_is_written_only_if_it_changed(copy: Path) -> None:
    write_copy(copy, b"one")
    os.utime(copy, (0, 0))
    write_copy(copy, b"one")
    assert copy.stat().st_mtime == 0
    write_copy(copy, b"two")
    assert copy.read_bytes() == b"two"


def test_a_garbled_copy_is_written_again(copy: Path) -> None:
    copy.parent.mkdir(parents=True)
    copy.write_bytes(b"\xff\0")
    write_copy(copy, b"one")
    assert copy.read_bytes() == b"one"


@pytest.mark.parametrize("folders", [1, 2])
def test_a_file_where_a_folder_belongs_is_replaced(copy: Path, folders: int) -> None:
    wrong = copy.parents[folders - 1]
    wrong.parent.mkdir(parents=True)
    wrong.touch()
    write_copy(copy, b"one")
    assert copy.read_bytes() == b"one"


def test_a_folder_where_a_copy_belongs_is_replaced(copy: Path) -> None:
    (copy / "inside").mkdir(parents=True)
    write_copy(copy, b"one")
    assert copy.read_bytes() == b"one"


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="has no pipes")
def test_a_pipe_where_a_copy_belongs_is_replaced(copy: Path) -> None:
    copy.parent.mkdir(parents=True)
    os.mkfifo(copy)
    write_copy(copy, b"one")
    assert copy.read_bytes() == b"one"


@pytest.mark.parametrize("project", ["site", "mkdocs-wisdom"])
def test_what_is_not_the_plugins_own_is_named_and_stays(tmp_path: Path, project: str) -> None:
    other = tmp_path / project / ".cache"
    other.parent.mkdir()
    other.write_bytes(b"mine")
    copy = tmp_path / project / CACHE / "blog" / "2026-11-24.md"
    with pytest.raises(SettingError) as caught:
        write_copy(copy, b"one")
    assert str(caught.value) == (
        f"cannot write {copy}: Not a directory. Its folder has copies of pages: make it "
        "writable, or remove .cache/mkdocs-wisdom"
    )
    assert other.read_bytes() == b"mine"
