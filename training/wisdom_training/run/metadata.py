"""Trained models to a voice, and the record in its metadata of how it was trained."""

from __future__ import annotations

import importlib.metadata
import math
from collections.abc import Mapping
from dataclasses import asdict
from pathlib import Path
from typing import Any

from wisdom_model.network.language_model import Network
from wisdom_model.text.tokenizer import tokenize
from wisdom_model.voice.file import LanguageModel, Voice
from wisdom_training.corpus.documents import FEWEST_DOCUMENTS
from wisdom_training.evaluation.scores import (
    CharacterFrequencies,
    Scores,
    score_characters,
    score_words,
)
from wisdom_training.progress.reports import Evaluation, Result
from wisdom_training.run.preparation import PreparedCorpus, TrainingPlan, make_architecture


def assemble_voice(
    prepared: PreparedCorpus, results: Mapping[str, Result], scores: Mapping[str, Scores]
) -> Voice:
    """The voice of both models; its metadata has the ``scores`` of ``held_out_scores``."""
    plan = prepared.plan
    models = {
        name: LanguageModel(
            vocabulary,
            Network(make_architecture(plan.settings[name], vocabulary), results[name].weights),
        )
        for name, vocabulary in prepared.vocabularies.items()
    }
    metadata = {
        "corpus": describe_corpus(prepared),
        "training": describe_training(plan, results),
        "evaluation": {name: asdict(found) for name, found in scores.items()},
    }
    return Voice(models["char"], models["word"], metadata)


def held_out_scores(prepared: PreparedCorpus, results: Mapping[str, Result]) -> dict[str, Scores]:
    """The scores of both models, with weights rounded as stored, on the evaluation text."""
    dataset, text = prepared.dataset, prepared.parts.evaluation_text
    frequencies = CharacterFrequencies(dataset.characters, dataset.tokens["train"])
    char, word = results["char"].costs, results["word"].costs
    return {
        "char": score_characters(text, char, prepared.char_vocabulary),
        "word": score_words(tokenize(text), word, prepared.word_vocabulary, frequencies),
    }


def describe_corpus(prepared: PreparedCorpus) -> dict[str, Any]:
    """The corpus in the metadata: sizes and a fingerprint, no text and no paths."""
    plan, parts = prepared.plan, prepared.parts
    corpus, request, start = plan.corpus, plan.request, plan.start
    language = request.language or (start and start.describe().get("language"))
    described: dict[str, Any] = {
        "name": prepared.plan.request.corpus_name,
        "files": len(corpus.files),
        "characters": corpus.text.characters,
        "tokens": sum(prepared.dataset.tokens.values()),
        "parts": {
            "train": parts.train.characters,
            "validation": len(parts.validation),
            "test": len(parts.test),
        },
        "judged_by": parts.evaluation_part,
        "sha256": corpus.sha256,
    }
    if corpus.documents >= FEWEST_DOCUMENTS:
        described["documents"] = corpus.documents
    if language:
        described["language"] = language
    if request.sources:
        described["sources"] = list(request.sources)
    return described


def describe_training(plan: TrainingPlan, results: Mapping[str, Result]) -> dict[str, Any]:
    """The training in the metadata: settings, losses at each evaluation, versions.

    CPU minutes are rounded to whole ones, so that equal runs give equal files.
    """
    request = plan.request
    described: dict[str, Any] = {
        "seed": request.seed,
        "vectors": request.vectors and Path(request.vectors).name,
        "versions": {
            "mkdocs-wisdom": importlib.metadata.version("mkdocs-wisdom"),
            "torch": results["char"].torch,
        },
    }
    for name, settings in plan.settings.items():
        result = results[name]
        described[name] = {
            "settings": asdict(settings),
            "best_epoch": result.best_epoch,
            "cpu_minutes": round(result.cpu_seconds / 60),
            "history": [_round(evaluation) for evaluation in result.history],
        }
        if result.inheritance is not None:
            described[name]["inheritance"] = {
                key: round(value, 4)
                for key, value in result.inheritance._asdict().items()
                if not math.isnan(value)
            }
    if plan.start is not None:
        described["from"] = plan.start.describe()
    return described


def describe_result(voice: Voice) -> str:
    """A table of both models' losses on the evaluation text."""
    lines = ["model  nats/token  perplexity  bits/character  unknown  best epoch  CPU minutes"]
    for name in ("char", "word"):
        scores, run = voice.metadata["evaluation"][name], voice.metadata["training"][name]
        lines.append(
            f"{name:5}  {scores['nats_per_token']:10.4f}  {scores['perplexity']:10.2f}  "
            f"{scores['bits_per_character']:14.4f}  {scores['unknown']:7.2%}  "
            f"{run['best_epoch']:10g}  {run['cpu_minutes']:11}"
        )
    return "\n".join(lines)


def _round(evaluation: Evaluation) -> dict[str, float]:
    rounded = {key: round(value, 4) for key, value in evaluation._asdict().items()}
    return rounded | {"rate": float(f"{evaluation.rate:.4g}")}
