"""Files of a corpus folder, which only their owner may read: somebody wrote what is in them."""

from __future__ import annotations

from pathlib import Path

from wisdom_model.atomic_write import write_whole
from wisdom_training.errors import CorpusError

OWNER_ONLY = 0o600


def write_private(path: Path, text: str) -> None:
    """Write ``text`` to ``path``, whole or not at all; raises CorpusError where that fails.

    Half of a surrogate pair, which services do write, becomes a question mark.
    """
    try:
        write_whole(path, text.encode("utf-8", "replace"), OWNER_ONLY)
    except OSError as error:
        raise CorpusError(f"cannot write {path}: {error.strerror}") from error
