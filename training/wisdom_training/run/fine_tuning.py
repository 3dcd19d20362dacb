"""``--from VOICE``: a model begins with the weights of another voice instead of random ones.

Every tensor must have the same shape except for the vocabulary. A token that is in both
vocabularies keeps its row of the embedding and of the decoder; the rows of other tokens are
initialised as in a new model.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from wisdom_model.text.vocabulary import Vocabulary
from wisdom_model.voice.file import LanguageModel, digest, load_voice
from wisdom_training.errors import FlagError
from wisdom_training.presets import list_sizes
from wisdom_training.progress.reports import Log
from wisdom_training.settings import INITIAL_BOUND, flag
from wisdom_training.train.task import Task

_TOKEN_ROWS = ("embedding.weight", "decoder.weight", "decoder.bias")  # one row a token


def start_from_voice(
    tasks: Sequence[Task], path: Path, vocabularies: Mapping[str, Vocabulary], log: Log
) -> list[Task]:
    """The tasks, beginning with the weights of the voice at ``path``; raises WisdomError."""
    voice = load_voice(path)
    models = {"char": voice.char, "word": voice.word}
    started = []
    for task in tasks:
        begun, note = start_from_model(task, path, vocabularies[task.name], models[task.name])
        log(note)
        started.append(begun)
    return started


def start_from_model(
    task: Task, voice_file: Path, vocabulary: Vocabulary, model: LanguageModel
) -> tuple[Task, str]:
    """``task``, whose tokens are ``vocabulary``, begun with ``model`` of ``voice_file``.

    Also returns a sentence on how many tokens were known. Raises FlagError if the sizes differ.
    """
    _compare_sizes(task, voice_file, model)
    rng = np.random.default_rng([task.seed, 1])
    old = [model.vocabulary.ids.get(token, -1) for token in vocabulary.tokens]
    weights = dict(model.network.weights)
    for name in _TOKEN_ROWS:
        if name in weights:
            weights[name] = _reorder_rows(name, weights[name], np.array(old), rng)
    if task.embedding is not None:
        fresh = np.flatnonzero(np.array(old) < 0)
        weights["embedding.weight"][fresh] = task.embedding.weight[fresh]
    known = sum(row >= 0 for row in old)
    note = f"the {task.name} model begins with {voice_file.name}, which has {known:,} of its "
    note += f"{len(vocabulary):,} tokens"
    identity = task.identity | {"--from": digest(voice_file)}
    return replace(task, start=weights, identity=identity), note


def _reorder_rows(
    name: str, rows: NDArray[np.float32], old: NDArray[np.int64], rng: np.random.Generator
) -> NDArray[np.float32]:
    """Rows by the new ids: row ``old[id]`` of ``rows``, or a fresh one where that is -1."""
    shape = (len(old), *rows.shape[1:])
    fresh = rng.uniform(-INITIAL_BOUND, INITIAL_BOUND, shape).astype(np.float32)
    if name.endswith("bias"):
        fresh[:] = 0
    fresh[old >= 0] = rows[old[old >= 0]]
    return fresh


def _compare_sizes(task: Task, voice_file: Path, model: LanguageModel) -> None:
    wanted = list_sizes(task.architecture)
    for name, theirs in list_sizes(model.network.architecture).items():
        own = wanted[name]
        if theirs != own:
            raise FlagError(
                f"--from {voice_file}: its {task.name} model has "
                f"{_format_flag(task, name, theirs)}, and this run has "
                f"{_format_flag(task, name, own)}: give {_format_flag(task, name, theirs)}"
            )


def _format_flag(task: Task, name: str, value: object) -> str:
    """The flag that sets ``value``, e.g. ``--char-hidden 512`` or ``--char-no-tied``."""
    if isinstance(value, bool):
        return flag(task.name, name if value else f"no_{name}")
    return f"{flag(task.name, name)} {value}"
