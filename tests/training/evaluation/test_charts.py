"""The charts of an evaluation."""

import json
from pathlib import Path
from typing import Any

import pytest

from training.evaluation.measures import AUTHOR, CHAIN, FOUND, VOICE
from wisdom_training.charts.bar_chart import Row, Scale
from wisdom_training.evaluation.charts import (
    STRATEGIES,
    Names,
    chart_bits,
    chart_measures,
    chart_novelty,
    list_charts,
    write_number,
)

ISHMAEL = Path(__file__).parents[3] / "docs" / "assets" / "ishmael" / "evaluation.json"


def with_measures(**changed: object) -> dict[str, Any]:
    """FOUND with these measures of the three sets of texts."""
    sets = {"product": VOICE, "markov-chain": CHAIN, "author": AUTHOR}
    measures = {name: each | changed for name, each in sets.items()}
    return FOUND | {"posts": FOUND["posts"] | {"measures": measures}}


def show(row: Row) -> tuple[str, list[str]]:
    return row.label, [bar.text for bar in row.bars]


def test_bits_are_in_words_and_the_least_of_what_can_be_used_is_strong() -> None:
    strategies = {"char": 1.7, "mixture": 1.56789, "oracle": 1.4, "new": 1.6}
    found = {
        "held_out": {"strategies": {n: {"bits_per_character": v} for n, v in strategies.items()}}
    }
    rows = chart_bits(found).rows
    assert list(map(show, rows)) == [
        ("the character model alone", ["1.700"]),
        ("both models, weighed by a gate", ["1.568"]),
        ("for comparison, an oracle that always picks the better model", ["1.400"]),
        ("new", ["1.600"]),  # of another version
    ]
    assert [row.bars[0].strong for row in rows] == [False, True, False, False]
    assert {row.scale for row in rows} == {Scale(0, 1.7)}


def test_every_strategy_has_words() -> None:
    found = json.loads(ISHMAEL.read_text(encoding="utf-8"))
    assert found["held_out"]["strategies"].keys() == STRATEGIES.keys()


def test_measures_are_in_the_words_of_the_page() -> None:
    chart = chart_measures(FOUND, Names("Melville", "the book"))
    assert chart.heads == ["the posts", "Markov chain", "Melville"]
    rows = dict(map(show, chart.rows))
    assert rows["three words in a row that are in the book"] == [
        "12.5\xa0%",
        "95.0\xa0%",
        "12.5\xa0%",
    ]
    assert rows["longest phrase from the book, in words"] == ["5", "15", "6"]
    assert "distinct-3" not in rows
    assert [bar.strong for bar in chart.rows[0].bars] == [True, False, False]


def test_the_name_of_a_measure_is_not_broken_at_its_hyphen() -> None:
    labels = [row.label for row in chart_measures(FOUND).rows]
    assert "how alike the posts are (self\N{NON-BREAKING HYPHEN}BLEU)" in labels


def test_each_measure_has_its_own_scale() -> None:
    scales = {row.label: row.scale for row in chart_measures(FOUND).rows}
    assert scales["longest phrase from the author's text, in words"] == Scale(0, 15)
    assert scales["words inside quotation marks"] == Scale(0, 0.125)


def test_what_was_not_measured_is_left_out() -> None:
    labels = [row.label for row in chart_measures(with_measures(slips=None)).rows]
    assert not [label for label in labels if "slips" in label]


def test_what_was_not_measured_in_one_set_is_said() -> None:
    found = with_measures()
    found["posts"]["measures"]["author"]["slips"] = None
    assert ("slips of grammar, in 1,000 words", ["0.50", "0.00", "not measured"]) in map(
        show, chart_measures(found).rows
    )


def test_new_phrases_have_a_row_for_each_length() -> None:
    rows = chart_novelty(FOUND).rows
    assert show(rows[0]) == ("1 word", ["4.0\xa0%", "0.0\xa0%", "4.0\xa0%"])
    assert show(rows[9]) == ("10 words", ["100.0\xa0%", "96.0\xa0%", "100.0\xa0%"])
    assert {row.scale for row in rows} == {Scale(0, 1)}


def test_without_posts_there_are_only_bits() -> None:
    assert list(list_charts({"held_out": FOUND["held_out"]})) == ["bits"]
    assert list(list_charts(FOUND)) == ["bits", "measures", "novelty"]


@pytest.mark.parametrize(
    ("value", "text", "written"),
    [
        (0.5, "50.0%", "50.0\xa0%"),
        (0.0, "0.0%", "0.0\xa0%"),
        (0.0002, "0.0%", "<0.1\xa0%"),
        (0.0002, "0.000", "<0.001"),
        (10.0, "10", "10"),
        (None, "-", "not measured"),
    ],
)
def test_numbers_are_written_for_readers(value: float | None, text: str, written: str) -> None:
    assert write_number(value, text) == written
