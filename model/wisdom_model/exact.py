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
numpy carries out one after the other; ``tanh`` is a table of them. Sums run through ``total``,
from left to right.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

Float = NDArray[np.float32]

LARGEST = 127
"""The largest weight, as a whole number: a signed byte."""
WIDEST = 1024
"""Numbers that one exact sum may have; a wider product is a sum of several, in steady order."""

_EXACT = 2**24  # float32 holds every whole number up to it
_SCALE_BITS = 17  # of a scale's mantissa: with a weight's 7 they fit into float32's 24
_FEW = 3  # vectors: up to so many, one product a vector is faster than one for all (OpenBLAS 0.3)


class Quantised(NamedTuple):
    """A weight of (rows, width) as whole numbers and one scale a row."""

    whole: NDArray[np.int8]  # (rows, width)
    scale: Float  # (rows,), above 0

    @property
    def rounded(self) -> Float:
        """The numbers that it stands for, (rows, width)."""
        product: Float = self.whole.astype(np.float32) * self.scale[:, None]
        return product  # exact: 7 bits times 17


def quantise(weight: NDArray[np.floating]) -> Quantised:
    """Round (rows, width); what was rounded once stays as it is."""
    peak = np.abs(weight.astype(np.float64)).max(axis=1, initial=0)
    mantissa, exponent = np.frexp(peak / LARGEST)
    mantissa = np.ceil(np.ldexp(mantissa, _SCALE_BITS))
    scale = np.where(peak > 0, np.ldexp(mantissa, exponent - _SCALE_BITS), 1).astype(np.float32)
    scale[scale == 0] = np.finfo(np.float32).tiny  # a row of numbers too small for float32
    whole = np.rint(weight / scale[:, None].astype(np.float64)).astype(np.int8)
    return Quantised(whole, scale)


def find_grid(width: int) -> int:
    """Steps from 0 to 1 on the grid of what a product of this width multiplies."""
    return (_EXACT - 1) // (LARGEST * min(width, WIDEST))


class Matrix:
    """A weight made ready to multiply."""

    def __init__(self, weight: Quantised) -> None:
        self.weight = weight
        self.whole, self.scale = weight
        width = self.whole.shape[1]
        self.grid = np.float32(find_grid(width))
        self.ends = list(range(WIDEST, width, WIDEST))
        # Column by column: that is how BLAS reads it fastest for a vector and for a few.
        self.columns: Float = np.ascontiguousarray(self.whole.T, dtype=np.float32)

    def multiply(self, vectors: Float, scale: Float) -> Float:
        """W x of (B, width) in -1 to 1, each number times ``scale``, (rows,): (B, rows).

        The scale is ``self.scale``, or a multiple of it, over ``self.grid``.
        """
        product: Float = self._sum(np.rint(vectors * self.grid))
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
        product: Float = self._sum(other.whole[rows].astype(np.float32))
        product *= other.scale[rows][:, None]
        product *= self.scale
        return product

    def _sum(self, whole: Float) -> Float:
        """Products of whole numbers, (B, width), with the whole weights: (B, rows)."""
        if self.ends:
            parts = np.split(self.columns, self.ends)
            vectors = np.split(whole, self.ends, axis=1)
            total = vectors[0] @ parts[0]
            for vector, part in zip(vectors[1:], parts[1:], strict=True):
                total += vector @ part
            return total
        if 1 < len(whole) <= _FEW:
            return np.stack([vector @ self.columns for vector in whole])
        product: Float = whole @ self.columns
        return product


_LOG2_E = 1.4426950408889634
# ln 2 in two parts, the first with so few digits that a whole number times it is exact.
_LN2_HIGH, _LN2_LOW = 0.693147180369123816490, 1.90821492927058770002e-10
_FACTORIALS = tuple(1 / np.prod(np.arange(1.0, n + 1)) for n in range(13, 1, -1))
_LOG_TERMS = tuple(2 / n for n in range(21, 1, -2))


def exp(numbers: NDArray[np.float64]) -> NDArray[np.float64]:
    """The exponential of each number, to about 1e-15 of it; -inf gives 0."""
    numbers = np.maximum(numbers, -746.0)
    power = np.rint(numbers * _LOG2_E)
    rest = numbers - power * _LN2_HIGH
    rest -= power * _LN2_LOW
    series = rest * _FACTORIALS[0]
    for term in _FACTORIALS[1:]:
        series += term
        series *= rest
    series += 1  # 1 + x / 2! + x^2 / 3! + ...
    series *= rest
    series += 1
    found: NDArray[np.float64] = np.ldexp(series, power.astype(np.int32))
    return found


def log(numbers: NDArray[np.float64]) -> NDArray[np.float64]:
    """The natural logarithm of each number, above 0, to about 1e-15."""
    mantissa, power = np.frexp(numbers)
    small = mantissa < 0.7071067811865476  # noqa: PLR2004 (so that both sides of 1 are as near)
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


def total(numbers: NDArray[np.floating]) -> NDArray[np.floating]:
    """Sums over the last axis, which stays with width 1, always from left to right."""
    sums: NDArray[np.floating] = np.add.accumulate(numbers, axis=-1)[..., -1:]
    return sums


_STEPS, _REACH = 1024, 9  # of the table: entries between 0 and 1, and where tanh is 1 in float32
_PLACES = np.arange(-_STEPS * _REACH, _STEPS * _REACH + 1) / _STEPS
_TANH = (1 - 2 / (exp(2 * _PLACES) + 1)).astype(np.float32)


def tanh(numbers: Float) -> Float:
    """The hyperbolic tangent of each number, to 1/2048."""
    places = numbers * np.float32(_STEPS)
    places += np.float32(_STEPS * _REACH + 0.5)
    found: Float = _TANH.take(places.astype(np.intp), mode="clip")
    return found
