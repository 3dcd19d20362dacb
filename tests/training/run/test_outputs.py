"""The files of a run."""

import errno
import os
from pathlib import Path

import pytest

from voices import random_voice
from wisdom_model.voice.file import load_voice
from wisdom_training.errors import CheckpointError, FlagError, TrainingError
from wisdom_training.run.outputs import Outputs


@pytest.fixture
def outputs(tmp_path: Path) -> Outputs:
    return Outputs(tmp_path / "voice.safetensors", draws_curves=True)


def test_all_files_are_named_for_the_voice(outputs: Outputs) -> None:
    assert outputs.curves.name == "voice.svg"
    assert outputs.workspace.name == "voice.safetensors.work"
    assert [path.name for path in outputs.checkpoints] == [
        "voice.safetensors.char.checkpoint",
        "voice.safetensors.word.checkpoint",
    ]


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("voice.bin", "a voice's name ends in .safetensors"),
        ("nowhere/voice.safetensors", "there is no folder {folder}/nowhere"),
    ],
)
def test_an_impossible_output_is_an_error(tmp_path: Path, name: str, expected: str) -> None:
    with pytest.raises(FlagError) as error:
        Outputs(tmp_path / name, draws_curves=False).check(resume=False, force=True)
    message = expected.format(folder=tmp_path)
    assert str(error.value) == f"--output is {tmp_path / name}: {message}"


@pytest.mark.parametrize("name", ["voice.safetensors", "voice.svg"])
def test_files_are_replaced_only_with_force(outputs: Outputs, tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_bytes(b"precious")
    with pytest.raises(FlagError) as error:
        outputs.check(resume=False, force=False)
    assert str(error.value) == (
        f"{tmp_path / name} exists already: give another --output, or --force to replace it"
    )
    outputs.check(resume=False, force=True)


def test_a_picture_that_is_not_drawn_may_exist(outputs: Outputs) -> None:
    outputs.curves.write_bytes(b"precious")
    Outputs(outputs.voice, draws_curves=False).check(resume=False, force=False)
    assert outputs.curves.read_bytes() == b"precious"


def test_an_unfinished_run_is_continued_or_replaced(outputs: Outputs) -> None:
    left = outputs.checkpoints[1]
    left.write_bytes(b"hours of work")
    with pytest.raises(CheckpointError) as error:
        outputs.check(resume=False, force=False)
    assert str(error.value) == (
        f"{left} holds an unfinished run: continue it (--resume) or start over (--force)"
    )
    outputs.check(resume=True, force=False)
    outputs.check(resume=False, force=True)
    assert left.read_bytes() == b"hours of work"


def test_only_voice_and_curves_stay(outputs: Outputs, tmp_path: Path) -> None:
    outputs.save(random_voice())
    outputs.curves.write_bytes(b"<svg/>")
    outputs.workspace.mkdir()
    (outputs.workspace / "corpus.txt").write_bytes(b"text")
    for path in outputs.checkpoints:
        path.write_bytes(b"state")
    outputs.remove_working_files()
    assert sorted(path.name for path in tmp_path.iterdir()) == ["voice.safetensors", "voice.svg"]
    assert load_voice(outputs.voice).char.vocabulary.tokens[0] == "<unk>"


@pytest.mark.parametrize("written", [0, 1, 2])
def test_a_full_disk_says_how_to_continue(
    outputs: Outputs, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, written: int
) -> None:
    for checkpoint in outputs.checkpoints[:written]:
        checkpoint.touch()

    def refuse(_: int) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(os, "fsync", refuse)
    with pytest.raises(TrainingError) as error:
        outputs.save(random_voice())
    rescued = (
        f"The training is not lost: its checkpoints are in {tmp_path}. Free some space there and "
        f"give the same command with --resume"
    )
    lost = (
        f"The training is lost, because its checkpoints could not be written either. Free some "
        f"space in {tmp_path} and train again"
    )
    assert str(error.value) == (
        f"cannot write {outputs.voice}: No space left on device. "
        f"{rescued if written == len(outputs.checkpoints) else lost}"
    )


def test_only_a_run_with_both_checkpoints_can_be_finished(outputs: Outputs) -> None:
    outputs.checkpoints[0].touch()
    with pytest.raises(CheckpointError, match=r"there is no \S+word\.checkpoint: train without"):
        outputs.check_unfinished()
    outputs.checkpoints[1].touch()
    outputs.check_unfinished()
