"""Whole sites, built by the real ``mkdocs`` in a process of its own."""

import json
import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

SITE_URL = "https://example.org/"
NOON = 1795521600  # 2026-11-24 12:00 UTC


@dataclass(frozen=True)
class Site:
    """The folder of a site, with a voice beside its configuration."""

    root: Path

    @property
    def posts(self) -> Path:
        return self.root / "posts"

    def configure(self, options: dict[str, object] | None = None, **config: object) -> None:
        """Write ``mkdocs.yml``: ``options`` are the plugin's. JSON is YAML as well."""
        plugin = {"wisdom": {"model": "tiny.safetensors"} | (options or {})}
        whole = {"site_name": "Sea", "site_url": SITE_URL, "plugins": [plugin]} | config
        (self.root / "mkdocs.yml").write_text(json.dumps(whole))

    def write(self, path: str, text: str) -> Path:
        target = self.root / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(text, encoding="utf-8")
        return target

    def read(self, path: str) -> str:
        return (self.root / "site" / path).read_text(encoding="utf-8")

    def run(self, *arguments: str, **variables: str) -> subprocess.CompletedProcess[str]:
        """Run ``mkdocs``; ``stdout`` has both streams."""
        return subprocess.run(
            self.command(*arguments),
            cwd=self.root,
            env=self.environment(**variables),
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            timeout=120,  # a build takes about a second; after this something hangs
            check=False,
        )

    def build(self, *arguments: str, **variables: str) -> str:
        """Build with ``--strict`` and without a single warning; return the log."""
        result = self.run("build", "--strict", *arguments, **variables)
        assert result.returncode == 0, result.stdout
        assert "WARNING" not in result.stdout, result.stdout
        return result.stdout

    def fail(self, *arguments: str, **variables: str) -> str:
        """Build a site that cannot be built, and return the one line with the error."""
        result = self.run("build", *arguments, **variables)
        assert result.returncode == 1, result.stdout
        errors = [line for line in result.stdout.splitlines() if line.startswith("ERROR")]
        assert len(errors) == 1, result.stdout
        assert "Traceback" not in result.stdout
        return errors[0].removeprefix("ERROR   -  ").replace(str(self.root), "")

    def command(self, *arguments: str) -> list[str]:
        return [sys.executable, "-W", "error", "-m", "mkdocs", *arguments]

    def environment(self, **variables: str) -> dict[str, str]:
        fixed = {"SOURCE_DATE_EPOCH": str(NOON), "NO_MKDOCS_2_WARNING": "1", "NO_COLOR": "1"}
        kept = {key: value for key, value in os.environ.items() if not key.startswith("WISDOM_")}
        return kept | fixed | variables


def list_tree(folder: Path) -> dict[str, bytes]:
    """Every file's content by its path in ``folder``."""
    files = sorted(path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in files}
