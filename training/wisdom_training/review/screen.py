"""What a review looks like in a terminal of 80 columns and 24 lines, with or without colours."""

from __future__ import annotations

import textwrap
from collections.abc import Callable

from rich.console import Console, Group, RenderableType
from rich.progress_bar import ProgressBar
from rich.table import Table
from rich.text import Text

from wisdom_training.review.names import RANKS, Candidate
from wisdom_training.review.session import Session

_INDENT = "  "
_MOST_FORMS = 4
_CONTEXT_LINES = 3


def run_session(session: Session, console: Console, read_key: Callable[[], str]) -> None:
    """Show one candidate after the other, until the last or the key ``q``."""
    while session.current is not None:
        console.clear()
        console.print(render(session, console.width))
        try:
            key = read_key().lower()
        except EOFError:
            return
        if key == "q":
            return
        session.press(key)


def render(session: Session, width: int) -> RenderableType:
    """The screen for the current candidate."""
    candidate = session.current
    assert candidate is not None  # noqa: S101 (see run_session)
    bar = Table.grid(padding=(0, 2), expand=True)
    bar.add_column(ratio=1)
    bar.add_column(justify="right", no_wrap=True)
    bar.add_row(
        ProgressBar(total=session.total, completed=session.place),
        Text(f"{session.place:,} of {session.total:,}"),
    )
    rank = f"{candidate.rank + 1}/{len(RANKS)}: {RANKS[candidate.rank]} ({session.others:,} left)"
    return Group(
        bar,
        Text(rank, style="dim", overflow="ellipsis", no_wrap=True),
        Text(),
        Text(f"{_INDENT}{candidate.title}", style="bold", overflow="ellipsis", no_wrap=True),
        Text(f"{_INDENT}{describe_counts(candidate)}", overflow="ellipsis", no_wrap=True),
        Text(),
        *(_render_context(*context, width=width) for context in candidate.contexts),
        Text(),
        *_render_keys(session),
        Text(session.message, style="italic"),
    )


def describe_counts(candidate: Candidate) -> str:
    """How often a candidate comes, when, and in which other forms."""
    times = "once" if candidate.count == 1 else f"{candidate.count:,} times"
    years = sorted(candidate.years)
    if len(years) == 1:
        times += f", in {years[0]} only" if candidate.count > 1 else f", in {years[0]}"
    elif years:
        times += f", {years[0]} to {years[-1]}"
    others = [form for form, _ in candidate.forms.most_common(_MOST_FORMS + 1)][1:]
    return f"{times}; also {', '.join(others)}" if others else times


def _render_context(before: str, name: str, after: str, *, width: int) -> Text:
    """A place in at most three lines, with marks where there are no colours."""
    lines = textwrap.wrap(
        f"…{before}*{name}*{after}…",
        width - 2 * len(_INDENT),
        initial_indent=f"{_INDENT}- ",
        subsequent_indent=f"{_INDENT}  ",
        max_lines=_CONTEXT_LINES,
        placeholder=" …",
    )
    text = Text("\n".join(lines))
    text.highlight_words([f"*{name}*"], style="bold")
    return text


def _render_keys(session: Session) -> list[Text]:
    again = f"{session.repeated} the {session.others:,} left here" if session.repeated else "-"
    count = session.current.count if session.current else 0
    lost = "its sentence" if count == 1 else f"its sentences, up to {count:,}"
    rows = (
        ("k", "keep", "m", f"mask: leave out {lost}"),
        ("s", "skip for now", "r", f"replace by {session.propose()}"),
        ("u", "undo", "a", again),
        ("q", "quit; goes on later", "", ""),
    )
    return [
        Text.assemble((f"{_INDENT}{left:2}", "bold"), f"{first:24}", (f"{right:2}", "bold"), second)
        for left, first, right, second in rows
    ]
