from collections.abc import Iterator
from datetime import datetime, timedelta, timezone
from pathlib import Path

import pytest

from wisdom_training.corpus.json_lines import CorpusDocument, read_documents, write_documents
from wisdom_training.errors import CorpusError

DATE = datetime(2024, 5, 31, 12, 30, tzinfo=timezone(timedelta(hours=2)))
DOCUMENTS = [
    CorpusDocument("Aye.\n\nSo be it.", DATE, "reply"),
    CorpusDocument("Çelik\u2028says 😀"),
]
LINES = (
    '{"text": "Aye.\\n\\nSo be it.", "date": "2024-05-31T12:30:00+02:00", "kind": "reply"}\n'
    '{"text": "Çelik\u2028says 😀", "date": null, "kind": "post"}\n'
)


def test_documents_are_written_one_a_line(tmp_path: Path) -> None:
    assert write_documents(tmp_path, DOCUMENTS) == 2
    assert (tmp_path / "corpus.jsonl").read_bytes().decode() == LINES


def test_only_the_owner_may_read_them(tmp_path: Path) -> None:
    write_documents(tmp_path, DOCUMENTS)
    assert (tmp_path / "corpus.jsonl").stat().st_mode & 0o777 == 0o600


def test_documents_are_read_as_they_were_written(tmp_path: Path) -> None:
    write_documents(tmp_path, DOCUMENTS, "other.jsonl")
    assert list(read_documents(tmp_path, "other.jsonl")) == DOCUMENTS


def test_a_file_is_rewritten_from_itself(tmp_path: Path) -> None:
    write_documents(tmp_path, DOCUMENTS)
    write_documents(tmp_path, list(read_documents(tmp_path))[:1])
    assert list(read_documents(tmp_path)) == DOCUMENTS[:1]


def test_half_of_a_surrogate_pair_is_replaced(tmp_path: Path) -> None:
    write_documents(tmp_path, [CorpusDocument("so \ud83d it is")])
    assert [document.text for document in read_documents(tmp_path)] == ["so ? it is"]


def test_an_error_leaves_the_file_as_it_was(tmp_path: Path) -> None:
    def fail() -> Iterator[CorpusDocument]:
        yield CorpusDocument("New.")
        raise CorpusError("no more")

    write_documents(tmp_path, DOCUMENTS)
    with pytest.raises(CorpusError, match="no more"):
        write_documents(tmp_path, fail())
    assert list(read_documents(tmp_path)) == DOCUMENTS
    assert [path.name for path in tmp_path.iterdir()] == ["corpus.jsonl"]


@pytest.mark.parametrize(
    ("date", "year"), [('"2024-05-31"', 2024), ('"2023-01-01T00:00:00Z"', 2023)]
)
def test_dates_of_other_programs_are_read(tmp_path: Path, date: str, year: int) -> None:
    (tmp_path / "corpus.jsonl").write_text(f'{{"text": "Aye.", "date": {date}, "kind": "post"}}\n')
    (document,) = read_documents(tmp_path)
    assert document.date is not None
    assert document.date.year == year


@pytest.mark.parametrize(
    ("line", "message"),
    [
        (
            b"{",
            "no JSON (Expecting property name enclosed in double quotes)",
        ),
        (b"\xff", "no JSON ('utf-8' codec can't decode byte 0xff"),
        (b"[]", "[]; expected an object with text, date, kind"),
        (b'{"text": "Aye."}', "{'text': 'Aye.'}; expected an object"),
        (b'{"text": " ", "date": null, "kind": "post"}', "text is ' '; expected a text"),
        (b'{"text": 1, "date": null, "kind": "post"}', "text is 1; expected a text"),
        (b'{"text": "A", "date": 1, "kind": "post"}', "date is 1; expected ISO 8601"),
        (b'{"text": "A", "date": "May", "kind": "post"}', "date is 'May'; expected ISO 8601"),
        (b'{"text": "A", "date": null, "kind": null}', "kind is None; expected a word"),
    ],
)
def test_a_line_that_is_no_document(tmp_path: Path, line: bytes, message: str) -> None:
    write_documents(tmp_path, DOCUMENTS)
    path = tmp_path / "corpus.jsonl"
    path.write_bytes(path.read_bytes() + line + b"\n")
    with pytest.raises(CorpusError) as error:
        list(read_documents(tmp_path))
    assert str(error.value).startswith(f"{path}, line 3: {message}")


def test_a_folder_without_a_corpus(tmp_path: Path) -> None:
    with pytest.raises(CorpusError) as error:
        list(read_documents(tmp_path))
    assert str(error.value) == (
        f"cannot read {tmp_path / 'corpus.jsonl'}: No such file or directory. "
        f"Give the folder that wisdom import wrote"
    )


def test_a_folder_that_is_none(tmp_path: Path) -> None:
    with pytest.raises(CorpusError) as error:
        write_documents(tmp_path / "none", DOCUMENTS)
    assert str(error.value).startswith(f"cannot write {tmp_path / 'none' / 'corpus.jsonl'}: ")
