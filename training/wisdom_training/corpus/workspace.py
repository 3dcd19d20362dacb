"""The folder beside the output in which a corpus is made ready: ``VOICE.safetensors.work/``.

Beside each product lies a note, written last: what it was made from (a key) and what is known of
it. A product whose note has another key, or none, is made anew.
"""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from wisdom_model.atomic_write import write_whole
from wisdom_training.errors import CorpusError


def read_manifest(path: Path, key: str) -> dict[str, Any] | None:
    """What the note at ``path`` says, or None unless it is there, whole, and of this ``key``."""
    try:
        found = json.loads(path.read_text(encoding="utf-8"))
        known: dict[str, Any] | None = found["known"] if found["key"] == key else None
    except (OSError, ValueError, KeyError, TypeError):
        return None
    return known


def write_manifest(path: Path, key: str, known: dict[str, Any]) -> None:
    """Say at ``path`` that a product is whole, what it was made from, and what is known of it."""
    content = json.dumps({"key": key, "known": known}, ensure_ascii=False)
    write_whole(path, content.encode())


@contextmanager
def making(folder: Path) -> Iterator[None]:
    """Create ``folder``, and say in a CorpusError where what is made in it cannot be written.

    A folder that was not there before goes again if anything fails.
    """
    fresh = not folder.exists()
    try:
        folder.mkdir(parents=True, exist_ok=True)
        try:
            yield
        except BaseException:
            if fresh:
                shutil.rmtree(folder, ignore_errors=True)
            raise
    except OSError as error:
        raise CorpusError(
            f"cannot make the corpus ready in {folder}: {error.strerror}. It takes up to five "
            f"times as much space there as the corpus has; make room, or give another --output"
        ) from error
