"""From a corpus to training tasks: parts, vocabularies, ids, word vectors."""

from __future__ import annotations

import hashlib
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any, TypeVar

import numpy as np

from wisdom_model.network.language_model import Architecture
from wisdom_model.text.tokenizer import TOKENIZER_VERSION
from wisdom_model.text.vocabulary import Vocabulary
from wisdom_training.corpus.dataset import Dataset, Inherited, make_dataset
from wisdom_training.corpus.documents import FEWEST_DOCUMENTS
from wisdom_training.corpus.files import count_files
from wisdom_training.corpus.reading import Corpus
from wisdom_training.corpus.split import Parts, split
from wisdom_training.corpus.word_vectors import Embedding, build_embedding, read_vectors, word_form
from wisdom_training.errors import FlagError
from wisdom_training.progress.reports import Log
from wisdom_training.run.fine_tuning import StartingVoice, start_from_voice
from wisdom_training.run.request import TrainRequest
from wisdom_training.settings import CharSettings, ModelSettings, WordSettings, flag
from wisdom_training.train.task import Task, checkpoint_path

Settings = TypeVar("Settings", bound=ModelSettings)


@dataclass(frozen=True)
class TrainingPlan:
    """A request, the corpus it names, and the settings chosen for that corpus."""

    request: TrainRequest
    corpus: Corpus
    char_settings: CharSettings
    word_settings: WordSettings
    start: StartingVoice | None = None
    """The voice that training begins with."""
    masked: frozenset[str] = frozenset()
    """The names that the author masked, folded: no post may have them."""

    @property
    def settings(self) -> dict[str, ModelSettings]:
        """Both models' settings by the model's name."""
        return {"char": self.char_settings, "word": self.word_settings}


@dataclass(frozen=True)
class PreparedCorpus:
    """A corpus split, counted and encoded, with the word vectors read."""

    plan: TrainingPlan
    """The plan, its settings adapted to the dataset."""
    parts: Parts
    dataset: Dataset
    char_vocabulary: Vocabulary
    word_vocabulary: Vocabulary
    embedding: Embedding | None
    """The word model's first embedding, or None without word vectors."""
    notes: tuple[str, ...]
    """Sentences for people on the corpus and on each changed setting."""

    @property
    def vocabularies(self) -> dict[str, Vocabulary]:
        """Both vocabularies by the model's name."""
        return {"char": self.char_vocabulary, "word": self.word_vocabulary}


def prepare_corpus(plan: TrainingPlan, folder: Path, log: Log = lambda _: None) -> PreparedCorpus:
    """Split the corpus, count and encode its tokens, read the word vectors; raises WisdomError.

    The ids are written into ``folder``. ``log`` takes progress messages of a long preparation.
    """
    parts = split(plan.corpus.text, plan.request.split)
    dataset = make_dataset(
        parts,
        plan.corpus.sha256,
        folder,
        plan.char_settings,
        plan.word_settings,
        start=_inherit(plan),
        log=log,
    )
    char_settings, char_notes = adapt_settings(plan.char_settings, dataset)
    word_settings, word_notes = adapt_settings(plan.word_settings, dataset)
    plan = replace(plan, char_settings=char_settings, word_settings=word_settings)
    characters, words = dataset.char_vocabulary, dataset.word_vocabulary
    notes = [
        (
            f"{plan.corpus.text.characters:,} characters, {sum(dataset.tokens.values()):,} tokens "
            f"in {_count_documents(plan.corpus)}"
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
    if plan.request.vectors:
        embedding, note = start_embedding(plan, plan.request.vectors, words, dataset)
        notes.append(note)
    return PreparedCorpus(plan, parts, dataset, characters, words, embedding, tuple(notes))


def _inherit(plan: TrainingPlan) -> Inherited | None:
    if plan.start is None:
        return None
    voice = plan.start.voice
    keep_names = plan.request.keep_names
    return Inherited(voice.char.vocabulary, voice.word.vocabulary, keep_names, plan.masked)


def _count_documents(corpus: Corpus) -> str:
    """The number of documents, or of files where these are too few documents to learn from."""
    if corpus.documents >= FEWEST_DOCUMENTS:
        return f"{corpus.documents:,} documents"
    return count_files(corpus.files)


def adapt_settings(settings: Settings, dataset: Dataset) -> tuple[Settings, list[str]]:
    """The settings with batch and steps that the training part can fill, and a note on each change.

    ``min_count`` becomes the one that the vocabulary was built with; the dataset has that note.
    """
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
    plan: TrainingPlan, source: str, vocabulary: Vocabulary, dataset: Dataset
) -> tuple[Embedding, str]:
    """The word model's first embedding, and a note on how many tokens the vectors cover."""
    vectors = read_vectors(
        source, {word_form(token) for token in vocabulary.tokens}, plan.word_settings.embedding
    )
    if plan.word_settings.embedding < vectors.width:
        raise FlagError(
            f"--word-embedding is {plan.word_settings.embedding}, but the vectors of "
            f"{vectors.name} are {vectors.width} wide: give {vectors.width} or more"
        )
    rng = np.random.default_rng(plan.request.seed)
    embedding = build_embedding(vocabulary, vectors, plan.word_settings.embedding, rng)
    listed = [vocabulary.tokens[index] for index in np.flatnonzero(embedding.listed)]
    covered = sum(dataset.words.get(token, 0) for token in listed) / dataset.tokens["train"]
    return embedding, (
        f"{vectors.name} has {len(listed) / len(vocabulary):.1%} of the word model's tokens, "
        f"{covered:.1%} of the training part"
    )


def make_tasks(prepared: PreparedCorpus) -> list[Task]:
    """One task for each model, the character model's first."""
    plan, request, tasks = prepared.plan, prepared.plan.request, []
    embeddings = {"char": None, "word": prepared.embedding}
    for name, settings in plan.settings.items():
        ids = prepared.dataset.ids[name]
        tasks.append(
            Task(
                name=name,
                settings=settings,
                architecture=make_architecture(settings, prepared.vocabularies[name]),
                train=ids["train"],
                validation=ids["validation"],
                test=ids[prepared.parts.evaluation_part],
                seed=request.seed,
                checkpoint=checkpoint_path(request.output, name),
                identity=identify(plan, settings, embeddings[name]),
                embedding=embeddings[name],
            )
        )
    if plan.start is not None:
        tasks = start_from_voice(tasks, plan.start, prepared.vocabularies)
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


def identify(
    plan: TrainingPlan, settings: ModelSettings, embedding: Embedding | None
) -> dict[str, Any]:
    """Everything that the result of a training depends on, named as in error messages."""
    vectors = embedding and hashlib.sha256(embedding.weight.tobytes()).hexdigest()
    return {
        "the corpus": plan.corpus.sha256,
        "--validation": plan.request.split.validation,
        "--test": plan.request.split.test,
        "--seed": plan.request.seed,
        "the tokenizer": TOKENIZER_VERSION,
        "the word vectors": vectors,
        **{flag(settings.prefix, name): value for name, value in asdict(settings).items()},
    }
