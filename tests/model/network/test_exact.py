"""The same bits on every machine: sums of whole numbers, and functions of + - * / alone."""

import os
import signal
import subprocess
import sys

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import array_shapes, arrays

from wisdom_model.network.exact import (
    LARGEST,
    WIDEST,
    Matrix,
    decay,
    exp,
    exp_one,
    find_grid,
    log,
    quantise,
    tanh,
    total,
)

WEIGHTS = arrays(
    np.float32,
    array_shapes(min_dims=2, max_dims=2, max_side=6),
    elements=st.floats(-1000, 1000, width=32),
)


@given(WEIGHTS)
def test_a_weight_is_off_by_half_a_step_at_most(weight: np.ndarray) -> None:
    whole, scale = quantise(weight)
    assert (np.abs(whole.astype(int)) <= LARGEST).all()
    assert (np.abs(whole * scale[:, None] - weight) <= scale[:, None] * 0.5001).all()


@given(WEIGHTS)
def test_what_was_rounded_once_stays(weight: np.ndarray) -> None:
    once = quantise(weight)
    twice = quantise(once.rounded)
    assert (twice.rounded == once.rounded).all()


@pytest.mark.parametrize("width", [1, 256, 320, 1024, 1025, 3000])
def test_a_product_is_the_exact_one(width: int) -> None:
    """The largest numbers there are: any rounding on the way would show."""
    rng = np.random.default_rng(0)
    matrix = Matrix(quantise(rng.choice([-1.0, 1.0], (7, width)).astype(np.float32)))
    grid = find_grid(width)
    steps = rng.choice([-grid, grid, grid // 2], (5, width))
    expected = steps @ matrix.whole.T.astype(int)
    found = matrix.multiply(steps.astype(np.float32), np.ones(7, np.float32))
    assert (found == expected.astype(np.float32)).all()
    assert WIDEST * grid * LARGEST < 2**24 or width < WIDEST


@pytest.mark.parametrize("batch", [1, 2, 3, 4, 5, 8, 9])
def test_a_vector_gives_the_same_in_any_batch(batch: int) -> None:
    rng = np.random.default_rng(1)
    matrix = Matrix(quantise(rng.normal(size=(40, 320)).astype(np.float32)))
    steps = np.rint(matrix.grid * np.tanh(rng.normal(size=(batch, 320)))).astype(np.float32)
    scale = matrix.scale / matrix.grid
    together = matrix.multiply(steps, scale)
    alone = [matrix.multiply(vector[None], scale)[0] for vector in steps]
    assert (together == np.stack(alone)).all()


def test_vectors_of_any_size_are_multiplied_to_the_grids_precision() -> None:
    rng = np.random.default_rng(2)
    weight, vectors = rng.normal(size=(20, 128)), 50 * rng.normal(size=(4, 128))
    matrix = Matrix(quantise(weight.astype(np.float32)))
    vectors[3] = 0
    found = matrix.multiply_any(vectors.astype(np.float32))
    assert found == pytest.approx(vectors @ weight.T, abs=20)  # of values up to 1500
    assert (found[3] == 0).all()


@given(arrays(np.float64, 9, elements=st.floats(-708, 708)))
def test_exp_is_the_exponential(numbers: np.ndarray) -> None:
    assert exp(numbers) == pytest.approx(np.exp(numbers), rel=1e-14)


@given(st.floats(-800, 709))
def test_one_exponential_is_the_same_as_among_others(number: float) -> None:
    assert exp_one(number) == exp(np.array([number]))[0]


@given(arrays(np.float64, 9, elements=st.floats(0, 700)))
def test_decay_is_the_exponential_of_minus_each(numbers: np.ndarray) -> None:
    assert decay(numbers) == pytest.approx(np.exp(-numbers), rel=1e-6)


@given(arrays(np.float64, 9, elements=st.floats(1e-300, 1e300)))
def test_log_is_the_logarithm(numbers: np.ndarray) -> None:
    assert log(numbers) == pytest.approx(np.log(numbers), rel=1e-13, abs=1e-15)


def test_what_is_impossible_weighs_nothing() -> None:
    assert exp(np.array([-np.inf, -1e6, 0.0])).tolist() == [0, 0, 1]
    assert decay(np.array([np.inf, 1e6, 0.0])).tolist() == [0, 0, 1]


@given(arrays(np.float32, 9, elements=st.floats(-100, 100, width=32)))
def test_tanh_is_the_hyperbolic_tangent(numbers: np.ndarray) -> None:
    assert tanh(numbers) == pytest.approx(np.tanh(numbers), abs=1 / 2000)


def test_total_runs_from_left_to_right() -> None:
    numbers = np.array([[1e16, 1, -1e16, 1]])
    assert total(numbers).tolist() == [[1]]  # 1e16 + 1 is 1e16


SCRIPT = """
import hashlib, numpy as np
from wisdom_model.voice.file import bundled_voice, load_voice
voice, found = load_voice(bundled_voice("ishmael")), hashlib.sha256()
for model in (voice.char, voice.word):
    ids = np.random.default_rng(0).integers(len(model.vocabulary), size=(5, 30))
    logits, state = model.network.forward(ids, model.network.start(5))
    found.update(logits.tobytes() + state.hidden.tobytes() + state.cell.tobytes())
print(found.hexdigest())
"""
KERNELS = ("Haswell", "Zen", "Sandybridge", "Nehalem", "Prescott", "SkylakeX")
"""Of OpenBLAS for x86: with and without fused multiply-add, 4 to 16 numbers at once."""


def think(**variables: str) -> str | None:
    """What the script prints; None where the processor has not what the kernel is made of."""
    done = subprocess.run(
        [sys.executable, "-W", "ignore", "-c", SCRIPT],
        env={**os.environ, "OPENBLAS_NUM_THREADS": "1", **variables},
        check=False,
        stdout=subprocess.PIPE,
        text=True,
    )
    if done.returncode == -signal.SIGILL:
        return None
    done.check_returncode()
    return done.stdout


@pytest.mark.slow
def test_the_voice_that_ships_thinks_the_same_on_every_kernel() -> None:
    """Where numpy multiplies by something else than OpenBLAS, the variable changes nothing."""
    found = [think(OPENBLAS_CORETYPE=kernel) for kernel in KERNELS]
    found += [think(OPENBLAS_NUM_THREADS="2"), think(NPY_DISABLE_CPU_FEATURES="AVX2 FMA3")]
    known = [digest for digest in found if digest is not None]
    assert len(known) >= len(found) - 2
    assert set(known) == {known[0]}
