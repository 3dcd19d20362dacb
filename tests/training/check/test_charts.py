"""The charts of a check."""

import pytest

from training.check.corpora import make_findings
from wisdom_training.charts.bar_chart import BarChart
from wisdom_training.check.charts import count_by_doubling, list_charts
from wisdom_training.check.dates import Dates
from wisdom_training.check.findings import Findings, Lengths, Vocabulary

YEARS = {2019: 1_200, 2020: 0, 2021: 3}


def list_rows(chart: BarChart) -> list[tuple[str, float | None, str]]:
    """The label of each row, its value and its text."""
    return [(row.label, bar.value, bar.text) for row in chart.rows for bar in row.bars]


def test_lengths_are_counted_by_doubling() -> None:
    chart = list_charts(make_findings())["lengths"]
    assert (chart.title, chart.label_head, chart.heads) == (
        "Lengths of the paragraphs", "words", ["paragraphs"],
    )  # fmt: skip
    assert list_rows(chart) == [
        ("16–31", 4_999, "4,999"), ("32–63", 0, "0"), ("64–127", 1, "1"),
    ]  # fmt: skip
    assert {row.scale.high for row in chart.rows} == {4_999}


def test_many_documents_are_counted_instead_of_paragraphs() -> None:
    found = make_findings(documents=Lengths(20, 9, 16, {9: 19, 16: 1}))
    chart = list_charts(found)["lengths"]
    assert (chart.title, chart.heads) == ("Lengths of the documents", ["documents"])


def test_each_year_has_its_documents() -> None:
    chart = list_charts(make_findings(dates=Dates(None, None, 0, YEARS, [])))["years"]
    assert (chart.title, chart.note, chart.label_head, chart.heads) == (
        "Documents a year", "", "year", ["documents"],
    )  # fmt: skip
    assert list_rows(chart) == [("2019", 1_200, "1,200"), ("2020", 0, "0"), ("2021", 3, "3")]


def test_documents_without_a_date_are_mentioned() -> None:
    chart = list_charts(make_findings(dates=Dates(None, None, 5, YEARS, [])))["years"]
    assert chart.note == "without those that have no date"


def test_words_have_their_counts() -> None:
    chart = list_charts(make_findings())["words"]
    assert (chart.title, chart.note) == ("Most frequent words", "besides everybody's words")
    assert list_rows(chart) == [("whale", 900, "900"), ("ship", 400, "400")]


def test_only_the_most_frequent_words_have_rows() -> None:
    words = {f"word{number}": 99 - number for number in range(20)}
    chart = list_charts(make_findings(vocabulary=Vocabulary(99, 9, words)))["words"]
    assert [row.label for row in chart.rows] == [f"word{number}" for number in range(15)]


@pytest.mark.parametrize(
    ("found", "names"),
    [
        (make_findings(dates=Dates(None, None, 0, YEARS, [])), ["lengths", "years", "words"]),
        (make_findings(), ["lengths", "words"]),
        (make_findings(paragraphs=Lengths(9, 3, 3, {2: 1, 3: 8})), ["words"]),
        (make_findings(vocabulary=Vocabulary(2, 0, {})), ["lengths"]),
        (make_findings(dates=Dates(None, None, 0, {2019: 9}, [])), ["lengths", "words"]),
    ],
)
def test_what_would_be_one_row_has_no_chart(found: Findings, names: list[str]) -> None:
    assert list(list_charts(found)) == names


def test_each_row_reaches_twice_as_far() -> None:
    lengths = Lengths(9, 2, 1_024, {0: 1, 1: 2, 2: 3, 3: 1, 5: 2, 15: 1, 1_024: 1})
    assert count_by_doubling(lengths) == {
        "0": 1, "1": 2, "2–3": 4, "4–7": 2, "8–15": 1, "16–31": 0, "32–63": 0, "64–127": 0,
        "128–255": 0, "256–511": 0, "512–1,023": 0, "1,024–2,047": 1,
    }  # fmt: skip
