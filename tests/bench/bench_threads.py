"""A build that writes a post, with one BLAS thread while it writes and with one a core.

The site is small and the post the best of eight candidates of 100 words. Each contender builds in
turn, first on the machine as it is, then beside `--busy` processes that do nothing but count.

    python tests/bench/bench_threads.py --rounds 5
"""

import argparse
import json
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from statistics import median

from measure import cpu_seconds, print_table

LIMITED, FREE = "one thread while writing (ours)", "one thread a core"
BUILD = "from mkdocs.__main__ import cli; cli()"
WITHOUT_LIMIT = (
    "import contextlib, wisdom_model.network.threads as threads; "
    "threads.one_blas_thread = contextlib.nullcontext; "
)
# An inherited limit would make both contenders alike; numpy reads an empty variable as none.
UNLIMITED = dict.fromkeys(("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"), "")


def build(site: Path, code: str, generate: str) -> tuple[float, float]:
    """CPU-seconds and seconds of one build."""
    variables = {**UNLIMITED, "WISDOM_GENERATE": generate}
    began = time.perf_counter()
    cpu = cpu_seconds([sys.executable, "-c", code, "build"], site, variables)
    return cpu, time.perf_counter() - began


def compare(site: Path, rounds: int) -> list[tuple[str, ...]]:
    """A row for each contender: medians over the rounds, taken in turns."""
    codes = {LIMITED: BUILD, FREE: WITHOUT_LIMIT + BUILD}
    found: dict[str, list[tuple[float, float]]] = {name: [] for name in (*codes, "no post")}
    for _ in range(rounds):
        for name, code in codes.items():
            found[name].append(build(site, code, "always"))
        found["no post"].append(build(site, BUILD, "never"))
    return [
        (
            name,
            *(
                f"{median(column):.2f} {unit}"
                for column, unit in zip(zip(*runs, strict=True), ("CPU-s", "s"), strict=True)
            ),
        )
        for name, runs in found.items()
    ]


def main() -> None:
    parser = argparse.ArgumentParser(description="What a second BLAS thread costs a build.")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--busy", type=int, default=2, help="processes beside the second table")
    parser.add_argument("--model", default="ishmael", help="a voice's name or file")
    parser.add_argument("--length", type=int, default=100, help="words of the post")
    arguments = parser.parse_args()
    options = {"model": arguments.model, "length": arguments.length}
    with tempfile.TemporaryDirectory() as folder:
        site = Path(folder)
        (site / "docs").mkdir()
        config = {"site_name": "Bench", "plugins": [{"wisdom": options}]}
        (site / "mkdocs.yml").write_text(json.dumps(config))
        print_table("A build that writes a post", compare(site, arguments.rounds))
        count = [sys.executable, "-c", "while True: pass"]
        busy = [subprocess.Popen(count) for _ in range(arguments.busy)]
        try:
            title = f"The same beside {arguments.busy} busy processes"
            print_table(title, compare(site, arguments.rounds))
        finally:
            for process in busy:
                process.kill()
                process.wait()


if __name__ == "__main__":
    main()
