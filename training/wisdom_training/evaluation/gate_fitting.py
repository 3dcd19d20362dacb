"""Weights for the experts of the mixture, fitted to what they said of validation text.

The gate is fitted by L-BFGS (D. Liu and J. Nocedal, 1989) to the code length, with a small penalty
on large weights. Beside it stand its rivals: the best constant weights, found by
expectation-maximisation, and Bayesian weights that follow the text (M. Herbster and M. Warmuth,
"Tracking the Best Expert", 1998), which need no fitting.
"""

from __future__ import annotations

import numpy as np

from wisdom_model.mixture.cache import CACHE_FEATURES, Numbers
from wisdom_model.mixture.gate import EXPERTS, FEATURES, Gate, Mixture
from wisdom_model.mixture.text_probability import TokenProbabilities

_PENALTY = 1e-4  # on squared weights, in nats a token
_DIGITS = 4
_SMALLEST = 1e-300  # a probability that is 0 has no logarithm


def fit_mixture(scored: TokenProbabilities) -> Mixture:
    """Gates for two experts and for three; needs torch."""
    return Mixture(fit_gate(scored, cached=False), fit_gate(scored, cached=True))


def fit_gate(scored: TokenProbabilities, *, cached: bool) -> Gate:
    """The gate that gives the text the shortest code; needs torch."""
    import torch  # noqa: PLC0415 (only who trains has it)

    seen = len(FEATURES + CACHE_FEATURES) if cached else len(FEATURES)
    asked = len(EXPERTS) if cached else len(EXPERTS) - 1
    features = torch.from_numpy(np.ascontiguousarray(scored.features[:, :seen]))
    experts = torch.from_numpy(
        np.log(np.maximum(scored.expert_probabilities[:, :asked], _SMALLEST))
    )
    weights = torch.zeros(
        features.shape[1], experts.shape[1], dtype=torch.float64, requires_grad=True
    )
    optimizer = torch.optim.LBFGS([weights], max_iter=300, line_search_fn="strong_wolfe")

    def step() -> float:
        optimizer.zero_grad()
        shares = torch.log_softmax(features @ weights, dim=1)
        cost = -torch.logsumexp(shares + experts, dim=1).mean()
        loss = cost + _PENALTY * weights.square().sum()
        loss.backward()  # type: ignore[no-untyped-call]  # torch 2.13
        return float(loss.detach())

    optimizer.step(step)  # type: ignore[no-untyped-call]  # torch 2.13
    rows = weights.detach().numpy()
    rows = rows - rows.mean(axis=1, keepdims=True)  # what is added to all changes nothing
    return Gate(tuple(tuple(round(float(w), _DIGITS) for w in row) for row in rows))


def fit_constant(experts: Numbers, rounds: int = 200) -> Numbers:
    """The constant shares, (K,), under which ``experts``, (N, K), give the shortest code."""
    shares = np.full(experts.shape[1], 1 / experts.shape[1])
    for _ in range(rounds):
        parts = experts * shares
        shares = (parts / parts.sum(axis=1, keepdims=True)).mean(axis=0)
    return shares


def mix_online(experts: Numbers, start: Numbers, switch: float = 0.02) -> Numbers:
    """P(token), (N,), with each expert's weight in proportion to how well it did so far.

    Before every token a share ``switch`` of all weight is dealt out anew as at the ``start``, (K,).
    """
    found, weights = np.empty(len(experts)), start.copy()
    for index, said in enumerate(experts):
        found[index] = weights @ said
        weights = weights * said / found[index]
        weights = (1 - switch) * weights + switch * start
    return found
