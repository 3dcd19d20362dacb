"""The reports of one model's training, while it runs and when it has ended; without torch."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable
from contextlib import AbstractContextManager
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

Log = Callable[[str], None]
"""Takes a message for people, of one or more lines, and prints it at once."""

ShowProgress = Callable[[str, int], AbstractContextManager[Callable[[int], None]]]
"""Opens a progress bar with this label and length; yields a function that advances it."""

NATS_PER_BIT = math.log(2)

TITLES = {"char": "character model", "word": "word model"}
"""The models' full names by their short ones, in the order of every display."""


class Evaluation(NamedTuple):
    """The losses at one point of the training, in nats a token."""

    epoch: float
    """Epochs trained so far."""
    train: float
    """Mean training loss of the updates since the previous evaluation, with dropout."""
    validation: float
    """Mean loss on the validation part, without dropout."""
    rate: float
    """The learning rate at this point."""


class Inheritance(NamedTuple):
    """What a model that began with another voice knew before the first update, and what it kept.

    Losses are in nats a token, on the validation part.
    """

    before: float
    """Mean loss before the first update."""
    after: float
    """Mean loss of the weights that were kept."""
    unread: int
    """Tokens of the validation part that the training part does not have, but the model knows."""
    unread_before: float
    """Their mean loss before the first update; nan without such tokens."""
    unread_after: float
    share: float
    """The share of the learned weights in those that were kept; the rest is the start's."""


class Progress(NamedTuple):
    """How far a run has come; losses in nats a token."""

    update: int
    """Updates of the weights so far."""
    updates: int
    """Updates in the whole run."""
    epoch: int
    """The current epoch, counted from 1."""
    epochs: int
    loss: float
    """Mean training loss of the updates since the last evaluation; nan before the first update."""
    validation: float | None
    """Validation loss of the last evaluation, or None before the first."""
    rate: float = 0.0
    tokens: int = 0
    """Tokens read in all updates so far; 0 if not counted."""
    sample: str | None = None
    """A text by the model as it is now; only in a report every few minutes."""
    begun: float | None = None
    """Validation loss before the first update, if the model began with another voice."""


class Result(NamedTuple):
    """A trained model and how it came about."""

    weights: dict[str, NDArray[np.float32]]  # rounded as a voice stores them
    costs: NDArray[np.float64]  # nats of every target of the test part
    history: list[Evaluation]
    best_epoch: float
    cpu_seconds: float
    torch: str
    stopped_early: str | None = None
    """Why training ended before its last epoch, in a sentence; None if it did not."""
    inheritance: Inheritance | None = None
    """None if the model began with random weights."""


def sort_models(names: Iterable[str]) -> list[str]:
    """The names in the order of every display: char, word, others."""
    order = {name: index for index, name in enumerate(TITLES)}
    return sorted(names, key=lambda name: order.get(name, len(order)))
