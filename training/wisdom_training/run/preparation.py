"""From a corpus to tasks for the workers: parts, vocabularies, word vectors."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path
from typing import Any, TypeVar

import numpy as np

from wisdom_model.network.language_model import Architecture
from wisdom_model.text.tokenizer import TOKENIZER_VERSION, word_form
from wisdom_model.text.vocabulary import Vocabulary
from wisdom_training.corpus.dataset import Dataset, make_dataset
from wisdom_training.corpus.reading import Corpus
from wisdom_training.corpus.split import Parts, Shares, split
from wisdom_training.corpus.word_vectors import Embedding, build_embedding, read_vectors
from wisdom_training.errors import FlagError
from wisdom_training.settings import CharSettings, ModelSettings, WordSettings, flag
from wisdom_training.train.task import Task, checkpoint_path

Settings = TypeVar("Settings", bound=ModelSettings)


@dataclass(frozen=True)
class Plan:
    """What is to be trained."""

    corpus: Corpus
    char: CharSettings
    word: WordSettings
    vectors: str | None
    """``glove``, or a file in GloVe's text format."""
    seed: int
    name: str
    """What the corpus is called in the voice's metadata."""
    shares: Shares = field(default_factory=Shares)


@dataclass(frozen=True)
class Prepared:
    """A plan made ready: the corpus cut, counted and encoded, the word vectors read."""

    plan: Plan
    """With settings that suit the corpus, where it is too small for those that were wanted."""
    parts: Parts
    dataset: Dataset
    char: Vocabulary
    word: Vocabulary
    embedding: Embedding | None
    notes: tuple[str, ...]
    """What was found, in sentences for people."""


def prepare(plan: Plan, folder: Path, say: Callable[[str], None] = lambda _: None) -> Prepared:
    """Cut the corpus, count and encode its tokens, read the word vectors; raises WisdomError.

    The ids are written into ``folder``. ``say`` hears how far a long preparation has come.
    """
    parts = split(plan.corpus.text, plan.shares)
    dataset = make_dataset(parts, plan.corpus.sha256, folder, plan.char, plan.word, say=say)
    char, char_notes = fit_batch(plan.char, dataset)
    word, word_notes = fit_batch(plan.word, dataset)
    plan = replace(plan, char=char, word=word)
    characters, words = dataset.char, dataset.word
    notes = [
        (
            f"{plan.corpus.text.characters:,} characters, {sum(dataset.tokens.values()):,} tokens "
            f"in {len(plan.corpus.files):,} files"
        ),
        (
            f"the character model knows {len(characters) - 1:,} characters, the word model "
            f"{len(words) - 1:,} tokens ({dataset.known:.1%} of the training part)"
        ),
        *dataset.notes,
        *char_notes,
        *word_notes,
    ]
    embedding = None
    if plan.vectors:
        embedding, note = start_embedding(plan, plan.vectors, words, dataset)
        notes.append(note)
    return Prepared(plan, parts, dataset, characters, words, embedding, tuple(notes))


def fit_batch(settings: Settings, dataset: Dataset) -> tuple[Settings, list[str]]:
    """Settings whose batch is no longer than the training part, and a note on each change."""
    name = settings.prefix
    length = len(dataset.ids[name]["train"])
    batch = max(min(settings.batch, length // settings.steps), 1)
    steps = min(settings.steps, length)
    fitted = replace(settings, batch=batch, steps=steps, min_count=dataset.min_count[name])
    return fitted, [
        f"{flag(name, setting)} is {now} instead of {wanted}: the training part has only "
        f"{length:,} tokens for the {name} model"
        for setting, now, wanted in (
            ("batch", batch, settings.batch),
            ("steps", steps, settings.steps),
        )
        if now != wanted
    ]


def start_embedding(
    plan: Plan, source: str, vocabulary: Vocabulary, dataset: Dataset
) -> tuple[Embedding, str]:
    """The word model's first embedding, and how much of the training part the vectors cover."""
    vectors = read_vectors(
        source, {word_form(token) for token in vocabulary.tokens}, plan.word.embedding
    )
    if plan.word.embedding < vectors.width:
        raise FlagError(
            f"--word-embedding is {plan.word.embedding}, but the vectors of {vectors.name} are "
            f"{vectors.width} wide: give {vectors.width} or more"
        )
    rng = np.random.default_rng(plan.seed)
    embedding = build_embedding(vocabulary, vectors, plan.word.embedding, rng)
    listed = [vocabulary.tokens[index] for index in np.flatnonzero(embedding.listed)]
    covered = sum(dataset.words.get(token, 0) for token in listed) / dataset.tokens["train"]
    return embedding, (
        f"{vectors.name} has {len(listed) / len(vocabulary):.1%} of the word model's tokens, "
        f"{covered:.1%} of the training part"
    )


def make_tasks(prepared: Prepared, output: Path) -> list[Task]:
    """One task a model."""
    plan, tasks = prepared.plan, []
    models: list[tuple[ModelSettings, Vocabulary, Embedding | None]] = [
        (plan.char, prepared.char, None),
        (plan.word, prepared.word, prepared.embedding),
    ]
    for settings, vocabulary, embedding in models:
        ids = prepared.dataset.ids[settings.prefix]
        tasks.append(
            Task(
                name=settings.prefix,
                settings=settings,
                architecture=make_architecture(settings, vocabulary),
                train=ids["train"],
                validation=ids["validation"],
                test=ids["test" if prepared.parts.test else "validation"],
                seed=plan.seed,
                checkpoint=checkpoint_path(output, settings.prefix),
                identity=identify(plan, settings, embedding),
                embedding=embedding,
            )
        )
    return tasks


def make_architecture(settings: ModelSettings, vocabulary: Vocabulary) -> Architecture:
    """The sizes of a model with these settings."""
    return Architecture(
        vocabulary=len(vocabulary),
        embedding=settings.embedding,
        hidden=settings.hidden,
        layers=settings.layers,
        projection=settings.projection or None,
        cell=settings.cell,
        layer_norm=settings.layer_norm,
        zoneout_cell=settings.zoneout_cell,
        zoneout_hidden=settings.zoneout_hidden,
        tied=settings.tied,
    )


def identify(plan: Plan, settings: ModelSettings, embedding: Embedding | None) -> dict[str, Any]:
    """Everything that decides how a training goes, each under the name that people know."""
    vectors = embedding and hashlib.sha256(embedding.weight.tobytes()).hexdigest()
    return {
        "the corpus": plan.corpus.sha256,
        "--validation": plan.shares.validation,
        "--test": plan.shares.test,
        "--seed": plan.seed,
        "the tokenizer": TOKENIZER_VERSION,
        "the word vectors": vectors,
        **{flag(settings.prefix, name): value for name, value in asdict(settings).items()},
    }
