from collections.abc import Sequence

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from wisdom_model.errors import SettingsError
from wisdom_model.network.sampling import (
    Sampling,
    sample,
    sampling_probabilities,
    sampling_weights,
    softmax,
)

# A probability p made of logits is off by at most p (1 - p) times their errors: 2^-20 of the table
# of exponentials and 2^-22 of each float32 below 4. Both together stay below 1e-6.
LOGITS = np.log(np.array([0.5, 0.25, 0.15, 0.1], np.float32))


def probabilities(logits: np.ndarray, sampling: Sampling, banned: Sequence[int] = ()) -> np.ndarray:
    weights = sampling_weights(logits, sampling, banned)
    return weights / weights.sum()


def test_temperature_one_keeps_the_distribution() -> None:
    assert probabilities(LOGITS, Sampling()) == pytest.approx([0.5, 0.25, 0.15, 0.1], abs=1e-6)


def test_temperature_half_squares_the_distribution() -> None:
    squares = np.array([0.25, 0.0625, 0.0225, 0.01])
    found = probabilities(LOGITS, Sampling(temperature=0.5))
    assert found == pytest.approx(squares / squares.sum(), abs=1e-6)


def test_temperature_zero_takes_the_likeliest() -> None:
    assert probabilities(LOGITS, Sampling(temperature=0)).tolist() == [1, 0, 0, 0]


def test_a_tiny_temperature_does_not_overflow() -> None:
    assert probabilities(LOGITS * 100, Sampling(temperature=1e-6)).tolist() == [1, 0, 0, 0]


def test_top_k_keeps_the_k_likeliest() -> None:
    found = probabilities(LOGITS, Sampling(top_k=2))
    assert found == pytest.approx([2 / 3, 1 / 3, 0, 0], abs=1e-6)


@pytest.mark.parametrize(("top_p", "kept"), [(0.4, 1), (0.6, 2), (0.76, 3), (0.95, 4), (1.0, 4)])
def test_top_p_keeps_the_fewest_that_reach_p(top_p: float, kept: int) -> None:
    assert np.count_nonzero(probabilities(LOGITS, Sampling(top_p=top_p))) == kept


@pytest.mark.parametrize(("min_p", "drawn"), [(0.1, 4), (0.25, 3), (0.4, 2), (0.9, 1)])
def test_min_p_draws_only_what_is_not_much_less_likely_than_the_likeliest(
    min_p: float, drawn: int
) -> None:
    rng = np.random.default_rng(0)
    found = [sample(LOGITS, Sampling(), rng, min_p=min_p) for _ in range(2000)]
    assert set(found) == set(range(drawn))
    shares = np.bincount(found) / len(found)
    assert shares == pytest.approx(np.exp(LOGITS[:drawn]) / np.exp(LOGITS[:drawn]).sum(), abs=0.04)


def test_min_p_counts_from_the_likeliest_that_is_not_banned() -> None:
    rng = np.random.default_rng(0)
    assert {sample(LOGITS, Sampling(), rng, [0, 1], min_p=0.7) for _ in range(50)} == {2}
    with pytest.raises(SettingsError, match="every token is banned"):
        sample(LOGITS, Sampling(), rng, [0, 1, 2, 3], min_p=0.7)


def test_min_p_weighs_at_the_temperature() -> None:
    rng = np.random.default_rng(0)
    half = Sampling(temperature=0.5)  # the weights are 1, 1/4, 9/100, 1/25
    assert {sample(LOGITS, half, rng, min_p=0.2) for _ in range(100)} == {0, 1}
    assert sample(LOGITS, Sampling(temperature=0), rng, min_p=0.2) == 0


def test_top_p_counts_within_top_k() -> None:
    # Of the two kept by top-k the first alone holds 2/3.
    assert np.count_nonzero(probabilities(LOGITS, Sampling(top_k=2, top_p=0.6))) == 1


def test_banned_tokens_have_no_probability() -> None:
    found = probabilities(LOGITS, Sampling(), [0])
    assert found == pytest.approx([0, 0.5, 0.3, 0.2], abs=1e-6)


def test_banning_everything_is_an_error() -> None:
    with pytest.raises(SettingsError, match="every token is banned"):
        probabilities(LOGITS, Sampling(), [0, 1, 2, 3])


def test_draws_follow_the_distribution() -> None:
    rng = np.random.default_rng(1)
    counts = np.bincount([sample(LOGITS, Sampling(), rng) for _ in range(20_000)], minlength=4)
    # Three standard deviations of a binomial share at n = 20,000 are 0.011; the seed is fixed.
    assert counts / 20_000 == pytest.approx([0.5, 0.25, 0.15, 0.1], abs=0.011)


@given(
    st.lists(st.floats(-50, 50, width=32), min_size=2, max_size=30),
    st.floats(0, 3),
    st.integers(0, 30),
    st.floats(0.01, 1),
    st.integers(0, 2**32),
)
def test_a_draw_is_never_banned_and_always_possible(
    logits: list[float], temperature: float, top_k: int, top_p: float, seed: int
) -> None:
    sampling = Sampling(temperature, top_k, top_p)
    scores = np.array(logits, np.float32)
    drawn = sample(scores, sampling, np.random.default_rng(seed), [0])
    assert drawn != 0
    assert probabilities(scores, sampling, [0])[drawn] > 0


@pytest.mark.parametrize(
    ("setting", "message"),
    [
        ({"temperature": -0.1}, "temperature is -0.1"),
        ({"temperature": float("nan")}, "temperature is nan"),
        ({"top_k": -1}, "top_k is -1"),
        ({"top_p": 0.0}, "top_p is 0.0"),
        ({"top_p": 1.1}, "top_p is 1.1"),
    ],
)
def test_settings_out_of_range(setting: dict[str, float], message: str) -> None:
    with pytest.raises(SettingsError, match=message):
        Sampling(**setting)  # type: ignore[arg-type]


def test_softmax_gives_shares_and_entropy() -> None:
    shares, entropies = softmax(np.array([[0, 0, 0, 0], [0, 800, 0, 0]], np.float32))
    assert shares.tolist() == [[0.25] * 4, [0, 1, 0, 0]]
    assert entropies == pytest.approx([np.log(4), 0], abs=1e-12)  # sums count in steps of 2^-42


def test_probabilities_are_those_that_are_drawn() -> None:
    found = sampling_probabilities(LOGITS, Sampling(), [3])
    assert found == pytest.approx(np.array([0.5, 0.25, 0.15, 0]) / 0.9, abs=1e-6)


def test_what_min_p_drops_has_no_probability() -> None:
    found = sampling_probabilities(LOGITS, Sampling(), (), 0.4)
    assert found == pytest.approx([2 / 3, 1 / 3, 0, 0], abs=1e-6)
