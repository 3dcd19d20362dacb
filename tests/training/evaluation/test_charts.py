"""Charts: their text and colours, equal files for equal values, errors."""

import re
import sys
import xml.etree.ElementTree as ET
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from training.evaluation.measures import AUTHOR, CHAIN, VOICE
from wisdom_training.errors import TrainingError
from wisdom_training.evaluation.charts import draw_bits, draw_measures, draw_novelty
from wisdom_training.evaluation.tables import list_measures
from wisdom_training.progress.figure import BLUE, DARK, PALE

SVG = "{http://www.w3.org/2000/svg}"
BITS = {"handoff": 1.8724, "char": 2.0131, "word": 1.9541}
FRACTIONS = {"voice": (0.01, 0.35, 0.78), "chain": (0.0, 0.01, 0.05), "author": (0.04, 0.46, 0.87)}
MEASURES = {"voice": VOICE, "chain": CHAIN, "author": AUTHOR}

each_chart = pytest.mark.parametrize(
    ("draw", "values"), [(draw_bits, BITS), (draw_novelty, FRACTIONS), (draw_measures, MEASURES)]
)
Draw = Callable[..., None]


def read(path: Path) -> ET.Element:
    return ET.fromstring(path.read_text("utf-8"))  # noqa: S314 (our own)


def texts(path: Path) -> list[str]:
    """All text in an SVG."""
    return [(element.text or "").strip() for element in read(path).iter(f"{SVG}text")]


def fills(path: Path) -> list[str]:
    """The fill of each shape in an SVG."""
    styles = [each.get("style") or "" for each in read(path).iter(f"{SVG}path")]
    return [found[1] for style in styles if (found := re.match(r"fill: (#\w+)", style))]


@each_chart
def test_a_chart_has_a_title_that_is_read_aloud_and_one_that_is_seen(
    tmp_path: Path, draw: Draw, values: dict[str, Any]
) -> None:
    draw(tmp_path / "a.svg", values, "my $words_$ & <co>")
    assert read(tmp_path / "a.svg").findtext(f"{SVG}title") == "my $words_$ & <co>"
    assert "my $words_$ & <co>" in texts(tmp_path / "a.svg")


@each_chart
def test_a_chart_without_a_title_still_says_what_it_is(
    tmp_path: Path, draw: Draw, values: dict[str, Any]
) -> None:
    draw(tmp_path / "a.svg", values)
    title = read(tmp_path / "a.svg").findtext(f"{SVG}title")
    assert title in {"Bits per character", "New n-grams", "Measures of the texts"}


@each_chart
def test_equal_values_give_equal_files(tmp_path: Path, draw: Draw, values: dict[str, Any]) -> None:
    draw(tmp_path / "a.svg", values)
    draw(tmp_path / "b.svg", values)
    content = (tmp_path / "a.svg").read_bytes()
    assert content == (tmp_path / "b.svg").read_bytes()
    assert b"<dc:date>" not in content


@each_chart
def test_a_chart_is_a_column_for_phones(tmp_path: Path, draw: Draw, values: dict[str, Any]) -> None:
    draw(tmp_path / "a.svg", values)
    assert read(tmp_path / "a.svg").get("width") == "302.4pt"


@each_chart
def test_every_colour_has_one_for_a_dark_scheme(
    tmp_path: Path, draw: Draw, values: dict[str, Any]
) -> None:
    draw(tmp_path / "a.svg", values)
    used = set(re.findall(r"(?:fill|stroke): (#[0-9a-f]{6})", (tmp_path / "a.svg").read_text()))
    assert used <= DARK.keys()


@each_chart
def test_nothing_measured_is_an_error(tmp_path: Path, draw: Draw, values: dict[str, Any]) -> None:
    del values
    with pytest.raises(TrainingError, match=r"cannot draw .*a\.svg: nothing was measured"):
        draw(tmp_path / "a.svg", {})
    assert list(tmp_path.iterdir()) == []


@each_chart
def test_what_cannot_be_written_is_an_error(
    tmp_path: Path, draw: Draw, values: dict[str, Any]
) -> None:
    with pytest.raises(TrainingError, match=r"cannot write the chart .*a\.svg: .*No such file"):
        draw(tmp_path / "missing" / "a.svg", values)


@each_chart
def test_without_matplotlib_the_error_says_what_to_install(
    tmp_path: Path, draw: Draw, values: dict[str, Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "matplotlib", None)
    with pytest.raises(TrainingError, match=r'pip install "mkdocs-wisdom\[train\]"'):
        draw(tmp_path / "a.svg", values)


def test_bits_are_printed_and_the_least_are_in_colour(tmp_path: Path) -> None:
    draw_bits(tmp_path / "a.svg", BITS)
    drawn = texts(tmp_path / "a.svg")
    for words in ("handoff", "char", "word", "1.872", "2.013", "1.954"):
        assert words in drawn
    assert fills(tmp_path / "a.svg").count(BLUE) == 1
    assert fills(tmp_path / "a.svg").count(PALE) == 2


def test_the_author_is_dashed_among_the_lines(tmp_path: Path) -> None:
    draw_novelty(tmp_path / "a.svg", FRACTIONS)
    wanted = {"voice", "chain", "author", "1", "2", "3", "0%", "100%"}
    assert wanted < set(texts(tmp_path / "a.svg"))
    dashed = (tmp_path / "a.svg").read_text("utf-8").count("stroke-dasharray")
    assert dashed == 2  # the line, and its sample in the legend


def test_each_measure_is_a_row_with_three_values(tmp_path: Path) -> None:
    draw_measures(tmp_path / "a.svg", MEASURES)
    drawn = texts(tmp_path / "a.svg")
    row = drawn.index("author's triples")
    assert sorted(drawn[row : row + 4]) == ["12.5%", "12.5%", "95.0%", "author's triples"]
    for measure in list_measures():
        assert drawn.count(measure.short) == bool(measure.short), measure.name


def test_what_was_not_measured_is_not_drawn(tmp_path: Path) -> None:
    measures = {name: each | {"slips": None} for name, each in MEASURES.items()}
    draw_measures(tmp_path / "a.svg", measures)
    drawn = texts(tmp_path / "a.svg")
    assert "slips in 1,000" not in drawn
    assert "dialogue" in drawn
