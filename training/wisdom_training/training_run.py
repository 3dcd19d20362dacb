"""``wisdom train``: read, prepare, train, evaluate, save, and say what was done."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from pathlib import Path

from rich.console import Console

from wisdom_model.model_file import Voice, save_voice
from wisdom_training.checkpoint import checkpoint_path
from wisdom_training.corpus import read_corpus
from wisdom_training.errors import CheckpointError, FlagError
from wisdom_training.progress import make_display
from wisdom_training.settings import CharSettings, WordSettings
from wisdom_training.workers import train_models
from wisdom_training.workshop import Plan, assemble_voice, count_jobs, make_tasks, prepare

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
    plan = Plan(read, char, word, vectors, seed, name or corpus[0].stem)
    prepared = prepare(plan)
    for note in (*read.notes, *prepared.notes):
        say(note)
    tasks = make_tasks(prepared, output)
    with make_display(Console(), say) as display:
        results = train_models(tasks, resume=resume, jobs=jobs or count_jobs(), report=display.show)
    voice = assemble_voice(prepared, results)
    save_voice(output, voice)
    for checkpoint in checkpoints:
        checkpoint.unlink(missing_ok=True)
    say(describe_result(voice))
    say(f"wrote {output} ({output.stat().st_size / 1e6:.2f} MB)")
    return voice


def check_output(output: Path, checkpoints: Sequence[Path], *, resume: bool, force: bool) -> None:
    """See that training will not end in vain; with ``force`` and no ``resume``, begin anew."""
    if output.suffix != ".safetensors":
        raise FlagError(f"--output is {output}: a voice's name ends in .safetensors")
    if not output.parent.is_dir():
        raise FlagError(f"--output is {output}: there is no folder {output.parent}")
    if output.exists() and not force:
        raise FlagError(f"{output} exists already: give another --output, or --force to replace it")
    unfinished = [path for path in checkpoints if path.exists()]
    if unfinished and not resume:
        if not force:
            raise CheckpointError(
                f"{unfinished[0]} holds an unfinished run: go on with it (--resume) or begin "
                f"anew (--force)"
            )
        for path in unfinished:
            path.unlink()


def describe_result(voice: Voice) -> str:
    """A table of both models' losses on the test part."""
    lines = ["model  nats/token  perplexity  bits/character  unknown  best epoch  CPU minutes"]
    for name in ("char", "word"):
        scores, run = voice.metadata["evaluation"][name], voice.metadata["training"][name]
        lines.append(
            f"{name:5}  {scores['nats_per_token']:10.4f}  {scores['perplexity']:10.2f}  "
            f"{scores['bits_per_character']:14.4f}  {scores['unknown']:7.2%}  "
            f"{run['best_epoch']:10}  {run['cpu_minutes']:11}"
        )
    return "\n".join(lines)
