"""Lines over an axis, with their names at their ends, as a part of a picture."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from wisdom_training.charts.picture import MARGIN, WIDTH, Picture
from wisdom_training.charts.ticks import format_ticks, list_ticks

NAMES = 72
"""Pixels on the right, for the names of the lines and of the axis."""
RING = 5
"""Pixels of the radius of the ring around a point."""

_SPACE = 6  # pixels between a number and what it belongs to
_AXIS = 24  # pixels below the plot, for the numbers of the axis
_DIGIT = 8  # pixels of its width, at most
_NAME_DISTANCE = 17  # pixels between the middles of two names, at least
_MOST_STEPS = 5  # between the numbers of the axis
_MOST_DOTS = 12  # more would hide the dashes between them
_WHOLE = 3  # from such a place on, the numbers of the axis are whole


class Line(NamedTuple):
    """A value, which is finite, for each place on the axis."""

    name: str
    values: Sequence[float]
    strong: bool = False
    """Whether it has the chart's colour, and its name is bold."""
    dashed: bool = False


@dataclass(frozen=True)
class LinePlot:
    """Lines over the same axis, which begins at 0."""

    places: Sequence[float]
    """Where the values are on the axis: above 0 and in order."""
    lines: Sequence[Line]
    height: int
    """Pixels, without the numbers of the axis."""
    steps: int = _MOST_STEPS
    """Between the numbers on the left, about."""
    from_zero: bool = False
    """Whether 0 is on the left, too."""
    axis: str = ""
    """What the numbers of the axis are; without it they are left out."""
    ring: tuple[float, float] | None = None
    """The place and the value of a point that has a ring around it."""

    def list_ticks(self) -> list[float]:
        """The numbers on the left."""
        values = [value for line in self.lines for value in line.values]
        low = 0.0 if self.from_zero else min(values)
        return list_ticks(low, max(values), self.steps)


def measure_left(plots: Sequence[LinePlot]) -> float:
    """Pixels from the left that ``plots`` below each other need for their numbers."""
    texts = [text for plot in plots for text in format_ticks(plot.list_ticks())]
    return MARGIN + _SPACE + _DIGIT * max(map(len, texts))


def draw_plot(picture: Picture, plot: LinePlot, left: float) -> None:
    """Draw ``plot`` at the end of ``picture``, its lines from ``left`` on."""
    ticks = plot.list_ticks()
    right, bottom = WIDTH - MARGIN - NAMES, picture.y + plot.height
    wide, high = (right - left) / plot.places[-1], plot.height / (ticks[-1] - ticks[0])

    def locate(place: float, value: float) -> tuple[float, float]:
        return left + wide * place, bottom - high * (value - ticks[0])

    for tick, text in zip(ticks, format_ticks(ticks), strict=True):
        _, y = locate(0, tick)
        picture.add(f'<path class="line" opacity=".2" d="M{left:g} {y:.1f}H{right:g}"/>')
        picture.put(text, left - _SPACE, y, anchor="end")
    for line in plot.lines:
        _draw_line(picture, line, [*map(locate, plot.places, line.values)])
    ends = [locate(0, line.values[-1])[1] for line in plot.lines]
    for line, y in zip(plot.lines, keep_apart(ends, _NAME_DISTANCE), strict=True):
        picture.put(line.name, right + 2 * RING, y, bold=line.strong)
    if plot.ring:
        draw_ring(picture, *locate(*plot.ring))
    picture.y = bottom
    if plot.axis:
        _draw_axis(picture, plot, left, wide)


def draw_ring(picture: Picture, x: float, y: float) -> None:
    """Draw the ring around a point."""
    picture.add(
        f'<circle class="line strong" cx="{x:.1f}" cy="{y:.1f}" r="{RING}" stroke-width="2"/>'
    )


def keep_apart(heights: Sequence[float], distance: float) -> list[float]:
    """``heights`` in the same order, those that are too close moved down."""
    moved = list(heights)
    lowest = float("-inf")
    for place in sorted(range(len(heights)), key=heights.__getitem__):
        moved[place] = max(heights[place], lowest + distance)
        lowest = moved[place]
    return moved


def _draw_line(picture: Picture, line: Line, points: Sequence[tuple[float, float]]) -> None:
    strong = " strong" if line.strong else ""
    dashes = ' stroke-dasharray="5 3"' if line.dashed else ""
    path = "L".join(f"{x:.1f} {y:.1f}" for x, y in points)
    picture.add(f'<path class="line{strong}" stroke-width="2"{dashes} d="M{path}"/>')
    if len(points) <= _MOST_DOTS:
        for x, y in points:
            picture.add(f'<circle class="shape{strong}" cx="{x:.1f}" cy="{y:.1f}" r="2.5"/>')


def _draw_axis(picture: Picture, plot: LinePlot, left: float, wide: float) -> None:
    whole = plot.places[-1] >= _WHOLE
    ticks = list_ticks(0, plot.places[-1], _MOST_STEPS, least_step=1.0 if whole else 0.0)
    picture.y += _AXIS
    for tick, text in zip(ticks, format_ticks(ticks), strict=True):
        if tick <= plot.places[-1]:
            picture.put(text, round(left + wide * tick, 1), anchor="middle")
    picture.put(plot.axis, WIDTH - MARGIN, anchor="end")
