"""The losses of a run as curves, one SVG for all models: beside a voice lies its picture.

``draw_curves(output.with_suffix(".svg"), {name: result.history …})`` after training, or
``draw_curves(path, curves_of(voice))`` from a saved voice. Equal histories give equal files.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from wisdom_model.voice.file import Voice
from wisdom_training.errors import TrainingError
from wisdom_training.progress.figure import BLUE, GREY, ORANGE, render_figure, write_figure
from wisdom_training.progress.reports import TITLES, Look, sort_models

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

_UNITS = {"char": (math.log(2), "bits per character"), "word": (1.0, "nats per token")}

_TRAIN, _VALIDATION, _RATE = ORANGE, BLUE, GREY


def curves_of(voice: Voice) -> dict[str, list[Look]]:
    """The looks that a saved voice remembers, by model; those without any are left out.

    Voices of version 0.1 did not record the rate: it is nan there.
    """
    curves: dict[str, list[Look]] = {}
    training = voice.metadata.get("training", {})
    for name in TITLES:
        history = training.get(name, {}).get("history", [])
        looks = [
            Look(look["epoch"], look["train"], look["validation"], look.get("rate", math.nan))
            for look in history
        ]
        if looks:
            curves[name] = looks
    return curves


def draw_curves(path: Path, histories: Mapping[str, Sequence[Look]], title: str = "") -> None:
    """Draw train and validation loss and the learning rate of each model into the SVG ``path``.

    Written whole or not at all. Raises TrainingError where no model has a look yet, where
    matplotlib is not installed, and where ``path`` cannot be written.
    """
    # In one order, whichever model was done first: equal runs give equal files.
    drawn = {name: histories[name] for name in sort_models(histories) if histories[name]}
    if not drawn:
        raise TrainingError(
            f"cannot draw {path}: no loss on held-out text is recorded. Train longer, or look "
            f"more often with --char-evaluate-every and --word-evaluate-every"
        )
    size = (5.2 * len(drawn), 4.4)
    content = render_figure(lambda figure: _fill(figure, drawn), size, title, title or "Training")
    write_figure(path, content, "curves")


def _fill(figure: Figure, histories: Mapping[str, Sequence[Look]]) -> None:
    grid = figure.subplots(
        2, len(histories), sharex="col", squeeze=False, gridspec_kw={"height_ratios": (4, 1)}
    )
    for column, (name, looks) in enumerate(histories.items()):
        draw_losses(grid[0, column], name, looks)
        draw_rate(grid[1, column], looks)


def draw_losses(axes: Axes, name: str, looks: Sequence[Look]) -> None:
    """Both losses over the epochs, and a ring around the look whose weights were kept."""
    scale, unit = _UNITS.get(name, _UNITS["word"])
    epochs = [look.epoch for look in looks]
    train = [look.train / scale for look in looks]
    validation = [look.validation / scale for look in looks]
    axes.plot(epochs, train, color=_TRAIN, marker=_mark(looks), label="training text")
    axes.plot(
        epochs,
        validation,
        color=_VALIDATION,
        marker=_mark(looks),
        label="held-out text (validation)",
    )
    best = min(range(len(looks)), key=validation.__getitem__)
    axes.plot(
        epochs[best], validation[best], "o", markersize=9, fillstyle="none", color=_VALIDATION,
        markeredgewidth=1.6, label=f"best: {validation[best]:.3f} after epoch {epochs[best]:.4g}",
    )  # fmt: skip
    axes.set_title(TITLES.get(name, name))
    axes.set_ylabel(unit)
    axes.legend(loc="upper right")


def draw_rate(axes: Axes, looks: Sequence[Look]) -> None:
    """The learning rate at the looks, or a word where it was not recorded."""
    from matplotlib.ticker import FuncFormatter, MaxNLocator  # noqa: PLC0415 (as in figure.py)

    axes.set_ylabel("rate")
    axes.set_xlabel("epoch")
    axes.set_xlim(0, looks[-1].epoch * 1.02)
    axes.xaxis.set_major_locator(MaxNLocator(6, integer=looks[-1].epoch >= 3))  # noqa: PLR2004
    rates = [look.rate for look in looks]
    if not any(math.isfinite(rate) and rate > 0 for rate in rates):
        axes.set_yticks([])
        axes.text(0.5, 0.5, "not recorded", transform=axes.transAxes, ha="center", va="center")
        return
    axes.plot([look.epoch for look in looks], rates, color=_RATE, marker=_mark(looks))
    axes.set_ylim(bottom=0)
    axes.yaxis.set_major_locator(MaxNLocator(2))
    axes.yaxis.set_major_formatter(FuncFormatter(lambda rate, _: f"{rate:.3g}"))


def _mark(looks: Sequence[Look]) -> str:
    """Dots where they would not touch each other."""
    return "." if len(looks) < 30 else ""  # noqa: PLR2004 (as many fit)
