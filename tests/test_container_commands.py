"""What the images run for which arguments, without an image."""

import os
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]


@pytest.mark.parametrize(
    ("image", "arguments", "command"),
    [
        ("site", [], "wisdom sample ishmael"),
        ("site", ["build", "--strict"], "mkdocs build --strict"),
        ("site", ["serve"], "mkdocs serve --dev-addr 0.0.0.0:8000"),
        ("site", ["sample", "a voice.safetensors"], "wisdom sample a voice.safetensors"),
        ("site", ["--help"], "wisdom --help"),
        ("train", [], "wisdom train /corpus --output /out/voice.safetensors"),
        (
            "train",
            ["--preset", "best"],
            "wisdom train /corpus --output /out/voice.safetensors --preset best",
        ),
        ("train", ["evaluate", "/out/v.safetensors"], "wisdom evaluate /out/v.safetensors"),
    ],
)
def test_arguments_become_a_command(
    image: str, arguments: list[str], command: str, tmp_path: Path
) -> None:
    assert run(image, arguments, tmp_path) == command


def test_the_variable_names_the_voice_of_the_first_command(tmp_path: Path) -> None:
    assert run("site", [], tmp_path, WISDOM_MODEL="mine.safetensors") == (
        "wisdom sample mine.safetensors"
    )


def run(image: str, arguments: list[str], folder: Path, **variables: str) -> str:
    """Run an entry point beside programs that print their own name and arguments."""
    for name in ("wisdom", "mkdocs"):
        (folder / name).write_text(f'#!/bin/sh\necho {name} "$@"\n')
        (folder / name).chmod(0o755)
    kept = {key: value for key, value in os.environ.items() if key != "WISDOM_MODEL"}
    done = subprocess.run(
        [ROOT / "containers" / image, *arguments],
        env=kept | {"PATH": f"{folder}:{os.environ['PATH']}"} | variables,
        capture_output=True, text=True, check=True,
    )  # fmt: skip
    return done.stdout.strip()
