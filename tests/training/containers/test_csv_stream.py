"""Tables in streams."""

from __future__ import annotations

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from training.archive_files import make_member
from wisdom_training.containers.csv_stream import read_header, stream_rows
from wisdom_training.errors import CorpusError


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_the_first_line_says_what_separates(delimiter: str) -> None:
    member = make_member(f"id{delimiter}text\n1{delimiter}a\n")
    assert read_header(member) == ["id", "text"]
    assert list(stream_rows(member)) == [{"id": "1", "text": "a"}]


def test_quoted_fields_may_have_everything() -> None:
    member = make_member('id,text\n1,"a, ""b""\r\nc"\n')
    assert list(stream_rows(member)) == [{"id": "1", "text": 'a, "b"\nc'}]


def test_rows_may_be_short_long_or_empty() -> None:
    member = make_member("a,b\n1\n1,2,3\n\n")
    assert list(stream_rows(member)) == [{"a": "1"}, {"a": "1", "b": "2"}]


@pytest.mark.parametrize("content", ["", "\n", "\ufeff"])
def test_an_empty_file_has_no_rows(content: str) -> None:
    assert read_header(make_member(content)) == []
    assert list(stream_rows(make_member(content))) == []


def test_a_field_without_end_is_an_error() -> None:
    member = make_member('a,b\n1,"' + ("x" * 1000 + "\n") * 17_000, "a.csv")
    with pytest.raises(CorpusError) as error:
        list(stream_rows(member))
    assert str(error.value) == (
        "a.csv is damaged or was not downloaded wholly (field larger than field limit "
        "(16777216)): download the archive again"
    )


FIELDS = st.text(st.characters(exclude_characters="\r\0", exclude_categories=["Cs"]))


@given(texts=st.lists(FIELDS, min_size=1))
def test_what_python_writes_is_read(texts: list[str]) -> None:
    file = io.StringIO()
    writer = csv.writer(file)
    writer.writerow(["id", "text"])
    writer.writerows(["1", text] for text in texts)
    assert [row["text"] for row in stream_rows(make_member(file.getvalue()))] == texts
