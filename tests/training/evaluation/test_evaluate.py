"""``wisdom evaluate`` on the fixture voice."""

import json
import math
import re
from pathlib import Path

import numpy as np
import pytest
from click.testing import CliRunner

from wisdom_model.generation.recipe import BLENDS
from wisdom_model.mixture.text_probability import score_text
from wisdom_model.voice.file import load_voice
from wisdom_training.cli.app import main
from wisdom_training.evaluation.code_length import measure_code_lengths
from wisdom_training.evaluation.scores import CharacterFrequencies

TINY = Path(__file__).parents[2] / "fixtures" / "tiny.safetensors"
SENTENCES = [
    "The lamp waits by the door.",
    "A gull sings over the rocks, and I write it down.",
    "The fog doesn't sleep all night!",
    '"Good night," I say.',
    "My brother comes home in the north; it's late.",
]


def make_text(seed: int, paragraphs: int) -> str:
    rng = np.random.default_rng(seed)
    return "\n\n".join(" ".join(rng.choice(SENTENCES, 3)) for _ in range(paragraphs))


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    path = tmp_path / "keeper.txt"
    path.write_text(make_text(0, 300), encoding="utf-8")
    return path


def test_costs_are_those_of_the_experts() -> None:
    voice, test = load_voice(TINY), make_text(2, 4)
    speller = CharacterFrequencies({"a": 5}, 3)
    heard: list[int] = []
    costs = measure_code_lengths(voice, make_text(1, 4), test, speller, heard.append)
    found = score_text(voice, test, 12)
    bits = {name: cost.bits_per_character for name, cost in costs.strategies.items()}
    assert bits["char"] == pytest.approx(found.char_nats / len(test) / math.log(2))
    assert bits["word, spelled by char"] == pytest.approx(
        found.bits(found.expert_probabilities[:, 0])
    )
    assert bits["oracle"] == pytest.approx(
        found.bits(found.expert_probabilities[:, :2].max(axis=1))
    )
    assert bits["oracle"] < min(bits["mixture"], bits["constant mixture"], bits["online mixture"])
    assert sum(heard) == len(make_text(1, 4)) + len(test)
    words = costs.words
    assert costs.strategies["char"].perplexity == pytest.approx(
        2 ** (bits["char"] * len(test) / words)
    )


def test_a_passage_by_handoff_begins_with_letters() -> None:
    voice, test = load_voice(TINY), "The lamp waits. The fog turns."
    costs = measure_code_lengths(voice, test, test, CharacterFrequencies({"a": 5}, 3)).strategies
    found = score_text(voice, test, 12)
    end = found.tokens.index(".") + 1
    chances = np.concatenate([found.char[:end], found.expert_probabilities[end:, 0]])
    assert costs["handoff"].bits_per_character == pytest.approx(found.bits(chances))


def test_everything_is_said_and_written(corpus: Path, tmp_path: Path) -> None:
    pytest.importorskip("matplotlib")
    output = tmp_path / "evaluation"
    flags = ["--posts", "10", "--length", "12", "-o", str(output)]
    result = CliRunner().invoke(main, ["evaluate", str(TINY), str(corpus), *flags])
    assert result.exit_code == 0, result.output
    assert "this is not the text that the voice was trained on" in result.stdout
    assert re.search(r"^mixture +\d\.\d{4} +\d\.\d{3} +\d", result.stdout, re.MULTILINE)
    assert re.search(r"^longest copy( +\d+ words){5}$", result.stdout, re.MULTILINE)
    found = json.loads((output / "evaluation.json").read_text(encoding="utf-8"))
    assert found["held_out"]["part"] == "test"
    assert found["corpus"]["trained_on"] is False
    assert found["posts"]["measures"].keys() == {*BLENDS, "author"}
    names = {path.name for path in output.iterdir()}
    charts = {"bits.svg", "novelty.svg", "measures.svg"}
    assert names == {"evaluation.json", *charts, *(f"posts-{blend}.txt" for blend in BLENDS)}
    assert "oracle" not in (output / "bits.svg").read_text(encoding="utf-8")


def test_without_posts_only_held_out_text_is_read(corpus: Path) -> None:
    result = CliRunner().invoke(main, ["evaluate", str(TINY), str(corpus), "--posts", "0"])
    assert result.exit_code == 0, result.output
    assert "oracle" in result.stdout
    assert "distinct" not in result.stdout


def test_a_missing_corpus_is_one_message(tmp_path: Path) -> None:
    result = CliRunner().invoke(main, ["evaluate", str(TINY), str(tmp_path / "none.txt")])
    assert (result.exit_code, result.stderr[:6]) == (1, "Error:")
    assert "there is no" in result.stderr
