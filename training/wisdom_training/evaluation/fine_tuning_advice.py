"""Advice after fine-tuning: how much the voice gained over the one that it began with.

What is usual after a training from random weights (``advice.py``) says nothing here. It depends on
how near the author is to what the other voice had read, so the model is compared with its own
beginning. Four things can be wrong: the author is far from the base; the model forgets, so that
words which only the base knows become much less likely; it learns the text by heart; or it was
trained too briefly.
"""

from __future__ import annotations

from collections.abc import Sequence

from wisdom_training.evaluation.advice import (
    count_characters,
    describe_loss,
    fall_per_epoch,
    format_loss,
    interpolate_by_size,
)
from wisdom_training.evaluation.scores import Scores
from wisdom_training.presets import LEARNED_SHARES, MOST_DROPOUT
from wisdom_training.progress.reports import TITLES, Evaluation, Inheritance
from wisdom_training.settings import ModelSettings, flag

USUAL_GAINS = ((3e4, 0.01, 0.18), (1.4e5, 0.06, 0.14), (1.1e6, 0.05, 0.20))
"""Points of characters in a corpus, and fractions between which the loss usually falls.

Measured with the base voice on speeches, a novel, aphorisms and short posts of seven corpora.
"""
FAR = 1.5
"""Loss before fine-tuning, over the base's on its own kind of text, from which an author is far."""
FORGETS = 8.0
"""Nats by which words that only the base knows may become dearer; 2 are usual for 140,000
characters, 6 for a megabyte, without harm to what held-out text costs."""

_FEWEST_UNREAD = 30  # tokens; the mean of fewer says little
_LARGE_FALL = 0.01  # of the held-out loss per epoch: with it more epochs help
_SMALL_GAIN = 0.02  # of the loss before


def advise_on_fine_tuning(  # noqa: PLR0913, PLR0917 (each a fact of the run)
    name: str,
    history: Sequence[Evaluation],
    scores: Scores,
    inheritance: Inheritance,
    settings: ModelSettings,
    characters: int,
    base_nats: float | None,
) -> list[str]:
    """Sentences on the model called ``name``: how much it learned, what is wrong, what to do next.

    The last one has the figures.

    ``characters`` is the size of the whole corpus, ``base_nats`` the loss of the voice begun with
    on its own held-out text, in nats a token.
    """
    fault, remedy = find_fault(name, history, inheritance, settings, base_nats)
    loss = describe_loss(f"the {TITLES.get(name, name)}", scores.bits_per_character)
    return [
        rate_gain(name, inheritance, characters),
        fault,
        f"Next: {remedy}.",
        f"Figures: {loss}. {describe_gain(name, inheritance, characters, base_nats)}",
    ]


def rate_gain(name: str, inheritance: Inheritance, characters: int) -> str:
    """Whether the model learned as much as is usual, in words."""
    gain = round(1 - inheritance.after / inheritance.before, 2)
    low, high = (round(bound, 2) for bound in expect_gain(characters))
    if low <= gain <= high:
        amount = "as much from your text as is usual"
    else:
        amount = f"{'less' if gain < low else 'more'} from your text than is usual"
    return f"The {TITLES.get(name, name)} learned {amount}."


def describe_gain(
    name: str, inheritance: Inheritance, characters: int, base_nats: float | None
) -> str:
    """What the model cost before and after, how much is usual, and what the base costs at home."""
    before, after = inheritance.before, inheritance.after
    low, high = expect_gain(characters)
    gain = (
        f"Fine-tuning brought it from {format_loss(name, before)} to {format_loss(name, after)} "
        f"on held-out text, a gain of {1 - after / before:.0%}; {low:.0%} to {high:.0%} are usual "
        f"for {count_characters(characters)} characters of text."
    )
    if base_nats is None:
        return gain
    return f"{gain} On text like its own the base needs {format_loss(name, base_nats)}."


def expect_gain(characters: int) -> tuple[float, float]:
    """The fractions between which the loss usually falls, interpolated along log size."""
    sizes, lows, highs = zip(*USUAL_GAINS, strict=True)
    return (
        interpolate_by_size(characters, sizes, lows),
        interpolate_by_size(characters, sizes, highs),
    )


def find_fault(
    name: str,
    history: Sequence[Evaluation],
    inheritance: Inheritance,
    settings: ModelSettings,
    base_nats: float | None,
) -> tuple[str, str]:
    """What went wrong, or that nothing did, and what to do next."""
    dearer = inheritance.unread_after - inheritance.unread_before
    if inheritance.unread >= _FEWEST_UNREAD and dearer > FORGETS:
        fault = f"It forgets: words that your text does not have cost {dearer:.1f} nats more now."
        fields = ("rate", "muon_rate") if settings.optimizer == "muon" else ("rate",)
        rates = {field: getattr(settings, field) / 2 for field in fields}
        lower = [f"{flag(name, field)} to {value:.2g}" for field, value in rates.items()]
        return fault, f"lower {' and '.join(lower)}"
    if base_nats is not None and inheritance.before > FAR * base_nats:
        fault = "The author is far from what the base has read."
        return fault, "add more text, or begin with a voice that has read the like (--from)"
    if inheritance.share == min(LEARNED_SHARES):
        fault = f"It learned the text by heart, so only {inheritance.share:.0%} of that was kept."
        return fault, f"add more text, or {_restrain(name, history, settings)}"
    if inheritance.after > inheritance.before * (1 - _SMALL_GAIN):
        fault = "It hardly learned anything that the base did not know."
        return fault, f"add more text, or give {flag(name, 'rate')} {settings.rate * 2:.2g}"
    learned = "It did not learn the text by heart"
    if len(history) > 1 and fall_per_epoch(history) > _LARGE_FALL:
        fault = f"{learned}, and its loss still fell at the end."
        return fault, f"give {flag(name, 'epochs')} {settings.epochs * 2}"
    return f"{learned}. More time would help little.", "add more text"


def _restrain(name: str, history: Sequence[Evaluation], settings: ModelSettings) -> str:
    if settings.dropout < MOST_DROPOUT:
        return f"raise {flag(name, 'dropout')} to {min(MOST_DROPOUT, settings.dropout + 0.15):.2g}"
    best = min(history, key=lambda evaluation: evaluation.validation)
    return f"give {flag(name, 'epochs')} {max(1, round(best.epoch))}"
