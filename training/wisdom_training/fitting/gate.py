"""The gate of the mixture, fitted to the experts' probabilities of validation text.

It minimises the code length by L-BFGS (D. Liu and J. Nocedal, 1989), with a small penalty on large
weights.
"""

from __future__ import annotations

import numpy as np

from wisdom_model.mixture.gate import Gate, Mixture
from wisdom_model.mixture.text_probability import TextProbabilities

_WEIGHT_PENALTY = 1e-4  # on squared weights, in nats a token
_WEIGHT_DIGITS = 4
_SMALLEST_PROBABILITY = 1e-300  # 0 has no logarithm


def fit_mixture(scored: TextProbabilities) -> Mixture:
    """Gates for two experts and with a third, the memory's where there is one; needs torch."""
    with_memory = fit_gate(scored, "memory") if scored.memory.any() else None
    return Mixture(fit_gate(scored), fit_gate(scored, "cache"), with_memory)


def fit_gate(scored: TextProbabilities, third: str | None = None) -> Gate:
    """The gate with the least code length, for two experts or with a ``third``; needs torch."""
    import torch  # noqa: PLC0415 (only training needs it)

    features = torch.from_numpy(scored.inputs(third))
    experts = torch.from_numpy(np.log(np.maximum(scored.experts(third), _SMALLEST_PROBABILITY)))
    weights = torch.zeros(
        features.shape[1], experts.shape[1], dtype=torch.float64, requires_grad=True
    )
    optimizer = torch.optim.LBFGS([weights], max_iter=300, line_search_fn="strong_wolfe")

    def compute_loss() -> float:
        optimizer.zero_grad()
        log_weights = torch.log_softmax(features @ weights, dim=1)
        cost = -torch.logsumexp(log_weights + experts, dim=1).mean()
        loss = cost + _WEIGHT_PENALTY * weights.square().sum()
        loss.backward()  # type: ignore[no-untyped-call]  # torch 2.13
        return float(loss.detach())

    optimizer.step(compute_loss)  # type: ignore[no-untyped-call]  # torch 2.13
    rows = weights.detach().numpy()
    rows = rows - rows.mean(axis=1, keepdims=True)  # softmax ignores a common offset
    return Gate(tuple(tuple(round(float(w), _WEIGHT_DIGITS) for w in row) for row in rows))
