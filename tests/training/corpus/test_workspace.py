"""The folder in which a corpus is made ready."""

from pathlib import Path

import pytest

from wisdom_training.corpus.workspace import open_workspace, read_manifest, write_manifest
from wisdom_training.errors import CorpusError


def test_a_note_is_read_by_its_key_alone(tmp_path: Path) -> None:
    note = tmp_path / "corpus.json"
    assert read_manifest(note, "a") is None
    write_manifest(note, "a", {"size": 3, "word": "鯨"})
    assert read_manifest(note, "a") == {"size": 3, "word": "鯨"}
    assert read_manifest(note, "b") is None
    assert [path.name for path in tmp_path.iterdir()] == ["corpus.json"]


@pytest.mark.parametrize("content", ["", "{", "[]", "{}"])
def test_a_broken_note_says_nothing(tmp_path: Path, content: str) -> None:
    note = tmp_path / "corpus.json"
    note.write_text(content, encoding="utf-8")
    assert read_manifest(note, "a") is None


def fail(folder: Path) -> None:
    (folder / "corpus.txt").touch()
    raise CorpusError("too short")


def test_a_new_folder_goes_again_if_anything_fails(tmp_path: Path) -> None:
    folder = tmp_path / "work"
    with pytest.raises(CorpusError, match="too short"), open_workspace(folder):
        fail(folder)
    assert not folder.exists()


def test_a_folder_that_was_there_stays(tmp_path: Path) -> None:
    with pytest.raises(CorpusError, match="too short"), open_workspace(tmp_path):
        raise CorpusError("too short")
    assert tmp_path.exists()


def test_a_full_disk_is_an_error_that_says_how_much_is_needed(tmp_path: Path) -> None:
    with pytest.raises(CorpusError) as error, open_workspace(tmp_path):
        raise OSError(28, "No space left on device")
    assert str(error.value) == (
        f"cannot prepare the corpus in {tmp_path}: No space left on device. That takes up to five "
        f"times as much space as the corpus; free some space, or give another --output"
    )
