"""The numbers on an axis."""

import pytest

from wisdom_training.charts.ticks import format_ticks, list_ticks


@pytest.mark.parametrize(
    ("low", "high", "most", "texts"),
    [
        (1.5, 3.0, 5, ["1.5", "2.0", "2.5", "3.0"]),
        (1.41, 4.12, 5, ["1", "2", "3", "4", "5"]),
        (0, 0.0013, 2, ["0", "0.001", "0.002"]),
        (0, 0.3, 5, ["0", "0.1", "0.2", "0.3"]),
        (0, 3e-5, 2, ["0", "0.00002", "0.00004"]),
        (0, 12_000, 5, ["0", "5,000", "10,000", "15,000"]),
        (-1, 1, 5, ["-1.0", "-0.5", "0", "0.5", "1.0"]),
    ],
)
def test_ticks_are_round_and_enclose_all_values(
    low: float, high: float, most: int, texts: list[str]
) -> None:
    assert format_ticks(list_ticks(low, high, most)) == texts


@pytest.mark.parametrize(
    ("value", "texts"),
    [(0, ["0", "0.5"]), (5.5, ["5", "10"]), (2, ["2", "3"])],
)
def test_equal_values_have_two_ticks(value: float, texts: list[str]) -> None:
    assert format_ticks(list_ticks(value, value, 2)) == texts


def test_ticks_are_no_closer_than_the_least_step() -> None:
    assert list_ticks(0, 3, 5, least_step=1) == [0, 1, 2, 3]
