"""A corpus of one sentence, and plans for training on it."""

import hashlib
from pathlib import Path
from typing import Any

from wisdom_training.corpus.reading import Corpus
from wisdom_training.corpus.text_file import TextFile
from wisdom_training.run.preparation import TrainingPlan
from wisdom_training.run.request import TrainRequest
from wisdom_training.settings import CharSettings, WordSettings

TEXT = "Call me Ishmael. I don't.\n\n" * 500
OUTPUT = Path("out/voice.safetensors")


def make_corpus(folder: Path, text: str = TEXT) -> Corpus:
    path = folder / "corpus.txt"
    path.write_bytes(text.encode())
    sha256 = hashlib.sha256(text.encode()).hexdigest()
    return Corpus(TextFile(path, len(text.encode()), len(text)), sha256, (), ())


def make_request(**options: Any) -> TrainRequest:  # noqa: ANN401 (of several types)
    return TrainRequest((Path("book.txt"),), OUTPUT, **options)


def make_plan(corpus: Corpus, *, vectors: str | None = None, seed: int = 1) -> TrainingPlan:
    char = CharSettings(embedding=3, hidden=5, layers=1, batch=2, steps=10)
    word = WordSettings(embedding=4, hidden=6, projection=2, batch=2, steps=5)
    return TrainingPlan(make_request(vectors=vectors, seed=seed), corpus, char, word)
