"""From a corpus to tasks for the workers: parts, vocabularies, word vectors."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np

from wisdom_model.network import Architecture
from wisdom_model.tokenizer import TOKENIZER_VERSION, tokenize, word_form
from wisdom_model.vocabulary import UNKNOWN, Vocabulary
from wisdom_training.corpus import Corpus, Parts, split
from wisdom_training.errors import FlagError
from wisdom_training.settings import CharSettings, ModelSettings, WordSettings, flag
from wisdom_training.task import Task, checkpoint_path
from wisdom_training.vectors import Embedding, build_embedding, read_vectors

PARAGRAPH = "\n\n"


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


class Tokens(NamedTuple):
    """The parts' tokens."""

    train: list[str]
    validation: list[str]
    test: list[str]


@dataclass(frozen=True)
class Prepared:
    """A plan made ready: the corpus cut and counted, the word vectors read."""

    plan: Plan
    parts: Parts
    tokens: Tokens
    char: Vocabulary
    word: Vocabulary
    embedding: Embedding | None
    notes: tuple[str, ...]
    """What was found, in sentences for people."""


def prepare(plan: Plan) -> Prepared:
    """Cut the corpus, count its tokens, read the word vectors; raises WisdomError."""
    parts = split(plan.corpus.text)
    tokens = Tokens(tokenize(parts.train), tokenize(parts.validation), tokenize(parts.test))
    char = build_vocabulary(parts.train, plan.char)
    word = build_vocabulary(tokens.train, plan.word, plan.word.vocabulary)
    known = sum(token in word for token in tokens.train) / len(tokens.train)
    notes = [
        (
            f"{len(plan.corpus.text):,} characters, {sum(map(len, tokens)):,} tokens "
            f"in {len(plan.corpus.files):,} files"
        ),
        (
            f"the character model knows {len(char) - 1:,} characters, the word model "
            f"{len(word) - 1:,} tokens ({known:.1%} of the training part)"
        ),
    ]
    embedding = None
    if plan.vectors:
        embedding, note = start_embedding(plan, plan.vectors, word, tokens.train)
        notes.append(note)
    return Prepared(plan, parts, tokens, char, word, embedding, tuple(notes))


def build_vocabulary(
    tokens: Sequence[str], settings: ModelSettings, most: int | None = None
) -> Vocabulary:
    """``<unk>``, then the tokens seen ``min_count`` times or more, frequent ones first.

    At most ``most`` tokens, ``<unk>`` included.
    """
    ranked = sorted(Counter(tokens).items(), key=lambda item: (-item[1], item[0]))
    kept = [token for token, n in ranked if n >= settings.min_count and token != UNKNOWN]
    if not kept:
        raise FlagError(
            f"{flag(settings.prefix, 'min_count')} is {settings.min_count}, but the training "
            f"part has no token as often as that: lower it"
        )
    return Vocabulary((UNKNOWN, *kept[: most and most - 1]))


def start_embedding(
    plan: Plan, source: str, vocabulary: Vocabulary, train: Sequence[str]
) -> tuple[Embedding, str]:
    """The word model's first embedding, and how much of the training part the vectors cover."""
    vectors = read_vectors(source, {word_form(token) for token in vocabulary.tokens})
    if plan.word.embedding < vectors.width:
        raise FlagError(
            f"--word-embedding is {plan.word.embedding}, but the vectors of {vectors.name} are "
            f"{vectors.width} wide: give {vectors.width} or more"
        )
    rng = np.random.default_rng(plan.seed)
    embedding = build_embedding(vocabulary, vectors, plan.word.embedding, rng)
    listed = {vocabulary.tokens[index] for index in np.flatnonzero(embedding.listed)}
    covered = sum(token in listed for token in train) / len(train)
    return embedding, (
        f"{vectors.name} has {len(listed) / len(vocabulary):.1%} of the word model's tokens, "
        f"{covered:.1%} of the training part"
    )


def make_tasks(prepared: Prepared, output: Path) -> list[Task]:
    """One task a model; raises CorpusError where the text is too short for one batch."""
    plan = prepared.plan
    models: list[tuple[ModelSettings, Vocabulary, Sequence[Sequence[str]], Embedding | None]] = [
        (plan.char, prepared.char, prepared.parts, None),
        (plan.word, prepared.word, prepared.tokens, prepared.embedding),
    ]
    tasks = []
    for settings, vocabulary, (train, validation, test), embedding in models:
        # What is held out begins a paragraph, and its first token is predicted as well.
        before = [PARAGRAPH] if settings is plan.word else [PARAGRAPH[0]]
        tasks.append(
            Task(
                name=settings.prefix,
                settings=settings,
                architecture=make_architecture(settings, vocabulary),
                train=vocabulary.encode(train),
                validation=vocabulary.encode([*before, *validation]),
                test=vocabulary.encode([*before, *test]),
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
        "--seed": plan.seed,
        "the tokenizer": TOKENIZER_VERSION,
        "the word vectors": vectors,
        **{flag(settings.prefix, name): value for name, value in asdict(settings).items()},
    }
