"""The rhythm of a year's posts."""

from collections.abc import Mapping
from datetime import date, timedelta
from types import SimpleNamespace

import pytest

from mkdocs_wisdom.languages.language import open_language
from mkdocs_wisdom.pages.post_view import PostView
from mkdocs_wisdom.pages.rhythm import Rhythm, measure_rhythm
from sample_posts import make_post

PAGE = SimpleNamespace(url="", content="")
GENERATED = {"wisdom": {"seed": 7}}


def measure(
    *stems: str,
    every: str = "day",
    today: str = "",
    first: bool = True,
    last: bool = True,
) -> Rhythm:
    """The rhythm of posts with these stems, the newest first."""
    views = [PostView(make_post(stem), PAGE, "") for stem in stems]
    return measure_rhythm(
        int(stems[0][:4]),
        views,
        every=every,
        today=date.fromisoformat(today or stems[0][:10]),
        first=first,
        last=last,
    )


def draw(rhythm: Rhythm) -> list[str]:
    """Rows of cells: a space before the first, `#` with posts, `.` without, `@` for today's."""
    return [
        " " * row.column
        + "".join("@" if cell.is_now else "#" if cell.posts else "." for cell in row.cells)
        for row in rhythm.rows
    ]


def counts(rhythm: Rhythm) -> tuple[int, int, int]:
    return rhythm.filled, rhythm.total, rhythm.longest_gap


def test_the_first_year_begins_with_its_first_post_and_the_last_ends_today() -> None:
    rhythm = measure("2026-09-02", "2026-08-31", "2026-08-29", today="2026-09-04")
    assert draw(rhythm) == [" " * 28 + "#.#", ".#.@"]
    assert counts(rhythm) == (3, 6, 1)  # today's post may still come


def test_todays_post_counts() -> None:
    rhythm = measure("2026-09-03", "2026-09-01")
    assert draw(rhythm) == ["#.@"]
    assert counts(rhythm) == (2, 3, 1)


def test_a_year_between_others_is_whole() -> None:
    rhythm = measure("2024-12-30", "2024-01-03", today="2026-01-01", first=False, last=False)
    assert [len(row.cells) for row in rhythm.rows] == [
        *(31, 29, 31, 30, 31, 30),
        *(31, 31, 30, 31, 30, 31),
    ]
    assert counts(rhythm) == (2, 366, 361)


def test_a_feed_that_has_ended_ends_with_its_last_post() -> None:
    assert draw(measure("1851-10-18", today="2026-01-01")) == [" " * 17 + "#"]
    assert draw(measure("0001-01-01", today="2026-01-01")) == ["#"]
    assert draw(measure("9999-12-31", today="2026-01-01")) == [" " * 30 + "#"]


def test_a_post_from_a_zone_where_it_is_tomorrow_is_shown() -> None:
    assert draw(measure("2026-09-02", today="2026-09-01")) == [" #"]


def test_weeks_begin_on_monday() -> None:
    stems = ("2026-11-26", "2026-11-16", "2026-11-08")  # Thursday, Monday, Sunday
    rhythm = measure(*stems, every="week", today="2026-12-09")
    assert draw(rhythm) == [" " * 44 + "#.##.@"]
    assert counts(rhythm) == (3, 5, 1)


def test_a_week_in_two_years_is_shown_with_its_post() -> None:
    """Thursday, 1 January 2026, is in the week of Monday, 29 December 2025."""
    year = {"every": "week", "today": "2027-06-01"}
    weeks = measure("2026-12-28", "2026-01-01", **year, first=False, last=False)
    assert (weeks.rows[0].column, len(weeks.rows[0].cells)) == (0, 53)
    without = measure("2026-12-22", "2026-01-05", **year, first=False, last=False)
    assert (without.rows[0].column, len(without.rows[0].cells)) == (1, 51)


def test_months() -> None:
    rhythm = measure("2026-11-26", "2026-08-16", every="month", today="2026-12-01")
    assert draw(rhythm) == [" " * 7 + "#..#@"]
    assert counts(rhythm) == (2, 4, 2)


def test_a_build_may_write_any_number_of_posts_a_day() -> None:
    rhythm = measure("2026-11-24-2", "2026-11-24", every="build")
    (cell,) = rhythm.rows[0].cells
    assert [view.post.stem for view in cell.posts] == ["2026-11-24-2", "2026-11-24"]
    assert cell.marks == "size-2 by-person several today"


@pytest.mark.parametrize(
    ("metas", "marks"),
    [
        ([GENERATED], "size-2"),
        ([{}], "size-2 by-person"),
        ([{}, GENERATED], "size-2 by-both several"),
    ],
)
def test_the_marks_of_a_cell(metas: list[dict[str, object]], marks: str) -> None:
    views = [PostView(make_post(meta=meta), PAGE, "") for meta in metas]
    rhythm = measure_rhythm(2026, views, every="day", today=date(2027, 1, 1), first=True, last=True)
    assert rhythm.rows[0].cells[0].marks == marks


def measure_lengths(*words: int, meta: Mapping[str, object] | None = None) -> Rhythm:
    """The rhythm of a post a day, the newest first, each of a number of words."""
    start = date(2026, 11, 1)
    views = [
        PostView(
            make_post(f"{start + timedelta(days=day)}", meta=meta or {}),
            SimpleNamespace(url="", content=f"<p>{'sea ' * count}</p>"),
            "",
        )
        for day, count in enumerate(words)
    ][::-1]
    return measure_rhythm(2026, views, every="day", today=date(2027, 1, 1), first=True, last=True)


@pytest.mark.parametrize(
    ("words", "sizes"),
    [
        ((10, 25, 50, 100, 160), [1, 2, 3, 4, 4]),
        ((10, 14), [2, 2]),
        ((0, 0), [2, 2]),
        ((*[10, 160] * 10, 9000), [*[1, 4] * 10, 4]),
    ],
    ids=["steps", "alike", "pictures", "one very long"],
)
def test_a_mark_grows_with_the_length_of_its_post(words: tuple[int, ...], sizes: list[int]) -> None:
    rhythm = measure_lengths(*words)
    assert [cell.size for cell in rhythm.rows[0].cells] == sizes


def test_nothing_tells_how_long_secluded_posts_are() -> None:
    rhythm = measure_lengths(10, 160, meta={"search": {"exclude": True}})
    assert [cell.size for cell in rhythm.rows[0].cells] == [2, 2]
    assert rhythm.lengths == (0, 0)
    assert measure_lengths(10, 160).lengths == (10, 160)


def test_months_begin_in_the_column_of_their_first_week() -> None:
    weeks = measure("2026-11-26", every="week").months
    assert weeks[:3] == [(1, 0), (2, 4), (3, 8)]  # Thursday; Sunday; Sunday
    assert measure("2026-11-26", every="month").months[-1] == (12, 11)


def test_the_picture_of_a_year_is_a_line_for_each_row_and_dots_on_it() -> None:
    rhythm = measure("2026-10-02", "2026-09-30", "2026-09-29", today="2026-10-02")
    assert rhythm.threads == "M28 8.5h2M0 9.5h2"
    assert rhythm.draw_dots(2) == "M28.5 8.5h0M29.5 8.5h0M1.5 9.5h0"
    assert rhythm.draw_dots(1) == ""
    assert rhythm.person_dots == rhythm.draw_dots(2)


@pytest.mark.parametrize(
    ("every", "name"),
    [
        ("day", "24 November 2026: Call me"),
        ("week", "Week of 23 November 2026: Call me"),
        ("month", "November 2026: Call me"),
    ],
)
def test_a_cell_in_words(every: str, name: str) -> None:
    rhythm = measure("2026-11-24", every=every)
    assert rhythm.name(rhythm.rows[0].cells[0], open_language("en")) == name


def test_a_cell_of_several_posts_in_words() -> None:
    rhythm = measure("2026-11-24-2", "2026-11-24")
    name = rhythm.name(rhythm.rows[0].cells[0], open_language("en"))
    assert name == "24 November 2026: 2 posts"
