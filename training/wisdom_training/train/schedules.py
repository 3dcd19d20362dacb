"""How the learning rate goes: a share of its peak for every update."""

from __future__ import annotations

import math

from wisdom_training.settings import ModelSettings

_START_FACTOR, _END_FACTOR = 0.04, 1e-4  # shares of the peak with which one cycle begins and ends


def rate_factor(settings: ModelSettings, progress: float, epoch: int) -> float:
    """The share of the peak rate after ``progress`` (0 to 1) of all updates, in epoch 0, 1, ….

    Under ``plateau`` it is 1: the trainer lowers the rate itself, look by look.
    """
    if settings.schedule == "one-cycle":
        return one_cycle(progress, settings.warm_up)
    if settings.schedule == "decay":
        # As in char-rnn: the first lowering comes at the end of epoch ``decay_after``.
        return settings.rate_decay ** max(0, epoch - settings.decay_after + 1)
    return 1.0


def one_cycle(progress: float, warm_up: float) -> float:
    """Up along a half cosine during ``warm_up``, then down to nearly nothing along another.

    L. Smith, "A disciplined approach to neural network hyper-parameters", arXiv:1803.09820.
    """
    if progress < warm_up:
        return (
            _START_FACTOR + (1 - _START_FACTOR) * (1 - math.cos(math.pi * progress / warm_up)) / 2
        )
    fallen = (progress - warm_up) / (1 - warm_up) if warm_up < 1 else 1.0
    return _END_FACTOR + (1 - _END_FACTOR) * (1 + math.cos(math.pi * fallen)) / 2
