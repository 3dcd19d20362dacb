from pathlib import Path

import pytest

from wisdom_training.errors import CorpusError
from wisdom_training.review.decisions import (
    KEEP,
    MASK,
    Decision,
    is_name,
    masked_words,
    read_decisions,
    write_decisions,
)

DECISIONS = {"ann": MASK, "No": KEEP, "çelik": Decision("replace", "Deniz"), "o’brien": MASK}
LINES = "names:\n  ann: mask\n  No: keep\n  çelik: {replace: Deniz}\n  o’brien: mask\n"


def test_decisions_are_lines_that_people_can_edit(tmp_path: Path) -> None:
    write_decisions(tmp_path, DECISIONS)
    assert (tmp_path / "review.yaml").read_text("utf-8").endswith(LINES)


def test_decisions_are_read_as_they_were_written(tmp_path: Path) -> None:
    write_decisions(tmp_path, DECISIONS)
    assert read_decisions(tmp_path) == DECISIONS


@pytest.mark.parametrize("content", ["", "# nothing\n", "names:\n"])
def test_there_may_be_no_decision(tmp_path: Path, content: str) -> None:
    assert read_decisions(tmp_path) == {}
    (tmp_path / "review.yaml").write_text(content)
    assert read_decisions(tmp_path) == {}


def test_other_ways_to_write_yaml(tmp_path: Path) -> None:
    content = "names:\n  'ann': \"mask\"\n  Ben:\n    replace: Tom\n  ben: keep\n"
    (tmp_path / "review.yaml").write_text(content)
    assert read_decisions(tmp_path) == {"ann": MASK, "Ben": Decision("replace", "Tom"), "ben": KEEP}


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ("names:\n  ann: [\n", ":3: this is not YAML: expected the node content"),
        ("names:\n  ann: hide\n", ":2: ann is 'hide'; expected keep, mask or {replace: Other}"),
        ("names:\n  ann:\n", ":2: ann is ''; expected keep, mask or {replace: Other}"),
        ("names:\n  ann: {mask: x}\n", ":2: ann is something else; expected keep, mask or {re"),
        ("names:\n  ann: {replace: A B}\n", ":2: ann is replaced by 'A B'; expected one word"),
        ("names:\n  ann: {replace: [A]}\n", ":2: ann is replaced by [ScalarNode"),
        ("names:\n  ann lee: mask\n", ":2: 'ann lee' is no name; expected one word"),
        ("names:\n  ann: mask\n  Ánn: mask\n  ANN: keep\n", ":4: 'ANN' is decided in "),
        ("names:\n  {a: b}: mask\n", ":2: expected a name before the colon"),
        ("name:\n  ann: mask\n", ":1: unknown key 'name'; expected names"),
        ("- ann\n", ":1: expected lines such as 'ann: mask' below 'names:'"),
        ("names: [ann]\n", ":1: expected lines such as 'ann: mask' below 'names:'"),
        ("names:\n  ann: \x07\n", " is not YAML: unacceptable character"),
    ],
)
def test_an_error_says_the_line(tmp_path: Path, content: str, message: str) -> None:
    path = tmp_path / "review.yaml"
    path.write_text(content, "utf-8")
    with pytest.raises(CorpusError) as error:
        read_decisions(tmp_path)
    assert str(error.value).startswith(f"{path}{message}")


def test_a_file_that_is_not_utf8(tmp_path: Path) -> None:
    (tmp_path / "review.yaml").write_bytes(b"names:\n  \xff: mask\n")
    with pytest.raises(CorpusError, match=r"review.yaml is not UTF-8 text: save it as UTF-8"):
        read_decisions(tmp_path)


def test_masked_words_are_those_masked_or_replaced(tmp_path: Path) -> None:
    assert masked_words(tmp_path) == frozenset()
    write_decisions(tmp_path, DECISIONS)
    assert masked_words(tmp_path) == {"ann", "celik", "o'brien"}


@pytest.mark.parametrize(
    ("text", "name"),
    [("Ann", True), ("Anne-Marie", True), ("李", True), ("Ann Lee", False), ("2", False),
     ("Ann:", False), ("", False)],
)  # fmt: skip
def test_a_name_is_one_word(text: str, name: bool) -> None:
    assert is_name(text) == name
