"""SplitMix64."""

import numpy as np

from wisdom_model.hashing import GOLDEN_GAMMA, mix_bits


def test_multiples_of_the_step_are_mixed_to_the_reference_numbers() -> None:
    # The first outputs of the reference implementation, prng.di.unimi.it/splitmix64.c, seed 0.
    states = np.arange(1, 4, dtype=np.uint64) * GOLDEN_GAMMA
    assert [hex(number) for number in mix_bits(states)] == [
        "0xe220a8397b1dcdaf",
        "0x6e789e6aa1b965f4",
        "0x6c45d188009454f",
    ]


def test_mixing_is_elementwise_for_any_shape() -> None:
    states = np.arange(6, dtype=np.uint64).reshape(2, 3)
    assert mix_bits(states).tolist() == [mix_bits(row).tolist() for row in states]
