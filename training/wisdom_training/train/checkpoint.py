"""The state of a run on disk, written whole or not at all: a kill costs a minute at most.

A run is resumed only with the corpus and the flags that its checkpoint was made with. Learning
rates and gradient clipping are an exception, so that a user can lower them after a divergence, and
so is how often the validation loss is measured.
"""

from __future__ import annotations

import errno
import io
import stat
import warnings
import zipfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import torch

from wisdom_model.atomic_write import write_whole
from wisdom_training.errors import CheckpointError
from wisdom_training.settings import flag

VERSION = 2
"""Incremented when the content of a checkpoint changes its meaning."""
CHANGEABLE_FLAGS = frozenset(
    flag(model, name)
    for model in ("char", "word")
    for name in (
        "rate",
        "muon_rate",
        "clip",
        "clip_value",
        "gradient_noise",
        "evaluate_every",
    )
)
"""Flags that may be changed when a run is resumed; they apply from there on."""

_START_OVER = "Delete it to train this model from the start"
_FILE_MODE = 0o600  # only the user who trains reads it


class CheckpointWarning(UserWarning):
    """A checkpoint could not be written; the one before it is still there."""


def save_checkpoint(path: Path, identity: Mapping[str, Any], state: Mapping[str, Any]) -> None:
    """Write ``state`` (tensors, numbers, strings, dicts, lists) and its ``identity``.

    If the file cannot be written, e.g. because the disk is full, the last checkpoint stays and a
    CheckpointWarning is issued: training itself can continue.
    """
    # First into memory: torch hides the system's error message of a failed write.
    content = io.BytesIO()
    torch.save({"version": VERSION, "identity": dict(identity), "state": state}, content)
    try:
        write_whole(path, content.getbuffer(), _FILE_MODE)
    except OSError as error:
        warnings.warn(
            f"the checkpoint {path} cannot be written: {error.strerror}. Training continues, "
            f"and --resume would begin at the last one that was written; free some space there",
            CheckpointWarning,
            stacklevel=2,
        )


def load_checkpoint(path: Path, identity: Mapping[str, Any]) -> dict[str, Any]:
    """The state saved for this ``identity``, ignoring CHANGEABLE_FLAGS; raises CheckpointError."""
    try:
        content = _read(path)
        version, found = content["version"], dict(content["identity"])
        state: dict[str, Any] = content["state"]
    except OSError as error:
        raise CheckpointError(
            f"cannot read the checkpoint {path}: {error.strerror}. {_START_OVER}"
        ) from error
    except Exception as error:  # torch and pickle raise nearly anything on damaged bytes
        raise damaged_checkpoint(path) from error
    if version != VERSION:
        raise CheckpointError(
            f"{path} is a checkpoint of version {version}, expected {VERSION}: "
            f"delete it to train this model from the start"
        )
    if not isinstance(state, dict):
        raise damaged_checkpoint(path)
    for key in sorted((identity.keys() | found.keys()) - CHANGEABLE_FLAGS):
        if identity.get(key) != found.get(key):
            raise CheckpointError(
                f"{path} was made with {key} = {found.get(key)!r}, now it is "
                f"{identity.get(key)!r}: give the same corpus and flags, or delete it to train "
                f"this model from the start"
            )
    return state


def _read(path: Path) -> Any:  # noqa: ANN401 (whatever the file has)
    """The content of a file of ``torch.save``, whose checksums are right."""
    if not stat.S_ISREG(path.stat().st_mode):
        raise OSError(errno.EINVAL, "it is not a regular file")
    content = io.BytesIO(path.read_bytes())
    with zipfile.ZipFile(content) as archive:  # torch itself does not compare the checksums
        if archive.testzip() is not None:
            raise ValueError(path)
    content.seek(0)
    return torch.load(content, map_location="cpu", weights_only=True)


def damaged_checkpoint(path: Path) -> CheckpointError:
    return CheckpointError(
        f"cannot read the checkpoint {path}: it is damaged, or no checkpoint. {_START_OVER}"
    )
