"""Presets, and how they are fitted to a corpus."""

from dataclasses import asdict

import pytest

from wisdom_model.network.language_model import Architecture
from wisdom_training.errors import FlagError
from wisdom_training.presets import (
    MEGABYTE,
    PRESETS,
    choose_settings,
    fit,
    fit_fine_tuning,
    list_sizes,
)
from wisdom_training.settings import CharSettings, WordSettings


def test_standard_for_a_megabyte_is_the_settings_defaults() -> None:
    assert fit("standard", MEGABYTE) == (CharSettings(), WordSettings())


@pytest.mark.parametrize("preset", PRESETS)
@pytest.mark.parametrize("characters", [1, 1_000, 10_000, 100_000, MEGABYTE, 10**8, 2 * 10**9])
def test_every_preset_fits_every_text(preset: str, characters: int) -> None:
    char, word = fit(preset, characters)
    assert char.epochs >= 1
    assert word.epochs >= 1


@pytest.mark.parametrize(
    ("characters", "hidden"),
    [(10_000, 64), (49_999, 64), (100_000, 128), (299_999, 128), (500_000, 256), (10**8, 256)],
)
def test_less_text_gets_a_smaller_net(characters: int, hidden: int) -> None:
    assert fit("standard", characters)[0].hidden == hidden


def test_best_is_wider_for_a_large_text() -> None:
    best = fit("best", MEGABYTE)[0].hidden
    assert fit("best", 20_000_000)[0].hidden == 512 > best


def test_a_bottleneck_is_never_wider_than_the_layers() -> None:
    assert fit("standard", 10_000)[1].projection == 64


def test_less_text_gets_more_dropout_up_to_a_limit() -> None:
    usual = CharSettings.dropout
    dropouts = [fit("standard", characters)[0].dropout for characters in (10_000, 100_000, 10**6)]
    assert dropouts == [pytest.approx(usual + 0.2), pytest.approx(usual + 0.1), usual]
    assert fit("standard", 10_000)[1].dropout == 0.6


@pytest.mark.parametrize(("times", "factor"), [(1, 1), (0.25, 2), (1 / 16, 4), (1e-3, 4)])
def test_a_quarter_of_the_text_is_read_twice_as_often_up_to_a_limit(
    times: float, factor: int
) -> None:
    usual = CharSettings.epochs
    assert fit("standard", int(times * MEGABYTE))[0].epochs == factor * usual


def test_a_large_text_is_read_at_least_once() -> None:
    assert fit("quick", 2 * 10**9)[0].epochs == 1


@pytest.mark.parametrize("characters", [10, 30_000, 150_000, 280_000])
def test_a_small_text_takes_no_longer_by_standard_so_quick_is_the_same(characters: int) -> None:
    assert fit("quick", characters) == fit("standard", characters)


@pytest.mark.parametrize(
    ("characters", "epochs"), [(400_000, (5, 8)), (500_000, (4, 6)), (MEGABYTE, (2, 3))]
)
def test_quick_reads_half_the_text_twice_as_often(characters: int, epochs: tuple[int, int]) -> None:
    char, word = fit("quick", characters)
    assert (char.epochs, word.epochs) == epochs


@pytest.mark.parametrize(
    ("characters", "epochs"),
    [
        (30_000, [5, 5, 8]),
        (400_000, [5, 5, 8]),
        (MEGABYTE, [2, 5, 8]),
        (4 * MEGABYTE, [1, 2, 4]),
        (10**9, [1, 1, 1]),
    ],
)
def test_fine_tuning_reads_a_large_text_fewer_times(characters: int, epochs: list[int]) -> None:
    found = [
        fit_fine_tuning(preset, characters, {"char": {}, "word": {}})[0].epochs
        for preset in PRESETS[:3]
    ]
    assert found == epochs


def test_a_thousand_characters_are_enough_for_batches() -> None:
    char, word = fit("standard", 1_000)
    assert (char.batch, char.steps) == (4, 11)
    assert (word.batch, word.steps) == (4, 10)


@pytest.mark.parametrize("characters", [7_000, 20_000, 60_000, 100_000, 150_000])
def test_four_processes_can_share_a_fitted_batch(characters: int) -> None:
    char, word = fit("standard", characters)
    assert (char.batch % 4, word.batch % 4) == (0, 0)


def test_the_seeds_recipe_is_never_fitted() -> None:
    assert fit("seed", 1_000) == fit("seed", 10**9)


def test_the_seeds_recipe_for_characters() -> None:
    settings = asdict(fit("seed", MEGABYTE)[0])
    expected = {
        "cell": "lstm", "layers": 3, "hidden": 256, "embedding": 64, "projection": 0,
        "dropout": 0.4, "epochs": 60, "batch": 50, "steps": 50, "optimizer": "rmsprop",
        "rate": 2e-3, "schedule": "decay", "rate_decay": 0.97, "decay_after": 10, "clip": 0.0,
        "clip_value": 5.0, "weight_decay": 0.0, "min_count": 1,
    }  # fmt: skip
    assert {name: settings[name] for name in expected} == expected


def test_the_seeds_recipe_for_words() -> None:
    settings = asdict(fit("seed", MEGABYTE)[1])
    expected = {
        "layers": 2, "hidden": 256, "projection": 0, "epochs": 40, "min_count": 3,
        "vocabulary": 100_000, "dropout": 0.4, "input_dropout": 0.0, "weight_drop": 0.0,
        "embedding": 200, "frozen": False,
    }  # fmt: skip
    assert {name: settings[name] for name in expected} == expected


def test_what_is_given_goes_before_the_fit() -> None:
    char, word = choose_settings("standard", {"hidden": 200}, {"epochs": 3}, 10_000)
    fitted_char, fitted_word = fit("standard", 10_000)
    assert asdict(char) == {**asdict(fitted_char), "hidden": 200}
    assert asdict(word) == {**asdict(fitted_word), "epochs": 3}


def test_tying_makes_the_vectors_as_wide_as_the_output() -> None:
    char, word = choose_settings("standard", {"tied": True}, {"tied": True}, MEGABYTE)
    assert (char.embedding, word.embedding) == (char.hidden, word.projection)


def test_tying_with_another_width_is_an_error() -> None:
    with pytest.raises(FlagError, match="--char-embedding is 32: it must be 256"):
        choose_settings("standard", {"tied": True, "embedding": 32}, {}, MEGABYTE)


def test_the_sizes_of_a_voice_become_fields() -> None:
    architecture = Architecture(vocabulary=9, embedding=8, hidden=12, layers=2, cell="gru")
    assert CharSettings(**list_sizes(architecture)) == CharSettings(
        embedding=8, hidden=12, layers=2, cell="gru"
    )
