"""Figures as SVG files."""

import re
import sys
import xml.etree.ElementTree as ET
from pathlib import Path
from typing import Any

import pytest

from wisdom_training.errors import MissingPackageError, TrainingError
from wisdom_training.progress.figure import (
    BLUE,
    DARK,
    GREY,
    INK,
    ORANGE,
    PAPER,
    render_figure,
    write_figure,
)

SVG = "{http://www.w3.org/2000/svg}"


def draw_line(figure: Any) -> None:  # noqa: ANN401 (matplotlib's)
    figure.subplots().plot([0, 1], [0, 1], color=BLUE)


def contrast(one: str, other: str) -> float:
    """The contrast of two colours, 1 to 21 (WCAG 2.2, https://www.w3.org/TR/WCAG22/)."""

    def luminance(colour: str) -> float:
        parts = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
        linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4
                  for part in parts]  # fmt: skip
        return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]

    dark, light = sorted((luminance(one) + 0.05, luminance(other) + 0.05))
    return light / dark


def test_a_figure_has_its_size_heading_and_title() -> None:
    root = ET.fromstring(render_figure(draw_line, 2, "Heading", "Title"))  # noqa: S314 (our own)
    assert (root.get("width"), root.get("height")) == ("302.4pt", "144pt")  # 72 points an inch
    assert root.findtext(f"{SVG}title") == "Title"
    assert "Heading" in [(text.text or "").strip() for text in root.iter(f"{SVG}text")]


def test_equal_figures_give_equal_files() -> None:
    first, second = (render_figure(draw_line, 2, "", "Title") for _ in range(2))
    assert first == second


def test_a_figure_is_a_rounded_panel_that_is_transparent_outside() -> None:
    svg = render_figure(draw_line, 2, "", "Title").decode()
    panel, background = ET.fromstring(svg).find(f"{SVG}rect"), svg.split('id="patch_1"')[1]  # noqa: S314
    assert panel is not None
    assert panel.attrib == {
        "width": "100%", "height": "100%", "rx": "8", "style": f"fill: {PAPER}",
    }  # fmt: skip
    assert "fill: none" in background.split("</g>")[0]


def test_a_dark_scheme_replaces_every_colour() -> None:
    svg = render_figure(draw_line, 2, "Heading", "Title").decode()
    style = svg.split("<style>")[1].split("</style>")[0]
    assert style.startswith("@media (prefers-color-scheme: dark) {")
    assert f'[style*="stroke: {BLUE}"]{{stroke:{DARK[BLUE]} !important}}' in style
    used = set(re.findall(r'style="[^"]*?(?:fill|stroke): (#[0-9a-f]{6})', svg))
    assert {BLUE, INK, PAPER} < used <= DARK.keys()


@pytest.mark.parametrize("colour", [INK, BLUE, ORANGE, GREY])
def test_what_is_drawn_can_be_told_from_the_paper_in_both_schemes(colour: str) -> None:
    assert contrast(colour, PAPER) >= 4.5
    assert contrast(DARK[colour], DARK[PAPER]) >= 4.5


def test_text_is_large_enough_on_a_phone() -> None:
    svg = render_figure(draw_line, 2, "Heading", "Title").decode()
    sizes = [float(size) for size in re.findall(r"font(?:-size)?: ([\d.]+)px", svg)]
    phone = 358 / (302.4 / 0.75)  # of 390 pixels, without the margins of the page
    assert min(sizes) * phone >= 9


def test_without_matplotlib_the_error_names_the_extra(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "matplotlib", None)
    with pytest.raises(MissingPackageError) as error:
        render_figure(draw_line, 2, "", "Title")
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
