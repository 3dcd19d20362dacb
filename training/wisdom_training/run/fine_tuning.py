"""``--from VOICE``: a model begins with the weights of another voice instead of by chance.

Every tensor must have the same shape but for the vocabulary. A token that both vocabularies have
keeps its row of the embedding and of the decoder; any other begins as in a model trained anew.
"""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from wisdom_model.text.vocabulary import Vocabulary
from wisdom_model.voice.file import LanguageModel, digest
from wisdom_training.errors import FlagError
from wisdom_training.presets import list_sizes
from wisdom_training.settings import SPREAD, flag
from wisdom_training.train.task import Task

_ROWS = ("embedding.weight", "decoder.weight", "decoder.bias")  # one row a token


def start_from(
    task: Task, voice_file: Path, vocabulary: Vocabulary, model: LanguageModel
) -> tuple[Task, str]:
    """``task``, whose tokens are ``vocabulary``, begun with ``model`` of ``voice_file``.

    Also returns a sentence on how much was taken over. Raises FlagError where the sizes differ.
    """
    _compare(task, voice_file, model)
    rng = np.random.default_rng([task.seed, 1])
    old = [model.vocabulary.ids.get(token, -1) for token in vocabulary.tokens]
    weights = dict(model.network.weights)
    for name in _ROWS:
        if name in weights:
            weights[name] = _carry_rows(name, weights[name], np.array(old), rng)
    if task.embedding is not None:
        fresh = np.flatnonzero(np.array(old) < 0)
        weights["embedding.weight"][fresh] = task.embedding.weight[fresh]
    known = sum(row >= 0 for row in old)
    note = f"the {task.name} model begins with {voice_file.name}, which has {known:,} of its "
    note += f"{len(vocabulary):,} tokens"
    identity = task.identity | {"--from": digest(voice_file)}
    return replace(task, start=weights, identity=identity), note


def _carry_rows(
    name: str, rows: NDArray[np.float32], old: NDArray[np.int64], rng: np.random.Generator
) -> NDArray[np.float32]:
    """Rows by the new ids: row ``old[id]`` of ``rows``, or a fresh one where that is -1."""
    shape = (len(old), *rows.shape[1:])
    fresh = rng.uniform(-SPREAD, SPREAD, shape).astype(np.float32)
    if name.endswith("bias"):
        fresh[:] = 0
    fresh[old >= 0] = rows[old[old >= 0]]
    return fresh


def _compare(task: Task, voice_file: Path, model: LanguageModel) -> None:
    wanted = list_sizes(task.architecture)
    for name, theirs in list_sizes(model.network.architecture).items():
        ours = wanted[name]
        if theirs != ours:
            raise FlagError(
                f"--from {voice_file}: its {task.name} model was made with "
                f"{_spell(task, name, theirs)}, this one is with {_spell(task, name, ours)}: "
                f"give {_spell(task, name, theirs)}"
            )


def _spell(task: Task, name: str, value: object) -> str:
    """The flag that asks for ``value``, e.g. ``--char-hidden 512`` or ``--char-no-tied``."""
    if isinstance(value, bool):
        return flag(task.name, name if value else f"no_{name}")
    return f"{flag(task.name, name)} {value}"
