"""What the training of one model tells while it runs, and when it has ended; without torch."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

Log = Callable[[str], None]
"""Takes one message for people, a line or more; it writes at once."""

TITLES = {"char": "character model", "word": "word model"}
"""The models by their short names, in the order in which they are shown."""


class Evaluation(NamedTuple):
    """One look at the validation part; losses in nats a token."""

    epoch: float
    """Epochs read so far."""
    train: float
    """Mean loss of the updates since the look before, with dropout."""
    validation: float
    rate: float
    """The learning rate then."""


class Progress(NamedTuple):
    """Where a run stands; losses in nats a token."""

    step: int
    steps: int
    epoch: int
    epochs: int
    loss: float
    """Mean of the updates since the last look."""
    validation: float | None
    """Of the last look."""
    rate: float = 0.0
    tokens: int = 0
    """Tokens between two reports can be told from it: those of all updates so far."""
    sample: str | None = None
    """What the model writes at this point; only in a report every few minutes."""


class Result(NamedTuple):
    """A trained model."""

    weights: dict[str, NDArray[np.float32]]  # rounded as a voice stores them
    costs: NDArray[np.float64]  # nats of every target of the test part
    history: list[Evaluation]
    best_epoch: float
    cpu_seconds: float
    torch: str
    stopped_early: str | None = None
    """Why training ended before its last epoch, in a sentence, or None."""


def sort_models(names: Iterable[str]) -> list[str]:
    """The names in the order in which models are shown: char, word."""
    order = {name: index for index, name in enumerate(TITLES)}
    return sorted(names, key=lambda name: order.get(name, len(order)))
