"""The options of one ``wisdom train``."""

from dataclasses import FrozenInstanceError
from pathlib import Path

import pytest

from wisdom_training.presets import choose_settings
from wisdom_training.run.request import TrainRequest

OUTPUT = Path("voice.safetensors")


def test_a_corpus_without_a_name_has_that_of_its_first_path() -> None:
    corpus = (Path("letters/Moby Dick.txt"), Path("more.txt"))
    assert TrainRequest(corpus, OUTPUT).corpus_name == "Moby Dick"
    assert TrainRequest(corpus, OUTPUT, name="Melville").corpus_name == "Melville"
    assert TrainRequest((Path(),), OUTPUT).corpus_name == Path.cwd().stem


def test_given_fields_replace_the_presets() -> None:
    request = TrainRequest(
        (Path("a.txt"),),
        OUTPUT,
        preset="best",
        char_overrides={"hidden": 99},
        word_overrides={"epochs": 2},
    )
    expected = choose_settings("best", {"hidden": 99}, {"epochs": 2}, 50_000)
    assert request.choose_settings(50_000) == expected
    assert (expected[0].hidden, expected[1].epochs) == (99, 2)


def test_a_request_does_not_change() -> None:
    request = TrainRequest((Path("a.txt"),), OUTPUT)
    with pytest.raises(FrozenInstanceError):
        request.seed = 2  # type: ignore[misc]  # that is what is tested
