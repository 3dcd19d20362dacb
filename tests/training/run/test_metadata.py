"""The record of a training in a voice."""

from dataclasses import asdict, replace
from pathlib import Path

import numpy as np
import pytest

from training.plans import make_corpus, make_plan, make_request
from wisdom_model.text.tokenizer import tokenize
from wisdom_model.voice.file import digest, load_voice
from wisdom_training.progress.reports import Evaluation, Result
from wisdom_training.run.fine_tuning import StartingVoice
from wisdom_training.run.metadata import (
    assemble_voice,
    describe_corpus,
    describe_result,
    describe_training,
    held_out_scores,
)
from wisdom_training.run.preparation import PreparedCorpus, make_tasks, prepare_corpus


@pytest.fixture
def prepared(tmp_path: Path) -> PreparedCorpus:
    return prepare_corpus(make_plan(make_corpus(tmp_path), seed=3), tmp_path)


@pytest.fixture
def results(prepared: PreparedCorpus) -> dict[str, Result]:
    """Untrained models that cost ln 2 for every target."""
    targets = {
        "char": len(prepared.parts.test),
        "word": len(tokenize(prepared.parts.test)),
    }
    return {
        task.name: Result(
            weights={
                name: np.zeros(shape, np.float32)
                for name, shape in task.architecture.shapes().items()
            },
            costs=np.full(targets[task.name], np.log(2)),
            history=[Evaluation(0.5, 2.123456, 2.654321, 0.00123456)],
            best_epoch=0.5,
            cpu_seconds=100.0,
            torch="2.13.0",
        )
        for task in make_tasks(prepared)
    }


def test_the_corpus_is_described_without_its_text(prepared: PreparedCorpus) -> None:
    assert describe_corpus(prepared) == {
        "name": "book",
        "files": 0,
        "characters": 13_500,
        "tokens": 4_500,
        "parts": {"train": 12_150, "validation": 675, "test": 675},
        "judged_by": "test",
        "sha256": prepared.plan.corpus.sha256,
    }


def test_the_training_is_described_with_rounded_losses(
    prepared: PreparedCorpus, results: dict[str, Result]
) -> None:
    described = describe_training(prepared.plan, results)
    assert (described["seed"], described["vectors"]) == (3, None)
    assert described["versions"]["torch"] == "2.13.0"
    assert described["word"] == {
        "settings": asdict(prepared.plan.word_settings),
        "best_epoch": 0.5,
        "cpu_minutes": 2,
        "history": [{"epoch": 0.5, "train": 2.1235, "validation": 2.6543, "rate": 0.001235}],
    }
    assert "from" not in described


def test_another_voice_and_vectors_are_named_without_their_folders(
    prepared: PreparedCorpus, results: dict[str, Result], voice_file: Path
) -> None:
    start = StartingVoice(voice_file, load_voice(voice_file))
    plan = replace(prepared.plan, request=make_request(vectors="lists/glove.zip"), start=start)
    described = describe_training(plan, results)
    assert described["from"] == {"name": voice_file.stem, "digest": digest(voice_file)}
    assert described["vectors"] == "glove.zip"


def test_documents_language_and_sources_are_described(prepared: PreparedCorpus) -> None:
    corpus = replace(prepared.plan.corpus, documents=20)
    request = make_request(language="de", sources=("12 books, public domain",))
    plan = replace(prepared.plan, corpus=corpus, request=request)
    described = describe_corpus(replace(prepared, plan=plan))
    assert (described["documents"], described["language"]) == (20, "de")
    assert described["sources"] == ["12 books, public domain"]


def test_the_voice_has_both_models_and_their_scores(
    prepared: PreparedCorpus, results: dict[str, Result]
) -> None:
    scores = held_out_scores(prepared, results)
    voice = assemble_voice(prepared, results, scores)
    assert voice.char.vocabulary == prepared.char_vocabulary
    assert voice.word.network.architecture == make_tasks(prepared)[1].architecture
    assert voice.metadata["evaluation"]["char"] == {
        "nats_per_token": pytest.approx(np.log(2)),
        "perplexity": pytest.approx(2),
        "bits_per_character": pytest.approx(1),
        "unknown": 0,
        "tokens": 675,
        "characters": 675,
    }
    assert scores["word"].bits_per_character == pytest.approx(225 / 675)


def test_the_result_is_a_table(prepared: PreparedCorpus, results: dict[str, Result]) -> None:
    voice = assemble_voice(prepared, results, held_out_scores(prepared, results))
    assert describe_result(voice).splitlines() == [
        "model  nats/token  perplexity  bits/character  unknown  best epoch  CPU minutes",
        "char       0.6931        2.00          1.0000    0.00%         0.5            2",
        "word       0.6931        2.00          0.3333    0.00%         0.5            2",
    ]
