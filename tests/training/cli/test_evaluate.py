"""``wisdom evaluate`` before it reads anything; ``evaluation/test_evaluate.py`` has the rest."""

from pathlib import Path

import pytest

from training.commands import fail


def test_evaluating_into_a_folder_without_matplotlib_fails_at_once(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr("importlib.util.find_spec", lambda name: None)  # noqa: ARG005 (its parameter)
    assert fail("evaluate", "nowhere", "nothing", "-o", tmp_path / "out") == (
        "Error: evaluate --output needs matplotlib, which is not installed: "
        'pip install "mkdocs-wisdom[train]"\n'
    )
    assert list(tmp_path.iterdir()) == []
