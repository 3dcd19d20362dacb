"""Throughput and the time left."""

import pytest

from training.reports import Clock, at
from wisdom_training.progress.speed import Speed, Throughput, describe_duration


def throughput_of(*reports: tuple[float, int]) -> Throughput:
    """The throughput after reports at these seconds of these updates."""
    clock = Clock()
    throughput = Throughput(clock)
    for clock.now, update in reports:
        throughput.observe(at(update))
    return throughput


def test_speed_is_that_of_the_last_minute() -> None:
    reports = [(0.0, 0), *((100.0 + second, 10 + second // 2) for second in range(0, 121, 2))]
    assert throughput_of(*reports).speed == Speed(0.5, 1600.0)


def test_a_resumed_run_is_as_fast_as_it_is_now() -> None:
    throughput = throughput_of((0.0, 80), (10.0, 90))
    assert throughput.speed == Speed(1.0, 3200.0)
    assert throughput.seconds_left == 10


def test_time_left_runs_down_between_reports() -> None:
    clock = Clock()
    throughput = Throughput(clock)
    for clock.now, update in ((0, 0), (10, 10)):
        throughput.observe(at(update))
    clock.now = 14
    assert throughput.seconds_left == 86


@pytest.mark.parametrize("reports", [(), ((0.0, 5),), ((0.0, 5), (3.0, 5)), ((0.0, 5), (0.0, 6))])
def test_no_speed_is_known_before_the_second_report(reports: tuple[tuple[float, int], ...]) -> None:
    throughput = throughput_of(*reports)
    assert throughput.speed is None
    assert throughput.seconds_left is None


@pytest.mark.parametrize(
    ("seconds", "words"),
    [
        (0, "5 s"),
        (42, "40 s"),
        (54.9, "55 s"),
        (56, "1 min"),
        (719, "12 min"),
        (3580, "1 h 00 min"),
        (7500, "2 h 05 min"),
    ],
)
def test_a_duration_is_as_fine_as_it_can_be_known(seconds: float, words: str) -> None:
    assert describe_duration(seconds) == words
