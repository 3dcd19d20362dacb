"""Advice after a training, in plain words for people who know no machine learning.

It answers three questions and names one thing to do next: is the loss good for a corpus of this
size, does the model overfit ("learn by heart"), would more epochs help. It is based on losses on
held-out text, in bits per character: the number of yes-or-no questions that the next character
takes.

The usual losses were measured on English prose and drama of about a megabyte (*Moby-Dick*: 1.19
MB, character model 1.96, word model 2.20; tinyshakespeare: 1.1 MB, character model 2.1). For other
sizes the table below is a guess, from the common observation that each tenfold of text lowers the
loss by a shrinking fraction; the advice then says "roughly" and allows three times the tolerance.
"""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np

from wisdom_training.evaluation.scores import Scores
from wisdom_training.presets import MOST_DROPOUT
from wisdom_training.progress.reports import NATS_PER_BIT, TITLES, Evaluation
from wisdom_training.settings import ModelSettings, flag

USUAL_BITS_PER_CHARACTER = {
    "char": ((1e4, 3.3), (1e5, 2.6), (1.15e6, 2.03), (1e7, 1.75), (1e8, 1.5)),
    "word": ((1e4, 3.9), (1e5, 2.9), (1.15e6, 2.2), (1e7, 1.85), (1e8, 1.6)),
}
"""Points of characters in a corpus and bits per character of held-out text, by model."""
_MEASURED_SIZES = 5e5, 2.5e6  # characters of a corpus like those that were measured
_MEASURED_TOLERANCE, _GUESSED_TOLERANCE = 0.05, 0.15  # fractions by which a usual loss may differ
_LARGEST_ALPHABET = 300  # characters; a text in ideographs has more bits per character

_RISE = 0.01  # of the lowest held-out loss: a smaller rise is noise
_LARGE_FALL = 0.01  # of the held-out loss per epoch: with it more epochs help
_TRAINING_GAP = 0.05  # of the held-out loss: a training loss further below it has used up the text


def advise(  # noqa: PLR0913 (each a fact of the run)
    name: str,
    history: Sequence[Evaluation],
    scores: Scores,
    characters: int,
    settings: ModelSettings,
    *,
    alphabet: int = 0,
) -> list[str]:
    """Four or five sentences on the model called ``name``; the last one has the figures.

    ``scores`` are those of the evaluation text, ``characters`` is the size of the whole corpus,
    and ``alphabet`` the number of characters that the character model knows (0: unknown).
    """
    model = f"the {TITLES.get(name, name)}"
    comparable = alphabet <= _LARGEST_ALPHABET
    usual = expect_bits(name, characters) * (1 + _tolerance(characters))
    poor = comparable and scores.bits_per_character > usual
    return [
        rate_loss(name, model, scores, characters, alphabet),
        *advise_on_learning(name, model, history, settings, poor=poor),
        describe_figures(name, model, scores, characters, alphabet),
    ]


def rate_loss(name: str, model: str, scores: Scores, characters: int, alphabet: int) -> str:
    """Whether the loss is usual for a corpus of this size, in words."""
    subject = model[0].upper() + model[1:]
    if alphabet > _LARGEST_ALPHABET:
        return (
            f"Nothing is known of what is usual for {model}: that is known only for scripts of few "
            f"characters, and this corpus has {alphabet:,}."
        )
    bits, usual = scores.bits_per_character, expect_bits(name, characters)
    tolerance = _tolerance(characters)
    if bits < usual * (1 - tolerance):
        return f"{subject} is better than is usual for this much text."
    if bits > usual * (1 + tolerance):
        return f"{subject} is worse than is usual for this much text."
    return f"{subject} is as good as is usual for this much text."


def describe_figures(name: str, model: str, scores: Scores, characters: int, alphabet: int) -> str:
    """The loss in figures, and the usual one if it is known."""
    sentence = f"Figures: {describe_loss(model, scores.bits_per_character)}"
    if alphabet > _LARGEST_ALPHABET:
        return f"{sentence}."
    about = "about" if _tolerance(characters) == _MEASURED_TOLERANCE else "roughly"
    return (
        f"{sentence}; {about} {expect_bits(name, characters):.1f} are usual for "
        f"{count_characters(characters)} characters of text."
    )


def describe_loss(model: str, bits: float) -> str:
    """What ``model`` costs on text that it has not read, without a full stop."""
    return f"{model} needs {bits:.2f} bits per character for text it has never seen"


def expect_bits(name: str, characters: int) -> float:
    """The usual bits per character for a corpus of this size, interpolated along log size."""
    sizes, bits = zip(*USUAL_BITS_PER_CHARACTER["char" if name == "char" else "word"], strict=True)
    return interpolate_by_size(characters, sizes, bits)


def interpolate_by_size(characters: int, sizes: Sequence[float], values: Sequence[float]) -> float:
    """The value for a corpus of this size, along log size; that of the nearest size outside."""
    return float(np.interp(math.log(max(characters, 1)), np.log(sizes), values))


def advise_on_learning(
    name: str,
    model: str,
    history: Sequence[Evaluation],
    settings: ModelSettings,
    *,
    poor: bool = False,
) -> list[str]:
    """Whether the model overfits, whether more time would help, and one thing to do next.

    ``poor`` says that its loss is higher than usual for a corpus of this size.
    """
    if len(history) < 2:  # noqa: PLR2004 (one point has no slope)
        often = flag(settings.prefix, "evaluate_every")
        return [
            f"The loss on held-out text was measured too seldom to say how {model} learned.",
            f"Next: give {often} {settings.evaluate_every / 4:.4g}.",
        ]
    best, last = min(history, key=lambda evaluation: evaluation.validation), history[-1]
    if last.validation > best.validation * (1 + _RISE):
        return _explain_rise(name, best, last, settings)
    reason = _find_room(name, history, poor=poor)
    if reason:
        return [
            "It did not learn the text by heart.",
            f"More time would help: {reason}.",
            f"Next: give {flag(settings.prefix, 'epochs')} {settings.epochs * 2}.",
        ]
    wider = f"{flag(settings.prefix, 'hidden')} {_wider(settings.hidden)}"
    return [
        "It did not learn the text by heart.",
        (
            f"More time would help little: its loss is lower on the training text "
            f"({format_loss(name, last.train)}) than on held-out text "
            f"({format_loss(name, last.validation)}), where it hardly changed at the end."
        ),
        f"Next: add more text, or try {wider}.",
    ]


def _find_room(name: str, history: Sequence[Evaluation], *, poor: bool) -> str:
    """Why more time would help, or ``""`` if it would not.

    A loss that no longer falls at the end does not count against it: it never falls where the
    learning rate goes to zero.
    """
    fall, last = fall_per_epoch(history), history[-1]
    if fall > _LARGE_FALL:
        return f"its loss on held-out text still fell by {fall:.1%} an epoch at the end"
    if poor:
        return "its loss on held-out text did not rise, and is higher than usual"
    if last.train > last.validation * (1 - _TRAINING_GAP):
        return (
            f"its loss is not yet much lower on the training text "
            f"({format_loss(name, last.train)}) than on held-out text "
            f"({format_loss(name, last.validation)})"
        )
    return ""


def _explain_rise(
    name: str, best: Evaluation, last: Evaluation, settings: ModelSettings
) -> list[str]:
    """Why the loss on held-out text is higher at the end than at its lowest."""
    risen = (
        f"after epoch {best.epoch:.4g} its loss on held-out text rose from "
        f"{format_loss(name, best.validation)} to {format_loss(name, last.validation)}"
    )
    kept = "The voice has the weights from before that."
    if last.train >= best.train:
        return [
            f"It became unstable: {risen}, and the loss on the training text did not fall.",
            kept,
            f"Next: lower {flag(settings.prefix, 'rate')} to {settings.rate / 2:.2g}.",
        ]
    learned = f"It began to learn the text by heart: {risen}, while on the training text it fell."
    if settings.dropout < MOST_DROPOUT:
        more = min(MOST_DROPOUT, settings.dropout + 0.15)
        other = f"raise {flag(settings.prefix, 'dropout')} to {more:.2g}"
    else:
        other = f"make it smaller with {flag(settings.prefix, 'hidden')} {settings.hidden // 2}"
    return [
        learned,
        f"{kept} More time would not help.",
        f"Next: add more text, or {other}.",
    ]


def fall_per_epoch(history: Sequence[Evaluation]) -> float:
    """The fraction by which the held-out loss fell in the last epoch.

    It is measured from the evaluation nearest to one epoch before the last. A run of less than an
    epoch counts as one, for its first updates learn far more than the next ones would.
    """
    last = history[-1]
    before = min(history[:-1], key=lambda evaluation: abs(last.epoch - 1 - evaluation.epoch))
    epochs = max(last.epoch - before.epoch, 1.0)
    return (before.validation - last.validation) / before.validation / epochs


def _tolerance(characters: int) -> float:
    """The fraction by which a loss may differ from the usual one and be called normal."""
    smallest, largest = _MEASURED_SIZES
    return _MEASURED_TOLERANCE if smallest <= characters <= largest else _GUESSED_TOLERANCE


def format_loss(name: str, nats: float) -> str:
    return f"{nats / NATS_PER_BIT:.2f} bits" if name == "char" else f"{nats:.2f} nats"


def _wider(hidden: int) -> int:
    """1.5 times as wide, rounded up to a multiple of 64."""
    return 64 * math.ceil(hidden * 1.5 / 64)


def count_characters(characters: int) -> str:
    """A number of characters in words: ``133,087`` or ``1.2 million``."""
    if characters < 1_000_000:  # noqa: PLR2004 (a million)
        return f"{characters:,}"
    return f"{characters / 1e6:.1f} million"
