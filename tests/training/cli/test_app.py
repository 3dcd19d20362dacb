"""The command ``wisdom`` and its imports."""

import subprocess
import sys
from pathlib import Path

import pytest

RUN_AND_LIST_IMPORTS = """
import sys
from wisdom_training.cli.app import main
main(sys.argv[1:], standalone_mode=False)
heavy = {"torch", "rich", "pyarrow", "lightning_fabric", "tensorboard"}
print(sorted(heavy & set(sys.modules)))
"""


@pytest.mark.parametrize(
    "arguments",
    [
        ["--help"],
        ["train", "--help"],
        ["train", "--help-all"],
        ["sample", "--help"],
        ["settings", "--help"],
    ],
)
def test_help_imports_nothing_heavy(arguments: list[str]) -> None:
    command = [sys.executable, "-c", RUN_AND_LIST_IMPORTS, *arguments]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    assert done.stdout.splitlines()[0].startswith("Usage: ")
    assert done.stdout.splitlines()[-1] == "[]"


def test_sampling_imports_no_torch(voice_file: Path) -> None:
    command = [sys.executable, "-c", RUN_AND_LIST_IMPORTS, "sample", str(voice_file), "--seed", "1"]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    assert done.stdout.splitlines()[-1] == "[]"


def test_the_module_is_the_command() -> None:
    command = [sys.executable, "-m", "wisdom_training", "--help"]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    assert done.stdout.startswith("Usage: wisdom [OPTIONS] COMMAND")
