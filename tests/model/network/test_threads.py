import numpy as np
import pytest
from threadpoolctl import threadpool_info, threadpool_limits

from wisdom_model.network.threads import one_blas_thread


def count_threads() -> set[int]:
    return {pool["num_threads"] for pool in threadpool_info() if pool["user_api"] == "blas"}


def test_numpy_multiplies_in_one_thread_and_then_as_before() -> None:
    with threadpool_limits(2, user_api="blas"):
        before = count_threads()
        if before != {2}:
            pytest.skip(f"this numpy's BLAS takes no number of threads: {np.show_config('dicts')}")
        with one_blas_thread():
            assert count_threads() == {1}
        assert count_threads() == before


def test_the_threads_come_back_after_an_error() -> None:
    with threadpool_limits(2, user_api="blas"):
        before = count_threads()
        with pytest.raises(ValueError, match="broken"), one_blas_thread():
            raise ValueError("broken")
        assert count_threads() == before
