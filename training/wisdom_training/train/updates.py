"""What a batch's loss does to the weights: optimizers, limits of the gradient, running average."""

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


class Updates:
    """Changes a network's weights, one update after the other."""

    def __init__(self, network: TorchNetwork, settings: ModelSettings) -> None:
        self._network, self._settings = network, settings
        self._optimizers = make_optimizers(network, settings)
        self.average: Weights = copy_weights(network) if settings.averaging else {}
        """The running average of the weights; empty without ``averaging``."""

    def apply(self, backward: Callable[[], None], update: int, share: float) -> float:
        """Make update number ``update`` at a ``share`` of the peak rates.

        ``backward`` computes the gradients. Returns their norm before it was limited; if it is not
        finite, the weights are left as they were.
        """
        for optimizer in self._optimizers:
            optimizer.zero_grad()
            for group in optimizer.param_groups:
                group["lr"] = group["peak"] * share
        backward()
        norm = self._limit(update)
        if math.isfinite(norm):
            for optimizer in self._optimizers:
                optimizer.step()
            self.follow(update)
        return norm

    @torch.no_grad()
    def follow(self, update: int) -> None:
        """Move the average towards the weights."""
        # At first it follows closely, or it would long remember the random start.
        decay = min(self._settings.averaging, (1 + update) / (10 + update))
        current = self._network.state_dict() if self.average else {}
        for name, mean in self.average.items():
            mean.lerp_(current[name], 1 - decay)

    def state_dict(self) -> dict[str, Any]:
        """What a checkpoint keeps."""
        states = [optimizer.state_dict() for optimizer in self._optimizers]
        return {"optimizers": states, "average": self.average}

    def load_state_dict(self, state: dict[str, Any]) -> None:
        """Go on from a checkpoint, at the rates of the settings."""
        for optimizer, saved in zip(self._optimizers, state["optimizers"], strict=True):
            peaks = [group["peak"] for group in optimizer.param_groups]
            optimizer.load_state_dict(saved)
            # The rates may have been lowered since, after an explosion.
            for group, peak in zip(optimizer.param_groups, peaks, strict=True):
                group["peak"] = peak
        device = self._network.device
        self.average = {name: mean.to(device) for name, mean in state["average"].items()}

    def _limit(self, update: int) -> float:
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
    """The weights as they are now."""
    return {name: tensor.clone() for name, tensor in network.state_dict().items()}
