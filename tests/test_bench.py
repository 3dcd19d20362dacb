"""The benchmarks run to their end; their numbers are for a quiet machine and for people."""

import subprocess
import sys
from pathlib import Path

import pytest

BENCH = Path(__file__).parent / "bench"
VOICE = Path(__file__).parent / "fixtures" / "tiny.safetensors"


def run_bench(name: str, *arguments: str | Path) -> list[str]:
    """Run a benchmark and return the titles of its tables."""
    command = [sys.executable, BENCH / f"bench_{name}.py", *arguments]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return [block.strip().splitlines()[0] for block in done.stdout.split("\n\n")]


def test_site() -> None:
    titles = run_bench("site", "--posts", "3", "--rounds", "1", "--model", VOICE)
    assert titles == ["Building 3 posts", "Writing one post of 100 words"]


@pytest.mark.torch
def test_sample() -> None:
    titles = run_bench("sample", "--tokens", "10", "--rounds", "1", "--voice", VOICE)
    assert [title.split()[0] for title in titles] == ["Characters", "Words"]


def test_install() -> None:
    titles = run_bench("install", sys.prefix)
    assert titles[:2] == ["Installed (budget 230 MB)", "Of which"]
