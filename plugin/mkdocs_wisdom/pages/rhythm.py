"""The rhythm of a year's posts: which of its days, weeks or months have one, and how long it is.

A feed with ``every: week`` is drawn in weeks and one with ``every: month`` in months, since a day
without a post is no gap there.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date as Date  # noqa: N812 (`date` is the usual name of a value)
from datetime import timedelta
from functools import cached_property
from itertools import groupby

from mkdocs_wisdom.languages.language import Language
from mkdocs_wisdom.pages.post_view import PostView

DAY, WEEK, MONTH = "day", "week", "month"
COLUMNS = {DAY: 31, WEEK: 53, MONTH: 12}
"""Cells of the longest row."""
SIZES = 4
"""Of the marks: a post of the last one has many words for its year."""

_ALIKE = 1.5  # lengths of which none is as many times another
_SIX_DAYS = timedelta(days=6)


@dataclass(frozen=True)
class Cell:
    """A day, a week or a month."""

    date: Date
    """Its first day."""
    posts: tuple[PostView, ...] = ()
    """Its posts, newest first."""
    is_now: bool = False
    """Whether it is that of the day of the build."""
    size: int = 0
    """From 1, few words, to ``SIZES``; 0 without posts."""

    @property
    def by_machine(self) -> bool:
        return any(view.generated for view in self.posts)

    @property
    def by_person(self) -> bool:
        return any(not view.generated for view in self.posts)

    @property
    def marks(self) -> str:
        """The classes of its element, separated by spaces."""
        marks = {
            f"size-{self.size}": self.size > 0,
            "by-both": self.by_person and self.by_machine,
            "by-person": self.by_person and not self.by_machine,
            "several": len(self.posts) > 1,
            "today": self.is_now,
        }
        return " ".join(name for name, given in marks.items() if given)


@dataclass(frozen=True)
class Row:
    """The days of a month; or the weeks or the months of a year."""

    column: int
    """That of the first cell, from 0."""
    cells: tuple[Cell, ...]


@dataclass(frozen=True)
class Rhythm:
    """The cells of a year in which a post could be."""

    year: int
    unit: str
    """What a cell is: ``day``, ``week`` or ``month``."""
    rows: tuple[Row, ...]

    @cached_property
    def _has_post(self) -> list[bool]:
        """For each cell; not for today's if it has none, since a post may still come."""
        cells = [cell for row in self.rows for cell in row.cells]
        return [bool(cell.posts) for cell in cells if cell.posts or not cell.is_now]

    @property
    def filled(self) -> int:
        """The number of cells with a post."""
        return sum(self._has_post)

    @property
    def total(self) -> int:
        """The number of cells in which a post could be."""
        return len(self._has_post)

    @cached_property
    def longest_gap(self) -> int:
        """The most cells in a row without a post."""
        gaps = [len(list(run)) for filled, run in groupby(self._has_post) if not filled]
        return max(gaps, default=0)

    @cached_property
    def lengths(self) -> tuple[int, int]:
        """The words of the shortest post and of the longest; secluded posts do not count."""
        views = [view for row in self.rows for cell in row.cells for view in cell.posts]
        words = [view.words for view in views if not view.secluded]
        return min(words, default=0), max(words, default=0)

    @property
    def columns(self) -> int:
        return COLUMNS[self.unit]

    @property
    def months(self) -> list[tuple[int, int]]:
        """Of a row of weeks or months, each month and the column in which it begins."""
        if self.unit == MONTH:
            return [(month, month - 1) for month in range(1, 13)]
        new_year = _cell_of(Date(self.year, 1, 1), WEEK)
        days = [(month, (Date(self.year, month, 1) - new_year).days) for month in range(1, 13)]
        return [(month, day // 7) for month, day in days]

    def name(self, cell: Cell, language: Language) -> str:
        """A cell with a post in words: its date, and the title or the number of its posts."""
        if self.unit == MONTH:
            month = language.month(cell.date.month)
            when = language.say("month_of_year", month=month, year=cell.date.year)
        else:
            when = language.date(cell.date)
            when = language.say("week_of", date=when) if self.unit == WEEK else when
        count = len(cell.posts)
        what = cell.posts[0].list_title if count == 1 else language.say("count_posts", count=count)
        return f"{when}: {what}"

    @property
    def threads(self) -> str:
        """The path, in SVG, of a line through each row; a cell is one unit wide and high."""
        return "".join(f"M{row.column} {self._line(row)}.5h{len(row.cells)}" for row in self.rows)

    @property
    def sizes(self) -> int:
        """How many sizes of dots there are, from 1."""
        return SIZES

    def draw_dots(self, size: int) -> str:
        """The path of a dot in the middle of each cell of a size."""
        return self._draw(lambda cell: cell.size == size)

    @property
    def person_dots(self) -> str:
        return self._draw(lambda cell: cell.by_person)

    def _draw(self, wanted: Callable[[Cell], bool]) -> str:
        return "".join(
            f"M{x}.5 {self._line(row)}.5h0"
            for row in self.rows
            for x, cell in enumerate(row.cells, row.column)
            if wanted(cell)
        )

    def _line(self, row: Row) -> int:
        return row.cells[0].date.month - 1 if self.unit == DAY else 0


def measure_rhythm(  # noqa: PLR0913 (each says one thing about the year)
    year: int,
    posts: Sequence[PostView],
    *,
    every: str,
    today: Date,
    first: bool,
    last: bool,
) -> Rhythm:
    """Return the rhythm of a year's ``posts``, which are sorted, newest first.

    ``first`` and ``last`` say that the year before, or after, has no post. Such a year begins with
    its first post, or ends with its last. That of ``today``, the build's day, ends with it.
    """
    unit = every if every in COLUMNS else DAY
    dates = [view.post.date.date() for view in posts]
    oldest, newest = min(dates), max(dates)
    start = oldest if first else Date(year, 1, 1)
    end = newest if last else Date(year, 12, 31)
    is_now = today.year == year and today >= newest
    by_cell: dict[Date, list[PostView]] = {}
    for date, view in zip(dates, posts, strict=True):
        by_cell.setdefault(_cell_of(date, unit), []).append(view)
    now = _cell_of(today, unit) if is_now else None
    sizes = _measure_sizes(by_cell)
    cells = [
        Cell(date, tuple(by_cell.get(date, ())), date == now, sizes.get(date, 0))
        for date in _list_cells(start, today if is_now else end, unit)
    ]
    if unit == WEEK:
        cells = _without_empty_ends(cells, year, ends=not is_now)
    return Rhythm(year, unit, tuple(_make_rows(cells, year, unit)))


def _measure_sizes(by_cell: Mapping[Date, Sequence[PostView]]) -> dict[Date, int]:
    """The size of each cell with posts, by their words: each step multiplies these by a factor.

    One cell in twenty at either end does not move the scale. Where all are alike, all have size 2.
    """
    words = {
        date: max(1, sum(view.words for view in views if not view.secluded))
        for date, views in by_cell.items()
    }
    ordered = sorted(words.values())
    outer = len(ordered) // 20
    least, most = ordered[outer], ordered[-1 - outer]
    if most < _ALIKE * least:
        return dict.fromkeys(words, 2)
    step = math.log(most / least) / SIZES
    return {
        date: min(max(1 + int(math.log(count / least) // step), 1), SIZES)
        for date, count in words.items()
    }


def _cell_of(date: Date, unit: str) -> Date:
    """The first day of the day, ISO week or month of a date."""
    if unit == MONTH:
        return date.replace(day=1)
    return date - timedelta(days=date.weekday()) if unit == WEEK else date


def _list_cells(start: Date, end: Date, unit: str) -> list[Date]:
    if unit == MONTH:
        return [start.replace(month=month, day=1) for month in range(start.month, end.month + 1)]
    first = _cell_of(start, unit).toordinal()
    days = range(first, end.toordinal() + 1, 7 if unit == WEEK else 1)
    return [Date.fromordinal(day) for day in days]


def _without_empty_ends(cells: list[Cell], year: int, *, ends: bool) -> list[Cell]:
    """Leave out weeks that lie in two years and whose post is the other year's.

    ``ends`` says whether the last week may be one.
    """
    if ends and not cells[-1].posts and (cells[-1].date + _SIX_DAYS).year > year:
        cells = cells[:-1]
    return cells[1:] if not cells[0].posts and cells[0].date.year < year else cells


def _make_rows(cells: Iterable[Cell], year: int, unit: str) -> list[Row]:
    if unit == DAY:
        months = groupby(cells, lambda cell: cell.date.month)
        rows = [tuple(group) for _, group in months]
        return [Row(row[0].date.day - 1, row) for row in rows]
    row = tuple(cells)
    first = row[0].date
    if unit == MONTH:
        return [Row(first.month - 1, row)]
    new_year = _cell_of(Date(year, 1, 1), WEEK)
    return [Row((first - new_year).days // 7, row)]
