"""Presets: settings for people who want a voice and no hyper-parameter.

A preset is written for a megabyte of text and fitted to the corpus at hand: less text is read
more often, by smaller nets with more dropout, in smaller batches. ``seed`` is the recipe of the
bots that came before this one and stays as it is.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import replace
from typing import Any, NamedTuple, TypeVar

from wisdom_model.network.language_model import Architecture
from wisdom_training.settings import CharSettings, ModelSettings, WordSettings

Settings = TypeVar("Settings", bound=ModelSettings)
SettingsPair = tuple[CharSettings, WordSettings]

PRESETS = ("quick", "standard", "best", "seed")

MEGABYTE = 1_000_000
_MOST_DROPOUT = 0.6
_MOST_EPOCH_FACTOR = 4  # times the preset's, at most
_LEAST_UPDATES = 20  # that an epoch should have at least
_LEAST_BATCH, _LEAST_STEPS = 4, 10
_CHARACTERS_A_TOKEN = {"char": 1.0, "word": 4.0}  # of English
_TRAINING_FRACTION = 0.9

_SHARED_FIELDS = ("cell", "embedding", "hidden", "layers", "projection", "tied", "layer_norm")

# What each preset changes of settings.py, which are those of `standard`, for a megabyte.
_BASES: dict[str, tuple[dict[str, Any], dict[str, Any]]] = {
    "quick": (
        {"epochs": 2, "dropout": 0.05},
        {"epochs": 3, "input_dropout": 0.1, "dropout": 0.3},
    ),
    "standard": ({}, {}),
    "best": (
        {"hidden": 320, "epochs": 25, "dropout": 0.35, "weight_drop": 0.2},
        {"epochs": 22, "dropout": 0.5},
    ),
}


class SizeRule(NamedTuple):
    """How a text of ``characters`` or more is treated."""

    characters: int
    hidden: int
    """The widest layer."""
    dropout: float
    """Added to the preset's."""


_SIZE_RULES = (
    SizeRule(0, hidden=64, dropout=0.2),
    SizeRule(50_000, hidden=128, dropout=0.1),
    SizeRule(300_000, hidden=512, dropout=0.0),
)
_LARGE_CHARACTERS = 20_000_000  # characters, from which on `best` is wider still
_LARGE_HIDDEN = 512

# The options with which the seeds' scripts called char-rnn's and word-rnn's train.lua, and that
# program's defaults for the rest: github.com/vsoch/natacha-bot, data/natacha/train_char.sh,
# train_word.sh, train.lua.
_SEED: dict[str, Any] = {
    "cell": "lstm",
    "hidden": 256,
    "projection": 0,
    "dropout": 0.4,
    "input_dropout": 0.0,
    "weight_drop": 0.0,
    "batch": 50,
    "steps": 50,
    "optimizer": "rmsprop",
    "rate": 2e-3,
    "schedule": "decay",
    "rate_decay": 0.97,
    "decay_after": 10,
    "weight_decay": 0.0,
    "clip": 0.0,
    "clip_value": 5.0,
}
# Their characters came in as one-hot vectors. 64 learned entries stand for that here.
_SEED_CHAR: dict[str, Any] = {"layers": 3, "epochs": 60, "min_count": 1, "embedding": 64}
# Their threshold of 2 is what a count has to exceed. Their GloVe vectors, 200 wide, were learned.
_SEED_WORD: dict[str, Any] = {
    "layers": 2,
    "epochs": 40,
    "min_count": 3,
    "vocabulary": 100_000,
    "embedding": 200,
    "frozen": False,
}


def fit(preset: str, characters: int) -> SettingsPair:
    """The settings of ``preset`` for a text of so many characters."""
    if preset == "seed":
        return CharSettings(**_SEED, **_SEED_CHAR), WordSettings(**_SEED, **_SEED_WORD)
    char, word = _BASES[preset]
    wide = preset == "best" and characters >= _LARGE_CHARACTERS
    return (
        _fit_model(CharSettings(**char), characters, wide=wide),
        _fit_model(WordSettings(**word), characters, wide=wide),
    )


def choose_settings(
    preset: str, char: Mapping[str, Any], word: Mapping[str, Any], characters: int
) -> SettingsPair:
    """The settings of ``preset`` for a text of so many characters, and over them what is given.

    ``char`` and ``word`` are fields that somebody set; raises FlagError if they do not go together.
    """
    fitted_char, fitted_word = fit(preset, characters)
    return _set(fitted_char, char), _set(fitted_word, word)


def list_sizes(architecture: Architecture) -> dict[str, Any]:
    """The fields that a model which begins with another's weights has to share with it."""
    sizes: dict[str, Any] = {name: getattr(architecture, name) for name in _SHARED_FIELDS}
    return sizes | {"projection": architecture.projection or 0}  # None in an architecture


def _set(settings: Settings, given: Mapping[str, Any]) -> Settings:
    values = dict(given)
    if values.get("tied") and "embedding" not in values:
        # Whoever ties the output to the token vectors means them to be equally wide.
        width = values.get("projection", settings.projection)
        values["embedding"] = width or values.get("hidden", settings.hidden)
    return replace(settings, **values)


def _fit_model(settings: Settings, characters: int, *, wide: bool) -> Settings:
    size = next(size for size in reversed(_SIZE_RULES) if characters >= size.characters)
    hidden = _LARGE_HIDDEN if wide else min(settings.hidden, size.hidden)
    tokens = _TRAINING_FRACTION * characters / _CHARACTERS_A_TOKEN[settings.prefix]
    batch, steps = _fit_batch(settings, tokens)
    return replace(
        settings,
        hidden=hidden,
        projection=min(settings.projection, hidden),
        dropout=round(
            max(settings.dropout, min(settings.dropout + size.dropout, _MOST_DROPOUT)), 3
        ),
        epochs=_fit_epochs(settings.epochs, characters),
        batch=batch,
        steps=steps,
    )


def _fit_epochs(epochs: int, characters: int) -> int:
    """Four times the text is read half as often, within bounds."""
    wanted = round(epochs * math.sqrt(MEGABYTE / max(characters, 1)))
    return min(max(wanted, 1), _MOST_EPOCH_FACTOR * epochs)


def _fit_batch(settings: ModelSettings, tokens: float) -> tuple[int, int]:
    """Batch and steps: smaller where an epoch would have too few updates to learn from."""
    batch = int(tokens / (_LEAST_UPDATES * settings.steps))
    batch -= batch % _LEAST_BATCH  # so that two or four processes can share it
    batch = min(max(batch, _LEAST_BATCH), settings.batch)
    steps = int(tokens / (_LEAST_UPDATES * batch))
    return batch, min(max(steps, _LEAST_STEPS), settings.steps)
