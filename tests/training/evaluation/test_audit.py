"""``wisdom audit`` on the fixture voice."""

from pathlib import Path

import pytest
from click.testing import CliRunner

from training.texts import make_text
from voices import TINY
from wisdom_training.cli.app import main
from wisdom_training.evaluation.audit import (
    Audit,
    Returned,
    count_returned,
    describe,
    find_repeated,
)
from wisdom_training.evaluation.extraction import Extraction


def make_audit(filter_run: int, **fields: object) -> Audit:
    values = {
        "private": False,
        "passages": 2,
        "extractions": {
            "networks": Extraction((3, 1), "a | b c d"),
            "networks, phrase filter": Extraction((filter_run, 0), "a | b c"),
        },
        "repeated": Returned(0, 0, 0),
        "canaries": None,
        "completed": {},
        "posts": 10,
    }
    return Audit(**(values | fields))  # type: ignore[arg-type]  # fields by name


def test_a_phrase_that_was_said_ten_times_is_repeated_and_one_said_nine_times_is_not() -> None:
    often = "My code is blue seven today."
    text = "\n\n".join([often] * 10 + ["I never say this at all."] * 9)
    assert find_repeated(text) == ["my code is blue seven", "code is blue seven today"]


def test_what_came_back_is_counted_by_phrases_and_by_posts() -> None:
    posts = ["Well, my code is BLUE seven!", "My code. Is blue seven", "Nothing"]
    assert count_returned(["my code is blue seven", "code is green"], posts) == (2, 1, 2)


@pytest.mark.parametrize(
    ("run", "private", "end"),
    [
        (4, True, "private. Its file tells no more than the two networks learned by heart"),
        (5, False, "gives away up to 2 words more. Give the file away only if the text is public"),
        (5, True, "gives away up to 2 words more. Do not give the file away"),
    ],
)
def test_the_verdict_compares_with_the_networks_alone(run: int, private: bool, end: str) -> None:
    assert end in describe(make_audit(run, private=private)).splitlines()[-1]


def test_the_table_has_a_row_for_each_attacker() -> None:
    lines = describe(make_audit(5)).splitlines()
    assert lines[2:5] == [
        "the attacker asks        longest  mean",
        "networks                       3   2.0",
        "networks, phrase filter        5   2.5",
    ]


def test_the_command_attacks_and_looks_for_canaries(tmp_path: Path) -> None:
    corpus, canaries = tmp_path / "keeper.txt", tmp_path / "canaries.txt"
    corpus.write_text(make_text(0, 60), encoding="utf-8")
    canaries.write_text("The lamp waits.\n\nMy code is seven.\n", encoding="utf-8")
    flags = ["--passages", "5", "--posts", "2", "--canaries", str(canaries)]
    result = CliRunner().invoke(main, ["audit", str(TINY), str(corpus), *flags])
    assert result.exit_code == 0, result.output
    assert "5 words in a row of the text, at 5 places" in result.stdout
    assert "Of 2 canaries," in result.stdout
    assert "of 2 posts have one" in result.stdout
    assert "The voice is public." in result.stdout
