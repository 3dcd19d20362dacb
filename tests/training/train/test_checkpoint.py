"""Checkpoints."""

import errno
import os
import sys
from pathlib import Path
from pickle import PicklingError

import pytest
import torch

from wisdom_training.errors import CheckpointError
from wisdom_training.train.checkpoint import (
    CheckpointWarning,
    load_checkpoint,
    save_checkpoint,
)

IDENTITY = {"the corpus": "abc", "--seed": 1}


def test_what_is_saved_is_loaded(tmp_path: Path) -> None:
    path = tmp_path / "a.checkpoint"
    save_checkpoint(path, IDENTITY, {"step": 3, "weights": {"w": torch.ones(2)}})
    state = load_checkpoint(path, IDENTITY)
    assert (state["step"], state["weights"]["w"].tolist()) == (3, [1, 1])
    assert [file.name for file in tmp_path.iterdir()] == ["a.checkpoint"]


def test_a_failure_while_saving_leaves_the_last_state(tmp_path: Path) -> None:
    path = tmp_path / "a.checkpoint"
    save_checkpoint(path, IDENTITY, {"step": 3})
    # A function inside a function cannot be stored; Python 3.14 says it with the second.
    with pytest.raises((AttributeError, PicklingError)):
        save_checkpoint(path, IDENTITY, {"step": lambda: 4})
    assert load_checkpoint(path, IDENTITY) == {"step": 3}
    assert [file.name for file in tmp_path.iterdir()] == ["a.checkpoint"]


def test_a_full_disk_is_a_warning_and_leaves_the_last_state(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "a.checkpoint"
    save_checkpoint(path, IDENTITY, {"step": 3})

    def refuse(_: int) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(os, "fsync", refuse)
    with pytest.warns(CheckpointWarning) as caught:
        save_checkpoint(path, IDENTITY, {"step": 4})
    assert str(caught[0].message) == (
        f"the checkpoint {path} cannot be written: No space left on device. Training continues, "
        f"and --resume would begin at the last one that was written; free some space there"
    )
    assert load_checkpoint(path, IDENTITY) == {"step": 3}
    assert [file.name for file in tmp_path.iterdir()] == ["a.checkpoint"]


def test_rates_and_limits_may_be_changed(tmp_path: Path) -> None:
    path = tmp_path / "a.checkpoint"
    save_checkpoint(path, IDENTITY | {"--char-rate": 0.1, "--char-clip": 5}, {"step": 3})
    changed = IDENTITY | {"--char-rate": 0.01, "--char-clip": 1}
    assert load_checkpoint(path, changed) == {"step": 3}


def test_what_differs_is_named(tmp_path: Path) -> None:
    path = tmp_path / "a.checkpoint"
    save_checkpoint(path, IDENTITY, {})
    with pytest.raises(CheckpointError) as error:
        load_checkpoint(path, IDENTITY | {"--seed": 2})
    assert str(error.value) == (
        f"{path} was made with --seed = 1, now it is 2: give the same corpus and flags, or "
        f"delete it to train this model from the start"
    )


DAMAGED = (
    "cannot read the checkpoint {}: it is damaged, or no checkpoint. Delete it to train this model "
    "from the start"
)


@pytest.mark.parametrize("content", [b"", b"nonsense", b"PK\x03\x04nonsense", b"\x80\x02}q\x00."])
def test_a_damaged_file_is_one_clear_error(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "a.checkpoint"
    path.write_bytes(content)
    with pytest.raises(CheckpointError) as error:
        load_checkpoint(path, IDENTITY)
    assert str(error.value) == DAMAGED.format(path)


@pytest.mark.parametrize("place", [0, 200, 399])
def test_a_changed_byte_is_noticed(tmp_path: Path, place: int) -> None:
    """Also inside of a tensor, where torch would read other weights without a word."""
    path = tmp_path / "a.checkpoint"
    save_checkpoint(path, IDENTITY, {"weights": torch.arange(100.0)})
    content = bytearray(path.read_bytes())
    tensor = content.index(torch.arange(100.0).numpy().tobytes())
    content[tensor + place] ^= 1
    path.write_bytes(content)
    with pytest.raises(CheckpointError) as error:
        load_checkpoint(path, IDENTITY)
    assert str(error.value) == DAMAGED.format(path)


@pytest.mark.skipif(sys.platform == "win32", reason="has no such files")
def test_a_checkpoint_that_is_no_regular_file_is_not_opened(tmp_path: Path) -> None:
    path = tmp_path / "a.checkpoint"
    os.mkfifo(path)
    with pytest.raises(CheckpointError, match=r"it is not a regular file\. Delete it"):
        load_checkpoint(path, IDENTITY)


def test_a_file_that_runs_code_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "a.checkpoint"
    torch.save({"version": 2, "identity": IDENTITY, "state": Path("/tmp")}, path)  # noqa: S108 (only a value)
    with pytest.raises(CheckpointError, match="cannot read the checkpoint"):
        load_checkpoint(path, IDENTITY)


def test_another_version_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "a.checkpoint"
    torch.save({"version": 0, "identity": IDENTITY, "state": {}}, path)
    with pytest.raises(CheckpointError) as error:
        load_checkpoint(path, IDENTITY)
    assert str(error.value) == (
        f"{path} is a checkpoint of version 0, expected 2: delete it to train this model from "
        f"the start"
    )
