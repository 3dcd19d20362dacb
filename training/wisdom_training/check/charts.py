"""Charts of a check, each one SVG in the style of ``progress/figure.py``."""

from __future__ import annotations

import math
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from wisdom_training.check.findings import Findings, Lengths
from wisdom_training.corpus.documents import FEWEST_DOCUMENTS
from wisdom_training.progress.figure import (
    BAR_INCHES,
    BLUE,
    draw_named_bars,
    render_figure,
    write_figure,
)

if TYPE_CHECKING:
    from matplotlib.figure import Figure

_BINS_A_DOUBLING = 2  # of the lengths
_HEIGHT = 3.0  # inches
_MOST_WORDS = 15
_MOST_YEARS = 6  # labelled


def draw_charts(folder: Path, found: Findings) -> list[str]:
    """Draw ``check-NAME.svg`` into ``folder`` for each chart that has something to show.

    Returns their names. Raises TrainingError if matplotlib is not installed or a file cannot be
    written.
    """
    charts: dict[str, tuple[Callable[[Figure], None], float, str]] = {}
    whole = found.documents.number >= FEWEST_DOCUMENTS
    unit, lengths = ("documents", found.documents) if whole else ("paragraphs", found.paragraphs)
    if len(lengths.histogram) > 1:
        draw = partial(_fill_lengths, lengths=lengths, unit=unit)
        charts["lengths"] = draw, _HEIGHT, f"Lengths of the {unit}"
    if len(found.dates.years) > 1:
        charts["years"] = partial(_fill_years, years=found.dates.years), _HEIGHT, "Documents a year"
    if words := dict(list(found.vocabulary.frequent.items())[:_MOST_WORDS]):
        height = 0.9 + BAR_INCHES * len(words)
        charts["words"] = partial(_fill_words, words=words), height, "Frequent words"
    for name, (fill, height, title) in charts.items():
        write_figure(
            folder / f"check-{name}.svg", render_figure(fill, height, title, title), "chart"
        )
    return list(charts)


def count_by_doubling(lengths: Lengths) -> dict[float, int]:
    """How many are of each length, in bins by its logarithm: the least length of a bin, a count."""
    bins: dict[int, int] = {}
    for words, count in lengths.histogram.items():
        place = math.floor(_BINS_A_DOUBLING * math.log2(max(words, 1)))
        bins[place] = bins.get(place, 0) + count
    every = range(min(bins), max(bins) + 1)
    return {2 ** (place / _BINS_A_DOUBLING): bins.get(place, 0) for place in every}


def _fill_lengths(figure: Figure, lengths: Lengths, unit: str) -> None:
    bins = count_by_doubling(lengths)
    axes = figure.subplots()
    widths = [start * (2 ** (1 / _BINS_A_DOUBLING) - 1) * 0.94 for start in bins]
    axes.bar(list(bins), list(bins.values()), widths, align="edge", color=BLUE)
    axes.set_xscale("log", base=2)
    axes.xaxis.set_major_formatter("{x:,.0f}")
    axes.yaxis.set_major_formatter("{x:,.0f}")
    axes.set_xlabel("words")
    axes.set_title(unit, fontweight="normal", pad=10)


def _fill_years(figure: Figure, years: dict[int, int]) -> None:
    axes = figure.subplots()
    axes.bar(list(years), list(years.values()), color=BLUE)
    step = math.ceil(len(years) / _MOST_YEARS)
    axes.set_xticks(list(years)[::step])
    axes.yaxis.set_major_formatter("{x:,.0f}")
    axes.set_title("documents", fontweight="normal", pad=10)


def _fill_words(figure: Figure, words: dict[str, int]) -> None:
    axes = figure.subplots()
    draw_named_bars(axes, words, "{:,}")
    axes.set_xlabel("times, without the words that everybody uses")
