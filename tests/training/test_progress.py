"""Lines for a log, bars for a terminal."""

import io
import math

from rich.console import Console

from wisdom_training.progress import Bars, Lines, describe_losses, make_display
from wisdom_training.task import Progress


def at(step: int, loss: float = 2.0, validation: float | None = None) -> Progress:
    return Progress(step, 100, 1 + step // 50, 2, loss, validation)


class Clock:
    """Says the time that was set."""

    now = 0.0

    def __call__(self) -> float:
        return self.now


def test_lines_come_twice_a_minute_and_at_the_end() -> None:
    said: list[str] = []
    clock = Clock()
    lines = Lines(said.append, clock)
    for clock.now, step in ((0, 0), (10, 5), (31, 10), (32, 20), (62, 50), (70, 100)):
        lines.show("char", at(step, math.nan if step == 0 else 2.0, 3.0 if step == 100 else None))
    assert said == [
        "char:   0%  epoch 1/2  loss -",
        "char:  10%  epoch 1/2  loss 2.000 nats (2.885 bits)  5 min left",
        "char:  50%  epoch 2/2  loss 2.000 nats (2.885 bits)  1 min left",
        "char: 100%  epoch 3/2  loss 2.000 nats (2.885 bits), validation 3.000 nats (4.328 bits)",
    ]


def test_models_have_their_own_lines() -> None:
    said: list[str] = []
    lines = Lines(said.append, Clock())
    lines.show("char", at(1))
    lines.show("word", at(1))
    assert [line.split(":")[0] for line in said] == ["char", "word"]


def test_a_words_bits_say_nothing_and_are_not_shown() -> None:
    assert describe_losses("word", at(1, 4.5, 5.0)) == "loss 4.500 nats, validation 5.000 nats"


def test_a_terminal_gets_bars() -> None:
    console = Console(file=io.StringIO(), force_terminal=True, width=120)
    display = make_display(console, print)
    assert isinstance(display, Bars)
    display.show("char", at(25))
    display.show("char", at(50))
    display.close()
    output = console.file.getvalue()  # type: ignore[attr-defined]  # it is a StringIO
    assert "50 %" in output
    assert "epoch 2/2  loss 2.000 nats (2.885 bits)" in output


def test_a_file_gets_lines() -> None:
    assert isinstance(make_display(Console(file=io.StringIO()), print), Lines)
