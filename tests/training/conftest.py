"""Fixtures of the training tests, and the test files that need torch.

Those files import torch at the top like any other module. They are not collected where torch is
missing, and have the marker ``torch``.
"""

import importlib.util
from collections.abc import Iterator
from pathlib import Path

import pytest

from training.runs import write_corpus

FOLDER = Path(__file__).parent
NEEDS_TORCH = (
    "fitting/test_gate.py",
    "fitting/test_voice.py",
    "run/test_pipeline.py",
    "run/test_robustness.py",
    "run/test_torchrun.py",
    "train/test_cells.py",
    "train/test_checkpoint.py",
    "train/test_device.py",
    "train/test_loss.py",
    "train/test_network.py",
    "train/test_optimizers.py",
    "train/test_replicas.py",
    "train/test_single_model.py",
    "train/test_trainer.py",
    "train/test_weight_updater.py",
)
collect_ignore = [] if importlib.util.find_spec("torch") else [*NEEDS_TORCH]


def pytest_itemcollected(item: pytest.Item) -> None:
    """Mark the tests in these files."""
    if item.path.relative_to(FOLDER).as_posix() in NEEDS_TORCH:
        item.add_marker(pytest.mark.torch)


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
