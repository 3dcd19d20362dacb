"""The order of models in displays."""

from wisdom_training.progress.reports import TITLES, sort_models


def test_the_character_model_comes_first_and_unknown_ones_last() -> None:
    assert sort_models(["other", "word", "char"]) == ["char", "word", "other"]
    assert list(TITLES) == ["char", "word"]
