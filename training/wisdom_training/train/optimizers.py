"""Optimizers: Muon, and which weights go to which optimizer.

Muon (K. Jordan et al., "Muon: an optimizer for hidden layers in neural networks", 2024) replaces
the momentum of a matrix by the nearest matrix whose singular values are all about 1, so that
directions in which gradients are small are learned as fast as the others. A recurrent layer's
weight is a stack of one matrix for each gate, and each matrix is orthogonalised separately. All
other weights are updated by AdamW.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import torch
from torch import Tensor
from torch.optim import SGD, Adam, AdamW, Optimizer, RMSprop

from wisdom_training.settings import ModelSettings
from wisdom_training.train.network import TorchNetwork

_ADAM_BETAS = (0.9, 0.99)
_RMSPROP_DECAY = 0.95  # char-rnn's default
_MUON_MOMENTUM = 0.95
_NEWTON_SCHULZ_ITERATIONS = 5
# Iterating this quintic moves every singular value in (0, 1] to between 0.7 and 1.2; the constants
# are those of Jordan et al., chosen for the steepest slope at zero.
_A, _B, _C = 3.4445, -4.7750, 2.0315


class Muon(Optimizer):
    """Orthogonalised momentum, for weights (gates * H, width) only."""

    def __init__(
        self, weights: Sequence[Tensor], *, hidden: int, rate: float, weight_decay: float
    ) -> None:
        super().__init__(weights, {"lr": rate, "hidden": hidden, "weight_decay": weight_decay})
        self._precision = choose_precision(weights[0].device)

    @torch.no_grad()
    def step(self, closure: None = None) -> None:  # type: ignore[override]  # no second evaluation
        del closure
        for group in self.param_groups:
            for weight in group["params"]:
                if weight.grad is not None:
                    self._update(weight, weight.grad, group)

    def _update(self, weight: Tensor, gradient: Tensor, group: dict[str, Any]) -> None:
        state = self.state[weight]
        if not state:
            state["momentum"] = torch.zeros_like(weight)
        momentum: Tensor = state["momentum"]
        momentum.lerp_(gradient, 1 - _MUON_MOMENTUM)
        ahead = gradient.lerp(momentum, _MUON_MOMENTUM)  # Nesterov's
        gates = ahead.view(-1, group["hidden"], weight.shape[1])  # (gates, H, width)
        rate = group["lr"]
        weight.mul_(1 - rate * group["weight_decay"])
        direction = orthogonalise(gates.to(self._precision)).to(weight.dtype)
        # A tall matrix moves its outputs less for singular values of 1.
        scale = max(1.0, group["hidden"] / weight.shape[1]) ** 0.5
        weight.add_(direction.view_as(weight), alpha=-rate * scale)


def orthogonalise(matrices: Tensor) -> Tensor:
    """Matrices (…, m, n) with the same singular vectors and singular values near 1.

    Newton-Schulz iterations: X <- aX + (bA + cA²)X with A = XXᵀ.
    """
    tall = matrices.shape[-2] > matrices.shape[-1]
    x: Tensor = matrices.mT if tall else matrices
    x = x / (x.norm(dim=(-2, -1), keepdim=True) + 1e-7)
    for _ in range(_NEWTON_SCHULZ_ITERATIONS):
        gram = x @ x.mT
        x = _A * x + (_B * gram + _C * gram @ gram) @ x
    return x.mT if tall else x


def choose_precision(device: torch.device) -> torch.dtype:
    """bfloat16, which is precise enough here, if the device multiplies it faster; else float32."""
    if device.type == "cpu":
        # torch 2.13 has this function; float32 is right without it.
        capabilities: dict[str, Any] = getattr(torch.cpu, "get_capabilities", dict)()
        faster = capabilities.get("avx512_bf16") or capabilities.get("amx_bf16")
    else:
        faster = device.type == "cuda"
    return torch.bfloat16 if faster else torch.float32


def make_optimizers(network: TorchNetwork, settings: ModelSettings) -> list[Optimizer]:
    """The optimizers of ``network``; each parameter group has its peak rate as ``peak``.

    Biases, norms and token vectors do not decay.
    """
    recurrent, decayed, kept = sort_parameters(network)
    optimizers: list[Optimizer] = []
    if settings.optimizer == "muon":
        optimizers.append(
            Muon(
                recurrent,
                hidden=settings.hidden,
                rate=settings.muon_rate,
                weight_decay=settings.weight_decay,
            )
        )
    else:
        decayed = recurrent + decayed
    groups: list[dict[str, Any]] = [
        {"params": decayed, "weight_decay": settings.weight_decay},
        {"params": kept, "weight_decay": 0.0},
    ]
    optimizers.append(_make_plain(settings, [group for group in groups if group["params"]]))
    for optimizer in optimizers:
        for group in optimizer.param_groups:
            group["peak"] = group["lr"]
    return optimizers


def sort_parameters(network: TorchNetwork) -> tuple[list[Tensor], list[Tensor], list[Tensor]]:
    """Recurrent matrices, other matrices that decay, and the weights that do not decay."""
    recurrent: list[Tensor] = []
    decayed: list[Tensor] = []
    kept: list[Tensor] = []
    for name, parameter in network.named_parameters():
        if "weight_ih" in name or "weight_hh" in name:
            recurrent.append(parameter)
        elif parameter.ndim > 1 and name != "embedding.weight":
            decayed.append(parameter)
        else:
            kept.append(parameter)
    return recurrent, decayed, kept


def _make_plain(settings: ModelSettings, groups: list[dict[str, Any]]) -> Optimizer:
    rate = settings.rate
    if settings.optimizer == "adam":
        return Adam(groups, lr=rate, betas=_ADAM_BETAS)
    if settings.optimizer == "rmsprop":
        return RMSprop(groups, lr=rate, alpha=_RMSPROP_DECAY)
    if settings.optimizer == "sgd":
        return SGD(groups, lr=rate)
    return AdamW(groups, lr=rate, betas=_ADAM_BETAS)
