"""The mixture's arithmetic: its shares sum to one, and so do all tokens' probabilities."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from networks import read
from voices import random_voice
from wisdom_model.errors import ModelFileError
from wisdom_model.mixture.cache import CACHE_FEATURES
from wisdom_model.mixture.gate import (
    FEATURES,
    MEMORY_FEATURES,
    Gate,
    Mixture,
    gate_features,
    memory_features,
)
from wisdom_model.mixture.token_probability import TokenScorer
from wisdom_model.network.sampling import softmax
from wisdom_model.text.tokenizer import tokenize

VOICE = random_voice()


@given(
    st.lists(st.floats(-5, 5), min_size=6, max_size=6),
    st.lists(st.floats(-3, 3), min_size=12, max_size=12),
)
def test_shares_sum_to_one(features: list[float], weights: list[float]) -> None:
    rows = tuple(zip(weights[::2], weights[1::2], strict=True))
    shares = Gate(rows).weigh(features)
    assert sum(shares) == pytest.approx(1, abs=1e-9)
    logits = np.array(features) @ np.array(rows)
    expected = np.exp(logits - logits.max())
    assert shares == pytest.approx(expected / expected.sum(), abs=1e-9)


def test_a_constant_gate_sees_nothing() -> None:
    assert Gate.constant((0.7, 0.3)).weigh(gate_features(3, 0.1, " Ahab")) == pytest.approx(
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
    logits, _ = read(network, vocabulary.encode(["\n\n", *tokenize(context)]), network.start())
    word, entropy = softmax(logits[0])
    weights = mixture.gate.weigh(gate_features(float(entropy), float(word[0]), " whale"))
    spelling = TokenScorer(VOICE.char)
    known = [token for token in vocabulary.tokens[1:] if not token[0].isalnum()]
    char = {t: np.exp(spelling.score([t], "\n\n" + context).tokens[0]) for t in known}
    glued = sum(word[vocabulary.ids[t]] for t in vocabulary.tokens[1:] if t not in known)
    mixed = sum(
        weights[0] * (word[vocabulary.ids[t]] + word[0] * char[t]) + weights[1] * char[t]
        for t in known
    )
    rest = (weights[0] * word[0] + weights[1]) * (1 - sum(char.values())) + weights[0] * glued
    assert mixed + rest == pytest.approx(1, abs=1e-9)  # sums of shares count in steps of 2^-42


def test_features_of_the_memory_by_hand() -> None:
    assert memory_features(0, 0) == [0, 0]
    assert memory_features(9, 3) == pytest.approx([np.log(10) / 5, 1 / 3])


def test_a_mixture_comes_back_from_its_metadata() -> None:
    rng = np.random.default_rng(0)
    gates = [
        Gate(tuple(map(tuple, rng.normal(size=shape).round(4).tolist())))
        for shape in (
            (len(FEATURES), 2),
            (len(FEATURES + CACHE_FEATURES), 3),
            (len(FEATURES + MEMORY_FEATURES), 3),
        )
    ]
    mixture = Mixture(*gates, 8.0)
    assert Mixture.from_metadata({"mixture": mixture.to_json()}) == mixture
    alone = replace(mixture, gate_with_cache=None)
    assert Mixture.from_metadata({"mixture": alone.to_json()}) == alone
    old = {key: value for key, value in mixture.to_json().items() if key != "memory"}
    without = replace(mixture, gate_with_memory=None)
    assert Mixture.from_metadata({"mixture": old}) == without
    assert Mixture.from_metadata({}) == Mixture()


@pytest.mark.parametrize(
    "change",
    [
        {"weights": [[0, 0]] * 5},
        {"weights": [[0, float("nan")]] * 6},
        {"weights": "much"},
        {"features": ["one"]},
        {"sharpness": -1},
        {"cached": [[0, 0]] * 9},
        {"memory": {"features": ["one"], "weights": [[0, 0, 0]] * 8}},
        {"memory": {"features": [*FEATURES, *MEMORY_FEATURES], "weights": [[0, 0, 0]] * 6}},
        {"memory": {}},
    ],
    ids=str,
)
def test_a_wrong_mixture(change: dict[str, object]) -> None:
    with pytest.raises(ModelFileError, match="the mixture"):
        Mixture.from_metadata({"mixture": Mixture().to_json() | change})
