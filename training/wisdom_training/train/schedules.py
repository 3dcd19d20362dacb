"""Learning rate schedules: a factor of the peak rate for every update."""

from __future__ import annotations

import math

from wisdom_training.settings import ModelSettings

_START_FACTOR, _END_FACTOR = 0.04, 1e-4  # of the peak, at the ends of one cycle


def rate_factor(settings: ModelSettings, progress: float, epoch: int) -> float:
    """The factor of the peak rate after the fraction ``progress`` of all updates, in an epoch.

    Epochs count from 0. Under ``plateau`` it is 1: the trainer lowers the rate at evaluations.
    """
    if settings.schedule == "one-cycle":
        return one_cycle(progress, settings.warm_up)
    if settings.schedule == "decay":
        # As in char-rnn: the rate first falls at the end of epoch ``decay_after``.
        return settings.rate_decay ** max(0, epoch - settings.decay_after + 1)
    return 1.0


def one_cycle(progress: float, warm_up: float) -> float:
    """Rise along a half cosine during ``warm_up``, then fall to nearly 0 along another.

    L. Smith, "A disciplined approach to neural network hyper-parameters", arXiv:1803.09820.
    """
    if progress < warm_up:
        return (
            _START_FACTOR + (1 - _START_FACTOR) * (1 - math.cos(math.pi * progress / warm_up)) / 2
        )
    fallen = (progress - warm_up) / (1 - warm_up) if warm_up < 1 else 1.0
    return _END_FACTOR + (1 - _END_FACTOR) * (1 + math.cos(math.pi * fallen)) / 2
