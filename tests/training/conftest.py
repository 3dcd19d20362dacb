"""Fixtures of the training tests."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from training.runs import write_corpus


@pytest.fixture
def one_thread() -> Iterator[None]:
    """Let torch use one thread, as a worker does, so that sums have a fixed order."""
    import torch  # noqa: PLC0415 (not installed everywhere)

    threads = torch.get_num_threads()
    torch.set_num_threads(1)
    yield
    torch.set_num_threads(threads)


@pytest.fixture(scope="session")
def corpus(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """About 20,000 characters of nonsense in paragraphs."""
    return write_corpus(tmp_path_factory.mktemp("corpus") / "book.txt")
