"""``wisdom train``: read, prepare, train, evaluate, save, and say what was done."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from contextlib import closing
from pathlib import Path

from rich.console import Console

from wisdom_model.model_file import Voice, save_voice
from wisdom_training.corpus import read_corpus
from wisdom_training.errors import CheckpointError, FlagError
from wisdom_training.progress import make_display
from wisdom_training.record import assemble_voice, describe_result
from wisdom_training.settings import CharSettings, WordSettings
from wisdom_training.task import checkpoint_path
from wisdom_training.workers import count_jobs, train_models
from wisdom_training.workshop import Plan, make_tasks, prepare

Say = Callable[[str], None]


def train_voice(  # noqa: PLR0913 (one parameter a flag)
    corpus: Sequence[Path],
    output: Path,
    char: CharSettings,
    word: WordSettings,
    *,
    say: Say,
    name: str | None = None,
    vectors: str | None = None,
    seed: int = 1,
    unwrap: str = "auto",
    drop: str | None = None,
    resume: bool = False,
    force: bool = False,
    jobs: int | None = None,
) -> Voice:
    """Train a voice, save it to ``output`` and return it; raises WisdomError."""
    checkpoints = [checkpoint_path(output, model) for model in ("char", "word")]
    check_output(output, checkpoints, resume=resume, force=force)
    read = read_corpus(corpus, unwrap=unwrap, drop=drop)
    plan = Plan(read, char, word, vectors, seed, name or corpus[0].resolve().stem)
    prepared = prepare(plan)
    for note in (*read.notes, *prepared.notes):
        say(note)
    tasks = make_tasks(prepared, output)
    if not resume:
        _remove(checkpoints)
    with closing(make_display(Console(), say)) as display:
        results = train_models(tasks, resume=resume, jobs=jobs or count_jobs(), report=display.show)
    voice = assemble_voice(prepared, results)
    save_voice(output, voice)
    _remove(checkpoints)
    say(describe_result(voice))
    say(f"wrote {output} ({output.stat().st_size / 1e6:.2f} MB)")
    return voice


def check_output(output: Path, checkpoints: Sequence[Path], *, resume: bool, force: bool) -> None:
    """See before training that its result can be written and that no other is lost."""
    if output.suffix != ".safetensors":
        raise FlagError(f"--output is {output}: a voice's name ends in .safetensors")
    if not output.parent.is_dir():
        raise FlagError(f"--output is {output}: there is no folder {output.parent}")
    if not os.access(output.parent, os.W_OK):
        raise FlagError(f"--output is {output}: you may not write into {output.parent}")
    if output.exists() and not force:
        raise FlagError(f"{output} exists already: give another --output, or --force to replace it")
    unfinished = [path for path in checkpoints if path.exists()]
    if unfinished and not resume and not force:
        raise CheckpointError(
            f"{unfinished[0]} holds an unfinished run: go on with it (--resume) or begin "
            f"anew (--force)"
        )


def _remove(checkpoints: Sequence[Path]) -> None:
    for checkpoint in checkpoints:
        checkpoint.unlink(missing_ok=True)
