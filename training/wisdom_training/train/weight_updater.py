"""Updates a network's weights: optimizers, gradient clipping and noise, running average."""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import Any

import torch
from torch import Tensor, nn

from wisdom_training.settings import ModelSettings
from wisdom_training.train.network import TorchNetwork
from wisdom_training.train.optimizers import make_optimizers

_NOISE_DECAY = 0.55  # A. Neelakantan et al., arXiv:1511.06807

Weights = dict[str, Tensor]


class WeightUpdater:
    """Updates the weights of one network as its settings say."""

    def __init__(self, network: TorchNetwork, settings: ModelSettings) -> None:
        self._network, self._settings = network, settings
        self._optimizers = make_optimizers(network, settings)
        self.average: Weights = copy_weights(network) if settings.averaging else {}
        """The running average of the weights; empty without ``averaging``."""

    def apply(self, backward: Callable[[], None], update: int, rate_factor: float) -> float:
        """Make update number ``update``, counted from 0, at ``rate_factor`` times the peak rates.

        ``backward`` computes the gradients. Returns their norm before clipping; if it is not
        finite, the weights do not change.
        """
        for optimizer in self._optimizers:
            optimizer.zero_grad()
            for group in optimizer.param_groups:
                group["lr"] = group["peak"] * rate_factor
        backward()
        norm = self._clip(update)
        if math.isfinite(norm):
            for optimizer in self._optimizers:
                optimizer.step()
            self.update_average(update)
        return norm

    @torch.no_grad()
    def update_average(self, update: int) -> None:
        """Move the running average towards the weights."""
        # Early averages decay faster, or they would long contain the random start.
        decay = min(self._settings.averaging, (1 + update) / (10 + update))
        current = self._network.state_dict() if self.average else {}
        for name, mean in self.average.items():
            mean.lerp_(current[name], 1 - decay)

    def state_dict(self) -> dict[str, Any]:
        states = [optimizer.state_dict() for optimizer in self._optimizers]
        return {"optimizers": states, "average": self.average}

    def load_state_dict(self, state: dict[str, Any]) -> None:
        """Continue from a checkpoint, at the rates of the settings."""
        for optimizer, saved in zip(self._optimizers, state["optimizers"], strict=True):
            peaks = [group["peak"] for group in optimizer.param_groups]
            optimizer.load_state_dict(saved)
            # After a divergence the user may have lowered the rates.
            for group, peak in zip(optimizer.param_groups, peaks, strict=True):
                group["peak"] = peak
        device = self._network.device
        self.average = {name: mean.to(device) for name, mean in state["average"].items()}

    def _clip(self, update: int) -> float:
        """Clip the gradients and add noise; returns their norm before clipping."""
        s = self._settings
        parameters = [p for p in self._network.parameters() if p.grad is not None]
        norm = nn.utils.clip_grad_norm_(parameters, s.clip or math.inf)
        if s.clip_value:
            nn.utils.clip_grad_value_(parameters, s.clip_value)
        if s.gradient_noise:
            deviation = (s.gradient_noise / (1 + update) ** _NOISE_DECAY) ** 0.5
            for parameter in parameters:
                parameter.grad = parameter.grad + deviation * torch.randn_like(parameter)
        return norm.item()


def copy_weights(network: TorchNetwork) -> Weights:
    """A copy of the weights by name."""
    return {name: tensor.clone() for name, tensor in network.state_dict().items()}
