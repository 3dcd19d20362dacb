"""A bar chart as a picture, for places that show images and no HTML.

It is one column, 360 pixels wide, so that its text can be read on a phone. Its panel brings its own
paper, because a picture cannot see the colours of the page; it follows the scheme of the reader's
system. ``bar_chart.render_html`` follows the page.
"""

from __future__ import annotations

import html
import textwrap
from unicodedata import east_asian_width

from wisdom_training.evaluation.bar_chart import WEAK, Bar, BarChart, Row
from wisdom_training.progress.figure import BLUE, DARK, INK, PAPER

WIDTH = 360
"""Pixels of every picture."""
_MARGIN = 16
_TEXT, _LINE = 14, 20  # pixels of a text's height and of a line's
_BAR, _ROOM = 8, 18  # pixels of a bar's height, and from its top to the next row
_GAP = 12  # pixels between columns
_CHARACTERS = 42  # of a line as wide as the picture, in any usual sans-serif font
_SINGLE_CHARACTERS = 32  # of one that has a number on its right

_STYLE = (
    f"text{{font:{_TEXT}px system-ui,sans-serif;fill:{INK}}}.ink{{fill:{INK}}}"
    f".paper{{fill:{PAPER}}}.strong{{fill:{BLUE}}}.bold{{font-weight:700}}"
    "@media(prefers-color-scheme:dark){"
    f"text,.ink{{fill:{DARK[INK]}}}.paper{{fill:{DARK[PAPER]}}}.strong{{fill:{DARK[BLUE]}}}}}"
)


def render_picture(chart: BarChart, heading: str = "") -> str:
    """The chart as an SVG file, with ``heading`` above its title unless empty."""
    page = _Page()
    for text, bold in ((heading, True), (chart.title, True), (chart.note, False)):
        page.write(_wrap(text, _CHARACTERS), bold=bold)
    page.y += _GAP
    if len(chart.heads) > 1:
        _add_heads(page, chart)
    add_row = _add_single if len(chart.heads) == 1 else _add_several
    for row in chart.rows:
        add_row(page, row)
    title = ": ".join(filter(None, [heading, chart.title]))
    return page.close(title)


class _Page:
    """An SVG that grows downwards."""

    def __init__(self) -> None:
        self.y = float(_MARGIN)
        self._parts: list[str] = []

    def write(self, lines: list[str], x: float = _MARGIN, *, bold: bool = False) -> None:
        """Write ``lines`` and move below them."""
        for line in lines:
            self.y += _LINE
            self.put(line, x, bold=bold)

    def put(self, text: str, x: float, *, bold: bool = False, end: bool = False) -> None:
        """Write a text that begins, or ends, at ``x`` on the line that ``y`` is below."""
        kind = ' class="bold"' if bold else ""
        anchor = ' text-anchor="end"' if end else ""
        self._parts.append(
            f'<text x="{x:g}" y="{self.y - 5:g}"{kind}{anchor}>{html.escape(text)}</text>'
        )

    def draw(self, bar: Bar, row: Row, x: float, width: float) -> None:
        """Draw the track and the bar at ``y``; nothing where nothing was measured."""
        if bar.value is None:
            return
        self._add_rect(x, width, "ink", 0.1)
        if bar.value:
            start, length = row.scale.place(bar.value)
            shown = max(1.0, width * length / 100)
            left = min(x + width * start / 100, x + width - shown)
            self._add_rect(
                left, shown, "strong" if bar.strong else "ink", 1 if bar.strong else WEAK
            )

    def _add_rect(self, x: float, width: float, kind: str, opacity: float) -> None:
        self._parts.append(
            f'<rect class="{kind}" x="{x:.2f}" y="{self.y:g}" width="{width:.2f}" height="{_BAR}" '
            f'opacity="{opacity:g}"/>'
        )

    def close(self, title: str) -> str:
        """The whole file."""
        height = f"{self.y + _MARGIN - _GAP:g}"
        size = f'width="{WIDTH}" height="{height}" viewBox="0 0 {WIDTH} {height}"'
        return "\n".join(
            [
                f'<svg xmlns="http://www.w3.org/2000/svg" {size}>',
                f"<title>{html.escape(title)}</title>",
                f"<style>{_STYLE}</style>",
                '<rect class="paper" width="100%" height="100%" rx="8"/>',
                *self._parts,
                "</svg>\n",
            ]
        )


def _add_heads(page: _Page, chart: BarChart) -> None:
    width = _column_width(len(chart.heads))
    lines = [_wrap(head, _CHARACTERS // len(chart.heads) - 1) for head in chart.heads]
    top, most = page.y, max(map(len, lines))
    for place, each in enumerate(lines):
        page.y = top + (most - len(each)) * _LINE
        strong = all(row.bars[place].strong for row in chart.rows)
        page.write(each, _MARGIN + place * (width + _GAP), bold=strong)
    page.y = top + most * _LINE + _GAP


def _add_single(page: _Page, row: Row) -> None:
    (bar,) = row.bars
    page.write(_wrap(row.label, _SINGLE_CHARACTERS), bold=bar.strong)
    page.put(bar.text, WIDTH - _MARGIN, bold=bar.strong, end=True)
    page.draw(bar, row, _MARGIN, WIDTH - 2 * _MARGIN)
    page.y += _ROOM


def _add_several(page: _Page, row: Row) -> None:
    width = _column_width(len(row.bars))
    page.write(_wrap(row.label, _CHARACTERS))
    page.y += _LINE
    for place, bar in enumerate(row.bars):
        x = _MARGIN + place * (width + _GAP)
        page.put(bar.text, x)
        page.draw(bar, row, x, width)
    page.y += _ROOM


def _column_width(columns: int) -> float:
    return (WIDTH - 2 * _MARGIN - (columns - 1) * _GAP) / columns


def _wrap(text: str, characters: int) -> list[str]:
    """``text`` in lines of so many characters, or of half as many if some are twice as wide."""
    wide = any(east_asian_width(character) in "WF" for character in text)
    return textwrap.wrap(text, characters // 2 if wide else characters)
