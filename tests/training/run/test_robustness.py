"""Failures of real processes: a full disk, a divergence, a wrong start."""

import os
import signal
import sys
from pathlib import Path

import pytest

from training.runs import (
    LONG,
    PATIENCE,
    SHORT,
    checkpoints,
    list_workers,
    start,
    train,
)
from wisdom_model.voice.file import digest, load_voice

linux_only = pytest.mark.skipif(sys.platform != "linux", reason="limits other processes")


def forbid_files(process: int) -> None:
    """Let the process write no file of more than a kilobyte, as if the disk were full."""
    import resource  # noqa: PLC0415 (not on Windows)

    resource.prlimit(process, resource.RLIMIT_FSIZE, (1024, resource.RLIM_INFINITY))


@pytest.mark.slow
@linux_only
def test_a_full_disk_stops_no_training(corpus: Path, tmp_path: Path) -> None:
    output = tmp_path / "voice.safetensors"
    process = start(corpus, output, *LONG)
    for worker in list_workers(process.pid):
        forbid_files(worker)
    printed, _ = process.communicate(timeout=PATIENCE)
    assert process.returncode == 0, printed
    warning = f"the checkpoint {output}.char.checkpoint cannot be written: File too large"
    assert printed.count(warning) == 1
    assert load_voice(output).metadata["training"]["char"]["history"][-1]["epoch"] == 4
    assert "Traceback" not in printed


@pytest.mark.slow
@linux_only
def test_a_voice_that_cannot_be_written_is_not_lost(corpus: Path, tmp_path: Path) -> None:
    output = tmp_path / "voice.safetensors"
    process = start(corpus, output, *LONG)
    forbid_files(process.pid)
    printed, _ = process.communicate(timeout=PATIENCE)
    assert process.returncode == 1
    assert printed.splitlines()[-1] == (
        f"Error: cannot write {output}: File too large. The training is not lost: its "
        f"checkpoints are in {tmp_path}. Free some space there and give the same command with "
        f"--resume"
    )
    assert len(checkpoints(output)) == 2
    assert train(corpus, output, *LONG, "--resume").returncode == 0
    assert output.exists()
    assert checkpoints(output) == []


@pytest.mark.slow
@linux_only
def test_an_explosion_keeps_the_last_good_state(corpus: Path, tmp_path: Path) -> None:
    output = tmp_path / "voice.safetensors"
    process = start(corpus, output, *LONG)
    os.killpg(process.pid, signal.SIGKILL)
    process.communicate(timeout=PATIENCE)
    good = (tmp_path / "voice.safetensors.char.checkpoint").read_bytes()
    wild = train(corpus, output, *LONG, "--resume", "--char-rate", "1e38")
    assert wild.returncode == 1
    assert "Error: the char model's loss is no longer a number" in wild.stderr
    assert (tmp_path / "voice.safetensors.char.checkpoint").read_bytes() == good
    tame = train(corpus, output, *LONG, "--resume", "--char-rate", "0.001")
    assert (tame.returncode, tame.stderr) == (0, "")
    assert load_voice(output).metadata["training"]["char"]["settings"]["rate"] == 0.001


@pytest.mark.slow
def test_a_voice_begins_where_another_ended(corpus: Path, tmp_path: Path) -> None:
    old, new = tmp_path / "old.safetensors", tmp_path / "new.safetensors"
    assert train(corpus, old, *SHORT).returncode == 0
    slow = ["--char-epochs", "1", "--word-epochs", "1", "--char-rate", "1e-9"]
    slow += ["--char-muon-rate", "1e-9"]
    done = train(corpus, new, *slow, "--from", str(old))
    assert done.returncode == 0, done.stderr
    assert "both models begin with old.safetensors, which knows 100% of the words" in done.stdout
    metadata = load_voice(new).metadata
    assert metadata["training"]["from"] == {"name": "old", "digest": digest(old)}
    before = load_voice(old).metadata["evaluation"]["char"]["nats_per_token"]
    assert metadata["evaluation"]["char"]["nats_per_token"] == pytest.approx(before, abs=1e-3)


@pytest.mark.slow
def test_another_voice_of_another_size_is_refused(corpus: Path, tmp_path: Path) -> None:
    old, new = tmp_path / "old.safetensors", tmp_path / "new.safetensors"
    assert train(corpus, old, *SHORT, "--char-hidden", "12").returncode == 0
    done = train(corpus, new, *SHORT, "--char-hidden", "16", "--from", str(old))
    assert done.returncode == 1
    assert done.stderr == (
        f"Error: --from {old}: its char model has --char-hidden 12, and this run has "
        f"--char-hidden 16: give --char-hidden 12\n"
    )


@pytest.mark.slow
def test_a_device_that_is_not_there_is_one_clear_error(corpus: Path, tmp_path: Path) -> None:
    done = train(corpus, tmp_path / "voice.safetensors", *SHORT, "--device", "cuda:77")
    assert done.returncode == 1
    assert done.stderr.startswith("Error: --device is cuda:77: torch ")
