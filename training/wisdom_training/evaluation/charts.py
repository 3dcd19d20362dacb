"""Charts of an evaluation: the code length under each strategy, and measures of its posts.

Each is one SVG in the style of ``progress/figure.py``; equal values give equal files.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeAlias

from wisdom_training.errors import TrainingError
from wisdom_training.evaluation.metrics import DISTINCT_ORDERS, REP_ORDERS, TextMetrics
from wisdom_training.progress.figure import BLUE, GREY, INK, ORANGE, render_figure, write_figure

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

Measures: TypeAlias = TextMetrics | Mapping[str, Any]
"""The measures of one set of texts, computed or read from JSON."""

AUTHOR = "author"
"""The name of the author's own held-out text in tables and charts."""

_COLOURS = (BLUE, ORANGE, "#3a8f5c", "#a8457f", "#6a55b0", "#4aa3b5", GREY)
_MARKS = "osD^vPX"
_MUTED = "#a9b8c9"  # of bars that are not the best
_ROW_INCHES = 0.34  # height of a row


def draw_bits(path: Path, bits: Mapping[str, float], title: str = "") -> None:
    """Draw the bits per character of held-out text under each strategy, the best in colour.

    Raises TrainingError, as all charts do, if there is nothing to draw, if matplotlib is not
    installed, and if ``path`` cannot be written.
    """
    _check(path, bits)

    def fill(figure: Figure) -> None:
        axes = figure.subplots()
        best = min(bits.values())
        colours = [BLUE if value == best else _MUTED for value in bits.values()]
        bars = axes.barh(range(len(bits)), list(bits.values()), height=0.62, color=colours)
        labels = axes.bar_label(bars, fmt="%.3f", padding=4)
        for label, value in zip(labels, bits.values(), strict=True):
            label.set_fontweight("bold" if value == best else "normal")
        _name_rows(axes, list(bits))
        axes.set_xlim(0, max(bits.values()) * 1.1)
        axes.set_xlabel("bits per character of held-out text (less is better)")

    _draw(path, fill, (7.2, 1.1 + _ROW_INCHES * len(bits)), title, "Bits per character")


def draw_novelty(path: Path, fractions: Mapping[str, Sequence[float]], title: str = "") -> None:
    """Draw the fractions of n-grams that the corpus lacks, for n = 1, 2, …; errors as above."""
    _check(path, fractions)

    def fill(figure: Figure) -> None:
        from matplotlib.ticker import PercentFormatter  # noqa: PLC0415 (as in figure.py)

        axes = figure.subplots()
        styles = _line_styles(fractions)
        for name, values in fractions.items():
            axes.plot(range(1, len(values) + 1), values, label=name, clip_on=False, **styles[name])
        longest = max(map(len, fractions.values()))
        axes.set_xticks(range(1, longest + 1))
        axes.set_ylim(0, 1)
        axes.yaxis.set_major_formatter(PercentFormatter(1))
        axes.set_xlabel("n, words in a row")
        axes.set_ylabel("n-grams that the corpus lacks")
        axes.legend(loc="lower right")

    _draw(path, fill, (7.2, 4.4), title, "New n-grams")


def draw_measures(path: Path, measures: Mapping[str, Measures], title: str = "") -> None:
    """Draw each measure of each strategy and its distance from the author's; errors as above."""
    _check(path, measures)
    panels = _panels({name: _mapping(measured) for name, measured in measures.items()})
    strategies = [name for name in measures if name != AUTHOR] or list(measures)

    def fill(figure: Figure) -> None:
        grid = figure.subplots(3, 3, sharey=True).flat
        for axes, (heading, form, values) in zip(grid, panels, strict=True):
            axes.set_title(heading)
            rows = [values[name] for name in strategies]
            _draw_distances(axes, rows, values.get(AUTHOR), form)
            _name_rows(axes, strategies)
        if AUTHOR in measures:
            figure.supxlabel(f"dashed: {AUTHOR}", fontsize=10, parse_math=False)

    _draw(
        path, fill, (9.6, 2.6 + 3 * _ROW_INCHES * len(strategies)), title, "Measures of the texts"
    )


def _panels(
    measures: Mapping[str, Mapping[str, Any]],
) -> list[tuple[str, str, dict[str, float]]]:
    """Heading, number format and values of nine measures, each a panel."""
    columns = [
        ("distinct", "distinct", "{:.3f}", DISTINCT_ORDERS),
        ("rep", "rep", "{:.4f}", REP_ORDERS),
    ]
    panels = [
        (f"{heading}-{n}", form, {name: found[key][at] for name, found in measures.items()})
        for heading, key, form, orders in columns
        for at, n in enumerate(orders)
    ]
    for heading, key, form in (
        ("self-BLEU", "self_bleu", "{:.3f}"),
        ("Zipf coefficient", "zipf", "{:.3f}"),
        ("longest copy, words", "longest_copy", "{:.0f}"),
    ):
        panels.append((heading, form, {name: found[key] for name, found in measures.items()}))
    return panels


def _draw_distances(axes: Axes, rows: Sequence[float], author: float | None, form: str) -> None:
    """One dot in each row, with a line to the dashed line of the author, and the values."""
    known = [*rows] if author is None else [*rows, author]
    low, high = min(known), max(known)
    span = high - low or abs(high) or 1.0
    axes.set_xlim(low - 0.45 * span, high + 0.45 * span)
    axes.grid(visible=False)
    axes.set_xticks([])
    if author is not None:
        axes.axvline(author, color=INK, linestyle="--", linewidth=1.2)
        axes.set_xticks([author], [form.format(author)])
        axes.hlines(range(len(rows)), author, rows, color=_MUTED, linewidth=2)
    for row, value in enumerate(rows):
        axes.plot(value, row, "o", color=BLUE)
        side = -1 if author is not None and value < author else 1
        axes.annotate(
            form.format(value), (value, row), (7 * side, 0), textcoords="offset points",
            ha="left" if side > 0 else "right", va="center", fontsize=9,
        )  # fmt: skip


def _name_rows(axes: Axes, names: Sequence[str]) -> None:
    """Write the names at the left, the first at the top."""
    axes.set_yticks(range(len(names)), names, parse_math=False)
    axes.set_ylim(len(names) - 0.5, -0.5)
    axes.tick_params(axis="y", length=0)
    axes.grid(visible=False, axis="y")
    axes.spines["left"].set_visible(False)


def _line_styles(names: Mapping[str, Any]) -> dict[str, dict[str, Any]]:
    """The style of each line: the author dashed, every strategy with its colour and marker."""
    styles: dict[str, dict[str, Any]] = {
        name: {"color": _COLOURS[at % len(_COLOURS)], "marker": _MARKS[at % len(_MARKS)]}
        for at, name in enumerate(name for name in names if name != AUTHOR)
    }
    return styles | {AUTHOR: {"color": INK, "linestyle": "--", "linewidth": 2, "zorder": 3}}


def _mapping(measured: Measures) -> Mapping[str, Any]:
    return asdict(measured) if isinstance(measured, TextMetrics) else measured


def _check(path: Path, values: Mapping[str, Any]) -> None:
    if not values:
        raise TrainingError(f"cannot draw {path}: nothing was measured")


def _draw(
    path: Path, fill: Callable[[Figure], None], size: tuple[float, float], title: str, name: str
) -> None:
    write_figure(path, render_figure(fill, size, title, title or name), "chart")
