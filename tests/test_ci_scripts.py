"""The scripts in ``.ci``."""

import os
import subprocess
import sys
from pathlib import Path

SCRIPTS = Path(__file__).parents[1] / ".ci"
SHELL = {"PATH": os.environ["PATH"]}


def find_python(*candidates: str | Path) -> subprocess.CompletedProcess[str]:
    command = [SCRIPTS / "find-python", *candidates]
    return subprocess.run(command, env=SHELL, capture_output=True, text=True, check=False)


def fake_python(folder: Path, says: str, code: int = 0) -> Path:
    file = folder / f"python-{len(list(folder.iterdir()))}"
    file.write_text(f"#!/bin/sh\necho '{says}'\nexit {code}\n")
    file.chmod(0o755)
    return file


def test_a_fitting_python_is_found() -> None:
    assert find_python(sys.executable).stdout.strip() == sys.executable


def test_commands_that_fail_or_are_too_old_are_passed_over(tmp_path: Path) -> None:
    shim = fake_python(tmp_path, "pyenv: version not selected", code=127)
    old = fake_python(tmp_path, f"3 9 {tmp_path}/python3.9")
    assert find_python(shim, old, sys.executable).stdout.strip() == sys.executable


def test_without_a_fitting_python_each_refusal_is_named(tmp_path: Path) -> None:
    old = fake_python(tmp_path, f"3 9 {tmp_path}/python3.9")
    done = find_python("no-such-python", old)
    lines = done.stderr.splitlines()
    assert done.returncode == 1
    assert lines[0].startswith("No Python found that is 3.10 or newer")
    assert lines[1].startswith("  no-such-python: ")
    assert lines[2] == f"  {old}: version 3.9 is too old"


def test_a_newer_python_is_taken_with_a_note(tmp_path: Path) -> None:
    newer = fake_python(tmp_path, f"3 14 {tmp_path}/python3.14")
    done = find_python(newer)
    assert done.stdout == f"{tmp_path}/python3.14\n"
    assert done.stderr == "note: Python 3.14 is newer than any tested here\n"
