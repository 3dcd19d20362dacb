"""Charts of an evaluation: the code length under each strategy, and measures of its posts.

Each is one SVG in the style of ``progress/figure.py``; equal values give equal files.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from wisdom_training.errors import TrainingError
from wisdom_training.evaluation.tables import Measure, list_measures
from wisdom_training.progress.figure import (
    BAR_INCHES,
    BLUE,
    FAINT,
    INK,
    ORANGE,
    SMALL,
    draw_named_bars,
    render_figure,
    write_figure,
)

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

_STYLES: tuple[dict[str, Any], ...] = (
    {"color": BLUE, "marker": "o"},
    {"color": ORANGE, "marker": "D"},
    {"color": INK, "marker": "|", "markersize": 13, "markeredgewidth": 2.5, "linestyle": "--"},
)
"""Of the voice, the Markov chain and the author, in this order. Marks of equal values show beside
each other."""
_MEASURE_INCHES = 0.5  # height of a measure and its name
_COLUMNS = (0.56, 0.75, 0.93)  # middles of the values' columns, in fractions of the width


def draw_bits(path: Path, bits: Mapping[str, float], title: str = "") -> None:
    """Draw the bits per character of held-out text under each strategy, the best in colour.

    Raises TrainingError, as all charts do, if there is nothing to draw, if matplotlib is not
    installed, and if ``path`` cannot be written.
    """
    _check(path, bits)

    def fill(figure: Figure) -> None:
        axes = figure.subplots()
        draw_named_bars(axes, bits, "{:.3f}", best=min(bits.values()))
        axes.set_xlabel("bits per character of held-out text\n(less is better)")

    _draw(path, fill, 1.0 + BAR_INCHES * len(bits), title, "Bits per character")


def draw_novelty(path: Path, fractions: Mapping[str, Sequence[float]], title: str = "") -> None:
    """Draw the fractions of n-grams that the corpus lacks, for n = 1, 2, …; errors as above.

    The lines are those of the voice, the Markov chain and the author, in this order.
    """
    _check(path, fractions)

    def fill(figure: Figure) -> None:
        from matplotlib.ticker import PercentFormatter  # noqa: PLC0415 (as in figure.py)

        axes = figure.subplots()
        for (name, values), style in zip(fractions.items(), _STYLES, strict=True):
            marked = style if "linestyle" not in style else style | {"marker": ""}
            axes.plot(range(1, len(values) + 1), values, label=name, clip_on=False, **marked)
        axes.set_xticks(range(1, max(map(len, fractions.values())) + 1))
        axes.set_ylim(0, 1)
        axes.yaxis.set_major_formatter(PercentFormatter(1))
        axes.set_xlabel("words in a row")
        axes.set_title("not in the author's text", fontweight="normal", pad=10)
        axes.legend(loc="lower right")

    _draw(path, fill, 3.9, title, "New n-grams")


def draw_measures(path: Path, measures: Mapping[str, Mapping[str, Any]], title: str = "") -> None:
    """Draw each measure of the voice, the Markov chain and the author, given in this order.

    A measure has three marks on a line of its own, which begins at 0 and ends at the largest value,
    and the values above it. What was not measured is left out. Errors as above.
    """
    _check(path, measures)
    rows = [
        measure
        for measure in list_measures()
        if measure.short and all(measure.read(each) is not None for each in measures.values())
    ]

    def fill(figure: Figure) -> None:
        axes = figure.subplots()
        axes.set_xlim(0, 1)
        axes.set_ylim(len(rows) - 0.4, -1.25)
        axes.set_axis_off()
        for name, style, column in zip(measures, _STYLES, _COLUMNS, strict=True):
            axes.text(column, -1.0, name, ha="center", fontsize=SMALL, parse_math=False)
            axes.plot(column, -0.62, clip_on=False, **style)
        for place, measure in enumerate(rows):
            _draw_row(axes, place, measure, list(measures.values()))

    _draw(path, fill, 0.9 + _MEASURE_INCHES * len(rows), title, "Measures of the texts")


def _draw_row(axes: Axes, place: int, measure: Measure, sets: Sequence[Mapping[str, Any]]) -> None:
    axes.text(0, place - 0.05, measure.short, va="bottom", fontsize=SMALL)
    axes.hlines(place + 0.2, 0.02, 0.98, color=FAINT, linewidth=2)
    values = [measure.read(each) or 0.0 for each in sets]
    longest = max(values) or 1.0
    for each, value, style, column in reversed(
        list(zip(sets, values, _STYLES, _COLUMNS, strict=True))
    ):
        axes.text(
            column, place - 0.05, measure.show(each), ha="center", va="bottom", fontsize=SMALL
        )
        axes.plot(0.02 + 0.96 * value / longest, place + 0.2, clip_on=False, **style)


def _check(path: Path, values: Mapping[str, Any]) -> None:
    if not values:
        raise TrainingError(f"cannot draw {path}: nothing was measured")


def _draw(path: Path, fill: Callable[[Figure], None], height: float, title: str, name: str) -> None:
    write_figure(path, render_figure(fill, height, title, title or name), "chart")
