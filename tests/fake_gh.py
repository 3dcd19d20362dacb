"""A command ``gh`` for tests: it keeps pull requests in a file, and no network."""

import json
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from git_repositories import write_script

needs_jq = shutil.which("jq") is None
"""The filters that the scripts give to ``gh`` are run by the real ``jq``."""


@dataclass(frozen=True)
class FakeGh:
    """The folder that has the command, and what it did."""

    folder: Path

    @property
    def requests(self) -> list[dict[str, Any]]:
        """The pull requests, oldest first."""
        file = self.folder / "requests.json"
        return json.loads(file.read_text()) if file.exists() else []

    def set_requests(self, *requests: dict[str, Any]) -> None:
        (self.folder / "requests.json").write_text(json.dumps(requests))

    def change(self, number: int, **values: object) -> None:
        """Change the pull request with a number; the first has 1."""
        requests = self.requests
        requests[number - 1] |= values
        self.set_requests(*requests)

    def refuse(self, command: str, message: str) -> None:
        """Let ``gh pr COMMAND`` fail with a message."""
        (self.folder / f"refuse-{command}").write_text(message)


def make_gh(folder: Path) -> FakeGh:
    """Put the command into ``folder``, which a test puts on its PATH."""
    write_script(
        folder / "gh",
        f'#!/bin/sh\nexec {sys.executable} {Path(__file__).absolute()} {folder} "$@"\n',
    )
    return FakeGh(folder)


def answer(folder: Path, arguments: list[str]) -> None:
    """Do what ``gh pr list``, ``create`` and ``edit`` do; fail as a test asked for."""
    command, rest = arguments[1], arguments[2:]
    options = {name: rest[at + 1] for at, name in enumerate(rest) if name.startswith("--")}
    refusal = folder / f"refuse-{command}"
    if refusal.exists():
        sys.exit(refusal.read_text())
    gh = FakeGh(folder)
    if command == "list":
        found = [
            {key: request[key] for key in options["--json"].split(",")}
            for request in reversed(gh.requests)
            if (request["head"], request["base"]) == (options["--head"], options["--base"])
        ]
        subprocess.run(
            ["jq", "-r", options["--jq"]], input=json.dumps(found), text=True, check=True
        )
    elif command == "create":
        url = f"https://github.com/o/n/pull/{len(gh.requests) + 1}"
        new = {"state": "OPEN", "url": url, "isCrossRepository": False}
        new |= {name: options[f"--{name}"] for name in ("head", "base", "title")}
        new["body"] = Path(options["--body-file"]).read_text()
        gh.set_requests(*gh.requests, new)
        sys.stdout.write(f"{url}\n")
    elif command == "edit":
        (number,) = (n for n, request in enumerate(gh.requests, 1) if request["url"] == rest[0])
        gh.change(number, body=Path(options["--body-file"]).read_text())
    else:
        sys.exit(f"unexpected: gh {' '.join(arguments)}")


if __name__ == "__main__":
    answer(Path(sys.argv[1]), sys.argv[2:])
