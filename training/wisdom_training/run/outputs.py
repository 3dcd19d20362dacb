"""The files of a run: the voice, its curves, and the working files beside them."""

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
    draws_curves: bool
    """Whether the run writes ``curves``."""

    @property
    def curves(self) -> Path:
        """FILE.svg: losses and learning rate."""
        return self.voice.with_suffix(".svg")

    @property
    def workspace(self) -> Path:
        """FILE.safetensors.work/: the corpus as clean text and as ids."""
        return self.voice.with_name(f"{self.voice.name}.work")

    @property
    def checkpoints(self) -> list[Path]:
        """The checkpoints of both models."""
        return [checkpoint_path(self.voice, model) for model in ("char", "word")]

    def check(self, *, resume: bool, force: bool) -> None:
        """Check before training that the result can be written and replaces nothing.

        Raises FlagError, or CheckpointError if a checkpoint would be lost.
        """
        voice, folder = self.voice, self.voice.parent
        if voice.suffix != ".safetensors":
            raise FlagError(f"--output is {voice}: a voice's name ends in .safetensors")
        if not folder.is_dir():
            raise FlagError(f"--output is {voice}: there is no folder {folder}")
        if not os.access(folder, os.W_OK):
            raise FlagError(f"--output is {voice}: you may not write into {folder}")
        for path in (voice, self.curves) if self.draws_curves else (voice,):
            if path.exists() and not force:
                raise FlagError(
                    f"{path} exists already: give another --output, or --force to replace it"
                )
        unfinished = [path for path in self.checkpoints if path.exists()]
        if unfinished and not resume and not force:
            raise CheckpointError(
                f"{unfinished[0]} holds an unfinished run: continue it (--resume) or start over "
                f"(--force)"
            )

    def check_unfinished(self) -> None:
        """Raise CheckpointError unless both models have a checkpoint, so that both can be ended."""
        for path in self.checkpoints:
            if not path.exists():
                raise CheckpointError(
                    f"--finish ends an interrupted run, and there is no {path}: train without "
                    f"--finish for a minute or two, until both models have a checkpoint"
                )

    def save(self, voice: Voice) -> None:
        """Write the voice; raises TrainingError if that fails, e.g. because the disk is full."""
        try:
            save_voice(self.voice, voice)
        except OSError as error:
            raise TrainingError(
                f"cannot write {self.voice}: {error.strerror}. {self._describe_rescue()}"
            ) from error

    def _describe_rescue(self) -> str:
        """What is left of a training whose voice cannot be written, and what to do."""
        folder = self.voice.parent
        if self.has_checkpoints():
            return (
                f"The training is not lost: its checkpoints are in {folder}. Free some space "
                f"there and give the same command with --resume"
            )
        return (
            f"The training is lost, because its checkpoints could not be written either. Free "
            f"some space in {folder} and train again"
        )

    def has_checkpoints(self) -> bool:
        """Whether both models have a checkpoint."""
        return all(path.is_file() for path in self.checkpoints)

    def remove_checkpoints(self) -> None:
        for checkpoint in self.checkpoints:
            checkpoint.unlink(missing_ok=True)

    def remove_working_files(self) -> None:
        """Remove everything but the voice and its curves."""
        self.remove_checkpoints()
        shutil.rmtree(self.workspace, ignore_errors=True)
