"""Learning rate schedules."""

import pytest

from wisdom_training.settings import CharSettings
from wisdom_training.train.schedules import one_cycle, rate_factor


@pytest.mark.parametrize(
    ("progress", "factor"),
    [(0, 0.04), (0.125, 0.52), (0.25, 1), (0.625, 0.50005), (1, 0.0001)],
)
def test_one_cycle_rises_and_falls(progress: float, factor: float) -> None:
    assert one_cycle(progress, 0.25) == pytest.approx(factor)


@pytest.mark.parametrize(("warm_up", "factor"), [(0.0, 1.0), (1.0, 0.04)])
def test_one_cycle_may_rise_at_once_or_all_along(warm_up: float, factor: float) -> None:
    assert one_cycle(0.0, warm_up) == pytest.approx(factor)


def test_a_constant_rate_is_constant() -> None:
    settings = CharSettings(schedule="constant")
    assert [rate_factor(settings, progress, 50) for progress in (0, 0.5, 1)] == [1, 1, 1]


def test_decay_begins_at_the_end_of_its_epoch() -> None:
    settings = CharSettings(schedule="decay", rate_decay=0.5, decay_after=2)
    assert [rate_factor(settings, 0.5, epoch) for epoch in range(5)] == [1, 1, 0.5, 0.25, 0.125]
