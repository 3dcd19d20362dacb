"""Several processes that train one voice, as torchrun starts them."""

import importlib.util
import os
import subprocess
import sys
import time
from pathlib import Path

import pytest

from training.runs import FLAGS, PATIENCE, checkpoints, train, write_corpus
from training.tasks import TOKENS, make_task
from wisdom_model.voice.file import load_voice
from wisdom_training.errors import FlagError
from wisdom_training.run.torchrun import ProcessCounts, check_batch, find_process_counts
from wisdom_training.train.task import TrainingJob

pytestmark = pytest.mark.skipif(
    importlib.util.find_spec("lightning_fabric") is None, reason="needs lightning-fabric"
)

FEW = ["--char-epochs", "3", "--word-epochs", "3"]


@pytest.fixture(scope="module")
def book(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_corpus(tmp_path_factory.mktemp("book") / "book.txt", 160)


@pytest.fixture(scope="module")
def together(book: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The voice of two processes, and their output."""
    output = tmp_path_factory.mktemp("together") / "voice.safetensors"
    done = train_together(book, output, *FEW)
    assert done.returncode == 0, done.stderr
    output.with_suffix(".log").write_text(done.stdout + done.stderr, encoding="utf-8")
    return output


def command_together(corpus: Path, output: Path, *flags: str) -> list[str]:
    arguments = ["-m", "torch.distributed.run", "--standalone", "--nproc-per-node", "2"]
    arguments += ["-m", "wisdom_training", "train", str(corpus), "-o", str(output)]
    return [sys.executable, *arguments, *FLAGS, *flags]


def train_together(corpus: Path, output: Path, *flags: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        command_together(corpus, output, *flags),
        capture_output=True, text=True, check=False, timeout=PATIENCE,
        env={**os.environ, "OMP_NUM_THREADS": "1"},
    )  # fmt: skip


@pytest.mark.slow
def test_two_processes_learn_what_one_does(book: Path, together: Path, tmp_path: Path) -> None:
    one = tmp_path / "one.safetensors"
    assert train(book, one, *FEW).returncode == 0
    for model in ("char", "word"):
        alone, shared = (
            load_voice(path).metadata["training"][model]["history"] for path in (one, together)
        )
        assert [evaluation["epoch"] for evaluation in shared] == [
            evaluation["epoch"] for evaluation in alone
        ]
        # Dropout differs, so the losses do, by a few hundredths of a nat.
        assert shared[-1]["validation"] == pytest.approx(alone[-1]["validation"], abs=0.1)


@pytest.mark.slow
def test_one_process_writes_and_logs(together: Path) -> None:
    names = sorted(path.name for path in together.parent.iterdir())
    assert names == ["voice.log", "voice.safetensors", "voice.svg"]
    printed = together.with_suffix(".log").read_text(encoding="utf-8").splitlines()
    assert len(printed) == len(set(printed))
    assert any(line.endswith("tokens in 160 documents") for line in printed)
    assert [line for line in printed if line.startswith(f"Your voice is ready: {together} (")]


@pytest.mark.slow
@pytest.mark.skipif(sys.platform == "win32", reason="has no signals")
def test_they_continue_where_they_stopped(book: Path, together: Path, tmp_path: Path) -> None:
    output = tmp_path / "voice.safetensors"
    process = subprocess.Popen(
        command_together(book, output, *FEW),
        stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True,
    )  # fmt: skip
    deadline = time.monotonic() + PATIENCE
    while not checkpoints(output):
        assert process.poll() is None
        assert time.monotonic() < deadline
        time.sleep(0.02)
    process.terminate()
    assert process.wait(PATIENCE) != 0
    assert not output.exists()
    assert train_together(book, output, *FEW, "--resume").returncode == 0
    assert output.read_bytes() == together.read_bytes()


@pytest.mark.slow
def test_an_error_is_printed_once(corpus: Path, tmp_path: Path) -> None:
    done = train_together(corpus, tmp_path / "nowhere" / "voice.safetensors", *FEW)
    assert done.returncode == 1
    assert done.stderr.count("Error: --output is ") == 1


def test_a_batch_is_shared_evenly(tmp_path: Path) -> None:
    job = TrainingJob(make_task(tmp_path, batch=4), TOKENS, resume=False)
    check_batch(job, 2)
    with pytest.raises(FlagError) as error:
        check_batch(job, 3)
    assert str(error.value) == (
        "--char-batch is 4: 3 processes share it, so it must be a multiple of 3"
    )


@pytest.mark.parametrize(
    ("environment", "world"),
    [
        ({}, None),
        ({"RANK": "0", "WORLD_SIZE": "1"}, None),
        ({"RANK": "3", "WORLD_SIZE": "8", "LOCAL_WORLD_SIZE": "4"}, ProcessCounts(8, 2)),
    ],
)
def test_process_counts_are_those_of_torchrun(
    monkeypatch: pytest.MonkeyPatch, environment: dict[str, str], world: ProcessCounts | None
) -> None:
    for name in ("RANK", "WORLD_SIZE", "LOCAL_WORLD_SIZE"):
        monkeypatch.delenv(name, raising=False)
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    assert find_process_counts() == world
