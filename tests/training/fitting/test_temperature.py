"""The temperature at which a voice is as daring as its author."""

from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from training.texts import make_text
from wisdom_model.mixture.text_probability import TextProbabilities, score_text
from wisdom_model.voice.file import Voice
from wisdom_training.fitting import temperature
from wisdom_training.fitting.temperature import (
    DARING,
    DARING_IN_SHORT,
    HIGHEST,
    LOWEST,
    fit_temperature,
    measure_surprise,
    write_surprise,
)


@pytest.fixture(scope="module")
def scored(keeper: Voice) -> TextProbabilities:
    return score_text(keeper, make_text(2, 1), 12.0)


def test_an_unknown_token_costs_what_the_word_model_gives_all_unknown_ones(
    scored: TextProbabilities,
) -> None:
    word, unknown = np.array([0.5, 0.0]), np.array([0.1, 0.125])
    costs = measure_surprise(replace(scored, word=word, unknown=unknown))
    assert costs == pytest.approx((np.log(2) + np.log(8)) / 2)


@pytest.mark.parametrize(
    ("documents", "daring"),
    [
        ({}, DARING),
        ({"documents": {"words": {"median": 26}}}, DARING),
        ({"documents": {"words": {"median": 25}}}, DARING_IN_SHORT),
    ],
)
def test_what_is_written_surprises_as_much_as_wanted(
    keeper: Voice,
    scored: TextProbabilities,
    monkeypatch: pytest.MonkeyPatch,
    documents: dict[str, Any],
    daring: float,
) -> None:
    monkeypatch.setattr(temperature, "write_surprise", lambda _, value: 4 * value)
    words = np.full(len(scored.word), np.exp(-4 * 0.9))
    voice = replace(keeper, metadata=keeper.metadata | documents)
    fitted = fit_temperature(voice, replace(scored, word=words))
    assert fitted == pytest.approx(0.9 * daring, abs=0.02)


@pytest.mark.parametrize(("probability", "bound"), [(1.0, LOWEST), (1e-12, HIGHEST)])
def test_it_stays_within_its_bounds(
    keeper: Voice, scored: TextProbabilities, probability: float, bound: float
) -> None:
    words = np.full(len(scored.word), probability)
    assert fit_temperature(keeper, replace(scored, word=words)) == pytest.approx(bound, abs=0.011)


def test_a_hotter_voice_surprises_more(keeper: Voice) -> None:
    cold, hot = (write_surprise(keeper, value) for value in (0.2, 2.0))
    assert cold < hot
