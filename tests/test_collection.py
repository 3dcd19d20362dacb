"""Which test files are collected where torch is missing."""

import subprocess
import sys
from pathlib import Path

TESTS = Path(__file__).parent
WITHOUT_TORCH = """\
import sys
from importlib.machinery import PathFinder

import pytest

find_spec = PathFinder.find_spec
PathFinder.find_spec = lambda name, *place: None if name == "torch" else find_spec(name, *place)
sys.exit(pytest.main(sys.argv[1:]))
"""


def test_without_torch_every_other_file_is_collected() -> None:
    """The tests on other Pythons, which have no torch, begin with this."""
    command = (sys.executable, "-c", WITHOUT_TORCH)
    run = subprocess.run(
        [*command, "--collect-only", "-qq", "-p", "no:cacheprovider", TESTS],
        check=False,
        cwd=TESTS.parent,
        capture_output=True,
        text=True,
    )
    assert run.returncode == 0, run.stdout[-2000:]
    assert "training/test_settings.py" in run.stdout
    assert "training/train/test_trainer.py" not in run.stdout
