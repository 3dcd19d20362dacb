"""Charts: their text and colours, equal files for equal values, errors."""

import sys
import xml.etree.ElementTree as ET
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from wisdom_training.errors import TrainingError
from wisdom_training.evaluation.charts import draw_bits, draw_measures, draw_novelty
from wisdom_training.evaluation.metrics import TextMetrics

SVG = "{http://www.w3.org/2000/svg}"
BITS = {"handoff": 1.8724, "char": 2.0131, "word": 1.9541}
FRACTIONS = {"handoff": (0.01, 0.35, 0.78), "author": (0.04, 0.46, 0.87)}
AUTHOR = TextMetrics(
    texts=9, words=900, distinct=(0.25, 0.5, 0.75), rep=(0.0125, 0.0025, 0.0005), self_bleu=0.0625,
    zipf=0.875, new=(0.0,) * 10, longest_copy=6, copied="the blue of the sea the",
)  # fmt: skip
HANDOFF: dict[str, Any] = {
    "distinct": [0.251, 0.501, 0.751], "rep": [0.0126, 0.0026, 0.0006], "self_bleu": 0.063,
    "zipf": 0.876, "longest_copy": 7,
}  # fmt: skip
MEASURES: dict[str, TextMetrics | dict[str, Any]] = {"author": AUTHOR, "handoff": HANDOFF}

each_chart = pytest.mark.parametrize(
    ("draw", "values"), [(draw_bits, BITS), (draw_novelty, FRACTIONS), (draw_measures, MEASURES)]
)
Draw = Callable[..., None]


def read(path: Path) -> ET.Element:
    return ET.fromstring(path.read_text("utf-8"))  # noqa: S314 (our own)


def texts(path: Path) -> list[str]:
    """All text in an SVG."""
    return [(element.text or "").strip() for element in read(path).iter(f"{SVG}text")]


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
def test_the_paper_is_white_so_that_it_can_be_read_on_black(
    tmp_path: Path, draw: Draw, values: dict[str, Any]
) -> None:
    draw(tmp_path / "a.svg", values)
    background = (tmp_path / "a.svg").read_text("utf-8").split('id="patch_1"')[1]
    assert "fill: #ffffff" in background.split("</g>")[0]


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
    content = (tmp_path / "a.svg").read_text("utf-8")
    assert content.count("fill: #2f6fb5") == 1
    assert content.count("fill: #a9b8c9") == 2


def test_the_author_is_dashed_among_the_lines(tmp_path: Path) -> None:
    draw_novelty(tmp_path / "a.svg", FRACTIONS)
    assert {"handoff", "author", "1", "2", "3", "0%", "100%"} < set(texts(tmp_path / "a.svg"))
    dashed = (tmp_path / "a.svg").read_text("utf-8").count("stroke-dasharray")
    assert dashed == 2  # the line, and its sample in the legend


def test_each_measure_is_printed_for_each_strategy_and_for_the_author(tmp_path: Path) -> None:
    draw_measures(tmp_path / "a.svg", MEASURES)
    drawn = texts(tmp_path / "a.svg")
    for words in (
        "distinct-1", "distinct-2", "distinct-3", "rep-2", "rep-3", "rep-4", "self-BLEU",
        "Zipf coefficient", "longest copy, words", "dashed: author",
        "0.251", "0.501", "0.751", "0.0126", "0.0026", "0.0006", "0.063", "0.876", "7",
        "0.250", "0.500", "0.750", "0.0125", "0.0025", "0.0005", "0.062", "0.875", "6",
    ):  # fmt: skip
        assert drawn.count(words) == 1, words


def test_measures_without_the_author_have_no_dashed_line(tmp_path: Path) -> None:
    draw_measures(tmp_path / "a.svg", {"handoff": HANDOFF, "word": HANDOFF})
    assert "dasharray" not in (tmp_path / "a.svg").read_text("utf-8")
    assert texts(tmp_path / "a.svg").count("0.063") == 2
