"""The same bits on every machine: sums of whole numbers, and functions of + - * / alone."""

import os
import signal
import subprocess
import sys
from collections.abc import Callable

import numpy as np
import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from hypothesis.extra.numpy import array_shapes, arrays

from wisdom_model.errors import SettingsError
from wisdom_model.network.exact import (
    LARGEST_INTEGER,
    LONGEST_SUM,
    Matrix,
    exp,
    exp_negative,
    exp_scalar,
    find_grid,
    log,
    log_scalar,
    quantise,
    sum_in_order,
    tanh,
)

WEIGHTS = arrays(
    np.float32,
    array_shapes(min_dims=2, max_dims=2, max_side=6),
    elements=st.floats(-1000, 1000, width=32),
)


SUBNORMAL = np.array([[1.326e-42]], np.float32)
"""1/127 of it is no multiple of the smallest float32, 2^-149."""
EDGES = [
    SUBNORMAL,
    np.array([[-1e-45, 1e-44]], np.float32),
    np.array([[8002 * 2.0**-149]], np.float32),  # changes when rounded twice to a subnormal scale
    np.array([[1.5e-36, -1e-38], [0, 0]], np.float32),
    np.array([[5e-324, -1e-50]]),
    np.array([[1, -127 * 2.0**121]]),
    np.array([[65504, -6e-8]], np.float16),
    np.zeros((3, 0)),
    np.zeros((0, 3)),
]


def with_edges(test: Callable[[np.ndarray], None]) -> Callable[[np.ndarray], None]:
    for weight in EDGES:
        test = example(weight)(test)
    return test


@with_edges
@given(WEIGHTS)
def test_a_weight_is_off_by_half_a_step_at_most(weight: np.ndarray) -> None:
    whole, scale = quantise(weight)
    assert (np.abs(whole.astype(int)) <= LARGEST_INTEGER).all()
    exact = whole * scale[:, None].astype(np.float64)
    assert (np.abs(exact - weight) <= scale[:, None] * 0.5001).all()


@with_edges
@given(WEIGHTS)
def test_what_was_rounded_once_stays(weight: np.ndarray) -> None:
    once = quantise(weight)
    twice = quantise(once.dequantised)
    assert (twice.dequantised == once.dequantised).all()


@with_edges
@given(WEIGHTS)
def test_a_scale_is_a_normal_number_of_17_bits(weight: np.ndarray) -> None:
    _, scale = quantise(weight)
    mantissa, _ = np.frexp(scale.astype(np.float64))
    assert (scale >= np.finfo(np.float32).tiny).all()
    assert (np.ldexp(mantissa, 17) % 1 == 0).all()


def test_rows_are_rounded_apart_and_zeros_stay() -> None:
    whole, scale = quantise(np.array([[127, -1, 0.4], [0, 0, 0], [-254, 2, 3]]))
    assert whole.tolist() == [[127, -1, 0], [0, 0, 0], [-127, 1, 2]]
    assert scale.tolist() == [1, 1, 2]


@pytest.mark.parametrize(
    ("number", "found"),
    [
        (np.inf, "inf"),
        (-np.inf, "inf"),
        (np.nan, "nan"),
        (3.4e38, "3.4e\\+38"),
        (-1e300, "1e\\+300"),
    ],
)
def test_numbers_that_no_float32_holds_are_refused(number: float, found: str) -> None:
    with pytest.raises(
        SettingsError, match=f"a weight is {found} in size: expected at most 3.376e"
    ):
        quantise(np.array([[1, 2], [3, number]]))


@pytest.mark.parametrize("width", [1, 256, 320, 1024, 1025, 3000])
def test_a_product_is_the_exact_one(width: int) -> None:
    """The largest numbers there are: any rounding on the way would show."""
    rng = np.random.default_rng(0)
    matrix = Matrix(quantise(rng.choice([-1.0, 1.0], (7, width)).astype(np.float32)))
    grid = find_grid(width)
    steps = rng.choice([-grid, grid, grid // 2], (5, width))
    expected = steps @ matrix.integers.T.astype(int)
    found = matrix.multiply(steps.astype(np.float32), np.ones(7, np.float32))
    assert (found == expected.astype(np.float32)).all()
    assert LONGEST_SUM * grid * LARGEST_INTEGER < 2**24 or width < LONGEST_SUM


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
    vectors = (50 * rng.normal(size=(4, 128))).astype(np.float32)
    vectors[3] = 0
    weight = quantise(rng.normal(size=(20, 128)))
    found = Matrix(weight).multiply_any(vectors)
    exact = vectors.astype(np.float64) @ weight.dequantised.T.astype(np.float64)
    # Each number is off by half a step of the vector's own grid; scaling adds 2^-24 a few times.
    step = np.abs(vectors).max(axis=1, keepdims=True) / find_grid(128)
    bound = step / 2 * np.abs(weight.dequantised).sum(axis=1) * 1.001
    assert (np.abs(found - exact) <= bound).all()
    assert (found[3] == 0).all()


def test_vectors_too_small_for_the_grid_count_as_zero() -> None:
    matrix = Matrix(quantise(np.ones((2, 3))))
    found = matrix.multiply_any(np.array([[1e-40, 0, -1e-40], [0, 0, 0]], np.float32))
    assert found.tolist() == [[0, 0], [0, 0]]


# What numpy's own functions give may differ by a few 2^-53 from one processor to another. Ours has
# a series of four terms for at most ln 2 / 2048, which leaves out 5.5e-16, and about ten roundings.


@given(arrays(np.float64, 9, elements=st.floats(-708, 708)))
def test_exp_is_the_exponential(numbers: np.ndarray) -> None:
    assert exp(numbers) == pytest.approx(np.exp(numbers), rel=1e-14, abs=0)


@given(st.floats(-800, 709))
def test_one_exponential_is_the_same_as_among_others(number: float) -> None:
    assert exp_scalar(number) == exp(np.array([number]))[0]


@given(arrays(np.float64, 9, elements=st.floats(0, 700)))
def test_exp_negative_is_the_exponential_of_minus_each(numbers: np.ndarray) -> None:
    """Each number is cut to steps of 2^-20."""
    assert exp_negative(numbers) == pytest.approx(np.exp(-numbers), rel=2**-20 + 1e-12, abs=0)


@given(arrays(np.float64, 9, elements=st.floats(1e-300, 1e300)))
def test_log_is_the_logarithm(numbers: np.ndarray) -> None:
    assert log(numbers) == pytest.approx(np.log(numbers), rel=1e-14, abs=0)


@given(st.floats(1e-300, 1e300))
def test_one_logarithm_is_the_same_as_among_others(number: float) -> None:
    assert log_scalar(number) == log(np.array([number]))[0]


def test_what_is_impossible_weighs_nothing() -> None:
    assert exp(np.array([-np.inf, -1e6, 0.0])).tolist() == [0, 0, 1]
    assert exp_negative(np.array([np.inf, 1e6, 0.0])).tolist() == [0, 0, 1]


@given(arrays(np.float32, 9, elements=st.floats(-100, 100, width=32)))
def test_tanh_is_the_hyperbolic_tangent(numbers: np.ndarray) -> None:
    """Half a step of the table, 2^-11, and the rounding of a place in it, 2^-21."""
    expected = np.tanh(numbers.astype(np.float64))
    assert (np.abs(tanh(numbers) - expected) <= 2**-11 + 2**-20).all()


def test_a_sum_runs_from_left_to_right() -> None:
    numbers = np.array([[1e16, 1, -1e16, 1]])
    assert sum_in_order(numbers).tolist() == [[1]]  # 1e16 + 1 is 1e16


SCRIPT = """
import hashlib, numpy as np
from wisdom_model.voice.file import bundled_voice, load_voice
voice, found = load_voice(bundled_voice("ishmael")), hashlib.sha256()
for model in (voice.char, voice.word):
    ids = np.random.default_rng(0).integers(len(model.vocabulary), size=(5, 30))
    state = model.network.start(5)
    for now in ids.T:
        logits, state = model.network.step(now, state)
        found.update(logits.tobytes())
    found.update(state.hidden.tobytes() + state.cell.tobytes())
print(found.hexdigest())
"""
KERNELS = ("SkylakeX", "Haswell", "Zen", "Sandybridge", "Nehalem", "Prescott")
"""Of OpenBLAS for x86: with and without fused multiply-add, 4 to 16 numbers at once."""
FEATURES = "AVX2 FMA3 X86_V3 X86_V4"
"""Of a processor, as numpy before 2.4 and since then calls them; it warns of those it lacks."""
WINDOWS_SIGILL = 0xC000001D


def run_script(**variables: str) -> str | None:
    """What the script prints; None if the processor lacks instructions that the kernel uses."""
    done = subprocess.run(
        [sys.executable, "-W", "ignore", "-c", SCRIPT],
        env={**os.environ, "OPENBLAS_NUM_THREADS": "1", **variables},
        check=False,
        stdout=subprocess.PIPE,
        text=True,
    )
    if done.returncode in (-signal.SIGILL, WINDOWS_SIGILL):
        return None
    done.check_returncode()
    return done.stdout


@pytest.mark.slow
def test_the_voice_that_ships_computes_the_same_on_every_kernel() -> None:
    """With another library than OpenBLAS the first variable has no effect."""
    found = [run_script(OPENBLAS_CORETYPE=kernel) for kernel in KERNELS]
    found += [run_script(OPENBLAS_NUM_THREADS="2"), run_script(NPY_DISABLE_CPU_FEATURES=FEATURES)]
    known = [digest for digest in found if digest is not None]
    assert len(known) >= 4  # every x86-64 runs the last kernels, and the last two
    assert set(known) == {known[0]}
