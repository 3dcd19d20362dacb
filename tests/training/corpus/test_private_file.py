"""Files that only their owner may read."""

from pathlib import Path

import pytest

from wisdom_training.corpus.private_file import write_private
from wisdom_training.errors import CorpusError


def test_only_the_owner_may_read_it(tmp_path: Path) -> None:
    write_private(tmp_path / "a.txt", "Çelik \ud83d")
    assert (tmp_path / "a.txt").read_text(encoding="utf-8") == "Çelik ?"
    assert (tmp_path / "a.txt").stat().st_mode & 0o777 == 0o600


def test_a_folder_that_is_not_there_is_an_error(tmp_path: Path) -> None:
    path = tmp_path / "no" / "a.txt"
    with pytest.raises(CorpusError, match=r"^cannot write .*a\.txt: No such file or directory$"):
        write_private(path, "")
