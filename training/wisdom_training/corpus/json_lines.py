"""The documents of a corpus folder: ``corpus.jsonl``, one JSON object a line."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from wisdom_model.atomic_write import open_whole
from wisdom_model.errors import quote
from wisdom_training.corpus.private_file import OWNER_ONLY
from wisdom_training.errors import CorpusError

CORPUS_FILE = "corpus.jsonl"
"""The file of a corpus folder that training reads."""

_KEYS = ("text", "date", "kind")


@dataclass(frozen=True)
class CorpusDocument:
    """One document of a corpus."""

    text: str
    """Never blank; paragraphs are apart by a blank line."""
    date: datetime | None = None
    kind: str = "post"
    """``post``, ``reply``, ``comment`` or ``private``."""


def read_documents(folder: Path, name: str = CORPUS_FILE) -> Iterator[CorpusDocument]:
    """The documents of the file ``name`` in ``folder``, one at a time.

    Raises CorpusError, with file and line, where the file is missing or a line is no document.
    """
    path = folder / name
    try:
        with path.open("rb") as file:
            for number, line in enumerate(file, 1):
                yield _parse(line, f"{path}, line {number:,}")
    except OSError as error:
        raise CorpusError(
            f"cannot read {path}: {error.strerror}. Give the folder that wisdom import wrote"
        ) from error


def write_documents(
    folder: Path, documents: Iterable[CorpusDocument], name: str = CORPUS_FILE
) -> int:
    """Write the file ``name`` in ``folder``, whole or not at all; returns the number of documents.

    ``documents`` may come from the same file: it is replaced at the end. Raises CorpusError where
    the folder cannot be written.
    """
    path, count = folder / name, 0
    try:
        with open_whole(path, OWNER_ONLY) as file:
            for document in documents:
                file.write(_format(document))
                count += 1
    except OSError as error:
        raise CorpusError(f"cannot write {path}: {error.strerror}") from error
    return count


def _format(document: CorpusDocument) -> bytes:
    date = document.date.isoformat() if document.date else None
    values = {"text": document.text, "date": date, "kind": document.kind}
    # Half of a surrogate pair, which services do write, becomes a question mark.
    return json.dumps(values, ensure_ascii=False).encode("utf-8", "replace") + b"\n"


def _parse(line: bytes, place: str) -> CorpusDocument:
    try:
        values = json.loads(line)
    except (ValueError, RecursionError) as error:
        reason = getattr(error, "msg", error)
        raise CorpusError(
            f"{place}: no JSON ({reason}); expected an object with text, date, kind"
        ) from error
    if not isinstance(values, dict) or sorted(values) != sorted(_KEYS):
        raise CorpusError(f"{place}: {quote(values)}; expected an object with text, date, kind")
    text, date, kind = (values[key] for key in _KEYS)
    if not isinstance(text, str) or not text.strip():
        raise CorpusError(f"{place}: text is {quote(text)}; expected a text that is not blank")
    if not isinstance(kind, str) or not kind:
        raise CorpusError(f"{place}: kind is {quote(kind)}; expected a word such as post")
    return CorpusDocument(text, _parse_date(date, place), kind)


def _parse_date(value: object, place: str) -> datetime | None:
    if value is None:
        return None
    try:
        if isinstance(value, str):
            # Python 3.10 does not know the Z.
            return datetime.fromisoformat(value.replace("Z", "+00:00"))
    except ValueError:
        pass
    raise CorpusError(
        f"{place}: date is {quote(value)}; expected ISO 8601, such as 2024-05-31, or null"
    )
