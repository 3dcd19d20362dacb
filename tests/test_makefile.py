"""The targets of the Makefile: what they say of themselves, and which commands they give."""

import os
import re
import shutil
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
THREADS = "OPENBLAS_NUM_THREADS=1 OMP_WAIT_POLICY=PASSIVE"
MAKEFILE = (ROOT / "Makefile").read_text(encoding="utf-8")

pytestmark = pytest.mark.skipif(shutil.which("make") is None, reason="needs make")


def make(*arguments: str) -> str:
    """Run make without environments of its own and return what it prints."""
    done = subprocess.run(
        ["make", "--no-print-directory", "--old-file=.venv-test/.installed", *arguments],
        cwd=ROOT, capture_output=True, text=True, check=True,
        env={"PATH": os.environ["PATH"]},
    )  # fmt: skip
    return done.stdout


def show(*arguments: str) -> str:
    """The last command of a target, which is not run."""
    return make("--dry-run", *arguments).splitlines()[-1]


def test_help_is_the_default_and_lists_every_target() -> None:
    (names,) = re.findall(r"^\.PHONY: ((?:.*\\\n)*.*)$", MAKEFILE, re.MULTILINE)
    listed = re.findall(r"^make (\S+) +\S", make(), re.MULTILINE)
    assert sorted(listed) == sorted(names.replace("\\\n", "").split())


def test_quick_runs_the_unit_tests_on_all_cores() -> None:
    assert show("quick") == (
        f"{THREADS} .venv-test/bin/python -m pytest -q -n auto "
        '-m "not slow and not site and not browser and not registry"'
    )


def test_quick_takes_a_folder_an_expression_and_markers() -> None:
    command = show("quick", "TESTS=tests/site", "K=feed or tag", "MARKERS=site")
    assert command.endswith('pytest -q -n auto -m "site" -k "feed or tag" tests/site')


def test_a_single_file_is_not_shared_out() -> None:
    command = show("quick", "TESTS=tests/model/guards/test_guards.py", "MARKERS=site")
    assert command.endswith('pytest -q -m "site" tests/model/guards/test_guards.py')


def test_another_python_runs_unit_tests_and_a_few_site_builds() -> None:
    command = show("--old-file=.venv-3.12/.installed", "test-3.12")
    assert command.startswith(
        "OPENBLAS_NUM_THREADS=1 OMP_WAIT_POLICY=PASSIVE .venv-3.12/bin/python -m pytest"
    )
    assert command.endswith(
        '-m "not slow and not site and not browser and not registry and not torch or every_python"'
    )
