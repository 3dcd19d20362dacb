"""The live view in a terminal."""

import io
import re

from rich.console import Console

from training.reports import Clock, at
from wisdom_training.progress.live import LiveView, ModelStatus, describe_left, describe_rates
from wisdom_training.progress.speed import Throughput


def screen(width: int) -> tuple[LiveView, Console]:
    """A live view that does not draw by itself, and a console to draw it on."""
    view = LiveView(Console(file=io.StringIO(), force_terminal=True, width=width))
    view.close()
    return view, Console(file=io.StringIO(), width=width)


def drawn(view: LiveView, console: Console) -> list[str]:
    console.print(view.render())
    return str(console.file.getvalue()).splitlines()  # type: ignore[attr-defined]  # a StringIO


def test_the_live_view_fits_eighty_columns() -> None:
    view, console = screen(80)
    view.show("word", at(100, 4.5, 4.6, sample="Call me [bold]Ahab[/bold]."))
    view.show("char", at(100, 1.4, 1.39))
    lines = drawn(view, console)
    assert {len(line) for line in lines} == {80}
    # rich divides the row of the bar in other proportions since 14.2.
    assert [re.sub("━+ +", "━ ", re.sub(" +done", " done", line)) for line in lines] == [
        "╭─ character model " + "─" * 60 + "╮",
        "│ ━ 100%  epoch 2/2 done │",
        "│ loss 2.020, validation 2.005 bits/character" + " " * 34 + "│",
        "╰" + "─" * 65 + " rate 0.004 ─╯",
        "╭─ word model " + "─" * 65 + "╮",
        "│ ━ 100%  epoch 2/2 done │",
        "│ loss 4.500, validation 4.600 nats/token (perplexity 99.48)" + " " * 19 + "│",
        "╰" + "─" * 65 + " rate 0.004 ─╯",
        "╭─ the word model writes " + "─" * 54 + "╮",
        "│ Call me [bold]Ahab[/bold]." + " " * 51 + "│",
        "╰" + "─" * 68 + " epoch 2 ─╯",
    ]


def test_a_sample_stays_until_the_next_comes() -> None:
    view, console = screen(120)
    view.show("char", at(10, sample="An old sample."))
    view.show("char", at(20, sample="A new sample."))
    view.show("char", at(60))
    lines = drawn(view, console)
    assert lines[-2] == "│ A new sample." + " " * 104 + "│"
    assert lines[-1].endswith(" epoch 1 ─╯")


def test_a_view_without_reports_is_empty() -> None:
    view, console = screen(80)
    assert drawn(view, console) == []


def test_rate_and_speed_are_in_the_frame() -> None:
    status = ModelStatus("word")
    assert describe_rates(status) == ""
    clock = Clock()
    status.throughput = Throughput(clock)
    for clock.now, update in ((0.0, 1), (10.0, 11)):
        status.update(at(update))
    assert describe_rates(status) == "rate 0.004 · 3,200 words/s"
    assert describe_left(status) == "1 min left"
