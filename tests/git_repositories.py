"""Repositories made for a test, and the commands that change them as somebody would."""

import os
import subprocess
from pathlib import Path

SHELL = {"PATH": os.environ["PATH"], "GIT_CONFIG_GLOBAL": os.devnull, "RETRY_SECONDS": "0"}
WHO = ("-c", "user.name=Somebody", "-c", "user.email=somebody@localhost")


def git(folder: Path, *arguments: str) -> str:
    command = ["git", *WHO, *arguments]
    return subprocess.run(
        command, cwd=folder, env=SHELL, check=True, capture_output=True, text=True
    ).stdout.strip()


def write(file: Path, text: str) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text)


def write_script(file: Path, text: str) -> None:
    write(file, text)
    file.chmod(0o755)


def make_origin(folder: Path) -> Path:
    """A bare repository ``origin`` in ``folder``; its branch ``main`` has one commit.

    Somebody's clone of it is beside it, as ``rival``.
    """
    git(folder, "init", "--quiet", "--bare", "--initial-branch=main", "origin")
    git(folder, "clone", "--quiet", "origin", "rival")
    git(folder / "rival", "checkout", "--quiet", "-B", "main")
    push(folder / "rival", "README.md", "first")
    return folder / "origin"


def make_clone(origin: Path) -> Path:
    """A clone like the workflow's: only the newest commit."""
    git(origin.parent, "clone", "--quiet", "--depth=1", origin.as_uri(), "clone")
    return origin.parent / "clone"


def push(folder: Path, path: str, text: str) -> None:
    write(folder / path, text)
    git(folder, "add", path)
    git(folder, "commit", "--quiet", "--message", f"Change {path}")
    git(folder, "push", "--quiet", "origin", "HEAD:main")


def list_files(repository: Path, branch: str = "main") -> list[str]:
    return git(repository, "ls-tree", "-r", "--name-only", branch).splitlines()


def list_subjects(repository: Path, branch: str = "main") -> list[str]:
    """The first lines of the branch's commits, newest first."""
    return git(repository, "log", "--format=%s", branch).splitlines()


def protect(origin: Path) -> None:
    """Let the server refuse every push, in the words of GitHub."""
    write_script(
        origin / "hooks" / "pre-receive",
        "#!/bin/sh\necho 'error: GH006: Protected branch update failed'\nexit 1\n",
    )
