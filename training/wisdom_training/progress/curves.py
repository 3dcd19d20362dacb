"""The losses and the learning rate of a run as curves, one SVG for both models.

Equal histories give equal files.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from wisdom_model.atomic_write import write_whole
from wisdom_training.charts.line_plot import (
    RING,
    Line,
    LinePlot,
    draw_plot,
    draw_ring,
    measure_left,
)
from wisdom_training.charts.picture import GAP, LINE, MARGIN, Picture, wrap
from wisdom_training.errors import TrainingError
from wisdom_training.progress.reports import NATS_PER_BIT, TITLES, Evaluation, sort_models

_LOSS_HEIGHT, _RATE_HEIGHT = 190, 48  # pixels
_UNITS = {"char": (NATS_PER_BIT, "bits per character"), "word": (1.0, "nats per token")}


def draw_curves(path: Path, histories: Mapping[str, Sequence[Evaluation]], title: str = "") -> None:
    """Draw the losses and the learning rate of each model into the SVG ``path``.

    Raises TrainingError if no model was evaluated yet, and if ``path`` cannot be written.
    """
    # In one order, whichever model finished first: equal runs give equal files.
    drawn = [_Curves(name, histories[name]) for name in sort_models(histories) if histories[name]]
    if not drawn:
        raise TrainingError(
            f"cannot draw {path}: no loss on held-out text is recorded. Train longer, or "
            f"evaluate more often with --char-evaluate-every and --word-evaluate-every"
        )
    try:
        write_whole(path, _render(drawn, title).encode())
    except OSError as error:
        raise TrainingError(
            f"cannot write the curves {path}: {error}. The voice is not affected"
        ) from error


class _Curves:
    """The figures of one model, and their plots."""

    def __init__(self, name: str, history: Sequence[Evaluation]) -> None:
        scale, self.unit = _UNITS.get(name, _UNITS["word"])
        self.title = TITLES.get(name, name)
        self.epochs = [evaluation.epoch for evaluation in history]
        self.train = [evaluation.train / scale for evaluation in history]
        self.validation = [evaluation.validation / scale for evaluation in history]
        self.rates = [evaluation.rate for evaluation in history]
        best = min(range(len(history)), key=self.validation.__getitem__)
        self.best = f"best: {self.validation[best]:.3f} after epoch {self.epochs[best]:.4g}"
        self.losses = LinePlot(
            self.epochs,
            [
                Line("training", self.train, dashed=True),
                Line("held-out", self.validation, strong=True),
            ],
            _LOSS_HEIGHT,
            ring=(self.epochs[best], self.validation[best]),
        )
        self.rate = LinePlot(
            self.epochs,
            [Line("", self.rates)],
            _RATE_HEIGHT,
            steps=2,
            from_zero=True,
            axis="epoch",
        )

    def describe(self) -> str:
        """What the plots show, in sentences."""
        return (
            f"The {self.title}, {self.unit}, after epochs {self.epochs[0]:.4g} to "
            f"{self.epochs[-1]:.4g}. Loss on the training text: from {self.train[0]:.3f} to "
            f"{self.train[-1]:.3f}. Loss on held-out text: from {self.validation[0]:.3f} to "
            f"{self.validation[-1]:.3f}, {self.best}. Learning rate: from {self.rates[0]:.3g} to "
            f"{self.rates[-1]:.3g}, at most {max(self.rates):.3g}."
        )


def _render(drawn: Sequence[_Curves], title: str) -> str:
    picture = Picture()
    if title:
        picture.write(wrap(title), bold=True)
        picture.y += GAP
    left = measure_left([plot for curves in drawn for plot in (curves.losses, curves.rate)])
    for place, curves in enumerate(drawn):
        picture.y += 2 * GAP if place else 0
        _add(picture, curves, left)
    heading = ": ".join(filter(None, [title, "losses and learning rate"]))
    return picture.render(heading, " ".join(curves.describe() for curves in drawn))


def _add(picture: Picture, curves: _Curves, left: float) -> None:
    """The losses of a model, and below them its learning rate."""
    picture.write([curves.title], bold=True)
    loss = f"loss on the training text and on held-out text (validation), in {curves.unit}"
    picture.write(wrap(loss))
    picture.write([curves.best], MARGIN + 4 * RING)
    draw_ring(picture, MARGIN + RING + 1, picture.y - LINE / 2)
    picture.y += GAP
    draw_plot(picture, curves.losses, left)
    picture.y += GAP
    picture.write(["learning rate"])
    picture.y += GAP
    draw_plot(picture, curves.rate, left)
