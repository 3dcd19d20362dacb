"""Weights for the experts, fitted to their probabilities."""

from dataclasses import replace

import numpy as np
import pytest

from voices import random_voice
from wisdom_model.mixture.cache import CACHE_FEATURES
from wisdom_model.mixture.gate import FEATURES, Gate
from wisdom_model.mixture.text_probability import TextProbabilities, score_text
from wisdom_training.evaluation.gate_fitting import fit_constant, mix_online


def make_scored(size: int = 4000) -> TextProbabilities:
    """The word model is right where its entropy is low, the character model elsewhere."""
    rng = np.random.default_rng(0)
    sure = rng.random(size) < 0.5
    features = np.zeros((size, len(FEATURES + CACHE_FEATURES)))
    features[:, 0] = 1
    features[:, 1] = np.where(sure, 0.1, 1.0)
    scored = score_text(random_voice(), "The sea.", 12)
    return replace(
        scored,
        tokens=(" sea",) * size,
        word=np.where(sure, 0.5, 0.01),
        unknown=np.zeros(size),
        char=np.where(sure, 0.01, 0.4),
        cache=np.full(size, 0.001),
        features=features,
    )


def test_constant_shares_are_the_best_there_are() -> None:
    experts = make_scored().expert_probabilities[:, :2]
    found = fit_constant(experts)
    assert found.sum() == pytest.approx(1)
    tried = {share: np.log(experts @ [share, 1 - share]).mean() for share in np.linspace(0, 1, 101)}
    assert np.log(experts @ found).mean() >= max(tried.values()) - 1e-9


def test_an_expert_that_is_never_right_gets_nothing() -> None:
    assert fit_constant(np.array([[0.5, 0.0]] * 9))[1] == pytest.approx(0, abs=1e-6)


def test_online_weights_follow_the_text() -> None:
    experts = np.array([[0.5, 0.01]] * 50 + [[0.01, 0.5]] * 50)
    found = mix_online(experts, np.array([0.5, 0.5]))
    assert found[0] == pytest.approx(0.255)
    assert found[49] > 0.45
    assert found[50] < 0.1
    assert found[99] > 0.45


def test_online_weights_by_hand() -> None:
    found = mix_online(np.array([[0.4, 0.2], [0.1, 0.3]]), np.array([0.5, 0.5]), switch=0.1)
    weight = 0.9 * (0.5 * 0.4 / 0.3) + 0.1 * 0.5
    assert found == pytest.approx([0.3, weight * 0.1 + (1 - weight) * 0.3])


@pytest.mark.torch
def test_a_gate_learns_which_expert_to_trust() -> None:
    pytest.importorskip("torch")
    from wisdom_training.evaluation.gate_fitting import fit_gate, fit_mixture  # noqa: PLC0415 (after the skip)

    scored = make_scored()
    gate = fit_gate(scored, cached=False)
    assert gate.weigh([1, 0.1, 0, 0, 0, 0])[0] > 0.9
    assert gate.weigh([1, 1.0, 0, 0, 0, 0])[0] < 0.1
    constant = Gate.constant(fit_constant(scored.expert_probabilities[:, :2]))
    assert scored.bits(scored.mix(gate)) < scored.bits(scored.mix(constant)) - 0.1
    mixture = fit_mixture(scored)
    assert mixture.gate == gate
    assert mixture.gate_with_cache is not None
    assert np.array(mixture.gate_with_cache.weights).shape == (len(FEATURES + CACHE_FEATURES), 3)
