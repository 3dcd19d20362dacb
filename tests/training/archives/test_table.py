"""Tables whose owner names the columns."""

from __future__ import annotations

import json
from collections import Counter
from datetime import datetime, timezone
from pathlib import Path

import pytest

from training.archive_files import make_member, read_source, write_folder
from wisdom_training.archives.source import Columns, Document
from wisdom_training.archives.table import SOURCE, list_columns
from wisdom_training.errors import CorpusError

COLUMNS = Columns("body", date="created", author="author")
DATE = datetime(2023, 1, 15, 12, 34, 56, tzinfo=timezone.utc)


def write_lines(*rows: object) -> str:
    return "".join(json.dumps(row) + "\n" for row in rows)


ROW = {"id": 1, "author": "Ann", "created": "2023-01-15T12:34:56Z", "body": "One; two."}
TABLES = {
    "posts.csv": "id,author,created,body\n1,Ann,2023-01-15T12:34:56Z,One; two.\n",
    "posts.CSV": '\ufeffid;author;created;body\r\n1;Ann;2023-01-15T12:34:56Z;"One; two."\r\n',
    "posts.tsv": "id\tauthor\tcreated\tbody\n1\tAnn\t2023-01-15T12:34:56Z\tOne; two.\n",
    "posts.jsonl": write_lines(ROW),
    "posts.ndjson": "\n" + write_lines(ROW) + "\n",
}


def read_text(path: Path, name: str, content: str) -> tuple[list[Document], Counter[str]]:
    documents, reading = read_source(
        SOURCE, write_folder(path / "x", {name: content}), columns=COLUMNS
    )
    return documents, reading.dropped


@pytest.mark.parametrize("name", TABLES)
def test_a_table(tmp_path: Path, name: str) -> None:
    documents, dropped = read_text(tmp_path, name, TABLES[name])
    place = f"{tmp_path / 'x'}: {name}"
    assert documents == [Document("One; two.", DATE, "post", "Ann", origin=f"{place}, row 1")]
    assert dropped == {}


@pytest.mark.parametrize("name", TABLES)
def test_the_columns_are_listed(name: str) -> None:
    assert list_columns(make_member(TABLES[name], name)) == list(ROW)


@pytest.mark.parametrize(
    ("name", "content"), [("a.txt", "a,b"), ("a.jsonl", "no"), ("a.jsonl", ""), ("a.csv", "")]
)
def test_what_is_no_table_has_no_columns(name: str, content: str) -> None:
    assert list_columns(make_member(content, name)) == []


@pytest.mark.parametrize(
    ("written", "date"),
    [
        ("2023-01-15 12:34:56 UTC", DATE),
        ("2023-01-15T13:34:56+01:00", DATE),
        ("1673786096", DATE),
        ("1673786096000", DATE),
        ("1673786096.0", DATE),
        ("Sun, 15 Jan 2023 12:34:56 +0000", DATE),
        ("2023-01-15", datetime(2023, 1, 15)),  # noqa: DTZ001 (it says no zone)
        ("15 January 2023, 12:34", datetime(2023, 1, 15, 12, 34)),  # noqa: DTZ001
        ("", None),
    ],
)
def test_dates_are_read_as_they_are_written(
    tmp_path: Path, written: str, date: datetime | None
) -> None:
    (document,), _ = read_text(tmp_path, "a.csv", f'author,created,body\nAnn,"{written}",One.\n')
    assert document.date == date


def test_dates_in_words_are_read_in_the_language_named(tmp_path: Path) -> None:
    table = write_folder(tmp_path / "x", {"a.csv": "created,body\n3. Mai 2023,Eins.\n"})
    columns = Columns("body", date="created")
    (document,), _ = read_source(SOURCE, table, columns=columns, language="de")
    assert document.date == datetime(2023, 5, 3)  # noqa: DTZ001 (it says no zone)


def test_a_number_is_a_date_in_json(tmp_path: Path) -> None:
    (document,), _ = read_text(tmp_path, "a.jsonl", write_lines({**ROW, "created": 1673786096}))
    assert document.date == DATE


def test_a_date_that_cannot_be_read_is_a_warning(tmp_path: Path) -> None:
    table = write_folder(tmp_path / "x", {"a.csv": "created,body\nsoon?,One.\n"})
    columns = Columns("body", date="created")
    documents, reading = read_source(SOURCE, table, columns=columns, language="en")
    assert [document.date for document in documents] == [None]
    assert list(reading.warnings) == ['Some dates cannot be read, such as "soon?".']


def test_without_an_author_everything_is_the_owners(tmp_path: Path) -> None:
    table = write_folder(tmp_path / "x", {"a.csv": TABLES["posts.csv"]})
    (document,), _ = read_source(SOURCE, table, columns=Columns("body"))
    assert (document.speaker, document.date) == (None, None)


def test_odd_rows_are_counted(tmp_path: Path) -> None:
    rows = write_lines(ROW, {**ROW, "body": 3}, [], None, {**ROW, "body": " "}, {"id": 1})
    documents, dropped = read_text(tmp_path, "a.jsonl", rows + '{"body": "cut')
    assert len(documents) == 1
    assert dropped == {"records that cannot be read": 5, "rows without text": 1}


def test_without_names_the_columns_are_told(tmp_path: Path) -> None:
    path = write_folder(tmp_path / "x", {"a.csv": TABLES["posts.csv"]})
    with pytest.raises(CorpusError) as error:
        read_source(SOURCE, path)
    assert str(error.value) == (
        f"{path}: a.csv has the columns 'id', 'author', 'created', 'body': say which of them has "
        f"the text"
    )


@pytest.mark.parametrize(
    ("columns", "end"),
    [
        (Columns("text"), "and none is called 'text': name the one that has the text"),
        (Columns("body", date="day"), "and none is called 'day': name one of these"),
        (Columns("body", author="by"), "and none is called 'by': name one of these"),
    ],
)
def test_a_column_that_is_missing_is_an_error(tmp_path: Path, columns: Columns, end: str) -> None:
    path = write_folder(tmp_path / "x", {"a.csv": TABLES["posts.csv"]})
    with pytest.raises(CorpusError) as error:
        read_source(SOURCE, path, columns=columns)
    assert str(error.value) == (
        f"{path}: a.csv has the columns 'id', 'author', 'created', 'body', {end}"
    )


def test_a_table_without_the_column_is_passed_over(tmp_path: Path) -> None:
    tables = {"a.csv": "x,y\n1,2\n", "b.csv": "x,body\n1,One.\n"}
    path = write_folder(tmp_path / "x", tables)
    documents, reading = read_source(SOURCE, path, columns=Columns("body"))
    assert [document.text for document in documents] == ["One."]
    assert list(reading.warnings) == [f"{path}: a.csv has no column 'body': it is not read"]
