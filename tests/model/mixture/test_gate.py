"""The mixture's arithmetic: its shares sum to one, and so do all tokens' probabilities."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from voices import random_voice
from wisdom_model.errors import ModelFileError
from wisdom_model.mixture.gate import (
    CACHE_FEATURES,
    FEATURES,
    LAG,
    Cache,
    Gate,
    Mixture,
    gate_features,
)
from wisdom_model.mixture.token_probability import TokenSpelling
from wisdom_model.network.sampling import softmax
from wisdom_model.text.tokenizer import tokenize

VOICE = random_voice()


@given(
    st.lists(st.floats(-5, 5), min_size=6, max_size=6),
    st.lists(st.floats(-3, 3), min_size=12, max_size=12),
)
def test_shares_sum_to_one(features: list[float], weights: list[float]) -> None:
    rows = tuple(zip(weights[::2], weights[1::2], strict=True))
    shares = Gate(rows).shares(features)
    assert sum(shares) == pytest.approx(1, abs=1e-9)
    logits = np.array(features) @ np.array(rows)
    expected = np.exp(logits - logits.max())
    assert shares == pytest.approx(expected / expected.sum(), abs=1e-9)


def test_a_constant_gate_sees_nothing() -> None:
    assert Gate.constant((0.7, 0.3)).shares(gate_features(3, 0.1, " Ahab")) == pytest.approx(
        [0.7, 0.3]
    )


def test_features_by_hand() -> None:
    assert gate_features(5.0, 1.0, " Ahab") == [1, 1, 0, 0, 0, 1]
    assert gate_features(0.0, np.exp(-5), ",")[2:] == pytest.approx([-1, 0, 1, 0], abs=1e-12)
    assert gate_features(0.0, 1.0, "\n\n")[3:] == [1, 0, 0]


def test_all_tokens_together_are_certain() -> None:
    """The word model's tokens one by one; of the rest, what is left for it of P_char."""
    context, mixture = "The whale", Mixture()
    vocabulary, network = VOICE.word
    logits, _ = network.read(vocabulary.encode(["\n\n", *tokenize(context)]), network.start())
    word, entropy = softmax(logits[0])
    weights = mixture.gate.shares(gate_features(float(entropy), float(word[0]), " whale"))
    spelling = TokenSpelling(VOICE.char)
    known = [token for token in vocabulary.tokens[1:] if not token[0].isalnum()]
    char = {t: np.exp(spelling.score([t], "\n\n" + context).tokens[0]) for t in known}
    glued = sum(word[vocabulary.ids[t]] for t in vocabulary.tokens[1:] if t not in known)
    mixed = sum(
        weights[0] * (word[vocabulary.ids[t]] + word[0] * char[t]) + weights[1] * char[t]
        for t in known
    )
    rest = (weights[0] * word[0] + weights[1]) * (1 - sum(char.values())) + weights[0] * glued
    assert mixed + rest == pytest.approx(1, abs=1e-9)  # sums of shares count in steps of 2^-42


def test_a_cache_proposes_what_came_in_a_like_state() -> None:
    cache, states = Cache(4, sharpness=20), np.eye(4, dtype=np.float32)
    for token, state in (("a", 0), ("b", 1), ("a", 1)):
        cache.add(token, states[state])
    for _ in range(LAG):
        cache.add("late", states[3])
    recall = cache.recall(states[1])
    # The other "a" came in a state at a right angle: it weighs exp(-20) = 2e-9.
    assert cache.share("b", recall) == pytest.approx(0.5, abs=2.1e-9)
    assert cache.share("a", recall) == pytest.approx(0.5, abs=2.1e-9)
    assert cache.share("late", recall) == 0
    assert cache.share("never", recall) == 0
    assert (recall.likeness, len(recall.weights)) == (1, 3)


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
    assert sum(cache.share(str(n), recall) for n in range(7)) == pytest.approx(1, abs=1e-9)


def test_a_mixture_comes_back_from_its_metadata() -> None:
    rng = np.random.default_rng(0)
    gates = [
        Gate(tuple(map(tuple, rng.normal(size=shape).round(4).tolist())))
        for shape in ((len(FEATURES), 2), (len(FEATURES + CACHE_FEATURES), 3))
    ]
    mixture = Mixture(gates[0], gates[1], 8.0)
    assert Mixture.of({"mixture": mixture.to_json()}) == mixture
    alone = replace(mixture, cached=None)
    assert Mixture.of({"mixture": alone.to_json()}) == alone
    assert Mixture.of({}) == Mixture()


@pytest.mark.parametrize(
    "change",
    [
        {"weights": [[0, 0]] * 5},
        {"weights": [[0, float("nan")]] * 6},
        {"weights": "much"},
        {"features": ["one"]},
        {"sharpness": -1},
        {"cached": [[0, 0]] * 9},
    ],
    ids=str,
)
def test_a_wrong_mixture(change: dict[str, object]) -> None:
    with pytest.raises(ModelFileError, match="the mixture"):
        Mixture.of({"mixture": Mixture().to_json() | change})
