"""Every piece of advice, word by word."""

import math

import pytest

from wisdom_training.evaluation.advice import (
    advise,
    advise_on_learning,
    describe_figures,
    expect_bits,
    fall_per_epoch,
    rate_loss,
)
from wisdom_training.evaluation.scores import Scores
from wisdom_training.progress.reports import Evaluation
from wisdom_training.settings import CharSettings, WordSettings

LN2 = math.log(2)
MEGABYTE = 1_150_000


def scores(bits: float) -> Scores:
    return Scores(bits * LN2, 2**bits, bits, 0.0, 1000, 1000)


def make_history(*losses: tuple[float, float]) -> list[Evaluation]:
    """One evaluation an epoch, from pairs of train and validation loss in nats."""
    return [Evaluation(epoch, *pair, 0.001) for epoch, pair in enumerate(losses, 1)]


def size(bits: float, characters: int = MEGABYTE, name: str = "char", alphabet: int = 80) -> str:
    return rate_loss(name, f"the {name} model", scores(bits), characters, alphabet)


def figures(bits: float, characters: int = MEGABYTE, alphabet: int = 80) -> str:
    return describe_figures("char", "the char model", scores(bits), characters, alphabet)


def learning(history: list[Evaluation], settings: CharSettings | None = None) -> list[str]:
    return advise_on_learning(
        "char", "the character model", history, settings or CharSettings(dropout=0.2)
    )


def test_all_advice_is_on_size_and_on_learning_and_then_in_figures() -> None:
    history = make_history((5.0, 5.0), (4.0, 4.8))
    assert advise("word", history, scores(2.2), 1_190_000, WordSettings(epochs=12)) == [
        "The word model is as good as is usual for this much text.",
        "It did not learn the text by heart.",
        "More time would help: its loss on held-out text still fell by 4.0% an epoch at the end.",
        "Next: give --word-epochs 24.",
        (
            "Figures: the word model needs 2.20 bits per character for text it has never seen; "
            "about 2.2 are usual for 1.2 million characters of text."
        ),
    ]


def test_a_good_model_is_called_better_than_usual() -> None:
    assert size(1.9) == "The char model is better than is usual for this much text."


def test_a_bad_model_is_called_worse_than_usual() -> None:
    assert size(2.3) == "The char model is worse than is usual for this much text."


def test_sizes_that_were_not_measured_are_judged_roughly() -> None:
    assert size(2.9, 100_000) == "The char model is as good as is usual for this much text."
    assert figures(2.9, 100_000) == (
        "Figures: the char model needs 2.90 bits per character for text it has never seen; "
        "roughly 2.6 are usual for 100,000 characters of text."
    )


def test_scripts_of_many_characters_are_not_compared() -> None:
    assert size(6.0, alphabet=2500) == (
        "Nothing is known of what is usual for the char model: that is known only for scripts of "
        "few characters, and this corpus has 2,500."
    )
    assert figures(6.0, alphabet=2500) == (
        "Figures: the char model needs 6.00 bits per character for text it has never seen."
    )


@pytest.mark.parametrize(
    ("name", "characters", "bits"),
    [
        ("char", 1_150_000, 2.03),
        ("word", 1_150_000, 2.2),
        ("char", 1, 3.3),
        ("char", 10_000, 3.3),
        ("char", 31_623, 2.95),
        ("char", 10**10, 1.5),
    ],
)
def test_what_is_usual_lies_on_a_line_between_the_points(
    name: str, characters: int, bits: float
) -> None:
    assert expect_bits(name, characters) == pytest.approx(bits, abs=1e-4)


def test_the_measured_models_are_normal_or_good() -> None:
    assert "as good as is usual" in size(1.96, 1_190_000)
    assert "as good as is usual" in size(2.20, 1_190_000, "word")
    assert "as good as is usual" in size(2.1, 1_115_394)


def test_learning_by_heart_is_seen() -> None:
    history = make_history((2.0, 2.0 * LN2), (1.5, 1.9 * LN2), (1.0, 2.1 * LN2))
    assert learning(history) == [
        (
            "It began to learn the text by heart: after epoch 2 its loss on held-out text rose "
            "from 1.90 bits to 2.10 bits, while on the training text it fell."
        ),
        "The voice has the weights from before that. More time would not help.",
        "Next: add more text, or raise --char-dropout to 0.35.",
    ]


def test_where_dropout_is_high_a_smaller_model_is_the_remedy() -> None:
    history = make_history((2.0, 2.0), (1.5, 1.9), (1.0, 2.1))
    settings = CharSettings(dropout=0.6, hidden=256)
    assert learning(history, settings)[-1] == (
        "Next: add more text, or make it smaller with --char-hidden 128."
    )


def test_a_word_models_rise_is_told_in_nats() -> None:
    history = make_history((5.0, 4.8), (4.0, 5.0))
    assert advise_on_learning("word", "the word model", history, WordSettings())[0] == (
        "It began to learn the text by heart: after epoch 1 its loss on held-out text rose from "
        "4.80 nats to 5.00 nats, while on the training text it fell."
    )


def test_a_rate_too_high_is_seen() -> None:
    history = make_history((2.0, 2.0 * LN2), (2.1, 2.1 * LN2))
    assert learning(history, CharSettings(rate=0.004)) == [
        (
            "It became unstable: after epoch 1 its loss on held-out text rose from 2.00 bits to "
            "2.10 bits, and the loss on the training text did not fall."
        ),
        "The voice has the weights from before that.",
        "Next: lower --char-rate to 0.002.",
    ]


def test_a_loss_that_still_falls_wants_more_time() -> None:
    assert learning(make_history((2.0, 2.0), (1.9, 1.9)), CharSettings(epochs=10)) == [
        "It did not learn the text by heart.",
        "More time would help: its loss on held-out text still fell by 5.0% an epoch at the end.",
        "Next: give --char-epochs 20.",
    ]


def test_a_loss_that_stands_still_wants_more_text_where_the_text_is_used_up() -> None:
    history = make_history((2.0 * LN2, 2.0 * LN2), (1.8 * LN2, 1.99 * LN2))
    assert learning(history, CharSettings(hidden=256)) == [
        "It did not learn the text by heart.",
        (
            "More time would help little: its loss is lower on the training text (1.80 bits) than "
            "on held-out text (1.99 bits), where it hardly changed at the end."
        ),
        "Next: add more text, or try --char-hidden 384.",
    ]


def test_a_loss_that_stands_still_wants_more_time_where_the_text_is_not_used_up() -> None:
    history = make_history((5.0, 4.6), (4.5, 4.57))
    assert advise_on_learning("word", "the word model", history, WordSettings(epochs=6)) == [
        "It did not learn the text by heart.",
        (
            "More time would help: its loss is not yet much lower on the training text "
            "(4.50 nats) than on held-out text (4.57 nats)."
        ),
        "Next: give --word-epochs 12.",
    ]


def test_a_poor_loss_that_never_rose_wants_more_time() -> None:
    history = make_history((2.0, 2.0), (1.8, 1.99))
    assert advise("char", history, scores(2.87), MEGABYTE, CharSettings(epochs=3))[1:-1] == [
        "It did not learn the text by heart.",
        ("More time would help: its loss on held-out text did not rise, and is higher than usual."),
        "Next: give --char-epochs 6.",
    ]


def test_a_rise_within_the_noise_is_none() -> None:
    advice = learning(make_history((2.0, 2.0), (1.9, 2.01)))
    assert advice[0] == "It did not learn the text by heart."


@pytest.mark.parametrize("history", [[], make_history((2.0, 2.0))])
def test_one_evaluation_gives_no_advice_on_learning(history: list[Evaluation]) -> None:
    assert learning(history, CharSettings(evaluate_every=1.0)) == [
        "The loss on held-out text was measured too seldom to say how the character model learned.",
        "Next: give --char-evaluate-every 0.25.",
    ]


def test_the_fall_is_per_epoch_however_often_it_was_evaluated() -> None:
    often = [Evaluation(e / 4, 1.0, 2.0 - 0.01 * e, 0.001) for e in range(1, 9)]
    seldom = [Evaluation(3, 1.0, 2.0, 0.001), Evaluation(6, 1.0, 1.7, 0.001)]
    assert fall_per_epoch(often) == pytest.approx(0.04 / 1.96)
    assert fall_per_epoch(seldom) == pytest.approx(0.05)
    begun = [Evaluation(0.1, 1.0, 2.0, 0.001), Evaluation(0.3, 1.0, 1.9, 0.001)]
    assert fall_per_epoch(begun) == pytest.approx(0.05)
