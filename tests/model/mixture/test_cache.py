import numpy as np
import pytest

from wisdom_model.mixture.cache import LAG, Cache, Recall, cache_features


def test_tokens_of_similar_states_are_expected() -> None:
    cache, states = Cache(4, sharpness=20), np.eye(4, dtype=np.float32)
    for token, state in (("a", 0), ("b", 1), ("a", 1)):
        cache.add(token, states[state])
    for _ in range(LAG):
        cache.add("late", states[3])
    recall = cache.recall(states[1])
    # The other "a" came in a state at a right angle: it weighs exp(-20) = 2e-9.
    assert cache.probability("b", recall) == pytest.approx(0.5, abs=2.1e-9)
    assert cache.probability("a", recall) == pytest.approx(0.5, abs=2.1e-9)
    assert cache.probability("late", recall) == 0
    assert cache.probability("never", recall) == 0
    assert (recall.similarity, len(recall.weights)) == (1, 3)


def test_a_cache_grows() -> None:
    rng = np.random.default_rng(0)
    cache, states = Cache(8, sharpness=5), np.tanh(rng.normal(size=(300, 8))).astype(np.float32)
    for index, state in enumerate(states):
        cache.add(str(index % 7), state)
    recall = cache.recall(states[0])
    cosines = states[: 300 - LAG] @ states[0] / np.linalg.norm(states[: 300 - LAG], axis=1)
    weights = np.exp(5 * (cosines / np.linalg.norm(states[0]) - 1))
    # States are rounded by half a step of 1/1448. With eight entries and a norm above 0.85 that
    # turns a cosine by 2 * sqrt(8) / 2896 / 0.85 = 0.0023 at most; sharpness makes it 5 times that,
    # in a weight and in their sum.
    assert np.linalg.norm(states, axis=1).min() > 0.85
    assert recall.weights == pytest.approx(weights / weights.sum(), rel=2 * 5 * 0.0023 * 1.02)
    assert sum(cache.probability(str(n), recall) for n in range(7)) == pytest.approx(1, abs=1e-9)


def test_an_empty_cache_expects_nothing() -> None:
    cache = Cache(4, sharpness=20)
    recall = cache.recall(np.ones(4, np.float32))
    assert (len(recall.weights), recall.peak, recall.similarity) == (0, 0, 0)
    assert cache.probability("a", recall) == 0


def test_features_by_hand() -> None:
    recall = Recall(np.array([0.5, 0.5]), 0.5, 0.25)
    assert cache_features(recall, 9) == pytest.approx(
        [np.log(0.5) / 3, 0.25, np.log(10) / 10], rel=1e-12
    )
    assert cache_features(recall, 10**9)[2] == pytest.approx(np.log(10_001) / 10, rel=1e-12)
