"""Fine-tuning: both models begin with the weights of another voice instead of random ones.

``wisdom train`` begins with BASE_VOICE, which has read general English, unless ``--from`` names
another voice or none, or the base does not suit the corpus. Every tensor has the same shape as the
other voice's except for the vocabulary. A token that is in both vocabularies keeps its row of the
embedding and of the decoder. Any other token is one that the other voice read as <unk>, so its
vector begins as that of <unk>, or of the same word in other capitals, plus a little noise, and all
of them together are about as likely as <unk>.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from wisdom_model.errors import ModelFileError
from wisdom_model.text.tokenizer import tokenize
from wisdom_model.text.vocabulary import UNKNOWN, Vocabulary
from wisdom_model.voice.file import (
    LanguageModel,
    Voice,
    bundled_voice,
    digest,
    find_voice,
    load_voice,
)
from wisdom_training.corpus.text_file import TextFile
from wisdom_training.errors import FlagError
from wisdom_training.presets import SEED, list_sizes
from wisdom_training.progress.reports import Log
from wisdom_training.run.request import TrainRequest
from wisdom_training.settings import flag
from wisdom_training.train.task import Task

BASE_VOICE = "english"
"""The bundled voice with which training begins where ``--from`` is not given."""
NO_VOICE = "none"
"""The value of ``--from`` that has training begin with random weights."""

LEAST_KNOWN_WORDS = 0.6
"""Fraction of a corpus's words that the base must know; of another language it knows a third."""

_SAMPLE_CHARACTERS = 200_000  # of a corpus, in which its words are looked up
_ROWS = ("embedding.weight", "decoder.weight")  # one row a token
_NOISE = 0.1  # deviation of a fresh row from that of <unk>, as a fraction of the rows' own


@dataclass(frozen=True)
class StartingVoice:
    """The voice whose weights training begins with."""

    path: Path
    voice: Voice

    @property
    def models(self) -> dict[str, LanguageModel]:
        """Both models by name."""
        return {"char": self.voice.char, "word": self.voice.word}

    @property
    def sizes(self) -> dict[str, dict[str, Any]]:
        """The fields of the settings that must be as in this voice, by the model's name."""
        return {name: list_sizes(model.network.architecture) for name, model in self.models.items()}

    @cached_property
    def digest(self) -> str:
        """The file's digest, as ``digest`` returns it."""
        return digest(self.path)

    def describe(self) -> dict[str, Any]:
        """The voice in the metadata of one that began with it: what it read, and by which right."""
        corpus = self.voice.metadata.get("corpus", {})
        described = {"name": self.path.stem, "digest": self.digest}
        described |= {key: corpus[key] for key in ("language", "sources") if key in corpus}
        if "from" in self.voice.metadata.get("training", {}):
            described["from"] = self.voice.metadata["training"]["from"]
        return described

    def find_known(self, text: TextFile) -> float:
        """The fraction of the words of ``text``, at its beginning, that the word model knows."""
        sample = next(text.pieces())[:_SAMPLE_CHARACTERS]
        words = [token.strip().casefold() for token in tokenize(sample)]
        words = [word for word in words if word.isalpha()]
        known = {token.strip().casefold() for token in self.voice.word.vocabulary.tokens}
        return sum(word in known for word in words) / max(len(words), 1)


def load_start(name: str | None) -> StartingVoice | None:
    """The voice that ``--from`` names, or the base voice for None; None for NO_VOICE.

    Also None if the package has no base voice. Raises ModelFileError if a voice cannot be read.
    """
    if name == NO_VOICE:
        return None
    if name is not None:
        path = find_voice(name, Path())
    else:
        try:
            path = bundled_voice(BASE_VOICE)
        except ModelFileError:
            return None
    return StartingVoice(path, load_voice(path))


def choose_start(
    request: TrainRequest, start: StartingVoice | None, text: TextFile, log: Log
) -> StartingVoice | None:
    """``start``, which ``load_start`` returned, if training on ``text`` begins with it, or None.

    A voice that the user named is always taken, the base voice only where it suits the corpus and
    the other flags. Logs the reason.
    """
    if start is None or request.as_base:
        return None
    known = start.find_known(text)
    if request.start is not None:
        log(f"both models begin with {start.path.name}, which knows {known:.0%} of the words")
        return start
    objection = _find_objection(request, start)
    if objection:
        log(f"both models begin by chance and not with the base voice: {objection}")
        return None
    if known < LEAST_KNOWN_WORDS:
        log(
            f"both models begin by chance: the base voice {BASE_VOICE!r} knows only {known:.0%} of "
            f"the words, so the text seems to be in another language. A base voice of that "
            f"language (--from FILE) would help a lot; the guide says how to train one"
        )
        return None
    log(
        f"both models begin with the base voice {BASE_VOICE!r}, which knows {known:.0%} of the "
        f"words (--from none begins by chance)"
    )
    return start


def _find_objection(request: TrainRequest, base: StartingVoice) -> str | None:
    """Why a run that names no voice does not begin with the base voice, or None."""
    if request.preset == SEED:
        return f"--preset {SEED} has sizes of its own"
    if request.vectors:
        return "--vectors gives the word model other vectors to begin with"
    for name, overrides in (("char", request.char_overrides), ("word", request.word_overrides)):
        for field, size in base.sizes[name].items():
            if overrides.get(field, size) != size:
                return f"{flag(name, field)} gives the model another size"
    return None


def start_from_voice(
    tasks: Sequence[Task], start: StartingVoice, vocabularies: Mapping[str, Vocabulary]
) -> list[Task]:
    """The tasks, beginning with the weights of ``start``; raises FlagError if sizes differ."""
    return [
        start_from_model(task, start, vocabularies[task.name], start.models[task.name])
        for task in tasks
    ]


def start_from_model(
    task: Task, start: StartingVoice, vocabulary: Vocabulary, model: LanguageModel
) -> Task:
    """``task``, whose tokens are ``vocabulary``, begun with ``model`` of ``start``.

    Raises FlagError if the sizes differ.
    """
    _compare_sizes(task, start.path, model)
    rng = np.random.default_rng([task.seed, 1])
    known = model.vocabulary
    old = np.array([known.ids.get(token, -1) for token in vocabulary.tokens])
    unknown = known.ids[UNKNOWN]
    like = np.array([_find_alike(token, known) for token in vocabulary.tokens])
    weights = dict(model.network.weights)
    for name in _ROWS:
        if name in weights:
            weights[name] = _inherit_rows(weights[name], old, like, rng)
    weights["decoder.bias"] = _inherit_bias(weights["decoder.bias"], old, unknown)
    if task.embedding is not None:
        fresh = np.flatnonzero(old < 0)
        weights["embedding.weight"][fresh] = task.embedding.weight[fresh]
    return replace(task, start=weights, identity=task.identity | {"--from": start.digest})


def _find_alike(token: str, known: Vocabulary) -> int:
    """The id of ``token`` in other capitals or without its space, or else that of <unk>."""
    word = token.strip()
    forms = [word.lower(), word.capitalize(), word]
    spaced = [f" {form}" for form in forms]
    first = spaced + forms if token.startswith(" ") else forms + spaced
    return next((known.ids[form] for form in first if form in known), known.ids[UNKNOWN])


def _inherit_rows(
    rows: NDArray[np.float32],
    old: NDArray[np.int64],
    like: NDArray[np.int64],
    rng: np.random.Generator,
) -> NDArray[np.float32]:
    """Rows by the new ids: row ``old[id]``, or row ``like[id]`` plus noise where that is -1."""
    inherited = rows[np.where(old < 0, like, old)]
    fresh = old < 0
    noise = rng.normal(0, _NOISE * rows.std(), (int(fresh.sum()), rows.shape[1]))
    inherited[fresh] += noise.astype(np.float32)
    return inherited


def _inherit_bias(
    bias: NDArray[np.float32], old: NDArray[np.int64], unknown: int
) -> NDArray[np.float32]:
    """Biases by the new ids; the fresh tokens together are as likely as <unk> was."""
    fresh = old < 0
    inherited = bias[np.where(fresh, unknown, old)]
    inherited[fresh] -= np.float32(math.log(max(int(fresh.sum()), 1)))
    return inherited


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
