"""What a process is told to do; without torch, so that the parent can say it."""

from __future__ import annotations

from dataclasses import dataclass

from wisdom_model.text.vocabulary import Vocabulary
from wisdom_training.train.task import Task


@dataclass(frozen=True)
class Order:
    """One model to train, and how to go about it; small enough to be sent."""

    task: Task
    vocabulary: Vocabulary
    """For the samples on the way."""
    resume: bool
    device: str = "cpu"
    """``auto``, or a device of torch."""
