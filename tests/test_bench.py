"""The benchmarks run to their end; only a quiet machine gives numbers worth reading."""

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from voices import TINY

BENCH = Path(__file__).parent / "bench"


pytestmark = pytest.mark.slow


def run(name: str, *arguments: str | Path) -> str:
    """Run a benchmark and return what it prints."""
    command = [sys.executable, BENCH / f"bench_{name}.py", *arguments]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout


def run_bench(name: str, *arguments: str | Path) -> list[str]:
    """Run a benchmark and return the titles of its tables."""
    printed = run(name, *arguments)
    return [block.strip().splitlines()[0] for block in printed.split("\n\n")]


@pytest.fixture
def text(tmp_path: Path) -> Path:
    path = tmp_path / "text.txt"
    path.write_text("The sea was calm, and nobody was afraid of it.\n\n" * 150, encoding="utf-8")
    return path


def test_site() -> None:
    titles = run_bench("site", "--posts", "3", "--rounds", "1")
    assert titles == ["Building 3 posts"]


def test_threads() -> None:
    arguments = ("--rounds", "1", "--busy", "1", "--model", TINY, "--length", "9")
    titles = run_bench("threads", *arguments)
    assert titles == ["A build that writes a post", "The same beside 1 busy processes"]


def test_archive() -> None:
    printed = run("archive", "--size", "2", "--rounds", "1")
    assert printed.strip().startswith("Reading 2 MB of posts\n")
    documents = {line.split()[-1] for line in printed.strip().splitlines()[1:]}
    assert len(documents) == 1  # as many as json finds


def test_review(tmp_path: Path) -> None:
    (tmp_path / "text.txt").write_text("so we went home\n" * 20)
    printed = run("review", tmp_path / "text.txt", "--strings", "3")
    assert "20 documents, 80 words" in printed
    assert re.search(r"^ *card numbers +3 +100.0% +100.0% +0.000$", printed, re.MULTILINE)


def test_site_beside_others() -> None:
    printed = run("site", "--posts", "3", "--rounds", "1", "--others")
    assert "Pagefind" in printed
    assert "Material" in printed


def test_search() -> None:
    printed = run("search", "--posts", "200")
    assert "ids and scores of 500 queries: the same" in printed


@pytest.mark.browser
@pytest.mark.skipif(os.environ.get("WISDOM_CHROMIUM") == "none", reason="WISDOM_CHROMIUM=none")
def test_first_search() -> None:
    titles = run_bench("first_search", "--posts", "30", "--queries", "1")
    assert titles[0] == "First search of 30 posts, queries: 1"


@pytest.mark.torch
def test_sample() -> None:
    titles = run_bench(
        "sample", "--tokens", "10", "--rounds", "1", "--voice", TINY, "--length", "9"
    )
    kinds = [title.split()[0] for title in titles]
    assert kinds == ["Characters", "Characters", "Words", "Words", "A"]


def test_install() -> None:
    titles = run_bench("install", sys.prefix)
    assert titles[:2] == ["Installed (budget 230 MB)", "Of which"]


@pytest.mark.torch
@pytest.mark.parametrize("only", ["short", "plain"])
def test_train(text: Path, only: str) -> None:
    scores = json.loads(run("train", text, "--only", only))
    assert scores.keys() == {"afresh", "carried", "cpu", "wall"}
    assert 0 < scores["carried"] < 4  # nats: less than chance has


@pytest.mark.torch
@pytest.mark.skipif(not Path("/proc/self/smaps_rollup").exists(), reason="reads Linux's /proc")
@pytest.mark.parametrize(("minutes", "told"), [("1", r"\d\.\d{3}"), ("0.2", "stopped")])
def test_presets(text: Path, minutes: str, told: str) -> None:
    epochs = ["--char-epochs", "1" if told != "stopped" else "9999", "--no-curves"]
    printed = run("presets", "--presets", "quick", "--minutes", minutes, text, *epochs)
    rows = [line.split() for line in printed.splitlines() if line.strip().startswith("quick")]
    assert [row[1] for row in rows] == ["char", "word"]
    for row in rows:
        assert re.fullmatch(told, row[4])
        assert int(row[-1]) > 50  # MiB
