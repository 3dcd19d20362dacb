"""Charts of a check: how long texts are, when they were written, which words are frequent."""

from __future__ import annotations

from collections.abc import Mapping

from wisdom_training.charts.bar_chart import Bar, BarChart, Row, Scale
from wisdom_training.check.findings import Findings, Lengths
from wisdom_training.corpus.documents import FEWEST_DOCUMENTS

_MOST_WORDS = 15


def list_charts(found: Findings) -> dict[str, BarChart]:
    """The charts that have something to show: ``lengths``, ``years`` and ``words``."""
    charts = {}
    whole = found.documents.number >= FEWEST_DOCUMENTS
    unit, lengths = ("documents", found.documents) if whole else ("paragraphs", found.paragraphs)
    counts = count_by_doubling(lengths)
    if len(counts) > 1:
        charts["lengths"] = _chart(
            f"Lengths of the {unit}",
            "in words; each row reaches twice as far as the one before",
            ("words", unit),
            counts,
        )
    if len(found.dates.years) > 1:
        years = {str(year): count for year, count in found.dates.years.items()}
        note = "without those that have no date" if found.dates.undated else ""
        charts["years"] = _chart("Documents a year", note, ("year", "documents"), years)
    if words := dict(list(found.vocabulary.frequent.items())[:_MOST_WORDS]):
        note = "besides everybody's words"
        charts["words"] = _chart("Most frequent words", note, ("word", "times"), words)
    return charts


def count_by_doubling(lengths: Lengths) -> dict[str, int]:
    """How many are 1, 2–3, 4–7, 8–15 … words long, from the shortest to the longest."""
    bins: dict[int, int] = {}
    for words, count in lengths.histogram.items():
        bins[words.bit_length()] = bins.get(words.bit_length(), 0) + count
    every = range(min(bins, default=0), max(bins, default=-1) + 1)
    return {_name_bin(place): bins.get(place, 0) for place in every}


def _name_bin(bits: int) -> str:
    """The lengths that have so many binary digits."""
    first, last = 2**bits // 2, 2**bits - 1
    return f"{first:,}" if first == last else f"{first:,}–{last:,}"


def _chart(title: str, note: str, heads: tuple[str, str], counts: Mapping[str, int]) -> BarChart:
    """A row for each label in ``counts``; ``heads`` are above the labels and the counts."""
    label_head, head = heads
    scale = Scale.fit(counts.values())
    rows = [Row(label, [Bar(count, f"{count:,}")], scale) for label, count in counts.items()]
    return BarChart(title, note, label_head, [head], rows)
