"""The charts of a check."""

import xml.etree.ElementTree as ET
from pathlib import Path

import pytest

from training.check.corpora import make_findings
from wisdom_training.check.charts import count_by_doubling, draw_charts
from wisdom_training.check.dates import Dates
from wisdom_training.check.findings import Findings, Lengths, Vocabulary
from wisdom_training.errors import MissingPackageError

SVG = "{http://www.w3.org/2000/svg}"
YEARS = Dates(None, None, 0, {2019: 12, 2020: 0, 2021: 3}, [])


def read_texts(path: Path) -> list[str]:
    root = ET.fromstring(path.read_text("utf-8"))  # noqa: S314 (our own)
    return [(element.text or "").strip() for element in root.iter(f"{SVG}text")]


def test_each_chart_has_its_heading(tmp_path: Path) -> None:
    assert draw_charts(tmp_path, make_findings(dates=YEARS)) == ["lengths", "years", "words"]
    headings = ["Lengths of the paragraphs", "Documents a year", "Frequent words"]
    for name, heading in zip(["lengths", "years", "words"], headings, strict=True):
        assert heading in read_texts(tmp_path / f"check-{name}.svg")


def test_words_have_their_counts(tmp_path: Path) -> None:
    draw_charts(tmp_path, make_findings())
    assert read_texts(tmp_path / "check-words.svg")[-5:] == [
        "whale", "900", "ship", "400", "Frequent words",
    ]  # fmt: skip


def test_many_documents_are_drawn_instead_of_paragraphs(tmp_path: Path) -> None:
    draw_charts(tmp_path, make_findings(documents=Lengths(20, 9, 11, {9: 19, 11: 1})))
    assert "Lengths of the documents" in read_texts(tmp_path / "check-lengths.svg")


@pytest.mark.parametrize(
    ("found", "names"),
    [
        (make_findings(), ["lengths", "words"]),
        (make_findings(paragraphs=Lengths(9, 3, 3, {3: 9})), ["words"]),
        (make_findings(vocabulary=Vocabulary(2, 0, {})), ["lengths"]),
        (make_findings(dates=Dates(None, None, 0, {2019: 9}, [])), ["lengths", "words"]),
    ],
)
def test_what_has_one_value_is_not_drawn(tmp_path: Path, found: Findings, names: list[str]) -> None:
    assert draw_charts(tmp_path, found) == names
    assert sorted(path.name for path in tmp_path.iterdir()) == [f"check-{x}.svg" for x in names]


def test_equal_findings_give_equal_files(tmp_path: Path) -> None:
    draw_charts(tmp_path, make_findings())
    first = (tmp_path / "check-lengths.svg").read_bytes()
    draw_charts(tmp_path, make_findings())
    assert (tmp_path / "check-lengths.svg").read_bytes() == first


def test_two_bars_a_doubling() -> None:
    lengths = Lengths(9, 2, 5, {0: 1, 1: 2, 2: 3, 3: 1, 5: 2})
    assert count_by_doubling(lengths) == pytest.approx({1: 3, 2**0.5: 0, 2: 3, 2**1.5: 1, 4: 2})


def test_without_matplotlib_nothing_is_written(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr("importlib.util.find_spec", lambda name: None)  # noqa: ARG005 (its parameter)
    with pytest.raises(MissingPackageError):
        draw_charts(tmp_path, make_findings())
    assert list(tmp_path.iterdir()) == []
