"""The loss that each preset reaches on a corpus, and its time and memory. Linux only.

    bench_presets.py [--presets quick,standard] [--minutes N] CORPUS [OPTION OF WISDOM TRAIN ...]

``wisdom train`` trains one preset after the other. After ``--minutes`` a run is stopped as by
Ctrl-C and leaves checkpoints. Every run has a loss on the validation part, and those that finished
have one on the test part.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import torch
from measure import print_table

from wisdom_model.voice.file import load_voice
from wisdom_training.progress.reports import TITLES
from wisdom_training.train.task import checkpoint_path


def main() -> None:
    options, train = parse_options()
    rows = [
        ("preset", "model", "epochs", "validation", "test, bits/char", "CPU minutes", "wall", "MiB")
    ]
    with tempfile.TemporaryDirectory() as folder:
        for preset in options.presets.split(","):
            output = Path(folder) / f"{preset}.safetensors"
            command = [sys.executable, "-m", "wisdom_training", "train", *train]
            command += ["--preset", preset, "-o", str(output)]
            wall, memory = watch(command, options.minutes * 60)
            for name, run in read_runs(output).items():
                rows.append(describe(preset, name, run, wall, memory))
                print(json.dumps({"preset": preset, "model": name, **run}), flush=True)
    print_table("presets: validation in nats a token, wall in minutes, memory of all", rows)


def parse_options() -> tuple[argparse.Namespace, list[str]]:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--presets", default="quick,standard")
    parser.add_argument("--minutes", type=float, default=60)
    return parser.parse_known_args()


def watch(command: list[str], limit: float) -> tuple[float, int]:
    """Run ``command`` for ``limit`` seconds at most: minutes taken, and bytes at the peak."""
    begun, peak = time.monotonic(), 0
    with subprocess.Popen(command, start_new_session=True) as process:
        while process.poll() is None:
            time.sleep(0.5)
            peak = max(peak, sum(proportional_sizes(process.pid)))
            if time.monotonic() - begun > limit:
                process.terminate()  # it ends as by Ctrl-C, with checkpoints
                process.wait()
    return (time.monotonic() - begun) / 60, peak


def proportional_sizes(session: int) -> Iterator[int]:
    """Bytes that each process of ``session`` holds; a shared page counts as a share of it."""
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            after_name = (folder / "stat").read_text().rpartition(")")[2].split()
            if int(after_name[3]) != session:
                continue
            sizes = (folder / "smaps_rollup").read_text().splitlines()
        except OSError:  # it has ended meanwhile
            continue
        yield sum(int(line.split()[1]) * 1024 for line in sizes if line.startswith("Pss:"))


def read_runs(output: Path) -> dict[str, dict[str, Any]]:
    """Epochs read, best validation loss, CPU minutes and bits a character, by model."""
    if output.exists():
        voice = load_voice(output).metadata
        runs = {}
        for name in TITLES:
            history = voice["training"][name]["history"]
            runs[name] = {
                "epochs": history[-1]["epoch"],
                "validation": min(evaluation["validation"] for evaluation in history),
                "cpu": voice["training"][name]["cpu_minutes"],
                "bits": voice["evaluation"][name]["bits_per_character"],
            }
        return runs
    runs = {}
    for name in TITLES:
        path = checkpoint_path(output, name)
        if path.exists():
            state = torch.load(path, weights_only=True)["state"]
            epochs = state["history"][-1][0] if state["history"] else 0.0
            cpu = state["cpu_seconds"] / 60
            runs[name] = {"epochs": epochs, "validation": state["best"]["loss"], "cpu": cpu}
    return runs


def describe(
    preset: str, name: str, run: dict[str, Any], wall: float, memory: int
) -> tuple[str, ...]:
    bits = f"{run['bits']:.3f}" if "bits" in run else "stopped"
    return (
        preset,
        name,
        f"{run['epochs']:g}",
        f"{run['validation']:.4f}",
        bits,
        f"{run['cpu']:.1f}",
        f"{wall:.1f}",
        f"{memory / 2**20:.0f}",
    )


if __name__ == "__main__":
    main()
