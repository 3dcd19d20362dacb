import json
import re
from importlib.metadata import Distribution, version
from pathlib import Path

import pytest

from mkdocs_wisdom.scaffold import package_source
from mkdocs_wisdom.scaffold.package_source import PINS, find_source

ROOT = Path(__file__).parents[3]
URL = "https://github.com/mkdocs-wisdom/mkdocs-wisdom"


@pytest.mark.parametrize(
    ("origin", "line", "revision"),
    [
        pytest.param(None, f"=={version('mkdocs-wisdom')}", f"v{version('mkdocs-wisdom')}",
                     id="an index"),
        pytest.param({"url": URL, "vcs_info": {"vcs": "git", "commit_id": "12ab"}},
                     f" @ git+{URL}@12ab", "12ab", id="a commit"),
        pytest.param({"url": "file:///tmp/x", "dir_info": {}}, f" @ git+{URL}", "main",
                     id="a folder of this machine"),
    ],
)  # fmt: skip
def test_a_site_gets_the_package_from_where_it_came(
    monkeypatch: pytest.MonkeyPatch, origin: dict | None, line: str, revision: str
) -> None:
    class Installed(Distribution):
        version = version("mkdocs-wisdom")

        def read_text(self, filename: str) -> str | None:
            assert filename == "direct_url.json"
            return json.dumps(origin) if origin else None

        def locate_file(self, path: object) -> Path:
            raise NotImplementedError

    monkeypatch.setattr(package_source, "distribution", lambda _: Installed())
    source = find_source()
    assert source.require("material") == f"mkdocs-wisdom[material]{line}"
    assert source.require() == f"mkdocs-wisdom{line}"
    assert source.revision == revision


def test_the_pins_are_those_of_the_projects_own_site() -> None:
    lock = (ROOT / "requirements" / "site.txt").read_text(encoding="utf-8")
    locked = re.findall(r"^([a-z].*) \\$", lock, re.MULTILINE)
    assert PINS.read_text(encoding="utf-8").splitlines() == locked
