"""Corpora and their word sequences, for the tests of the check."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

from wisdom_training.check.dates import Dates
from wisdom_training.check.duplicates import Duplicates
from wisdom_training.check.findings import Findings, Lengths, Vocabulary
from wisdom_training.check.repetitions import Repetitions
from wisdom_training.check.words import WordRecorder, WordSequence
from wisdom_training.corpus.json_lines import CorpusDocument, write_documents


def write_folder(folder: Path, texts: Iterable[str], dates: Sequence[str] = ()) -> Path:
    """A folder as ``wisdom import`` writes it; documents without a date come last."""
    folder.mkdir()
    written = [*map(datetime.fromisoformat, dates)]
    documents = [
        CorpusDocument(text, written[place] if place < len(written) else None)
        for place, text in enumerate(texts)
    ]
    write_documents(folder, documents)
    return folder


def record(folder: Path, texts: Iterable[str]) -> WordSequence:
    """The words of documents."""
    path = folder / "words.bin"
    with path.open("wb") as file:
        recorder = WordRecorder(file)
        for text in texts:
            recorder.add(text)
            recorder.end_document()
        return recorder.read(path)


def make_findings(**changes: Any) -> Findings:  # noqa: ANN401 (fields)
    """Findings of a good corpus of 600,000 characters, with the given fields changed."""
    usual: dict[str, Any] = {
        "characters": 600_000,
        "words": 100_000,
        "lines": 5_000,
        "documents": Lengths(1, 100_000, 100_000, {100_000: 1}),
        "paragraphs": Lengths(5_000, 19, 70, {19: 4_000, 20: 999, 70: 1}),
        "languages": {"en": 1.0},
        "duplicates": Duplicates(0, 0, 0, None),
        "repetitions": Repetitions(0, 0, None),
        "vocabulary": Vocabulary(8_000, 4_000, {"whale": 900, "ship": 400}),
        "labels": {},
        "leftovers": {},
        "dates": Dates(None, None, 0, {}, []),
        "kinds": {},
        "notes": [],
    }
    return Findings(**(usual | changes))
