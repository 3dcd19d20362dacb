"""Repositories for the actions' scripts."""

from pathlib import Path

import pytest

from git_repositories import make_clone, make_origin


@pytest.fixture
def origin(tmp_path: Path) -> Path:
    """A bare repository whose branch ``main`` has one commit."""
    return make_origin(tmp_path)


@pytest.fixture
def rival(origin: Path) -> Path:
    """Somebody else's clone."""
    return origin.parent / "rival"


@pytest.fixture
def clone(origin: Path) -> Path:
    """A clone like the workflow's: only the newest commit."""
    return make_clone(origin)
