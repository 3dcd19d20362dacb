"""Trained models to a voice, and to what is recorded of how it came about."""

from __future__ import annotations

import importlib.metadata
from collections.abc import Mapping
from dataclasses import asdict
from pathlib import Path
from typing import Any

from wisdom_model.network.language_model import Network
from wisdom_model.text.tokenizer import tokenize
from wisdom_model.voice.file import LanguageModel, Voice
from wisdom_training.evaluation.scores import (
    CharacterFrequencies,
    Scores,
    score_characters,
    score_words,
)
from wisdom_training.progress.reports import Look, Result
from wisdom_training.run.preparation import Plan, Prepared, make_architecture


def assemble_voice(
    prepared: Prepared, results: Mapping[str, Result], scores: Mapping[str, Scores]
) -> Voice:
    """Both models and what is known about them; ``scores`` are those of ``score``."""
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
        "evaluation": {name: asdict(found) for name, found in scores.items()},
    }
    return Voice(models["char"], models["word"], metadata)


def held_out_scores(prepared: Prepared, results: Mapping[str, Result]) -> dict[str, Scores]:
    """What both models, rounded as they are stored, cost on the part that they are judged by."""
    dataset, text = prepared.dataset, prepared.parts.judged
    speller = CharacterFrequencies(dataset.characters, dataset.tokens["train"])
    char, word = results["char"].costs, results["word"].costs
    return {
        "char": score_characters(text, char, prepared.char),
        "word": score_words(tokenize(text), word, prepared.word, speller),
    }


def describe_corpus(prepared: Prepared) -> dict[str, Any]:
    """The corpus in the metadata: what it was, without its text or its author's folders."""
    corpus, parts = prepared.plan.corpus, prepared.parts
    return {
        "name": prepared.plan.name,
        "files": len(corpus.files),
        "characters": corpus.text.characters,
        "tokens": sum(prepared.dataset.tokens.values()),
        "parts": {
            "train": parts.train.characters,
            "validation": len(parts.validation),
            "test": len(parts.test),
        },
        "judged_by": "test" if parts.test else "validation",
        "sha256": corpus.sha256,
    }


def describe_training(plan: Plan, results: Mapping[str, Result]) -> dict[str, Any]:
    """Settings, losses by look, versions.

    CPU minutes are whole, so that equal runs give equal files.
    """
    described: dict[str, Any] = {
        "seed": plan.seed,
        "vectors": plan.vectors and Path(plan.vectors).name,
        "versions": {
            "mkdocs-wisdom": importlib.metadata.version("mkdocs-wisdom"),
            "torch": results["char"].torch,
        },
    }
    for name, settings in (("char", plan.char), ("word", plan.word)):
        result = results[name]
        described[name] = {
            "settings": asdict(settings),
            "best_epoch": result.best_epoch,
            "cpu_minutes": round(result.cpu_seconds / 60),
            "history": [_round(look) for look in result.history],
        }
    return described


def describe_result(voice: Voice) -> str:
    """A table of both models' losses on the part that they are judged by."""
    lines = ["model  nats/token  perplexity  bits/character  unknown  best epoch  CPU minutes"]
    for name in ("char", "word"):
        scores, run = voice.metadata["evaluation"][name], voice.metadata["training"][name]
        lines.append(
            f"{name:5}  {scores['nats_per_token']:10.4f}  {scores['perplexity']:10.2f}  "
            f"{scores['bits_per_character']:14.4f}  {scores['unknown']:7.2%}  "
            f"{run['best_epoch']:10g}  {run['cpu_minutes']:11}"
        )
    return "\n".join(lines)


def _round(look: Look) -> dict[str, float]:
    rounded = {key: round(value, 4) for key, value in look._asdict().items()}
    return rounded | {"rate": float(f"{look.rate:.4g}")}
