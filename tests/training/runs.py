"""``wisdom train`` in processes of its own, as people start it, on a corpus of nonsense."""

import os
import random
import subprocess
import sys
import time
from collections.abc import Mapping
from pathlib import Path

FLAGS = ["--char-hidden", "16", "--char-embedding", "8", "--char-batch", "4", "--char-steps", "25"]
FLAGS += ["--word-hidden", "16", "--word-embedding", "8", "--word-projection", "0"]
FLAGS += ["--word-batch", "4", "--word-steps", "10", "--device", "cpu"]
SHORT = ["--char-epochs", "2", "--word-epochs", "2"]
LONG = ["--char-epochs", "6", "--word-epochs", "12"]  # seconds, so that a kill comes amid
ENDLESS = ["--char-epochs", "500", "--word-epochs", "1000"]  # always ended by a kill
PATIENCE = 120  # seconds after which something hangs


def write_corpus(path: Path, paragraphs: int = 320) -> Path:
    """About 60 characters of nonsense a paragraph."""
    words = ["whale", "sea", "ship", "Ahab", "the", "the", "and", "of", "white", "sailed"]
    chance = random.Random(1)  # noqa: S311 (no secret)
    texts = [" ".join(chance.choices(words, k=12)).capitalize() + "." for _ in range(paragraphs)]
    path.write_text("\n\n".join(texts), encoding="utf-8")
    return path


def command(corpus: Path, output: Path, *flags: str) -> list[str]:
    # A shell starts what runs in its background with Ctrl-C ignored, and children inherit that.
    call = "import signal; signal.signal(signal.SIGINT, signal.default_int_handler); "
    call += "from wisdom_training.cli.app import main; main()"
    return [sys.executable, "-c", call, "train", str(corpus), "-o", str(output), *FLAGS, *flags]


def train(
    corpus: Path, output: Path, *flags: str, environment: Mapping[str, str] | None = None
) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        command(corpus, output, *flags), capture_output=True, text=True, check=False,
        timeout=PATIENCE, env={**os.environ, **(environment or {})},
    )  # fmt: skip


def start(corpus: Path, output: Path, *flags: str) -> subprocess.Popen[str]:
    """Start training and wait until both models have left a checkpoint."""
    process = subprocess.Popen(
        command(corpus, output, *flags),
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        start_new_session=True,
    )
    deadline = time.monotonic() + PATIENCE
    while len(checkpoints(output)) < 2:
        assert process.poll() is None, process.stdout and process.stdout.read()
        assert time.monotonic() < deadline
        time.sleep(0.02)
    return process


def checkpoints(output: Path) -> list[str]:
    return sorted(path.name for path in output.parent.glob(f"{output.name}.*.checkpoint"))


def list_workers(parent: int) -> list[int]:
    """The ids of the processes in which the models are trained."""
    listed = subprocess.run(
        ["ps", "-ww", "-o", "pid=,args=", "--ppid", str(parent)],
        capture_output=True, text=True, check=True,
    )  # fmt: skip
    return [int(row.split()[0]) for row in listed.stdout.splitlines() if "spawn_main" in row]
