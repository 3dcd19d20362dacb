"""Advice after fine-tuning."""

import math

import pytest

from wisdom_training.evaluation.fine_tuning_advice import advise_on_fine_tuning, expect_gain
from wisdom_training.evaluation.scores import Scores
from wisdom_training.progress.reports import Evaluation, Inheritance
from wisdom_training.settings import CharSettings, WordSettings

LN2 = math.log(2)
SCORES = Scores(1.2, 3.3, 1.85, 0.01, 100, 400)
INHERITED = Inheritance(2.4 * LN2, 1.9 * LN2, 0, math.nan, math.nan, 0.8)
HISTORY = [Evaluation(1, 2.0 * LN2, 1.905 * LN2, 0.001), Evaluation(2, 1.8 * LN2, 1.9 * LN2, 0.0)]


def advise(
    inherited: Inheritance = INHERITED,
    history: list[Evaluation] = HISTORY,
    base_nats: float | None = 2.0 * LN2,
    settings: CharSettings | None = None,
) -> list[str]:
    return advise_on_fine_tuning(
        "char", history, SCORES, inherited, settings or CharSettings(), 140_000, base_nats
    )


def test_the_gain_is_told_from_before_to_after() -> None:
    assert advise() == [
        "The character model learned more from your text than is usual.",
        "It did not learn the text by heart. More time would help little.",
        "Next: add more text.",
        (
            "Figures: the character model needs 1.85 bits per character for text it has never "
            "seen. Fine-tuning brought it from 2.40 bits to 1.90 bits on held-out text, a gain of "
            "21%; 6% to 14% are usual for 140,000 characters of text. On text like its own the "
            "base needs 2.00 bits."
        ),
    ]


@pytest.mark.parametrize(
    ("after", "amount"),
    [
        (2.29, "less from your text than is usual"),
        (2.25, "as much from your text as is usual"),
        (2.06, "as much from your text as is usual"),
        (2.0, "more from your text than is usual"),
    ],
)
def test_how_much_it_learned_is_first_told_in_words(after: float, amount: str) -> None:
    said = advise(INHERITED._replace(after=after * LN2))
    assert said[0] == f"The character model learned {amount}."


def test_a_model_that_forgets_is_to_learn_more_softly() -> None:
    inherited = INHERITED._replace(unread=30, unread_before=9.0, unread_after=17.25)
    assert advise(inherited, settings=CharSettings(rate=1e-3, muon_rate=5e-3))[1:3] == [
        "It forgets: words that your text does not have cost 8.2 nats more now.",
        "Next: lower --char-rate to 0.0005 and --char-muon-rate to 0.0025.",
    ]
    few = inherited._replace(unread=29)
    assert advise(few) == advise()


def test_an_author_far_from_the_base_wants_more_text_or_another_base() -> None:
    far = INHERITED._replace(before=3.1 * LN2)
    assert advise(far)[1:3] == [
        "The author is far from what the base has read.",
        "Next: add more text, or begin with a voice that has read the like (--from).",
    ]
    assert advise(far, base_nats=None)[1:3] == advise()[1:3]


@pytest.mark.parametrize(
    ("dropout", "remedy"),
    [(0.15, "raise --char-dropout to 0.3"), (0.6, "give --char-epochs 2")],
)
def test_learning_by_heart_is_seen(dropout: float, remedy: str) -> None:
    history = [
        Evaluation(1, 1.9, 1.5, 0.001),
        Evaluation(2, 1.4, 1.4, 0.001),
        Evaluation(3, 1.0, 1.5, 0.001),
    ]
    settings = CharSettings(dropout=dropout)
    assert advise(INHERITED._replace(share=0.5), history, settings=settings)[1:3] == [
        "It learned the text by heart, so only 50% of that was kept.",
        f"Next: add more text, or {remedy}.",
    ]


def test_a_small_gain_wants_more_text_or_a_higher_rate() -> None:
    small = INHERITED._replace(after=2.38 * LN2)
    assert advise(small, settings=CharSettings(rate=1e-3))[2] == (
        "Next: add more text, or give --char-rate 0.002."
    )


def test_a_loss_that_still_falls_wants_more_epochs() -> None:
    history = [HISTORY[0]._replace(validation=1.5), HISTORY[1]._replace(validation=1.4)]
    assert advise(history=history, settings=CharSettings(epochs=6))[2] == (
        "Next: give --char-epochs 12."
    )


def test_a_word_models_losses_are_told_in_nats() -> None:
    inherited = Inheritance(5.0, 4.5, 0, math.nan, math.nan, 0.8)
    history = [Evaluation(1, 5.0, 4.51, 0.001), Evaluation(2, 4.6, 4.5, 0.0)]
    said = advise_on_fine_tuning("word", history, SCORES, inherited, WordSettings(), 140_000, None)
    assert "from 5.00 nats to 4.50 nats" in said[-1]


@pytest.mark.parametrize(
    ("characters", "gains"),
    [
        (1_000, (0.01, 0.18)),
        (140_000, (0.06, 0.14)),
        (392_000, (0.055, 0.17)),
        (10**8, (0.05, 0.2)),
    ],
)
def test_the_usual_gain_is_interpolated(characters: int, gains: tuple[float, float]) -> None:
    assert expect_gain(characters) == pytest.approx(gains, abs=2e-3)
