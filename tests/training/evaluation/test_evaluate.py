"""``wisdom evaluate`` on the fixture voice."""

import json
import math
import re
from concurrent.futures import ThreadPoolExecutor
from dataclasses import fields
from pathlib import Path

import pytest
from click.testing import CliRunner

from training.texts import make_text
from voices import TINY
from wisdom_training.cli.app import main
from wisdom_training.corpus.documents import DOCUMENT_UNITS
from wisdom_training.corpus.reading import read_corpus
from wisdom_training.evaluation.evaluate import replace_nan
from wisdom_training.evaluation.metrics import TextMetrics
from wisdom_training.evaluation.summary import CONCERNS


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    path = tmp_path / "keeper.txt"
    path.write_text(make_text(0, 120), encoding="utf-8")
    return path


@pytest.fixture(autouse=True)
def threads(monkeypatch: pytest.MonkeyPatch) -> None:
    """Work in this process, because others take a second to start."""
    monkeypatch.setattr(
        "wisdom_training.evaluation.evaluate.open_workers",
        lambda _: ThreadPoolExecutor(1),
    )


def test_everything_is_printed_and_written(corpus: Path, tmp_path: Path) -> None:
    output = tmp_path / "evaluation"
    flags = ["--posts", "3", "--length", "12", "--blend", "word", "-o", str(output)]
    result = CliRunner().invoke(main, ["evaluate", str(TINY), str(corpus), *flags])
    assert result.exit_code == 0, result.output
    assert "this is not the text that the voice was trained on" in result.stdout
    assert re.search(r"^The voice wrote 3 posts of about 1\d words\. ", result.stdout, re.MULTILINE)
    before = " ".join(result.stdout.partition("\nThe voice wrote")[0].split())
    assert before.endswith(tuple(concern.advice for concern in CONCERNS))
    assert re.search(r"^mixture +\d\.\d{4} +\d\.\d{3} +\d", result.stdout, re.MULTILINE)
    assert re.search(r"^longest copy, in words( +\d+){4}$", result.stdout, re.MULTILINE)
    names = {path.name for path in output.iterdir()}
    charts = {f"{n}.{form}" for n in ("bits", "measures", "novelty") for form in ("html", "svg")}
    posts = {f"posts-{each}.txt" for each in ("mixture", "word", "markov-chain")}
    assert names == {"evaluation.json", *charts, *posts}
    assert len((output / "posts-mixture.txt").read_text("utf-8").split("\n\n---\n\n")) == 3
    assert "<title>keeper: " in (output / "bits.svg").read_text(encoding="utf-8")
    assert (output / "bits.html").read_text("utf-8").startswith('<figure class="wisdom-chart">')


def test_the_json_has_all_figures_and_no_texts(corpus: Path, tmp_path: Path) -> None:
    flags = ["--posts", "3", "--length", "12", "-o", str(tmp_path)]
    CliRunner().invoke(main, ["evaluate", str(TINY), str(corpus), *flags])
    found = json.loads((tmp_path / "evaluation.json").read_text(encoding="utf-8"))
    assert found.keys() == {"corpus", "held_out", "posts"}
    assert found["corpus"]["trained_on"] is False
    assert found["held_out"]["part"] == "test"
    posts = found["posts"]
    assert posts.keys() == {"voice", "chain", "author", "measures", "sampling"}
    assert [posts[each] for each in ("voice", "chain", "author")] == list(posts["measures"])
    names = {field.name for field in fields(TextMetrics)}
    assert {frozenset(measures) for measures in posts["measures"].values()} == {frozenset(names)}
    assert posts["sampling"] == {
        "posts": 3, "length": 12, "seed": 1, "temperatures": {}, "blends": [],
    }  # fmt: skip


def test_what_cannot_be_measured_is_null() -> None:
    values = {"a": [math.nan, 1.0], "b": {"c": math.nan}}
    assert replace_nan(values) == {"a": [None, 1.0], "b": {"c": None}}


def test_no_more_held_out_text_is_read_than_fits(
    monkeypatch: pytest.MonkeyPatch, corpus: Path
) -> None:
    monkeypatch.setattr("wisdom_training.evaluation.evaluate.MOST_MEASURED_CHARACTERS", 50)
    result = CliRunner().invoke(main, ["evaluate", str(TINY), str(corpus), "--posts", "0"])
    assert "the first 50 of " in result.stdout


def test_posts_that_no_guard_lets_pass_are_an_error(
    monkeypatch: pytest.MonkeyPatch, corpus: Path
) -> None:
    monkeypatch.setattr(
        "wisdom_training.evaluation.evaluate.write_posts",
        lambda _path, _recipe, seeds: [None] * len(seeds),
    )
    result = CliRunner().invoke(main, ["evaluate", str(TINY), str(corpus), "--posts", "2"])
    assert result.exit_code == 1
    assert "the guards let none of the posts by mixture pass" in result.stderr


def test_without_posts_only_held_out_text_is_read(corpus: Path) -> None:
    result = CliRunner().invoke(main, ["evaluate", str(TINY), str(corpus), "--posts", "0"])
    assert result.exit_code == 0, result.output
    assert "oracle" in result.stdout
    assert "distinct" not in result.stdout


def test_a_missing_corpus_is_one_message(tmp_path: Path) -> None:
    result = CliRunner().invoke(main, ["evaluate", str(TINY), str(tmp_path / "none.txt")])
    assert (result.exit_code, result.stderr[:6]) == (1, "Error:")
    assert "there is no" in result.stderr


def test_documents_are_found_as_in_training(tmp_path: Path) -> None:
    corpus = tmp_path / "posts.txt"
    corpus.write_text("\n\n".join(make_text(seed, 3) for seed in range(30)), encoding="utf-8")
    found = {}
    for unit in DOCUMENT_UNITS:
        output = tmp_path / unit
        flags = ["--posts", "0", "--documents", unit, "-o", str(output)]
        result = CliRunner().invoke(main, ["evaluate", str(TINY), str(corpus), *flags])
        assert result.exit_code == 0, result.output
        found[unit] = json.loads((output / "evaluation.json").read_text())["corpus"]["sha256"]
    read = tmp_path / "read"
    read.mkdir()
    assert found["paragraph"] == read_corpus([corpus], read, documents="paragraph").sha256
    assert found["paragraph"] != found["file"]
