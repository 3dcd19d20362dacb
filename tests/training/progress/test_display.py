"""Lines for a log, a live view for a terminal, several displays at once."""

import io
import math

import pytest
from rich.console import Console

from wisdom_training.progress.display import LineDisplay, MultiDisplay, make_display
from wisdom_training.progress.live import LiveView
from wisdom_training.progress.reports import Progress
from wisdom_training.progress.speed import Speed, Throughput, describe_duration
from wisdom_training.progress.wording import clean_sample, describe_losses


def at(
    step: int, loss: float = 2.0, validation: float | None = None, sample: str | None = None
) -> Progress:
    """A report of a run of two epochs, 50 updates of 3,200 tokens each."""
    epoch = min(2, 1 + step // 50)
    return Progress(step, 100, epoch, 2, loss, validation, 0.004, step * 3200, sample)


class Clock:
    """Says the time that was set."""

    now = 0.0

    def __call__(self) -> float:
        return self.now


def throughput_of(*reports: tuple[float, int]) -> Throughput:
    """The throughput after reports at these seconds of these updates."""
    clock = Clock()
    throughput = Throughput(clock)
    for clock.now, step in reports:
        throughput.observe(at(step))
    return throughput


def test_lines_come_twice_a_minute_and_at_the_end() -> None:
    said: list[str] = []
    clock = Clock()
    lines = LineDisplay(said.append, clock)
    for clock.now, step in ((0, 0), (10, 5), (31, 10), (32, 20), (62, 50), (70, 100)):
        lines.show("char", at(step, math.nan if step == 0 else 2.0, 3.0 if step == 100 else None))
    assert said == [
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
    said: list[str] = []
    lines = LineDisplay(said.append, Clock())
    lines.show("char", at(1))
    lines.show("word", at(1))
    assert [line.split(":")[0] for line in said] == ["char", "word"]


def test_a_sample_is_an_indented_paragraph_below_its_line() -> None:
    said: list[str] = []
    lines = LineDisplay(said.append, Clock())
    lines.show("word", at(1, 4.5))
    lines.show("word", at(2, 4.5, sample="Call me\n\nAhab. " + "A sea, " * 13))
    assert said[1:] == [
        "word:   2%  epoch 1/2  loss 4.500 nats/token (perplexity 90.02)  rate 0.004",
        "    word writes: Call me Ahab. "
        + "A sea, " * 8
        + "A\n    sea, A sea, A sea, A sea, A sea,",
    ]


def test_losses_of_characters_are_in_bits_and_of_words_in_nats() -> None:
    assert describe_losses("char", at(1, 2.0)) == "loss 2.885 bits/character"
    assert describe_losses("word", at(1, 4.5, 5.0)) == (
        "loss 4.500, validation 5.000 nats/token (perplexity 148.4)"
    )


def test_a_loss_that_is_not_known_yet_is_a_dash() -> None:
    assert describe_losses("char", at(0, math.nan)) == "loss -"
    assert describe_losses("char", at(50, math.nan, 2.0)) == (
        "loss -, validation 2.885 bits/character"
    )


def test_a_loss_beyond_every_perplexity_is_described() -> None:
    assert describe_losses("word", at(1, 1e6)) == (
        "loss 1000000.000 nats/token (perplexity 1.014e+304)"
    )


def test_speed_is_that_of_the_last_minute() -> None:
    reports = [(0.0, 0), *((100.0 + second, 10 + second // 2) for second in range(0, 121, 2))]
    assert throughput_of(*reports).speed == Speed(0.5, 1600.0)


def test_a_resumed_run_is_as_fast_as_it_is_now() -> None:
    throughput = throughput_of((0.0, 80), (10.0, 90))
    assert throughput.speed == Speed(1.0, 3200.0)
    assert throughput.seconds_left == 10


def test_time_left_runs_down_between_reports() -> None:
    clock = Clock()
    throughput = Throughput(clock)
    for clock.now, step in ((0, 0), (10, 10)):
        throughput.observe(at(step))
    clock.now = 14
    assert throughput.seconds_left == 86


@pytest.mark.parametrize("reports", [(), ((0.0, 5),), ((0.0, 5), (3.0, 5)), ((0.0, 5), (0.0, 6))])
def test_no_speed_is_told_before_it_is_known(reports: tuple[tuple[float, int], ...]) -> None:
    throughput = throughput_of(*reports)
    assert throughput.speed is None
    assert throughput.seconds_left is None


@pytest.mark.parametrize(
    ("seconds", "words"),
    [
        (0, "5 s"),
        (42, "40 s"),
        (54.9, "55 s"),
        (56, "1 min"),
        (719, "12 min"),
        (3580, "1 h 00 min"),
        (7500, "2 h 05 min"),
    ],
)
def test_a_duration_is_as_fine_as_it_can_be_known(seconds: float, words: str) -> None:
    assert describe_duration(seconds) == words


def test_samples_are_rid_of_what_steers_a_terminal() -> None:
    assert clean_sample("  red \x1b[31mship\x07,\n\n\u202eback ") == "red [31mship, back"


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
    assert drawn(view, console) == [
        "╭─ character model " + "─" * 60 + "╮",
        "│ " + "━" * 46 + "  100%  epoch 2/2         done │",
        "│ loss 2.020, validation 2.005 bits/character" + " " * 34 + "│",
        "╰" + "─" * 65 + " rate 0.004 ─╯",
        "╭─ word model " + "─" * 65 + "╮",
        "│ " + "━" * 46 + "  100%  epoch 2/2         done │",
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
    """A display that notes what it is told."""

    def __init__(self, notes: list[str], name: str) -> None:
        self.notes, self.name = notes, name

    def show(self, name: str, progress: Progress) -> None:
        self.notes.append(f"{self.name} shows {name} {progress.step}")

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
