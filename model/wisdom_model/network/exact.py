"""Arithmetic with the same result, bit for bit, on every machine.

A post can be written again only if no draw can tip, and two things could tip one: a matrix product
whose sums run in another order (another BLAS kernel, another number of threads or of candidates in
a batch), and an exponential that another processor rounds otherwise. Both are taken away here.

**Products.** A weight is a whole number of at most 127 in size times one scale a row, what it
multiplies a whole number on a grid so coarse that no sum of a product reaches 2^24. float32 holds
all whole numbers up to there, so every partial sum is exact, in whatever order it is made, with
fused multiply-add or without. Scales are applied afterwards, to single numbers, which IEEE 754
rounds in one way. (One scale a row: R. Krishnamoorthi, arXiv:1806.08342, "per-channel".)

**Functions.** ``exp`` and ``log`` are polynomials in float64 made of +, -, * and / alone, which
numpy carries out one after the other; ``tanh`` is a table of them. Sums run from left to right
(``sum_in_order``) or are sums of whole numbers (``sum_fixed_point``).
"""

from __future__ import annotations

import math
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from wisdom_model.errors import SettingsError

Float = NDArray[np.float32]

LARGEST_INTEGER = 127
"""The largest weight, as a whole number: a signed byte."""
LONGEST_SUM = 1024
"""Numbers that one exact sum may have; a wider product is a sum of several, in steady order."""
LARGEST_EXACT = 2**24
"""float32 holds every whole number up to it."""

_HIGHEST = LARGEST_INTEGER * 2.0**121  # of a weight: with a scale of 2^121 it is still a float32
_SCALE_BITS = 17  # of a scale's mantissa: with a weight's 7 they fit into float32's 24
# OpenBLAS 0.3 multiplies a block of vectors fastest where it is a multiple of four; up to three are
# faster one by one.
_FEW, _BLOCK = 3, 4


class Quantised(NamedTuple):
    """A weight of (rows, width) as whole numbers and one scale a row."""

    integers: NDArray[np.int8]  # (rows, width)
    scale: Float  # (rows,), above 0

    @property
    def dequantised(self) -> Float:
        """The numbers that it stands for, (rows, width)."""
        product: Float = self.integers.astype(np.float32) * self.scale[:, None]
        return product  # exact: 7 bits times 17


def quantise(weight: NDArray[np.floating]) -> Quantised:
    """Round (rows, width); what was rounded once stays as it is.

    A scale is a normal float32, so a row of numbers below 127 * 2^-126 is rounded to multiples of
    2^-126. Raises SettingsError where a number is not finite or above 3.376e38 in size.
    """
    check_size(weight)
    peak = np.abs(weight.astype(np.float64)).max(axis=1, initial=0)
    mantissa, exponent = np.frexp(peak / LARGEST_INTEGER)
    mantissa = np.ceil(np.ldexp(mantissa, _SCALE_BITS))  # up, so that no integer exceeds 127
    scale = np.where(peak > 0, np.ldexp(mantissa, exponent - _SCALE_BITS), 1)
    # A subnormal float32 has too few bits for a scale.
    scale = np.maximum(scale, np.finfo(np.float32).tiny)
    whole = np.rint(weight / scale[:, None]).astype(np.int8)
    return Quantised(whole, scale.astype(np.float32))


def check_size(weight: NDArray[np.floating]) -> None:
    """Raise SettingsError unless every number is finite and rounds to a finite float32."""
    size = float(np.abs(weight).max(initial=0))
    if not size <= _HIGHEST:  # a nan is not
        raise SettingsError(f"a weight is {size:g} in size: expected at most {_HIGHEST:.4g}")


def find_grid(width: int) -> int:
    """Steps from 0 to 1 on the grid of what a product of this width multiplies."""
    return (LARGEST_EXACT - 1) // (LARGEST_INTEGER * min(width, LONGEST_SUM))


class Matrix:
    """A weight made ready to multiply."""

    def __init__(self, weight: Quantised) -> None:
        self.integers, self.scale = weight
        width = self.integers.shape[1]
        self.grid = np.float32(find_grid(width))
        self.ends = list(range(LONGEST_SUM, width, LONGEST_SUM))
        # Column by column: that is how BLAS reads it fastest for a vector and for a few.
        self.columns: Float = np.ascontiguousarray(self.integers.T, dtype=np.float32)

    def multiply(self, steps: Float, scale: Float) -> Float:
        """W x of (B, width) in whole ``steps`` of the grid, times ``scale``, (rows,): (B, rows).

        The scale is ``self.scale``, or a multiple of it, over ``self.grid``.
        """
        product: Float = self._sum(steps)
        product *= scale
        return product

    def multiply_any(self, vectors: Float) -> Float:
        """W x of (B, width) of any size, (B, rows): each vector is first brought to -1 to 1."""
        peak = np.abs(vectors).max(axis=1, keepdims=True)
        peak[peak == 0] = 1
        product: Float = self._sum(np.rint(vectors * (self.grid / peak)))
        product *= self.scale
        product *= peak / self.grid
        return product

    def multiply_rows(self, other: Matrix, rows: NDArray[np.int64] | slice) -> Float:
        """W x for some rows of ``other``, (B, rows): exact without a grid."""
        product: Float = self._sum(other.integers[rows].astype(np.float32))
        product *= other.scale[rows][:, None]
        product *= self.scale
        return product

    def _sum(self, whole: Float) -> Float:
        """Products of whole numbers, (B, width), with the whole weights: (B, rows)."""
        if self.ends:
            parts = np.split(self.columns, self.ends)
            vectors = np.split(whole, self.ends, axis=1)
            product: Float = vectors[0] @ parts[0]
            for vector, part in zip(vectors[1:], parts[1:], strict=True):
                product += vector @ part
            return product
        batch = len(whole)
        if batch == 1:
            return whole @ self.columns
        if batch <= _FEW:
            return np.stack([vector @ self.columns for vector in whole])
        if lacking := -batch % _BLOCK:
            nothing = np.zeros((lacking, whole.shape[1]), np.float32)
            return (np.concatenate([whole, nothing]) @ self.columns)[:batch]
        return whole @ self.columns


# ln 2 in two parts, the first with so few digits that a whole number times it is exact.
_LN2_HIGH, _LN2_LOW = 0.693147180369123816490, 1.90821492927058770002e-10
_PARTS = 1024  # of a doubling of exp, each with an entry in a table
_PARTS_BITS, _BIAS, _MANTISSA = 10, 1023, 52  # 2^10 parts; of a float64's exponent
_LOWEST = -708.0  # exp of less is no normal float64, and counts as 0
_EXP_TERMS = tuple(1 / math.factorial(n) for n in range(3, 0, -1))
_LOG_TERMS = tuple(2 / n for n in range(21, 1, -2))
_HALF_ROOT = 0.7071067811865476  # of 1/2: so far below 1 as its double is above


def _root(part: int) -> float:
    """2 to the power of part / _PARTS, by a long series."""
    power = part * (_LN2_HIGH + _LN2_LOW) / _PARTS
    return math.fsum(power**n / math.factorial(n) for n in range(25))


_ROOTS = np.array([_root(part) for part in range(_PARTS)])


def exp(numbers: NDArray[np.float64]) -> NDArray[np.float64]:
    """The exponential of each number up to 709, to about 1e-15 of it."""
    bounded = np.maximum(numbers, _LOWEST)
    whole = np.rint(bounded * (_PARTS / (_LN2_HIGH + _LN2_LOW)))
    rest = bounded - whole * (_LN2_HIGH / _PARTS)
    rest -= whole * (_LN2_LOW / _PARTS)
    found = rest * _EXP_TERMS[0]
    for term in _EXP_TERMS[1:]:
        found += term
        found *= rest
    found += 1  # 1 + x + x^2 / 2! + ...
    power = whole.astype(np.int64)
    found *= _ROOTS.take(power & (_PARTS - 1))
    power >>= _PARTS_BITS
    power += _BIAS
    power <<= _MANTISSA
    found *= power.view(np.float64)  # 2 to the whole power
    found *= numbers >= _LOWEST
    return found


def exp_scalar(number: float) -> float:
    """The exponential of one number up to 709, as ``exp`` has it, in a tenth of the time."""
    if number < _LOWEST:
        return 0.0
    whole = round(number * (_PARTS / (_LN2_HIGH + _LN2_LOW)))
    rest = number - whole * (_LN2_HIGH / _PARTS)
    rest -= whole * (_LN2_LOW / _PARTS)
    found = rest * _EXP_TERMS[0]
    for term in _EXP_TERMS[1:]:
        found = (found + term) * rest
    found = (found + 1) * float(_ROOTS[whole & (_PARTS - 1)])
    return math.ldexp(found, whole >> _PARTS_BITS)


_DECAY_BITS = 10  # of a number, looked up in one table
_DECAY = tuple(exp(-np.arange(2.0**_DECAY_BITS) / 2.0**bits) for bits in (20, 10, 0))
_VANISHED = 1 - _LOWEST  # has a 0 in the table of whole numbers


def exp_negative(numbers: NDArray[np.float64]) -> NDArray[np.float64]:
    """The exponential of minus each number, at least 0, to 1e-6 of it and in half the time."""
    steps = np.minimum(numbers, _VANISHED)
    steps *= 1 << 2 * _DECAY_BITS
    left = steps.astype(np.int64)
    lowest = (1 << _DECAY_BITS) - 1
    found = _DECAY[0].take(left & lowest)
    left >>= _DECAY_BITS
    found *= _DECAY[1].take(left & lowest)
    left >>= _DECAY_BITS
    found *= _DECAY[2].take(left)
    return found


def log(numbers: NDArray[np.float64]) -> NDArray[np.float64]:
    """The natural logarithm of each number, above 0, to about 1e-15."""
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
    """The natural logarithm of one number above 0, as ``log`` has it, in a tenth of the time."""
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
    """Sums over the last axis, which stays with width 1, always from left to right."""
    sums: NDArray[np.floating] = np.add.accumulate(numbers, axis=-1)[..., -1:]
    return sums


_FIXED = 2.0**42  # steps between 0 and 1; a million shares still fit into int64


def sum_fixed_point(shares: NDArray[np.float64]) -> NDArray[np.float64]:
    """Sums over the last axis, kept with width 1, of numbers from -1 to 1, to 2^-42 each.

    Whole numbers give the same in any order, and so the fastest will do.
    """
    sums: NDArray[np.float64] = (shares * _FIXED).astype(np.int64).sum(axis=-1, keepdims=True)
    return sums / _FIXED


TABLE_STEPS = 1024
"""Entries of tanh's table between 0 and 1."""
TABLE_ZERO = 9 * TABLE_STEPS + 0.5
"""Where in the table 0 stands, and a half, so that cutting off rounds; tanh(9) is 1 in float32."""
_PLACES = np.arange(-int(TABLE_ZERO), int(TABLE_ZERO) + 1) / TABLE_STEPS
_TANH = (1 - 2 / (exp(2 * _PLACES) + 1)).astype(np.float32)
_SIGMOID = _TANH * np.float32(0.5) + np.float32(0.5)


def tanh(numbers: Float) -> Float:
    """The hyperbolic tangent of each number, to 1/2048."""
    places = numbers * np.float32(TABLE_STEPS)
    places += np.float32(TABLE_ZERO)
    found: Float = _TANH.take(places.astype(np.intp), mode="clip")
    return found


def gate_activations(places: Float, sigmoids: int) -> tuple[Float, Float]:
    """Sigmoids of 2 x for the first columns, so many, and the hyperbolic tangent of x for others.

    Each x is given as TABLE_STEPS x + TABLE_ZERO, (B, columns).
    """
    whole = places.astype(np.intp)
    return (
        _SIGMOID.take(whole[:, :sigmoids], mode="clip"),
        _TANH.take(whole[:, sigmoids:], mode="clip"),
    )
