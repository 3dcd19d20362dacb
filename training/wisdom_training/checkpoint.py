"""The state of a run on disk, whole or not at all, so that a kill costs a minute at most."""

from __future__ import annotations

import os
import pickle
import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import torch

from wisdom_training.errors import CheckpointError

VERSION = 1
"""Raised when the content of a checkpoint changes its meaning."""


def save_checkpoint(path: Path, identity: Mapping[str, Any], state: Mapping[str, Any]) -> None:
    """Write ``state`` (tensors, numbers, strings, dicts, lists) and what it belongs to."""
    handle, temporary = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    try:
        with os.fdopen(handle, "wb") as file:
            torch.save({"version": VERSION, "identity": dict(identity), "state": state}, file)
            file.flush()
            os.fsync(file.fileno())
        Path(temporary).replace(path)
    except BaseException:
        Path(temporary).unlink(missing_ok=True)
        raise


def load_checkpoint(path: Path, identity: Mapping[str, Any]) -> dict[str, Any]:
    """The state saved for exactly ``identity``; raises CheckpointError for any other."""
    try:
        content = torch.load(path, weights_only=True)
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
    for key in sorted(identity.keys() | found.keys()):
        if identity.get(key) != found.get(key):
            raise CheckpointError(
                f"{path} was made with {key} = {found.get(key)!r}, now it is "
                f"{identity.get(key)!r}: give the same corpus and flags, or delete it, and this "
                f"model begins anew"
            )
    return state
