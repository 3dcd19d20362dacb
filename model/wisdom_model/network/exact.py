"""Arithmetic with the same result, bit for bit, on every machine.

Replaying a post needs the same bits in every logit: the smallest difference can make the sampler
draw another token. Two things differ between machines. The sums of a matrix product run in another
order with another BLAS kernel, number of threads or batch size, and each processor rounds an
exponential in its own way. This module avoids both.

**Products.** A weight is an integer of at most 127 in size times one scale a row. It multiplies
integers too, steps of a grid so coarse that no sum of a product reaches 2^24. float32 holds every
integer up to there, so every partial sum is exact in any order, with or without fused multiply-add.
Scales are applied afterwards, to single numbers, and IEEE 754 prescribes how these are rounded.
(One scale a row: R. Krishnamoorthi, arXiv:1806.08342, "per-channel".)

**Functions.** ``exp`` and ``log`` are polynomials in float64 that use +, -, * and / alone, so numpy
cannot round them in two ways; ``tanh`` is a table made with ``exp``. Sums run from left to right
(``sum_in_order``) or add integers (``sum_fixed_point``).
"""

from __future__ import annotations

import math
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from wisdom_model.errors import SettingsError

Float = NDArray[np.float32]

LARGEST_INTEGER = 127
"""The largest weight in steps of its scale; a signed byte holds it."""
LONGEST_SUM = 1024
"""Terms of one exact sum; a longer product is several of them, added in a fixed order."""
LARGEST_EXACT = 2**24
"""float32 holds every integer up to it."""

_HIGHEST = LARGEST_INTEGER * 2.0**121  # of a weight: with a scale of 2^121 it is still a float32
_NEGLIGIBLE = 2.0**-100  # of a vector: the grid over a smaller one might overflow
_SCALE_BITS = 17  # of a scale's mantissa; an integer's 7 and these fit into float32's 24
# OpenBLAS 0.3 is fastest with a multiple of four vectors; up to three are faster one by one.
_FEW, _BLOCK = 3, 4


class Quantised(NamedTuple):
    """A weight, (rows, width), as integers and one scale a row."""

    integers: NDArray[np.int8]  # (rows, width)
    scale: Float  # (rows,), above 0

    @property
    def dequantised(self) -> Float:
        """The weight in float32, (rows, width)."""
        product: Float = self.integers.astype(np.float32) * self.scale[:, None]
        return product  # exact: 7 bits times 17


def quantise(weight: NDArray[np.floating]) -> Quantised:
    """Quantise a weight, (rows, width); one that was quantised before does not change.

    A scale is a normal float32, so a row whose numbers are all below 127 * 2^-126 becomes multiples
    of 2^-126. Raises SettingsError where a number is not finite or above 3.376e38 in size.
    """
    check_size(weight)
    peak = np.abs(weight.astype(np.float64)).max(axis=1, initial=0)
    mantissa, exponent = np.frexp(peak / LARGEST_INTEGER)
    mantissa = np.ceil(np.ldexp(mantissa, _SCALE_BITS))  # up, so that no integer exceeds 127
    scale = np.where(peak > 0, np.ldexp(mantissa, exponent - _SCALE_BITS), 1)
    # A subnormal float32 has too few bits for a scale.
    scale = np.maximum(scale, np.finfo(np.float32).tiny)
    integers = np.rint(weight / scale[:, None]).astype(np.int8)
    return Quantised(integers, scale.astype(np.float32))


def check_size(weight: NDArray[np.floating]) -> None:
    """Raise SettingsError unless every number is finite and can be quantised to a float32."""
    size = float(np.abs(weight).max(initial=0))
    if not size <= _HIGHEST:  # a nan is not
        raise SettingsError(f"a weight is {size:g} in size: expected at most {_HIGHEST:.4g}")


def find_grid(width: int) -> int:
    """Steps between 0 and 1 of the grid for vectors that a weight of this width multiplies."""
    return (LARGEST_EXACT - 1) // (LARGEST_INTEGER * min(width, LONGEST_SUM))


class Matrix:
    """A quantised weight, (rows, width), laid out for multiplying."""

    def __init__(self, weight: Quantised) -> None:
        self.integers, self.scale = weight
        width = self.integers.shape[1]
        self.grid = np.float32(find_grid(width))
        self.ends = list(range(LONGEST_SUM, width, LONGEST_SUM))
        # BLAS reads this layout fastest, for one vector and for a few.
        self.columns: Float = np.ascontiguousarray(self.integers.T, dtype=np.float32)

    def multiply(self, grid_values: Float, scale: Float) -> Float:
        """Multiply vectors, (B, width), by the weight: (B, rows).

        ``grid_values`` are the vectors in whole steps of the grid. ``scale``, (rows,), is
        ``self.scale / self.grid``, or a multiple of it.
        """
        product: Float = self._sum(grid_values)
        product *= scale
        return product

    def multiply_any(self, vectors: Float) -> Float:
        """Multiply vectors of any size, (B, width), each scaled to -1 to 1 first: (B, rows)."""
        peak = np.abs(vectors).max(axis=1, keepdims=True)
        peak[peak < _NEGLIGIBLE] = 1
        product: Float = self._sum(np.rint(vectors * (self.grid / peak)))
        product *= self.scale
        product *= peak / self.grid
        return product

    def multiply_rows(self, other: Matrix, rows: NDArray[np.int64] | slice) -> Float:
        """Multiply some rows of ``other``, which are integers and need no grid: (B, rows)."""
        product: Float = self._sum(other.integers[rows].astype(np.float32))
        product *= other.scale[rows][:, None]
        product *= self.scale
        return product

    def _sum(self, integers: Float) -> Float:
        """Multiply integers, (B, width), by the integers of the weight: (B, rows)."""
        if self.ends:
            parts = np.split(self.columns, self.ends)
            vectors = np.split(integers, self.ends, axis=1)
            product: Float = vectors[0] @ parts[0]
            for vector, part in zip(vectors[1:], parts[1:], strict=True):
                product += vector @ part
            return product
        batch = len(integers)
        if batch == 1:
            return integers @ self.columns
        if batch <= _FEW:
            return np.stack([vector @ self.columns for vector in integers])
        if missing := -batch % _BLOCK:
            padding = np.zeros((missing, integers.shape[1]), np.float32)
            return (np.concatenate([integers, padding]) @ self.columns)[:batch]
        return integers @ self.columns


# ln 2 in two parts, the first with so few digits that an integer times it is exact.
_LN2_HIGH, _LN2_LOW = 0.693147180369123816490, 1.90821492927058770002e-10
_PARTS = 1024  # entries of the table of roots: 2^(0/1024) to 2^(1023/1024)
_PARTS_BITS = 10
_BIAS, _MANTISSA = 1023, 52  # of a float64: what is added to its exponent, and where that begins
_LOWEST = -708.0  # exp of less is not a normal float64, and counts as 0
_EXP_TERMS = tuple(1 / math.factorial(n) for n in range(3, 0, -1))
_LOG_TERMS = tuple(2 / n for n in range(21, 1, -2))
_HALF_ROOT = 0.7071067811865476  # the root of 1/2


def _root(part: int) -> float:
    """2^(part / _PARTS), as a series."""
    power = part * (_LN2_HIGH + _LN2_LOW) / _PARTS
    return math.fsum(power**n / math.factorial(n) for n in range(25))


_ROOTS = np.array([_root(part) for part in range(_PARTS)])


def exp(numbers: NDArray[np.float64]) -> NDArray[np.float64]:
    """The exponential of each number up to 709, with a relative error of about 1e-15."""
    bounded = np.maximum(numbers, _LOWEST)
    parts = np.rint(bounded * (_PARTS / (_LN2_HIGH + _LN2_LOW)))
    remainder = bounded - parts * (_LN2_HIGH / _PARTS)
    remainder -= parts * (_LN2_LOW / _PARTS)
    found = remainder * _EXP_TERMS[0]
    for term in _EXP_TERMS[1:]:
        found += term
        found *= remainder
    found += 1  # 1 + x + x^2 / 2! + ...
    power = parts.astype(np.int64)
    found *= _ROOTS.take(power & (_PARTS - 1))
    power >>= _PARTS_BITS
    power += _BIAS
    power <<= _MANTISSA
    found *= power.view(np.float64)  # 2^power, made of its bits
    found *= numbers >= _LOWEST
    return found


def exp_scalar(number: float) -> float:
    """``exp`` of one number, with the same bits, in a tenth of the time."""
    if number < _LOWEST:
        return 0.0
    parts = round(number * (_PARTS / (_LN2_HIGH + _LN2_LOW)))
    remainder = number - parts * (_LN2_HIGH / _PARTS)
    remainder -= parts * (_LN2_LOW / _PARTS)
    found = remainder * _EXP_TERMS[0]
    for term in _EXP_TERMS[1:]:
        found = (found + term) * remainder
    found = (found + 1) * float(_ROOTS[parts & (_PARTS - 1)])
    return math.ldexp(found, parts >> _PARTS_BITS)


_TABLE_BITS = 10  # of x in steps of 2^-20, looked up in each of three tables
_EXP_NEGATIVE = tuple(exp(-np.arange(2.0**_TABLE_BITS) / 2.0**bits) for bits in (20, 10, 0))
_VANISHED = 1 - _LOWEST  # from here on exp(-x) is 0


def exp_negative(numbers: NDArray[np.float64]) -> NDArray[np.float64]:
    """exp(-x) of each number x, 0 or more, with a relative error of 2^-20, in half the time."""
    steps = np.minimum(numbers, _VANISHED)
    steps *= 1 << 2 * _TABLE_BITS
    left = steps.astype(np.int64)
    lowest = (1 << _TABLE_BITS) - 1
    found = _EXP_NEGATIVE[0].take(left & lowest)
    left >>= _TABLE_BITS
    found *= _EXP_NEGATIVE[1].take(left & lowest)
    left >>= _TABLE_BITS
    found *= _EXP_NEGATIVE[2].take(left)
    return found


def log(numbers: NDArray[np.float64]) -> NDArray[np.float64]:
    """The natural logarithm of each number above 0, with a relative error of about 1e-15."""
    mantissa, power = np.frexp(numbers)
    small = mantissa < _HALF_ROOT
    mantissa = np.where(small, mantissa * 2, mantissa)
    power = power - small
    ratio = (mantissa - 1) / (mantissa + 1)
    square = ratio * ratio
    series = np.full_like(square, _LOG_TERMS[0])
    for term in _LOG_TERMS[1:]:
        series = series * square + term
    found: NDArray[np.float64] = (ratio * (series * square + 2) + power * _LN2_LOW) + (
        power * _LN2_HIGH
    )
    return found


def log_scalar(number: float) -> float:
    """``log`` of one number, with the same bits, in a tenth of the time."""
    mantissa, power = math.frexp(number)
    if mantissa < _HALF_ROOT:
        mantissa, power = 2 * mantissa, power - 1
    ratio = (mantissa - 1) / (mantissa + 1)
    square = ratio * ratio
    series = _LOG_TERMS[0]
    for term in _LOG_TERMS[1:]:
        series = series * square + term
    return (ratio * (series * square + 2) + power * _LN2_LOW) + power * _LN2_HIGH


def sum_in_order(numbers: NDArray[np.floating]) -> NDArray[np.floating]:
    """Sum over the last axis, which is kept with width 1, from left to right."""
    sums: NDArray[np.floating] = np.add.accumulate(numbers, axis=-1)[..., -1:]
    return sums


_FIXED = 2.0**42  # steps between 0 and 1; a million numbers still fit into int64


def sum_fixed_point(numbers: NDArray[np.float64]) -> NDArray[np.float64]:
    """Sum numbers from -1 to 1, each cut to steps of 2^-42; the last axis is kept with width 1.

    Integers add up to the same in any order, so numpy may choose the fastest.
    """
    sums: NDArray[np.float64] = (numbers * _FIXED).astype(np.int64).sum(axis=-1, keepdims=True)
    return sums / _FIXED


TABLE_STEPS = 1024
"""Entries of tanh's table between 0 and 1."""
TABLE_ZERO = 9 * TABLE_STEPS + 0.5
"""The index of tanh(0), and 0.5 so that truncating an index rounds it; tanh(9) is 1 in float32."""
_ARGUMENTS = np.arange(-int(TABLE_ZERO), int(TABLE_ZERO) + 1) / TABLE_STEPS
_TANH = (1 - 2 / (exp(2 * _ARGUMENTS) + 1)).astype(np.float32)
_SIGMOID = _TANH * np.float32(0.5) + np.float32(0.5)


def tanh(numbers: Float) -> Float:
    """The hyperbolic tangent of each number, with an error of at most 1/2048."""
    indices = numbers * np.float32(TABLE_STEPS)
    indices += np.float32(TABLE_ZERO)
    found: Float = _TANH.take(indices.astype(np.intp), mode="clip")
    return found


def gate_activations(indices: Float, sigmoids: int) -> tuple[Float, Float]:
    """Activations of gates x, given as ``indices`` TABLE_STEPS x + TABLE_ZERO, (B, columns).

    The first ``sigmoids`` columns become sigmoids of 2 x, the others hyperbolic tangents of x.
    """
    rows = indices.astype(np.intp)
    return (
        _SIGMOID.take(rows[:, :sigmoids], mode="clip"),
        _TANH.take(rows[:, sigmoids:], mode="clip"),
    )
