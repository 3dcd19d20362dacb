"""What a worker is given to train; plain values without torch."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from wisdom_model.network.language_model import Architecture
from wisdom_training.corpus.batches import TokenFile, count_batches
from wisdom_training.corpus.word_vectors import Embedding
from wisdom_training.errors import CorpusError
from wisdom_training.settings import ModelSettings, flag


@dataclass(frozen=True)
class Task:
    """Everything that the training of one model is made of."""

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
    """What a checkpoint must have been made with to be taken up again."""
    embedding: Embedding | None = None
    start: dict[str, NDArray[np.float32]] | None = None
    """Weights to begin with instead of random ones, under the names of a voice's tensors."""

    def __post_init__(self) -> None:
        if self.batches == 0:
            s = self.settings
            raise CorpusError(
                f"the {self.name} model's training part has {len(self.train):,} tokens, fewer "
                f"than one batch: bring more text, or lower {flag(self.name, 'batch')} "
                f"({s.batch}) or {flag(self.name, 'steps')} ({s.steps})"
            )

    @property
    def batches(self) -> int:
        """Updates in an epoch."""
        return count_batches(len(self.train), self.settings.batch, self.settings.steps)


def checkpoint_path(output: Path, model: str) -> Path:
    """Where the run that will write ``output`` keeps the state of ``char`` or ``word``."""
    return output.with_name(f"{output.name}.{model}.checkpoint")
