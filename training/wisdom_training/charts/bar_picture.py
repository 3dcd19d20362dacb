"""A bar chart as a picture, for places that show images and no HTML.

``bar_chart.render_html`` is for pages: it follows their colours.
"""

from __future__ import annotations

from wisdom_training.charts.bar_chart import WEAK, Bar, BarChart, Row
from wisdom_training.charts.picture import CHARACTERS, GAP, LINE, MARGIN, WIDTH, Picture, wrap

_BAR, _ROOM = 8, 18  # pixels of a bar's height, and from its top to the next row
_SINGLE_CHARACTERS = 32  # of a line that has a number on its right


def render_picture(chart: BarChart, heading: str = "") -> str:
    """The chart as an SVG file, with ``heading`` above its title unless empty."""
    picture = Picture()
    for text, bold in ((heading, True), (chart.title, True), (chart.note, False)):
        picture.write(wrap(text), bold=bold)
    picture.y += GAP
    if len(chart.heads) > 1:
        _add_heads(picture, chart)
    add_row = _add_single if len(chart.heads) == 1 else _add_several
    for row in chart.rows:
        add_row(picture, row)
    picture.y -= GAP
    return picture.render(": ".join(filter(None, [heading, chart.title])))


def _add_heads(picture: Picture, chart: BarChart) -> None:
    width = _column_width(len(chart.heads))
    lines = [wrap(head, CHARACTERS // len(chart.heads) - 1) for head in chart.heads]
    top, most = picture.y, max(map(len, lines))
    for place, each in enumerate(lines):
        picture.y = top + (most - len(each)) * LINE
        strong = all(row.bars[place].strong for row in chart.rows)
        picture.write(each, MARGIN + place * (width + GAP), bold=strong)
    picture.y = top + most * LINE + GAP


def _add_single(picture: Picture, row: Row) -> None:
    (bar,) = row.bars
    picture.write(wrap(row.label, _SINGLE_CHARACTERS), bold=bar.strong)
    picture.put(bar.text, WIDTH - MARGIN, bold=bar.strong, anchor="end")
    _draw(picture, bar, row, MARGIN, WIDTH - 2 * MARGIN)
    picture.y += _ROOM


def _add_several(picture: Picture, row: Row) -> None:
    width = _column_width(len(row.bars))
    picture.write(wrap(row.label))
    picture.y += LINE
    for place, bar in enumerate(row.bars):
        x = MARGIN + place * (width + GAP)
        picture.put(bar.text, x)
        _draw(picture, bar, row, x, width)
    picture.y += _ROOM


def _draw(picture: Picture, bar: Bar, row: Row, x: float, width: float) -> None:
    """Draw the track and the bar; nothing where nothing was measured."""
    if bar.value is None:
        return
    _add_rect(picture, x, width, "shape", 0.1)
    if bar.value:
        start, length = row.scale.place(bar.value)
        shown = max(1.0, width * length / 100)
        left = min(x + width * start / 100, x + width - shown)
        kind, opacity = ("shape strong", 1.0) if bar.strong else ("shape", WEAK)
        _add_rect(picture, left, shown, kind, opacity)


def _add_rect(picture: Picture, x: float, width: float, kind: str, opacity: float) -> None:
    picture.add(
        f'<rect class="{kind}" x="{x:.2f}" y="{picture.y:g}" width="{width:.2f}" height="{_BAR}" '
        f'opacity="{opacity:g}"/>'
    )


def _column_width(columns: int) -> float:
    return (WIDTH - 2 * MARGIN - (columns - 1) * GAP) / columns
