"""The corpus cut in three."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wisdom_training.corpus import split as module
from wisdom_training.corpus.split import Parts, SplitFractions, cut, split
from wisdom_training.corpus.text_file import TextFile
from wisdom_training.errors import FlagError


def save(folder: Path, text: str) -> TextFile:
    path = folder / "corpus.txt"
    path.write_bytes(text.encode())
    return TextFile(path, len(text.encode()), len(text))


def sizes(parts: Parts) -> list[int]:
    return [parts.train.characters, len(parts.validation), len(parts.test)]


def test_the_text_is_cut_between_paragraphs(tmp_path: Path) -> None:
    parts = split(save(tmp_path, ("x" * 98 + "\n\n") * 201), SplitFractions())
    assert sizes(parts) == [18100, 1000, 1000]
    assert "".join(parts.train.pieces()).endswith("x\n\n")
    assert parts.validation.endswith("x\n\n")


def test_one_long_paragraph_is_cut_between_tokens(tmp_path: Path) -> None:
    parts = split(save(tmp_path, " whale" * 2000), SplitFractions())
    assert sizes(parts) == [10800, 600, 600]
    assert parts.validation.startswith(" whale")
    assert parts.test.startswith(" whale")


@given(st.text(st.sampled_from("ab .\n"), min_size=200, max_size=2000))
def test_the_parts_are_the_text(text: str) -> None:
    assert "".join(cut(text, len(text) // 20, len(text) // 20)) == text


def test_the_parts_of_a_file_are_the_file(tmp_path: Path) -> None:
    text = "Ein Wal 鯨, é 🐳!\n\n" * 300
    parts = split(save(tmp_path, text), SplitFractions(0.1, 0.02))
    assert "".join([*parts.train.pieces(), parts.validation, parts.test]) == text
    assert sizes(parts) == [4488, 510, 102]
    assert (parts.evaluation_part, parts.evaluation_text) == ("test", parts.test)
    assert parts.train.size == len(text[:4488].encode())


def test_without_a_test_part_the_validation_part_is_evaluated(tmp_path: Path) -> None:
    parts = split(save(tmp_path, "Call me.\n\n" * 1000), SplitFractions(0.1, 0))
    assert sizes(parts) == [9000, 1000, 0]
    assert (parts.evaluation_part, parts.evaluation_text) == ("validation", parts.validation)


def test_no_more_is_held_out_than_is_of_use(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "MOST_HELD_OUT_CHARACTERS", 100)
    assert sizes(split(save(tmp_path, "x\n\n" * 10_000), SplitFractions())) == [29_799, 102, 99]


@pytest.mark.parametrize(
    ("validation", "test", "message"),
    [
        (0, 0.1, "--validation is 0: it must be above 0 and below 0.5"),
        (0.1, -0.1, "--test is -0.1: it must be 0 or more and below 0.5"),
        (0.1, float("nan"), "--test is nan: it must be 0 or more and below 0.5"),
        (
            0.25,
            0.25,
            (
                "--validation is 0.25 and --test 0.25: together they must be below 0.5, so that "
                "most of the text is trained on"
            ),
        ),
    ],
)
def test_most_of_the_text_is_learned_from(validation: float, test: float, message: str) -> None:
    with pytest.raises(FlagError) as error:
        SplitFractions(validation, test)
    assert str(error.value) == message
