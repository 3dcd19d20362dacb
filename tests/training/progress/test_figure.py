"""Figures as SVG files."""

import sys
import xml.etree.ElementTree as ET
from pathlib import Path
from typing import Any

import pytest

from wisdom_training.errors import MissingPackageError, TrainingError
from wisdom_training.progress.figure import render_figure, write_figure

SVG = "{http://www.w3.org/2000/svg}"


def draw_line(figure: Any) -> None:  # noqa: ANN401 (matplotlib's)
    figure.subplots().plot([0, 1], [0, 1])


def test_a_figure_has_its_size_heading_and_title() -> None:
    root = ET.fromstring(render_figure(draw_line, (4, 2), "Heading", "Title"))  # noqa: S314 (our own)
    assert (root.get("width"), root.get("height")) == ("288pt", "144pt")  # 72 points an inch
    assert root.findtext(f"{SVG}title") == "Title"
    assert "Heading" in [(text.text or "").strip() for text in root.iter(f"{SVG}text")]


def test_equal_figures_give_equal_files() -> None:
    first, second = (render_figure(draw_line, (4, 2), "", "Title") for _ in range(2))
    assert first == second


def test_without_matplotlib_the_error_names_the_extra(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "matplotlib", None)
    with pytest.raises(MissingPackageError) as error:
        render_figure(draw_line, (4, 2), "", "Title")
    assert str(error.value) == (
        "drawing charts needs matplotlib, which is not installed: "
        'pip install "mkdocs-wisdom[train]"'
    )


def test_a_figure_that_cannot_be_written_is_an_error(tmp_path: Path) -> None:
    path = tmp_path / "missing" / "a.svg"
    with pytest.raises(TrainingError) as error:
        write_figure(path, b"<svg/>", "chart")
    assert str(error.value).startswith(f"cannot write the chart {path}: [Errno 2]")
    assert str(error.value).endswith(". The voice is not affected")
