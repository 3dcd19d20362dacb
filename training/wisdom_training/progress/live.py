"""The live view in a terminal: progress bar, numbers and last sample of every model."""

from __future__ import annotations

from rich.console import Console, Group, RenderableType
from rich.live import Live
from rich.panel import Panel
from rich.progress_bar import ProgressBar
from rich.table import Table
from rich.text import Text

from wisdom_training.progress.reports import TITLES, Progress, sort_models
from wisdom_training.progress.speed import Throughput, describe_duration
from wisdom_training.progress.wording import (
    clean_sample,
    describe_losses,
    describe_rate,
    describe_speed,
)


class ModelStatus:
    """The last report of one model, its throughput and its last sample."""

    def __init__(self, name: str) -> None:
        self.name, self.throughput = name, Throughput()
        self.progress: Progress | None = None
        self.sample, self.sample_epoch = "", 0

    def update(self, progress: Progress) -> None:
        self.progress = progress
        self.throughput.observe(progress)
        if progress.sample:
            self.sample, self.sample_epoch = clean_sample(progress.sample), progress.epoch


class LiveView:
    """Two panels for each model, redrawn four times a second."""

    def __init__(self, console: Console) -> None:
        self._statuses: dict[str, ModelStatus] = {}
        self._live = Live(console=console, get_renderable=self.render, refresh_per_second=4)
        self._live.start()

    def show(self, name: str, progress: Progress) -> None:
        self._statuses.setdefault(name, ModelStatus(name)).update(progress)

    def close(self) -> None:
        """Draw once more, so that the last report stays on the screen."""
        self._live.stop()

    def render(self) -> RenderableType:
        # The drawing thread must not iterate over a growing dictionary: the copy is atomic.
        known = self._statuses.copy()
        statuses = [known[name] for name in sort_models(known) if known[name].progress is not None]
        samples = [render_sample(status) for status in statuses if status.sample]
        return Group(*map(render_status, statuses), *samples)


def render_status(status: ModelStatus) -> Panel:
    """A bar with epoch and time left above the losses; learning rate and speed in the frame."""
    progress = status.progress
    assert progress is not None  # noqa: S101 (only models that reported are drawn)
    bar = Table.grid(padding=(0, 2), expand=True)
    bar.add_column(ratio=1)
    for width in (None, None, 11):  # the last is wide enough that the bar seldom changes
        bar.add_column(justify="right", no_wrap=True, min_width=width)
    bar.add_row(
        ProgressBar(total=progress.updates, completed=progress.update),
        Text(f"{progress.update / progress.updates:.0%}", style="bold"),
        Text(f"epoch {progress.epoch}/{progress.epochs}"),
        Text(describe_left(status), style="cyan"),
    )
    return Panel(
        Group(bar, Text(describe_losses(status.name, progress))),
        title=Text(TITLES.get(status.name, status.name), style="bold"),
        subtitle=Text(describe_rates(status)) or None,
        title_align="left",
        subtitle_align="right",
        border_style="dim",
    )


def describe_rates(status: ModelStatus) -> str:
    """Learning rate and speed, as far as they are known."""
    progress, speed = status.progress, status.throughput.speed
    parts = []
    if progress is not None and progress.rate > 0:
        parts.append(describe_rate(progress))
    if speed and speed.tokens_per_second:
        parts.append(describe_speed(status.name, speed))
    return " · ".join(parts)


def describe_left(status: ModelStatus) -> str:
    progress = status.progress
    if progress is not None and progress.update == progress.updates:
        return "done"
    left = status.throughput.seconds_left
    return "" if left is None else f"{describe_duration(left)} left"


def render_sample(status: ModelStatus) -> Panel:
    """The model's last sample, as text that rich does not read as markup."""
    return Panel(
        Text(status.sample, style="italic", overflow="fold"),
        title=Text(f"the {TITLES.get(status.name, status.name)} writes"),
        subtitle=Text(f"epoch {status.sample_epoch}"),
        title_align="left",
        subtitle_align="right",
        border_style="dim",
    )
