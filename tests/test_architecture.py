"""docs/architecture.md: the rooms that it names, in the layers that import-linter enforces."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
PAGE = (ROOT / "docs" / "architecture.md").read_text(encoding="utf-8")
PACKAGES = ("plugin/mkdocs_wisdom", "model/wisdom_model", "training/wisdom_training")
NO_ROOMS = {"__init__", "__main__", "theme", "voices"}  # the page has a sentence on each of them


def read_layers(package: str) -> dict[str, str]:
    """The layer of each room, from the table below the heading that names the package."""
    section = PAGE.partition(f"`{package}`\n")[2].partition("\n## ")[0]
    rows = re.findall(r"^\| (\d+) \| (.+?) \|", section, re.MULTILINE)
    return {room: layer for layer, rooms in rows for room in re.findall(r"`(\w+)`", rooms)}


@pytest.mark.parametrize("package", PACKAGES)
def test_every_room_is_on_the_page_and_none_besides(package: str) -> None:
    rooms = {path.stem for path in (ROOT / package).iterdir() if path.name[0] not in "_."}
    assert set(read_layers(package.partition("/")[2])) == rooms - NO_ROOMS - {"py"}


@pytest.mark.parametrize("package", PACKAGES)
def test_the_layers_are_those_of_the_contracts(package: str) -> None:
    name = package.partition("/")[2]
    project = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    contract = project.partition(f'containers = ["{name}"]\nlayers = [\n')[2].partition("]")[0]
    layers = [re.findall(r"\w+", line) for line in contract.splitlines()]
    expected = {room: str(number) for number, row in enumerate(layers, 1) for room in row}
    assert read_layers(name) == expected
