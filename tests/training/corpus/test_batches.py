"""Ids on disk and the batches they make."""

import pickle
from pathlib import Path

import numpy as np
import pytest

from wisdom_training.corpus import batches as module
from wisdom_training.corpus.batches import Columns, TokenFile, count_batches, release, write_ids


def test_ids_are_written_as_they_come(tmp_path: Path) -> None:
    path = tmp_path / "train.ids"
    file = write_ids(path, (np.array(ids) for ids in ([1, 2], [258])), 300)
    assert file == TokenFile(path, "<u2", 3)
    assert len(file) == 3
    assert path.read_bytes() == b"\x01\x00\x02\x00\x02\x01"
    assert file.open().tolist() == [1, 2, 258]


@pytest.mark.parametrize(("vocabulary", "dtype"), [(65_536, "<u2"), (65_537, "<u4")])
def test_ids_are_as_wide_as_the_vocabulary_needs(
    tmp_path: Path, vocabulary: int, dtype: str
) -> None:
    file = write_ids(tmp_path / "train.ids", [np.array([vocabulary - 1])], vocabulary)
    assert file.dtype == dtype
    assert file.open().tolist() == [vocabulary - 1]


def test_a_token_file_travels_to_other_processes(tmp_path: Path) -> None:
    file = write_ids(tmp_path / "train.ids", [np.arange(5)], 5)
    assert pickle.loads(pickle.dumps(file)).open().tolist() == [0, 1, 2, 3, 4]  # noqa: S301 (ours)


def test_a_file_is_mapped_for_reading_only(tmp_path: Path) -> None:
    ids = write_ids(tmp_path / "train.ids", [np.arange(5)], 5).open()
    assert isinstance(ids, np.memmap)
    assert not ids.flags.writeable


def test_columns_are_read_side_by_side_and_around_the_end() -> None:
    columns = Columns(np.arange(8), batch=2, steps=2, offset=1)
    assert columns.batches == 2
    inputs, targets = columns.take(0)
    assert (inputs.tolist(), targets.tolist()) == ([[1, 2], [5, 6]], [[2, 3], [6, 7]])
    inputs, targets = columns.take(1)
    assert (inputs.tolist(), targets.tolist()) == ([[3, 4], [7, 0]], [[4, 5], [0, 1]])
    assert inputs.dtype == targets.dtype == np.int64


@pytest.mark.parametrize("offset", [0, 1, 17, 59])
def test_an_epoch_reads_the_rolled_text_once(offset: int) -> None:
    ids = np.random.default_rng(0).integers(100, size=60)
    columns = Columns(ids, batch=3, steps=5, offset=offset)
    taken = [columns.take(position) for position in range(columns.batches)]
    ring = np.roll(ids, -offset)
    inputs = np.concatenate([inputs for inputs, _ in taken], axis=1)
    targets = np.concatenate([targets for _, targets in taken], axis=1)
    np.testing.assert_array_equal(inputs.ravel(), ring)
    np.testing.assert_array_equal(targets.ravel(), np.roll(ring, -1))


def test_what_fills_no_batch_is_left_out() -> None:
    columns = Columns(np.arange(11), batch=2, steps=2)
    assert columns.batches == count_batches(11, 2, 2) == 2
    inputs = np.concatenate([columns.take(p)[0] for p in range(2)], axis=1)
    assert inputs.tolist() == [[0, 1, 2, 3], [4, 5, 6, 7]]


def test_offsets_move_what_is_left_out_around_the_ring() -> None:
    read = {
        int(token)
        for offset in range(11)
        for position in range(2)
        for token in Columns(np.arange(11), 2, 2, offset).take(position)[0].ravel()
    }
    assert read == set(range(11))


def test_a_long_epoch_over_a_mapped_file_reads_the_same(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "_RELEASE_EVERY", 2)
    ids = np.random.default_rng(0).integers(100, size=4000)
    columns = Columns(write_ids(tmp_path / "train.ids", [ids], 100).open(), 4, 50, offset=3)
    inputs = np.concatenate([columns.take(p)[0] for p in range(columns.batches)], axis=1)
    np.testing.assert_array_equal(inputs.ravel(), np.roll(ids, -3))


@pytest.mark.skipif(not Path("/proc/self/smaps").exists(), reason="only on Linux")
def test_what_was_read_of_a_mapped_file_is_released(tmp_path: Path) -> None:
    path = tmp_path / "train.ids"
    ids = write_ids(path, [np.arange(500_000)], 500_000).open()
    assert int(ids.sum()) == 500_000 * 499_999 // 2
    assert resident(path) >= 1_900
    release(ids)
    assert resident(path) == 0
    assert ids[-1] == 499_999


def resident(path: Path) -> int:
    """Kibibytes of the mapped file that are in this process's memory."""
    lines = iter(Path("/proc/self/smaps").read_text(encoding="utf-8").splitlines())
    next(line for line in lines if line.endswith(str(path)))
    return int(next(line for line in lines if line.startswith("Rss:")).split()[1])
