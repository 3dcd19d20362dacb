"""The working folder beside the output, ``VOICE.safetensors.work/``: the corpus as text and ids.

Each product has a manifest, written last, with a key of its inputs and the facts known about it. A
product whose manifest is missing or has another key is made again.
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
    """The facts in the manifest at ``path``, or None unless it is readable and has this ``key``."""
    try:
        found = json.loads(path.read_text(encoding="utf-8"))
        known: dict[str, Any] | None = found["known"] if found["key"] == key else None
    except (OSError, ValueError, KeyError, TypeError):
        return None
    return known


def write_manifest(path: Path, key: str, known: dict[str, Any]) -> None:
    """Write the manifest of a complete product: the key of its inputs, and the facts about it."""
    content = json.dumps({"key": key, "known": known}, ensure_ascii=False)
    write_whole(path, content.encode())


@contextmanager
def open_workspace(folder: Path) -> Iterator[None]:
    """Create ``folder``; an OSError inside becomes a CorpusError.

    If anything fails, a folder that is new is removed again.
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
            f"cannot prepare the corpus in {folder}: {error.strerror}. That takes up to five "
            f"times as much space as the corpus; free some space, or give another --output"
        ) from error
