"""Tasks so small that they train in a second, and callbacks for their training."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np

from wisdom_model.text.vocabulary import Vocabulary
from wisdom_training.corpus.batches import write_ids
from wisdom_training.progress.reports import Progress
from wisdom_training.run.preparation import make_architecture
from wisdom_training.settings import CharSettings
from wisdom_training.train.task import Task

VOCABULARY = 7
TOKENS = Vocabulary(tuple("abcdefg"))


def make_task(folder: Path, **changes: Any) -> Task:  # noqa: ANN401 (of several types)
    """A task on a text that repeats itself, with ``changes`` to the settings."""
    small = {"embedding": 4, "hidden": 8, "epochs": 3, "batch": 4, "steps": 10}
    settings = CharSettings(**(small | changes))
    text = np.arange(2000) % VOCABULARY
    text[np.random.default_rng(0).integers(2000, size=200)] = 0
    folder.mkdir(parents=True, exist_ok=True)
    parts = {"train": text[:1600], "validation": text[1600:1800], "test": text[1800:]}
    train, validation, test = (
        write_ids(folder / f"char.{name}.ids", [ids], VOCABULARY) for name, ids in parts.items()
    )
    return Task(
        name="char",
        settings=settings,
        architecture=make_architecture(settings, TOKENS),
        train=train,
        validation=validation,
        test=test,
        seed=5,
        checkpoint=folder / "voice.safetensors.char.checkpoint",
        identity={"--seed": 5, "--char-hidden": settings.hidden},
    )


def never() -> bool:
    return False


def ignore(_: Progress) -> None:
    return


def after(updates: int) -> Callable[[], bool]:
    """Stop when asked for the (``updates`` + 1)-th time."""
    asked = iter(range(updates + 1))
    return lambda: next(asked) == updates
