"""The files of a run: the voice, its curves, and what lies beside them until the voice is whole."""

from __future__ import annotations

import os
import shutil
from dataclasses import dataclass
from pathlib import Path

from wisdom_model.voice.file import Voice, save_voice
from wisdom_training.errors import CheckpointError, FlagError, TrainingError
from wisdom_training.train.task import checkpoint_path


@dataclass(frozen=True)
class Outputs:
    """Where a run writes."""

    voice: Path
    """FILE.safetensors"""
    draws: bool
    """Whether curves are drawn."""

    @property
    def curves(self) -> Path:
        """FILE.svg, the curves of losses and rate."""
        return self.voice.with_suffix(".svg")

    @property
    def workspace(self) -> Path:
        """FILE.safetensors.work/, the corpus as ids."""
        return self.voice.with_name(f"{self.voice.name}.work")

    @property
    def checkpoints(self) -> list[Path]:
        """The states of both models."""
        return [checkpoint_path(self.voice, model) for model in ("char", "word")]

    def check(self, *, resume: bool, force: bool) -> None:
        """See before training that its result can be written and that no other is lost."""
        voice, folder = self.voice, self.voice.parent
        if voice.suffix != ".safetensors":
            raise FlagError(f"--output is {voice}: a voice's name ends in .safetensors")
        if not folder.is_dir():
            raise FlagError(f"--output is {voice}: there is no folder {folder}")
        if not os.access(folder, os.W_OK):
            raise FlagError(f"--output is {voice}: you may not write into {folder}")
        for path in (voice, self.curves) if self.draws else (voice,):
            if path.exists() and not force:
                raise FlagError(
                    f"{path} exists already: give another --output, or --force to replace it"
                )
        unfinished = [path for path in self.checkpoints if path.exists()]
        if unfinished and not resume and not force:
            raise CheckpointError(
                f"{unfinished[0]} holds an unfinished run: go on with it (--resume) or begin "
                f"anew (--force)"
            )

    def save(self, voice: Voice) -> None:
        """Write the voice; raises TrainingError where the system refuses, as on a full disk."""
        try:
            save_voice(self.voice, voice)
        except OSError as error:
            raise TrainingError(
                f"cannot write {self.voice}: {error.strerror}. The training is not lost, its "
                f"checkpoints lie in {self.voice.parent}: free some space there and give the same "
                f"command with --resume"
            ) from error

    def forget(self) -> None:
        """Remove the checkpoints."""
        for checkpoint in self.checkpoints:
            checkpoint.unlink(missing_ok=True)

    def clean(self) -> None:
        """Remove all that is not the result."""
        self.forget()
        shutil.rmtree(self.workspace, ignore_errors=True)
