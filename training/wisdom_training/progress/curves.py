"""The losses and the learning rate of a run as curves, one SVG for both models.

Equal histories give equal files.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from wisdom_training.errors import TrainingError
from wisdom_training.progress.figure import BLUE, GREY, ORANGE, render_figure, write_figure
from wisdom_training.progress.reports import NATS_PER_BIT, TITLES, Evaluation, sort_models

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

_UNITS = {"char": (NATS_PER_BIT, "bits per character"), "word": (1.0, "nats per token")}

_MODEL_INCHES = 4.1  # height of one model's curves
_LEGEND_SHARE = 0.45  # of the height of the curves, which stay below the legend
_TRAIN, _VALIDATION, _RATE = ORANGE, BLUE, GREY


def draw_curves(path: Path, histories: Mapping[str, Sequence[Evaluation]], title: str = "") -> None:
    """Draw the losses and the learning rate of each model into the SVG ``path``.

    Raises TrainingError if no model was evaluated yet, if matplotlib is not installed, and if
    ``path`` cannot be written.
    """
    # In one order, whichever model finished first: equal runs give equal files.
    drawn = {name: histories[name] for name in sort_models(histories) if histories[name]}
    if not drawn:
        raise TrainingError(
            f"cannot draw {path}: no loss on held-out text is recorded. Train longer, or "
            f"evaluate more often with --char-evaluate-every and --word-evaluate-every"
        )
    height = 0.3 + _MODEL_INCHES * len(drawn)
    content = render_figure(lambda figure: _fill(figure, drawn), height, title, title or "Training")
    write_figure(path, content, "curves")


def _fill(figure: Figure, histories: Mapping[str, Sequence[Evaluation]]) -> None:
    """The models one below the other, the learning rate of each below its losses."""
    grid = figure.subplots(
        2 * len(histories), gridspec_kw={"height_ratios": (4, 1) * len(histories)}
    )
    for row, (name, evaluations) in enumerate(histories.items()):
        losses, rate = grid[2 * row : 2 * row + 2]
        losses.sharex(rate)
        losses.tick_params(labelbottom=False)
        draw_losses(losses, name, evaluations)
        draw_rate(rate, evaluations)


def draw_losses(axes: Axes, name: str, evaluations: Sequence[Evaluation]) -> None:
    """Both losses over the epochs, with a ring around the lowest validation loss."""
    scale, unit = _UNITS.get(name, _UNITS["word"])
    epochs = [evaluation.epoch for evaluation in evaluations]
    train = [evaluation.train / scale for evaluation in evaluations]
    validation = [evaluation.validation / scale for evaluation in evaluations]
    axes.plot(epochs, train, color=_TRAIN, marker=_mark(evaluations), label="training text")
    axes.plot(
        epochs,
        validation,
        color=_VALIDATION,
        marker=_mark(evaluations),
        label="held-out text (validation)",
    )
    best = min(range(len(evaluations)), key=validation.__getitem__)
    axes.plot(
        epochs[best], validation[best], "o", markersize=9, fillstyle="none", color=_VALIDATION,
        markeredgewidth=1.6, label=f"best: {validation[best]:.3f} after epoch {epochs[best]:.4g}",
    )  # fmt: skip
    axes.set_title(TITLES.get(name, name))
    axes.set_ylabel(unit)
    low, high = axes.get_ylim()
    axes.set_ylim(low, high + _LEGEND_SHARE * (high - low))
    axes.legend(loc="upper right")


def draw_rate(axes: Axes, evaluations: Sequence[Evaluation]) -> None:
    """The learning rate at each evaluation."""
    from matplotlib.ticker import FuncFormatter, MaxNLocator  # noqa: PLC0415 (as in figure.py)

    axes.set_ylabel("rate")
    axes.set_xlabel("epoch")
    axes.set_xlim(0, evaluations[-1].epoch * 1.02)
    axes.xaxis.set_major_locator(MaxNLocator(6, integer=evaluations[-1].epoch >= 3))  # noqa: PLR2004
    rates = [evaluation.rate for evaluation in evaluations]
    axes.plot(
        [evaluation.epoch for evaluation in evaluations],
        rates,
        color=_RATE,
        marker=_mark(evaluations),
    )
    axes.set_ylim(bottom=0)
    axes.yaxis.set_major_locator(MaxNLocator(2))
    axes.yaxis.set_major_formatter(FuncFormatter(lambda rate, _: f"{rate:.3g}"))


def _mark(evaluations: Sequence[Evaluation]) -> str:
    """Dots, if so few that they do not touch each other."""
    return "." if len(evaluations) < 30 else ""  # noqa: PLR2004
