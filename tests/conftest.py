"""What tests of several rooms need."""

import shutil
from pathlib import Path

import numpy as np
import pytest
from hypothesis import settings

from sites import Site
from voices import random_voice
from wisdom_model.voice.file import save_voice

# No test is timed: the machine may have much else to do.
settings.register_profile("untimed", deadline=None)
settings.load_profile("untimed")


@pytest.fixture(scope="session")
def voice_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A voice with random weights, to be read only."""
    path = tmp_path_factory.mktemp("voice") / "tiny.safetensors"
    save_voice(path, random_voice())
    return path


def _look_up(places: np.ndarray, sigmoids: int) -> tuple[np.ndarray, np.ndarray]:
    found = np.tanh((places - 9216.5) / 1024)
    return found[:, :sigmoids] / 2 + 0.5, found[:, sigmoids:]


@pytest.fixture
def finely(monkeypatch: pytest.MonkeyPatch) -> None:
    """Networks made in this test round nothing but weights, so that their equations show."""
    monkeypatch.setattr("wisdom_model.network.exact.find_grid", lambda _: 2.0**22)
    monkeypatch.setattr("wisdom_model.network.cells.tanh", np.tanh)
    monkeypatch.setattr("wisdom_model.network.cells.look_up", _look_up)


LONG = ("slow", "site", "browser", "registry")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark what builds sites, and put the files with long tests first.

    `make test` hands files to its processes in this order: the short ones fill the gaps at the end.
    """
    for item in items:
        if item.path.parent.name in ("site", "browser"):
            item.add_marker("site")
    long = {item.path for item in items if any(map(item.get_closest_marker, LONG))}
    items.sort(key=lambda item: item.path not in long)


@pytest.fixture
def site(tmp_path: Path, voice_file: Path) -> Site:
    """A site without pages that speaks with that voice."""
    shutil.copy(voice_file, tmp_path / "tiny.safetensors")
    (tmp_path / "docs").mkdir()
    made = Site(tmp_path)
    made.configure()
    return made
