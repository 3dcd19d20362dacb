from pathlib import Path

import pytest

from mkdocs_wisdom.errors import ScaffoldError
from mkdocs_wisdom.scaffold.answers import Answers
from mkdocs_wisdom.scaffold.record import NAME, make_record, read_record

ANSWERS = Answers(name="No: #1 🐳", author="007", voice="my.safetensors", repository="a/b")


def test_a_record_is_read_as_it_was_written(tmp_path: Path) -> None:
    record = make_record(ANSWERS, {"mkdocs.yml": b"a\n", ".github/w.yml": b""})
    (tmp_path / NAME).write_bytes(record.dump())
    assert read_record(tmp_path) == record


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("[]", r"is \[\]: expected 'answers' and 'files'"),
        ("answers: 3", "answers is 3: expected lines of key: value"),
        ("answers: {colour: red}", "answers.colour is 'red': expected a text for one of author,"),
        ("answers: {name: 3}", "answers.name is 3"),
        ("answers: {kind: odd, author: A}", "answers.kind is 'odd', allowed: mkdocs, zensical"),
        ("answers: {author: A, publish: ftp}", "found 'ftp', allowed: direct"),
        ("answers: {author: A}\nfiles: {a: b}", "files: expected a path and its SHA-256"),
        ("a: [", "while parsing a flow node"),
    ],
)
def test_a_record_that_was_edited_badly_names_file_and_key(
    tmp_path: Path, text: str, message: str
) -> None:
    (tmp_path / NAME).write_text(text)
    with pytest.raises(ScaffoldError, match=message) as caught:
        read_record(tmp_path)
    assert str(caught.value).startswith(str(tmp_path / NAME))


def test_without_a_record_there_is_nothing_to_update(tmp_path: Path) -> None:
    with pytest.raises(ScaffoldError, match="--update is for a site that `wisdom new` has made"):
        read_record(tmp_path)
