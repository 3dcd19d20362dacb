"""The numbers on an axis: multiples of 1, 2 or 5 times a power of ten."""

from __future__ import annotations

import math
from collections.abc import Sequence

_ROUNDING = 1e-9  # of a step


def list_ticks(low: float, high: float, most: int, least_step: float = 0.0) -> list[float]:
    """Numbers from ``low`` or less to ``high`` or more, whose steps are equal and round.

    ``most`` steps are enough for what is between ``low`` and ``high``; the ends may need one more.
    """
    span = high - low or abs(high) or 1.0
    step = _choose_step(max(span / most, least_step))
    first = math.floor(low / step + _ROUNDING)
    last = max(math.ceil(high / step - _ROUNDING), first + 1)
    return [place * step for place in range(first, last + 1)]


def format_ticks(ticks: Sequence[float]) -> list[str]:
    """Their texts: 0, and others with as many decimals as the step between them needs."""
    decimals = max(0, -math.floor(math.log10(ticks[1] - ticks[0]) + _ROUNDING))
    return [f"{tick:,.{decimals}f}" if tick else "0" for tick in ticks]


def _choose_step(least: float) -> float:
    power = 10.0 ** math.floor(math.log10(least))
    return next(
        factor * power for factor in (1, 2, 5, 10) if factor * power >= least * (1 - _ROUNDING)
    )
