"""Presets: settings by name, for users who do not want to choose hyperparameters.

A preset is written for a megabyte of text and fitted to the size of the corpus. A smaller corpus
gets more epochs, smaller networks, more dropout and smaller batches. ``quick`` takes the same time
for every text that has less than a megabyte, unless ``standard`` takes less. ``seed`` is the recipe
of the bots that this project grew from; it is never fitted.
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
Sizes = Mapping[str, Mapping[str, Any]]
"""The fields of SHARED_FIELDS of both models, by the model's name."""

SEED = "seed"
PRESETS = ("quick", "standard", "best", SEED)
BASE = "base"
"""The settings of a base voice: for tens of megabytes of many authors, and hours of training."""

MEGABYTE = 1_000_000
MOST_DROPOUT = 0.6
"""The largest dropout to which a preset or the advice raises it."""

_BASE_SHARED: dict[str, Any] = {
    "epochs": 2,
    "warm_up": 0.05,
    "weight_decay": 0.01,
    "averaging": 0.998,
    "evaluate_every": 0.25,
}
_BASE_CHAR: dict[str, Any] = {
    "hidden": 384, "min_count": 20, "batch": 64, "rate": 3e-3, "dropout": 0.05,
}  # fmt: skip
_BASE_WORD: dict[str, Any] = {
    "embedding": 256, "hidden": 512, "projection": 256, "tied": True, "vocabulary": 16_000,
    "batch": 40, "steps": 50, "rate": 4e-3, "muon_rate": 0.02, "input_dropout": 0.0,
    "dropout": 0.1,
}  # fmt: skip

_MOST_EPOCH_FACTOR = 4
_LEAST_UPDATES = 20  # of an epoch
_LEAST_BATCH, _LEAST_STEPS = 4, 10
_CHARACTERS_A_TOKEN = {"char": 1.0, "word": 4.0}  # of English
_TRAINING_FRACTION = 0.9

SHARED_FIELDS = ("cell", "embedding", "hidden", "layers", "projection", "tied", "layer_norm")
"""The fields in which a model must equal the one whose weights it begins with."""

# The fields that differ from settings.py, whose defaults are `standard`, for a megabyte.
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


# The same for models that begin with another voice's weights: they learn briefly. What they forget
# of the other voice, the weights between start and end bring back (train/interpolation.py).
_FINE_TUNING_SHARED: dict[str, Any] = {"optimizer": "adamw", "warm_up": 0.1}
_FINE_TUNING_CHAR = _FINE_TUNING_SHARED | {"rate": 3e-3}
_FINE_TUNING_WORD = _FINE_TUNING_SHARED | {"rate": 3e-3, "vocabulary": 100_000}
_FINE_TUNING: dict[str, tuple[dict[str, Any], dict[str, Any]]] = {
    "quick": (
        {"epochs": 2, "dropout": 0.15, **_FINE_TUNING_CHAR},
        {"epochs": 1, "dropout": 0.4, **_FINE_TUNING_WORD},
    ),
    "standard": (
        {"epochs": 5, "dropout": 0.15, **_FINE_TUNING_CHAR},
        {"epochs": 6, "dropout": 0.4, **_FINE_TUNING_WORD},
    ),
    "best": (
        {"epochs": 8, "dropout": 0.2, **_FINE_TUNING_CHAR},
        {"epochs": 8, "dropout": 0.5, **_FINE_TUNING_WORD},
    ),
}
LEARNED_SHARES = (0.5, 0.6, 0.7, 0.8, 0.9, 1.0)
"""Shares of the learned weights of which the best is kept; the rest are weights begun with."""


class SizeRule(NamedTuple):
    """How a preset is changed for a text of ``characters`` or more."""

    characters: int
    hidden: int
    """Limit of the hidden width."""
    dropout: float
    """Added to the preset's dropout, up to 0.6."""


_SMALL = 300_000  # characters, below which the networks are small and soon trained
_SIZE_RULES = (
    SizeRule(0, hidden=64, dropout=0.2),
    SizeRule(50_000, hidden=128, dropout=0.1),
    SizeRule(_SMALL, hidden=512, dropout=0.0),
)
_LARGE_CHARACTERS = 20_000_000  # from which on `best` is wider
_LARGE_HIDDEN = 512

# The options with which the earlier bots' scripts called char-rnn's and word-rnn's train.lua, and
# the defaults of that program for the rest: github.com/vsoch/natacha-bot, in data/natacha
# train_char.sh, train_word.sh and train.lua.
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
# Their characters were one-hot vectors; here they are learned vectors of 64 entries.
_SEED_CHAR: dict[str, Any] = {"layers": 3, "epochs": 60, "min_count": 1, "embedding": 64}
# Their threshold of 2 had to be exceeded. Their GloVe vectors, 200 wide, were trained further.
_SEED_WORD: dict[str, Any] = {
    "layers": 2,
    "epochs": 40,
    "min_count": 3,
    "vocabulary": 100_000,
    "embedding": 200,
    "frozen": False,
}


def fit(preset: str, characters: int) -> SettingsPair:
    """Both models' settings of ``preset`` for a text of this size."""
    if preset == SEED:
        return CharSettings(**_SEED, **_SEED_CHAR), WordSettings(**_SEED, **_SEED_WORD)
    if preset == BASE:
        return CharSettings(**_BASE_SHARED, **_BASE_CHAR), WordSettings(
            **_BASE_SHARED, **_BASE_WORD
        )
    if preset == "quick" and characters < _SMALL:
        preset = "standard"
    char, word = _BASES[preset]
    wide = preset == "best" and characters >= _LARGE_CHARACTERS
    fitted = (
        _fit_model(CharSettings(**char), characters, wide=wide),
        _fit_model(WordSettings(**word), characters, wide=wide),
    )
    if preset == "quick":
        standard = fit("standard", characters)
        return (
            _fit_quick(fitted[0], standard[0], char["epochs"], characters),
            _fit_quick(fitted[1], standard[1], word["epochs"], characters),
        )
    return fitted


def fit_fine_tuning(preset: str, characters: int, sizes: Sizes) -> SettingsPair:
    """Both models' settings of ``preset`` for a voice that begins with one of these ``sizes``."""
    char, word = _FINE_TUNING[preset]
    fitted = (
        _fit_fine_tuning(CharSettings(**char, **sizes["char"]), characters),
        _fit_fine_tuning(WordSettings(**word, **sizes["word"]), characters),
    )
    if preset == "quick":
        standard = fit_fine_tuning("standard", characters, sizes)
        return (
            _fit_quick(fitted[0], standard[0], char["epochs"], characters),
            _fit_quick(fitted[1], standard[1], word["epochs"], characters),
        )
    return fitted


def choose_settings(
    preset: str,
    char_overrides: Mapping[str, Any],
    word_overrides: Mapping[str, Any],
    characters: int,
    sizes: Sizes | None = None,
) -> SettingsPair:
    """The settings of ``preset`` for a text of this size, with the given fields replaced.

    The overrides map fields to values. With ``sizes`` they are for models that begin with the
    weights of a voice of these sizes. Raises FlagError if the result is not valid.
    """
    if sizes is None:
        char, word = fit(preset, characters)
        return _set(char, char_overrides), _set(word, word_overrides)
    char, word = fit_fine_tuning(preset, characters, sizes)
    return replace(char, **char_overrides), replace(word, **word_overrides)


def list_sizes(architecture: Architecture) -> dict[str, Any]:
    """The sizes of a network, by the fields of SHARED_FIELDS."""
    sizes: dict[str, Any] = {name: getattr(architecture, name) for name in SHARED_FIELDS}
    return sizes | {"projection": architecture.projection or 0}  # None in an architecture


def _set(settings: Settings, given: Mapping[str, Any]) -> Settings:
    values = dict(given)
    if values.get("tied") and "embedding" not in values:
        # Tied weights need token vectors as wide as the output.
        width = values.get("projection", settings.projection)
        values["embedding"] = width or values.get("hidden", settings.hidden)
    return replace(settings, **values)


def _fit_model(settings: Settings, characters: int, *, wide: bool) -> Settings:
    rule = next(rule for rule in reversed(_SIZE_RULES) if characters >= rule.characters)
    hidden = _LARGE_HIDDEN if wide else min(settings.hidden, rule.hidden)
    return replace(
        _fit_batch(settings, characters),
        hidden=hidden,
        projection=min(settings.projection, hidden),
        dropout=round(max(settings.dropout, min(settings.dropout + rule.dropout, MOST_DROPOUT)), 3),
        epochs=_fit_epochs(settings.epochs, characters),
    )


def _fit_quick(quick: Settings, standard: Settings, epochs: int, characters: int) -> Settings:
    """``quick`` with the epochs that take as long as ``epochs`` of a megabyte.

    It is ``standard`` where that takes no longer.
    """
    affordable = max(1, round(epochs * MEGABYTE / max(characters, 1)))
    return standard if affordable >= standard.epochs else replace(quick, epochs=affordable)


def _fit_fine_tuning(settings: Settings, characters: int) -> Settings:
    """A text larger than a megabyte is read fewer times."""
    epochs = min(settings.epochs, _fit_epochs(settings.epochs, characters))
    return replace(_fit_batch(settings, characters), epochs=epochs)


def _fit_epochs(epochs: int, characters: int) -> int:
    """Epochs in proportion to 1/sqrt(size), within bounds."""
    wanted = round(epochs * math.sqrt(MEGABYTE / max(characters, 1)))
    return min(max(wanted, 1), _MOST_EPOCH_FACTOR * epochs)


def _fit_batch(settings: Settings, characters: int) -> Settings:
    """The settings with batch and steps made smaller if an epoch would have too few updates.

    The number of tokens is estimated from that of characters: none is counted yet.
    """
    tokens = _TRAINING_FRACTION * characters / _CHARACTERS_A_TOKEN[settings.prefix]
    batch = int(tokens / (_LEAST_UPDATES * settings.steps))
    batch -= batch % _LEAST_BATCH  # so that two or four processes can share a batch
    batch = min(max(batch, _LEAST_BATCH), settings.batch)
    steps = int(tokens / (_LEAST_UPDATES * batch))
    return replace(settings, batch=batch, steps=min(max(steps, _LEAST_STEPS), settings.steps))
