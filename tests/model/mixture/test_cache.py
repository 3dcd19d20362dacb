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
    assert cache.probability("b", recall) == pytest.approx(0.5, abs=1e-6)
    assert cache.probability("a", recall) == pytest.approx(0.5, abs=1e-6)
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
    assert recall.weights == pytest.approx(weights / weights.sum(), rel=1e-2)
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
