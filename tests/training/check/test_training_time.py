"""The time of training, compared with what docs/guide/training.md measured."""

import pytest

from wisdom_training.check.training_time import describe_minutes, estimate_minutes


@pytest.mark.parametrize(
    ("preset", "characters", "from_base", "measured"),
    [
        ("standard", 30_000, True, 0.7),
        ("standard", 34_000, True, 0.9),
        ("standard", 134_000, True, 2.5),
        ("quick", 814_000, True, 4.7),
        ("standard", 814_000, True, 11.3),
        ("quick", 1_070_000, True, 6.4),
        ("standard", 1_070_000, True, 15.7),
        ("standard", 134_000, False, 1.7),
        ("best", 134_000, False, 3.9),
        ("standard", 814_000, False, 15.0),
        ("standard", 1_070_000, False, 12.2),
        ("best", 1_190_000, False, 56),
    ],
)
def test_estimates_are_near_what_was_measured(
    preset: str, characters: int, measured: float, *, from_base: bool
) -> None:
    estimate = estimate_minutes(preset, characters, from_base=from_base)
    assert estimate == pytest.approx(measured, rel=1 / 3)


@pytest.mark.parametrize(
    ("minutes", "words"),
    [
        (0.4, "a minute"),
        (1.6, "2 minutes"),
        (9.4, "9 minutes"),
        (12.4, "10 minutes"),
        (88, "90 minutes"),
        (100, "1.5 hours"),
        (700, "11.5 hours"),
    ],
)
def test_minutes_are_rounded(minutes: float, words: str) -> None:
    assert describe_minutes(minutes) == words
