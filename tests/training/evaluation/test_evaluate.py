"""``wisdom evaluate`` on the fixture voice."""

import json
import re
from dataclasses import replace
from pathlib import Path

import pytest
from click.testing import CliRunner

from training.texts import make_text
from voices import TINY
from wisdom_model.generation.recipe import BLENDS
from wisdom_model.voice.file import Voice
from wisdom_training.cli.app import main
from wisdom_training.corpus.documents import DOCUMENT_UNITS
from wisdom_training.corpus.reading import read_corpus
from wisdom_training.evaluation.evaluate import PostSampling


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    path = tmp_path / "keeper.txt"
    path.write_text(make_text(0, 300), encoding="utf-8")
    return path


def test_everything_is_printed_and_written(corpus: Path, tmp_path: Path) -> None:
    pytest.importorskip("matplotlib")
    output = tmp_path / "evaluation"
    flags = ["--posts", "10", "--length", "12", "-o", str(output)]
    result = CliRunner().invoke(main, ["evaluate", str(TINY), str(corpus), *flags])
    assert result.exit_code == 0, result.output
    assert "this is not the text that the voice was trained on" in result.stdout
    assert re.search(r"^mixture +\d\.\d{4} +\d\.\d{3} +\d", result.stdout, re.MULTILINE)
    assert re.search(r"^longest copy( +\d+ words){6}$", result.stdout, re.MULTILINE)
    found = json.loads((output / "evaluation.json").read_text(encoding="utf-8"))
    assert found["held_out"]["part"] == "test"
    assert found["corpus"]["trained_on"] is False
    assert found["posts"]["measures"].keys() == {*BLENDS, "author"}
    names = {path.name for path in output.iterdir()}
    charts = {"bits.svg", "novelty.svg", "measures.svg"}
    assert names == {"evaluation.json", *charts, *(f"posts-{blend}.txt" for blend in BLENDS)}
    assert "oracle" not in (output / "bits.svg").read_text(encoding="utf-8")


def test_every_strategy_writes_as_it_is_called_whatever_the_voice_prefers(keeper: Voice) -> None:
    voice = replace(keeper, metadata={**keeper.metadata, "blend": "product"})
    sampling = PostSampling(1, 9, 0, {"char": 0.5})
    assert [sampling.make_recipe(blend, voice).blend for blend in BLENDS] == list(BLENDS)


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
    corpus.write_text("\n\n".join(make_text(seed, 3) for seed in range(60)), encoding="utf-8")
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
