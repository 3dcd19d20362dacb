"""What tests of several rooms need."""

import importlib.util
import os
import shutil
from pathlib import Path
from types import ModuleType

import numpy as np
import pytest
from hypothesis import settings

from sites import Site
from voices import TINY, random_voice
from wisdom_model.network.exact import TABLE_STEPS, TABLE_ZERO
from wisdom_model.voice.file import Voice, load_voice, save_voice

# No test is timed: the machine may have much else to do. On a developer's machine Hypothesis looks
# for new examples; CI tries the same ones every time, so that it fails for no one by chance.
settings.register_profile("untimed", deadline=None)
settings.register_profile("unchanging", deadline=None, derandomize=True, database=None)
settings.load_profile("unchanging" if os.environ.get("CI") else "untimed")


@pytest.fixture(scope="session")
def keeper() -> Voice:
    """A trained voice, to be read only: the keeper of a lighthouse."""
    return load_voice(TINY)


@pytest.fixture(scope="session")
def voice_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A voice with random weights, to be read only."""
    path = tmp_path_factory.mktemp("voice") / "tiny.safetensors"
    save_voice(path, random_voice())
    return path


def _gate_activations(places: np.ndarray, sigmoids: int) -> tuple[np.ndarray, np.ndarray]:
    found = np.tanh((places - TABLE_ZERO) / TABLE_STEPS)
    return found[:, :sigmoids] / 2 + 0.5, found[:, sigmoids:]


@pytest.fixture
def double_precision(monkeypatch: pytest.MonkeyPatch) -> None:
    """Networks made in this test compute in float64 and round nothing but their weights.

    So the equations show, and what is compared with them may be held to a tolerance far above any
    processor's rounding.
    """
    doubled = ModuleType("numpy")
    vars(doubled).update(vars(np), float32=np.float64)
    for module in ("exact", "cells", "language_model"):
        monkeypatch.setattr(f"wisdom_model.network.{module}.np", doubled)
    monkeypatch.setattr("wisdom_model.network.exact.find_grid", lambda _: 2**48)
    monkeypatch.setattr("wisdom_model.network.cells.tanh", np.tanh)
    monkeypatch.setattr("wisdom_model.network.cells.gate_activations", _gate_activations)


FOLDER = Path(__file__).parent
NEEDS_TORCH = (
    "model/network/test_parity.py",
    "training/fitting/test_gate.py",
    "training/fitting/test_voice.py",
    "training/run/test_pipeline.py",
    "training/run/test_robustness.py",
    "training/run/test_torchrun.py",
    "training/train/test_cells.py",
    "training/train/test_checkpoint.py",
    "training/train/test_device.py",
    "training/train/test_interpolation.py",
    "training/train/test_loss.py",
    "training/train/test_network.py",
    "training/train/test_optimizers.py",
    "training/train/test_replicas.py",
    "training/train/test_single_model.py",
    "training/train/test_trainer.py",
    "training/train/test_weight_updater.py",
)
"""Files that import torch at the top like any other module. They have the marker ``torch``, and are
not collected where torch is missing."""
collect_ignore = [] if importlib.util.find_spec("torch") else [*NEEDS_TORCH]


def pytest_itemcollected(item: pytest.Item) -> None:
    """Mark the tests in these files."""
    if item.path.relative_to(FOLDER).as_posix() in NEEDS_TORCH:
        item.add_marker(pytest.mark.torch)


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
    site = Site(tmp_path)
    site.configure()
    return site
