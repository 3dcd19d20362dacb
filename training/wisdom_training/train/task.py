"""One model's training as plain values, without torch, so that any process can make and send them.

A ``Task`` is everything that decides the result; a ``TrainingJob`` adds how it is to be run.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from wisdom_model.network.language_model import Architecture
from wisdom_model.text.vocabulary import Vocabulary
from wisdom_training.corpus.batches import TokenFile, count_batches
from wisdom_training.corpus.word_vectors import Embedding
from wisdom_training.errors import CorpusError
from wisdom_training.settings import ModelSettings, flag


@dataclass(frozen=True)
class Task:
    """The data, sizes and settings of one model; raises CorpusError if no batch can be filled."""

    name: str
    """``char`` or ``word``."""
    settings: ModelSettings
    architecture: Architecture
    train: TokenFile
    validation: TokenFile
    test: TokenFile
    seed: int
    checkpoint: Path
    identity: dict[str, Any]
    """All inputs of the result, by name; a checkpoint with another identity is refused."""
    embedding: Embedding | None = None
    """The first embedding, or None for a random one."""
    start: dict[str, NDArray[np.float32]] | None = None
    """Weights to begin with instead of random ones, under the names of a voice's tensors."""

    def __post_init__(self) -> None:
        if self.batches == 0:
            s = self.settings
            raise CorpusError(
                f"the {self.name} model's training part has {len(self.train):,} tokens, fewer "
                f"than one batch: add more text, or lower {flag(self.name, 'batch')} "
                f"({s.batch}) or {flag(self.name, 'steps')} ({s.steps})"
            )

    @property
    def batches(self) -> int:
        """Updates in an epoch."""
        return count_batches(len(self.train), self.settings.batch, self.settings.steps)


@dataclass(frozen=True)
class TrainingJob:
    """A task and how to run it; small enough to be sent to another process."""

    task: Task
    vocabulary: Vocabulary
    """The model's tokens, for the samples during training."""
    resume: bool
    """Whether to continue from the task's checkpoint if there is one."""
    device: str = "cpu"
    """``auto``, or a device of torch."""
    finish: bool = False
    """Whether to end the run at its checkpoint and keep the best weights so far."""


def checkpoint_path(output: Path, model: str) -> Path:
    """The checkpoint of model ``char`` or ``word`` while the voice ``output`` is trained."""
    return output.with_name(f"{output.name}.{model}.checkpoint")
