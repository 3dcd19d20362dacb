"""The state of a run on disk, whole or not at all, so that a kill costs a minute at most.

A checkpoint goes on only with what it was made with. The rates and the limits of the gradient are
the exception: whoever comes back after a divergence must be able to lower them.
"""

from __future__ import annotations

import io
import pickle
import warnings
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import torch

from wisdom_model.atomic_write import write_whole
from wisdom_training.errors import CheckpointError
from wisdom_training.settings import flag

VERSION = 2
"""Raised when the content of a checkpoint changes its meaning."""
STEERABLE = frozenset(
    flag(model, name)
    for model in ("char", "word")
    for name in ("rate", "muon_rate", "clip", "clip_value", "gradient_noise")
)
"""Flags that may be changed when a run is taken up again; they count from there on."""

_FILE_MODE = 0o600  # for one's own eyes: nobody else goes on with it


class CheckpointWarning(UserWarning):
    """A checkpoint could not be written; the one before it is still whole."""


def save_checkpoint(path: Path, identity: Mapping[str, Any], state: Mapping[str, Any]) -> None:
    """Write ``state`` (tensors, numbers, strings, dicts, lists) and what it belongs to.

    Where the system refuses, as on a full disk, the last checkpoint stays and a CheckpointWarning
    is given: that a night's work cannot be saved just now is no reason to lose it.
    """
    # First into memory: torch hides what the system said of a failed write.
    content = io.BytesIO()
    torch.save({"version": VERSION, "identity": dict(identity), "state": state}, content)
    try:
        write_whole(path, content.getbuffer(), _FILE_MODE)
    except OSError as error:
        warnings.warn(
            f"the checkpoint {path} cannot be written: {error.strerror}. Training goes on, and "
            f"--resume would begin where the last one was written; free some space there",
            CheckpointWarning,
            stacklevel=2,
        )


def load_checkpoint(path: Path, identity: Mapping[str, Any]) -> dict[str, Any]:
    """The state saved for exactly ``identity`` (but STEERABLE); raises CheckpointError."""
    try:
        content = torch.load(path, map_location="cpu", weights_only=True)
        version, found = content["version"], content["identity"]
        state: dict[str, Any] = content["state"]
    except (OSError, RuntimeError, EOFError, KeyError, TypeError, pickle.UnpicklingError) as error:
        raise CheckpointError(
            f"cannot read the checkpoint {path}: {error}. Delete it, and this model begins anew"
        ) from error
    if version != VERSION:
        raise CheckpointError(
            f"{path} is a checkpoint of version {version}, expected {VERSION}: "
            f"delete it, and this model begins anew"
        )
    for key in sorted((identity.keys() | found.keys()) - STEERABLE):
        if identity.get(key) != found.get(key):
            raise CheckpointError(
                f"{path} was made with {key} = {found.get(key)!r}, now it is "
                f"{identity.get(key)!r}: give the same corpus and flags, or delete it, and this "
                f"model begins anew"
            )
    return state
