"""The gate, fitted to the experts' probabilities."""

from dataclasses import replace

import numpy as np

from voices import random_voice
from wisdom_model.mixture.cache import CACHE_FEATURES
from wisdom_model.mixture.gate import FEATURES, MEMORY_FEATURES, Gate
from wisdom_model.mixture.text_probability import TextProbabilities, score_text
from wisdom_training.evaluation.code_length import fit_constant
from wisdom_training.fitting.gate import fit_gate, fit_mixture


def make_scored(size: int = 4000) -> TextProbabilities:
    """The word model is right where its entropy is low, the character model elsewhere."""
    rng = np.random.default_rng(0)
    sure = rng.random(size) < 0.5
    features = np.zeros((size, len(FEATURES)))
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
        cache_features=np.zeros((size, len(CACHE_FEATURES))),
        memory=np.zeros(size),
        memory_features=np.zeros((size, len(MEMORY_FEATURES))),
    )


def test_a_gate_learns_which_expert_to_trust() -> None:
    scored = make_scored()
    gate = fit_gate(scored)
    assert gate.weigh([1, 0.1, 0, 0, 0, 0])[0] > 0.9
    assert gate.weigh([1, 1.0, 0, 0, 0, 0])[0] < 0.1
    constant = Gate.constant(fit_constant(scored.experts()))
    assert scored.bits(scored.mix(gate)) < scored.bits(scored.mix(constant)) - 0.1
    mixture = fit_mixture(scored)
    assert mixture.gate == gate
    assert mixture.gate_with_cache is not None
    assert np.array(mixture.gate_with_cache.weights).shape == (len(FEATURES + CACHE_FEATURES), 3)
    assert mixture.gate_with_memory is None


def test_a_gate_learns_when_to_trust_the_memory() -> None:
    """It is right where it has often seen the pair before."""
    scored = make_scored()
    often = np.random.default_rng(1).random(len(scored.tokens)) < 0.3
    counts = np.stack([often * 1.0, np.zeros(len(often))], axis=1)
    scored = replace(scored, memory=np.where(often, 0.9, 1e-5), memory_features=counts)
    mixture = fit_mixture(scored)
    gate = mixture.gate_with_memory
    assert gate is not None
    assert gate.weigh([1, 0.1, 0, 0, 0, 0, 1, 0])[2] > 0.8
    assert gate.weigh([1, 0.1, 0, 0, 0, 0, 0, 0])[2] < 0.1
    gain = scored.bits(scored.mix(mixture.gate)) - scored.bits(scored.mix(gate, "memory"))
    assert gain > 0.1
