"""From a corpus to a voice: vocabularies, tasks for the workers, and what they bring back."""

from __future__ import annotations

import hashlib
import importlib.metadata
import os
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from wisdom_model.model_file import LanguageModel, Voice
from wisdom_model.network import Architecture, Network
from wisdom_model.tokenizer import TOKENIZER_VERSION, tokenize, word_form
from wisdom_model.vocabulary import UNKNOWN, Vocabulary
from wisdom_training.corpus import Corpus, Parts, split
from wisdom_training.errors import FlagError
from wisdom_training.evaluation import CharacterFrequencies, Scores, score_characters, score_words
from wisdom_training.settings import CharSettings, ModelSettings, WordSettings
from wisdom_training.vectors import Embedding, build_embedding, read_vectors

if TYPE_CHECKING:  # importing torch is left to the workers
    from wisdom_training.trainer import Task
    from wisdom_training.workers import Result

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


@dataclass(frozen=True)
class Prepared:
    """A plan made ready: the corpus cut and counted, the word vectors read."""

    plan: Plan
    parts: Parts
    tokens: tuple[list[str], list[str], list[str]]
    """The parts' tokens."""
    char: Vocabulary
    word: Vocabulary
    embedding: Embedding | None
    notes: tuple[str, ...]


def prepare(plan: Plan) -> Prepared:
    """Cut the corpus, count its tokens, read the word vectors."""
    parts = split(plan.corpus.text)
    tokens = tokenize(parts.train), tokenize(parts.validation), tokenize(parts.test)
    char = build_vocabulary(parts.train, plan.char.min_count)
    word = build_vocabulary(tokens[0], plan.word.min_count, plan.word.vocabulary)
    notes = [
        f"{len(plan.corpus.text):,} characters, {sum(map(len, tokens)):,} tokens "
        f"in {len(plan.corpus.files):,} files",
        f"the character model knows {len(char) - 1:,} characters, the word model "
        f"{len(word) - 1:,} tokens ({_share_known(tokens[0], word):.1%} of the training part)",
    ]
    embedding = None
    if plan.vectors:
        embedding, note = _start_embedding(plan, word, tokens[0])
        notes.append(note)
    return Prepared(plan, parts, tokens, char, word, embedding, tuple(notes))


def build_vocabulary(tokens: Sequence[str], least: int, most: int | None = None) -> Vocabulary:
    """``<unk>``, then the tokens seen at least ``least`` times, frequent ones first.

    At most ``most`` tokens, ``<unk>`` included.
    """
    ranked = sorted(Counter(tokens).items(), key=lambda item: (-item[1], item[0]))
    kept = [token for token, count in ranked if count >= least and token != UNKNOWN]
    return Vocabulary((UNKNOWN, *kept[: most and most - 1]))


def make_tasks(prepared: Prepared, output: Path) -> list[Task]:
    """One task a model."""
    from wisdom_training.checkpoint import checkpoint_path  # noqa: PLC0415 (imports torch)
    from wisdom_training.trainer import Task  # noqa: PLC0415 (imports torch)

    plan, parts = prepared.plan, prepared.parts
    models: list[tuple[str, ModelSettings, Vocabulary, Sequence[Sequence[str]]]] = [
        ("char", plan.char, prepared.char, parts),
        ("word", plan.word, prepared.word, prepared.tokens),
    ]
    tasks = []
    for name, settings, vocabulary, (train, validation, test) in models:
        # What is held out begins a paragraph, and its first token is predicted as well.
        before = [PARAGRAPH[0]] if name == "char" else [PARAGRAPH]
        embedding = prepared.embedding if name == "word" else None
        tasks.append(
            Task(
                name=name,
                settings=settings,
                architecture=make_architecture(settings, vocabulary),
                train=vocabulary.encode(train),
                validation=vocabulary.encode([*before, *validation]),
                test=vocabulary.encode([*before, *test]),
                seed=plan.seed,
                checkpoint=checkpoint_path(output, name),
                identity=_identify(prepared, settings, embedding),
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
    )


def assemble_voice(prepared: Prepared, results: Mapping[str, Result]) -> Voice:
    """Both models and what is known about them."""
    plan = prepared.plan
    models = {}
    for name, settings, vocabulary in (
        ("char", plan.char, prepared.char),
        ("word", plan.word, prepared.word),
    ):
        network = Network(make_architecture(settings, vocabulary), results[name].weights)
        models[name] = LanguageModel(vocabulary, network)
    metadata = {
        "corpus": describe_corpus(prepared),
        "training": describe_training(plan, results),
        "evaluation": {name: asdict(scores) for name, scores in score(prepared, results).items()},
    }
    return Voice(models["char"], models["word"], metadata)


def score(prepared: Prepared, results: Mapping[str, Result]) -> dict[str, Scores]:
    """What both models, rounded as they are stored, cost on the test part."""
    speller = CharacterFrequencies(prepared.tokens[0])
    return {
        "char": score_characters(prepared.parts.test, results["char"].costs, prepared.char),
        "word": score_words(prepared.tokens[2], results["word"].costs, prepared.word, speller),
    }


def describe_corpus(prepared: Prepared) -> dict[str, Any]:
    """The corpus in the metadata: what it was, without its text or its author's folders."""
    corpus = prepared.plan.corpus
    return {
        "name": prepared.plan.name,
        "files": len(corpus.files),
        "characters": len(corpus.text),
        "tokens": sum(map(len, prepared.tokens)),
        "parts": {
            name: len(part) for name, part in zip(Parts._fields, prepared.parts, strict=True)
        },
        "sha256": corpus.sha256,
    }


def describe_training(plan: Plan, results: Mapping[str, Result]) -> dict[str, Any]:
    """Settings, losses by epoch, versions; CPU minutes are whole, so that equal runs give equal files."""
    described: dict[str, Any] = {
        "seed": plan.seed,
        "vectors": plan.vectors and Path(plan.vectors).name,
        "versions": {
            "mkdocs-wisdom": importlib.metadata.version("mkdocs-wisdom"),
            "torch": results["char"].torch,
        },
    }
    for name, settings in (("char", plan.char), ("word", plan.word)):
        described[name] = {
            "settings": asdict(settings),
            "best_epoch": results[name].best_epoch,
            "cpu_minutes": round(results[name].cpu_seconds / 60),
            "history": [
                {key: round(value, 4) for key, value in epoch.items()}
                for epoch in results[name].history
            ],
        }
    return described


def count_jobs() -> int:
    """How many models can be trained at once: two where there are two processors to use."""
    usable = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count()
    return 2 if (usable or 1) > 1 else 1


def _start_embedding(
    plan: Plan, vocabulary: Vocabulary, train: Sequence[str]
) -> tuple[Embedding, str]:
    assert plan.vectors
    vectors = read_vectors(plan.vectors, {word_form(token) for token in vocabulary.tokens})
    if plan.word.embedding < vectors.width:
        raise FlagError(
            f"--word-embedding is {plan.word.embedding}, but the vectors of {vectors.name} are "
            f"{vectors.width} wide: give {vectors.width} or more"
        )
    rng = np.random.default_rng(plan.seed)
    embedding = build_embedding(vocabulary, vectors, plan.word.embedding, rng)
    listed = {
        token for token, found in zip(vocabulary.tokens, embedding.listed, strict=True) if found
    }
    covered = sum(token in listed for token in train) / len(train)
    return embedding, (
        f"{vectors.name} has {len(listed) / len(vocabulary):.1%} of the word model's tokens, "
        f"{covered:.1%} of the training part"
    )


def _identify(
    prepared: Prepared, settings: ModelSettings, embedding: Embedding | None
) -> dict[str, Any]:
    return {
        "the corpus": prepared.plan.corpus.sha256,
        "--seed": prepared.plan.seed,
        "the tokenizer": TOKENIZER_VERSION,
        "the word vectors": None if embedding is None else _hash(embedding.weight),
        **{
            f"--{settings.prefix}-{name.replace('_', '-')}": value
            for name, value in asdict(settings).items()
        },
    }


def _hash(array: NDArray[np.float32]) -> str:
    return hashlib.sha256(array.tobytes()).hexdigest()


def _share_known(tokens: Sequence[str], vocabulary: Vocabulary) -> float:
    return sum(token in vocabulary for token in tokens) / len(tokens)
