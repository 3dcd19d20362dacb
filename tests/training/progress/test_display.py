"""Lines for a log, a live view for a terminal, several displays at once."""

import io
import math

import pytest
from rich.console import Console

from training.reports import Clock, at
from wisdom_training.progress.display import LineDisplay, MultiDisplay, make_display
from wisdom_training.progress.live import LiveView
from wisdom_training.progress.reports import Progress


def test_lines_come_twice_a_minute_and_at_the_end() -> None:
    messages: list[str] = []
    clock = Clock()
    lines = LineDisplay(messages.append, clock)
    for clock.now, update in ((0, 0), (10, 5), (31, 10), (32, 20), (62, 50), (70, 100)):
        lines.show(
            "char", at(update, math.nan if update == 0 else 2.0, 3.0 if update == 100 else None)
        )
    assert messages == [
        "char:   0%  epoch 1/2  loss -  rate 0.004",
        (
            "char:  10%  epoch 1/2  loss 2.885 bits/character  rate 0.004  1,032 characters/s  "
            "5 min left"
        ),
        (
            "char:  50%  epoch 2/2  loss 2.885 bits/character  rate 0.004  2,581 characters/s  "
            "1 min left"
        ),
        "char: 100%  epoch 2/2  loss 2.885, validation 4.328 bits/character  rate 0.004",
    ]


def test_models_have_their_own_lines() -> None:
    messages: list[str] = []
    lines = LineDisplay(messages.append, Clock())
    lines.show("char", at(1))
    lines.show("word", at(1))
    assert [line.split(":")[0] for line in messages] == ["char", "word"]


def test_a_sample_is_an_indented_paragraph_below_its_line() -> None:
    messages: list[str] = []
    lines = LineDisplay(messages.append, Clock())
    lines.show("word", at(1, 4.5))
    lines.show("word", at(2, 4.5, sample="Call me\n\nAhab. " + "A sea, " * 13))
    assert messages[1:] == [
        "word:   2%  epoch 1/2  loss 4.500 nats/token (perplexity 90.02)  rate 0.004",
        "    word writes: Call me Ahab. "
        + "A sea, " * 8
        + "A\n    sea, A sea, A sea, A sea, A sea,",
    ]


def test_a_terminal_gets_the_live_view_and_keeps_its_last_state() -> None:
    console = Console(file=io.StringIO(), force_terminal=True, width=120)
    display = make_display(console, print)
    assert isinstance(display, LiveView)
    display.show("char", at(25))
    display.close()
    assert "loss 2.885 bits/character" in console.file.getvalue()  # type: ignore[attr-defined]  # a StringIO


def test_a_file_gets_lines() -> None:
    assert isinstance(make_display(Console(file=io.StringIO()), print), LineDisplay)


class Noted:
    """A display that records its calls."""

    def __init__(self, notes: list[str], name: str) -> None:
        self.notes, self.name = notes, name

    def show(self, name: str, progress: Progress) -> None:
        self.notes.append(f"{self.name} shows {name} {progress.update}")

    def close(self) -> None:
        self.notes.append(f"{self.name} closes")


class Stuck(Noted):
    """One that cannot be closed."""

    def close(self) -> None:
        super().close()
        raise OSError("full")


def test_several_displays_show_the_same_and_close_whatever_happens() -> None:
    notes: list[str] = []
    displays = MultiDisplay([Noted(notes, "first"), Stuck(notes, "second")])
    displays.show("char", at(3))
    with pytest.raises(OSError, match="full"):
        displays.close()
    assert notes == [
        "first shows char 3",
        "second shows char 3",
        "second closes",
        "first closes",
    ]
