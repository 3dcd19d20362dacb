"""Where a site gets mkdocs-wisdom from: from where the one that is running came.

That is the package index for a release, and the commit for an installation from a repository. For
anything else, such as a folder on this machine, it is the repository's main branch.
"""

from __future__ import annotations

import json
from importlib.metadata import distribution
from pathlib import Path
from typing import NamedTuple

NAME = "mkdocs-wisdom"
REPOSITORY = "mkdocs-wisdom/mkdocs-wisdom"
PINS = Path(__file__).parent / "constraints.txt"
"""The versions of all other packages; ``make lock`` copies them from ``requirements/site.txt``."""


class Source(NamedTuple):
    """A version of mkdocs-wisdom."""

    version: str
    """As pip takes it behind the name: ``==1.0`` or ``@ git+https://…``."""
    revision: str
    """The tag, commit or branch of the repository, for its workflows."""

    def require(self, *extras: str) -> str:
        """A line of ``requirements.txt``."""
        names = f"[{','.join(extras)}]" if extras else ""
        return f"{NAME}{names}{self.version}"


def find_source() -> Source:
    """The version of the package that is running, by PEP 610."""
    package = distribution(NAME)
    origin = package.read_text("direct_url.json")
    if origin is None:
        return Source(f"=={package.version}", f"v{package.version}")
    details = json.loads(origin)
    vcs = details.get("vcs_info")
    if vcs and vcs.get("vcs") == "git":
        return Source(f" @ git+{details['url']}@{vcs['commit_id']}", vcs["commit_id"])
    return Source(f" @ git+https://github.com/{REPOSITORY}", "main")
