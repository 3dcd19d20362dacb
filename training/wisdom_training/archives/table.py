"""A table of any origin, CSV, TSV or JSON Lines, whose owner says which column has the text."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from datetime import datetime
from email.utils import parsedate_to_datetime
from typing import Any

from wisdom_training.archives.source import Columns, Document, Reading, Source
from wisdom_training.archives.timestamps import parse_epoch, parse_timestamp
from wisdom_training.containers.csv_stream import read_header, stream_rows
from wisdom_training.containers.json_stream import parse_json
from wisdom_training.containers.lines import read_lines
from wisdom_training.containers.members import Member
from wisdom_training.errors import CorpusError

_SEPARATED = {".csv", ".tsv", ".tab"}
_JSON_LINES = {".jsonl", ".ndjson"}
_EPOCH = re.compile(r"\d{9,16}(?:\.\d+)?")
_UNREADABLE = "records that cannot be read"


def list_columns(member: Member) -> list[str]:
    """The names of the columns, of the first line in JSON Lines; none if this is no table."""
    if member.suffix in _SEPARATED:
        return read_header(member)
    if member.suffix in _JSON_LINES:
        return list(next(_read_objects(member), {}))
    return []


def _recognise(members: Sequence[Member]) -> list[Member]:
    return [member for member in members if member.suffix in _SEPARATED | _JSON_LINES]


def _read(members: Sequence[Member], reading: Reading) -> Iterator[Document]:
    if reading.columns is None:
        raise CorpusError(f"{_describe(members[0])}: say which of them has the text")
    if not any(reading.columns.text in list_columns(member) for member in members):
        raise CorpusError(
            f"{_describe(members[0])}, and none is called {reading.columns.text!r}: name the one "
            f"that has the text"
        )
    for member in members:
        if reading.columns.text not in list_columns(member):
            reading.warn(f"{member.place} has no column {reading.columns.text!r}: it is not read")
            continue
        _check(member, reading.columns)
        yield from _read_table(member, reading.columns, reading)


def _read_table(member: Member, columns: Columns, reading: Reading) -> Iterator[Document]:
    rows = stream_rows(member) if member.suffix in _SEPARATED else _read_objects(member)
    for number, row in enumerate(rows, 1):
        text = row.get(columns.text)
        if not isinstance(text, str):
            reading.drop(_UNREADABLE)
        elif not text.strip():
            reading.drop("rows without text")
        else:
            author = row.get(columns.author) if columns.author else None
            yield Document(
                text.strip(),
                _parse_date(row.get(columns.date), reading) if columns.date else None,
                speaker=str(author).strip() or None if author is not None else None,
                origin=f"{member.place}, row {number:,}",
            )


def _read_objects(member: Member) -> Iterator[Mapping[str, Any]]:
    """The objects of JSON Lines; an empty one for a line that is none."""
    for line in read_lines(member):
        if line.strip():
            value: object = None
            with suppress(ValueError, RecursionError):
                value = parse_json(line)
            yield value if isinstance(value, dict) else {}


def _check(member: Member, columns: Columns) -> None:
    """Raise CorpusError if the table lacks a column that its owner named."""
    for name in (columns.date, columns.author):
        if name and name not in list_columns(member):
            raise CorpusError(
                f"{_describe(member)}, and none is called {name!r}: name one of these"
            )


def _describe(member: Member) -> str:
    names = ", ".join(map(repr, list_columns(member)))
    return f"{member.place} has the columns {names or '(none)'}"


def _parse_date(value: object, reading: Reading) -> datetime | None:
    """A date as computers or people write it; None, with a warning, for anything else."""
    date = None
    if isinstance(value, (int, float)):
        date = parse_epoch(value)
    elif isinstance(value, str) and value.strip():
        date = _parse_text(value.strip(), reading.language)
    if date is None and value:
        reading.warn(f"Some dates cannot be read, such as {json.dumps(value, default=str)[:60]}.")
    return date


def _parse_text(text: str, language: str | None) -> datetime | None:
    date = parse_timestamp(text)
    if date is None and _EPOCH.fullmatch(text):
        date = parse_epoch(float(text))
    if date is None:
        with suppress(ValueError):
            date = parsedate_to_datetime(text)
    if date is None:
        import dateparser  # noqa: PLC0415 (half a second)

        date = dateparser.parse(text, languages=[language] if language else None)
    return date


SOURCE = Source(
    name="table",
    title="a table",
    files="*.csv, *.tsv or *.jsonl, with the name of the column that has the text",
    recognise=_recognise,
    read=_read,
    generic=True,
)
