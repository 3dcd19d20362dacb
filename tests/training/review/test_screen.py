from collections import Counter
from collections.abc import Callable
from io import StringIO
from pathlib import Path

import pytest
from rich.console import Console

from wisdom_training.review.decisions import KEEP, MASK, read_decisions
from wisdom_training.review.names import Candidate, Names
from wisdom_training.review.screen import describe_counts, render, run_session
from wisdom_training.review.session import Session

ANN = Candidate(
    ("ann",),
    1,
    "any",
    12,
    Counter({"Ann": 10, "ann": 2}),
    Counter({2023: 12}),
    [("so I met ", "Ann", " there")],
)
LONG = Candidate(
    ("x" * 300,),
    2,
    "any",
    1234,
    Counter({"x" * 300: 2, "y" * 100: 1, "X" * 90: 1, "Y" * 90: 1, "z" * 90: 1, "w": 1}),
    Counter({2020: 1, 2024: 9}),
    [("before " * 12, "x" * 300, " after" * 9)] * 3,
)
FIRST = """
                                                                        0 of 2
2/4: words after “dear”, “my friend”, “thanks” and the like (1 left)

  Ann
  12 times, in 2023 only; also ann

  - …so I met *Ann* there…

  k keep                    m mask: leave out its sentences, up to 12
  s skip for now            r replace by Arden
  u undo                    a -
  q quit; goes on later
"""


def make(folder: Path) -> Session:
    return Session(folder, Names([ANN, LONG], {"ann"}), {})


def show(session: Session, **options: object) -> list[str]:
    output = StringIO()
    console = Console(file=output, width=80, height=24, **options)
    console.print(render(session, console.width))
    return [line.rstrip() for line in output.getvalue().split("\n")]


def test_a_screen_without_colours(tmp_path: Path) -> None:
    assert "\n".join(show(make(tmp_path))).strip() == FIRST.strip()


def test_the_longest_candidate_fits_into_80_columns_and_24_lines(tmp_path: Path) -> None:
    session = make(tmp_path)
    session.press("m")
    lines = show(session)
    assert len(lines) <= 24
    assert max(map(len, lines)) <= 80
    assert "  s skip for now            r replace by Xandry" in lines
    assert "  u undo                    a mask the 1 left here" in lines


def test_texts_are_no_markup(tmp_path: Path) -> None:
    candidate = Candidate(
        ("ann",), 0, "any", 1, Counter(Ann=1), Counter(), [("[b]", "Ann", "[/b]")]
    )
    assert "  - …[b]*Ann*[/b]…" in show(Session(tmp_path, Names([candidate], ()), {}))


@pytest.mark.parametrize(
    ("count", "years", "description"),
    [
        (1, {}, "once"),
        (1, {2020: 1}, "once, in 2020"),
        (2, {2020: 2}, "2 times, in 2020 only"),
        (1200, {2020: 2, 2022: 5}, "1,200 times, 2020 to 2022"),
    ],
)
def test_counts_in_words(count: int, years: dict[int, int], description: str) -> None:
    candidate = Candidate(("ann",), 0, "any", count, Counter(), Counter(years))
    assert describe_counts(candidate) == description


def keys(*pressed: str) -> Callable[[], str]:
    return iter(pressed).__next__


def test_a_review_ends_after_the_last_candidate(tmp_path: Path) -> None:
    run_session(make(tmp_path), Console(file=StringIO()), keys("K", "m"))
    assert read_decisions(tmp_path) == {"ann": KEEP, "x" * 300: MASK}


def test_a_review_ends_with_q_and_goes_on_later(tmp_path: Path) -> None:
    run_session(make(tmp_path), Console(file=StringIO()), keys("k", "q"))
    assert read_decisions(tmp_path) == {"ann": KEEP}


def test_a_review_ends_with_the_input(tmp_path: Path) -> None:
    def end() -> str:
        raise EOFError

    session = make(tmp_path)
    run_session(session, Console(file=StringIO()), end)
    assert session.place == 0
