"""How long training will take on two cores, by preset.

The two models are trained at once, and the character model takes longer. A character that it reads
costs about the width to the power of 1.7. The constants were fitted to the wall times in the tables
of docs/guide/training.md, which they meet within a third.
"""

from __future__ import annotations

import math

from wisdom_training.presets import BASE, MEGABYTE, fit, fit_fine_tuning

PRESETS = ("quick", "standard", "best")
"""Those whose time is estimated."""

_MINUTES_AT_WIDTH = 1.45  # for a million characters read by a layer of _WIDTH
_WIDTH, _POWER = 256, 1.7
_OTHER_MINUTES = 0.3  # reading, the gate, the phrase filter


def estimate_minutes(preset: str, characters: int, *, from_base: bool) -> float:
    """Minutes of ``wisdom train`` for a text of this size, from the base voice or from chance."""
    if from_base:
        # The sizes do not change the number of epochs.
        epochs = fit_fine_tuning(preset, characters, {"char": {}, "word": {}})[0].epochs
        width = fit(BASE, characters)[0].hidden
    else:
        settings = fit(preset, characters)[0]
        epochs, width = settings.epochs, settings.hidden
    cost = _MINUTES_AT_WIDTH * math.pow(width / _WIDTH, _POWER)
    return _OTHER_MINUTES + cost * epochs * characters / MEGABYTE


def describe_minutes(minutes: float) -> str:
    """A duration in words, rounded as an estimate is: ``25 minutes``, ``2.5 hours``."""
    if minutes < 1.5:  # noqa: PLR2004 (one after rounding)
        return "a minute"
    if minutes < 10:  # noqa: PLR2004
        return f"{minutes:.0f} minutes"
    if minutes < 90:  # noqa: PLR2004
        return f"{5 * round(minutes / 5)} minutes"
    return f"{round(minutes / 30) / 2:g} hours"
