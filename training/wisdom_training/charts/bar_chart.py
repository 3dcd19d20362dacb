"""A chart that is a table: beside or below each label its number, and a bar as long as the number.

``render_html`` makes it part of a web page. The bars are inline SVG in ``currentColor``, so they
have the page's colours, whichever scheme the reader chose. Without its style it is still a table
with bars, and readers who see no bars have the table.
"""

from __future__ import annotations

import html
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

MISSING = "not measured"
"""The text of a bar without a value."""
WEAK = 0.6
"""Opacity of bars that are not strong: their contrast on the page is still 3 or more."""

_CSS = Path(__file__).with_name("bar_chart.css").read_text(encoding="utf-8")
STYLE = f"<style>\n{_CSS}</style>"
"""The style of all charts of a page, for pages with charts that do not bring it."""


class Scale(NamedTuple):
    """The values at the two ends of a bar's column; 0 is among them or between them."""

    low: float
    high: float

    @classmethod
    def fit(cls, values: Iterable[float | None]) -> Scale:
        """From 0 to the largest of ``values``, and below 0 to the smallest."""
        measured = [value for value in values if value is not None]
        return cls(min([0.0, *measured]), max([0.0, *measured]))

    def place(self, value: float) -> tuple[float, float]:
        """Where the bar from 0 to ``value``, not 0, begins, and its length, in percent."""
        span = self.high - self.low
        start = (min(value, 0.0) - self.low) / span
        return 100 * start, 100 * abs(value) / span


@dataclass(frozen=True)
class Bar:
    """A number and its bar."""

    value: float | None
    text: str
    """The number as readers see it."""
    strong: bool = False
    """Whether the bar has the chart's colour."""


@dataclass(frozen=True)
class Row:
    """A label and its bars, one for each column of the chart."""

    label: str
    bars: Sequence[Bar]
    scale: Scale


@dataclass(frozen=True)
class BarChart:
    """Rows of bars. All texts are plain, and escaped where they are written."""

    title: str
    note: str
    """What the numbers are, and whether more is better."""
    label_head: str
    """What the labels are."""
    heads: Sequence[str]
    """What the columns of numbers are."""
    rows: Sequence[Row]


def render_html(chart: BarChart, *, with_style: bool = True) -> str:
    """The chart as a ``<figure>``, without blank lines, as Markdown needs it.

    ``with_style`` puts STYLE into it.
    """
    single = len(chart.heads) == 1
    render_row = _render_single if single else _render_several
    return "\n".join(
        [
            '<figure class="wisdom-chart">',
            *([STYLE] if with_style else []),
            f'<table class="wisdom-bars{" wisdom-bars--single" if single else ""}">',
            f"<caption><strong>{_escape(chart.title)}</strong> {_escape(chart.note)}</caption>",
            f"<thead><tr>{_render_heads(chart)}</tr></thead>",
            "<tbody>",
            *map(render_row, chart.rows),
            "</tbody>",
            "</table>",
            "</figure>",
        ]
    )


def _render_heads(chart: BarChart) -> str:
    columns = zip(*(row.bars for row in chart.rows), strict=True)
    strong = [all(bar.strong for bar in column) for column in columns]
    return f'<th scope="col" class="wisdom-label">{_escape(chart.label_head)}</th>' + "".join(
        f'<th scope="col"{_mark(each)}>{_escape(head)}</th>'
        for head, each in zip(chart.heads, strong, strict=True)
    )


def _render_single(row: Row) -> str:
    """The bar is below its label, where it has the most room."""
    (bar,) = row.bars
    label = f'<th scope="row">{_escape(row.label)}{_draw(bar, row.scale)}</th>'
    return f"<tr{_mark(bar.strong)}>{label}<td>{_escape(bar.text)}</td></tr>"


def _render_several(row: Row) -> str:
    cells = "".join(
        f"<td{_mark(bar.strong)}>{_escape(bar.text)}{_draw(bar, row.scale)}</td>"
        for bar in row.bars
    )
    return f'<tr><th scope="row">{_escape(row.label)}</th>{cells}</tr>'


def _mark(strong: bool) -> str:
    return ' class="wisdom-strong"' if strong else ""


def _draw(bar: Bar, scale: Scale) -> str:
    """The bar on a faint track; its outline keeps one that is hardly longer than 0 in sight."""
    if bar.value is None:
        return ""
    shapes = '<rect width="100%" height="100%" opacity=".1"/>'
    if bar.value:
        start, length = scale.place(bar.value)
        opacity = "" if bar.strong else f' opacity="{WEAK}"'
        shapes += (
            f'<rect x="{start:.4g}%" width="{length:.4g}%" height="100%" stroke="currentColor"'
            f"{opacity}/>"
        )
    return f'<svg width="100%" height="8" fill="currentColor" aria-hidden="true">{shapes}</svg>'


def _escape(text: str) -> str:
    return html.escape(text, quote=False)
