"""Writing a file completely or not at all."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path


def write_whole(path: Path, content: bytes | memoryview, mode: int = 0o644) -> None:
    """Write ``content`` to ``path`` with these permissions; raises OSError.

    It is written to a hidden file in the same folder, which replaces ``path`` once it is on the
    disk. If that fails, ``path`` is as it was and the hidden file is removed.
    """
    handle, temporary = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        Path(temporary).chmod(mode)
        Path(temporary).replace(path)
    except BaseException:
        Path(temporary).unlink(missing_ok=True)
        raise
