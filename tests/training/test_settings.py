"""Settings, their flags and their docstrings."""

import math
from dataclasses import fields
from typing import Any

import pytest

from wisdom_training.errors import FlagError
from wisdom_training.settings import CharSettings, ModelSettings, WordSettings, field_docs


@pytest.mark.parametrize(
    ("values", "message"),
    [
        ({"hidden": 0}, "--char-hidden is 0: it must be a whole number above 0"),
        ({"min_count": 0}, "--char-min-count is 0: it must be a whole number above 0"),
        ({"projection": -1}, "--char-projection is -1: it must be 0 or a whole number above it"),
        ({"rate": math.nan}, "--char-rate is nan: it must be a number above 0"),
        ({"clip": -1.0}, "--char-clip is -1.0: it must be 0 or more"),
        ({"clip": math.inf}, "--char-clip is inf: it must be 0 or more"),
        ({"weight_decay": -0.1}, "--char-weight-decay is -0.1: it must be 0 or more"),
        ({"dropout": 1.0}, "--char-dropout is 1.0: it must be at least 0 and below 1"),
        ({"reset": 1.5}, "--char-reset is 1.5: it must be between 0 and 1"),
        ({"rate_decay": 0.0}, "--char-rate-decay is 0.0: it must be above 0 and at most 1"),
        ({"cell": "lsmt"}, "--char-cell is lsmt: it must be one of lstm, gru, rnn"),
        (
            {"tied": True},
            (
                "--char-embedding is 64: it must be 256, the width before the output, "
                "if they are tied"
            ),
        ),
        (
            {"cell": "gru", "zoneout_cell": 0.1},
            "--char-zoneout-cell is 0.1: it must be 0 unless the cell is lstm",
        ),
    ],
)
def test_a_wrong_value_is_an_error_that_quotes_the_flag(
    values: dict[str, Any], message: str
) -> None:
    with pytest.raises(FlagError) as error:
        CharSettings(**values)
    assert str(error.value) == message


def test_the_word_models_errors_quote_its_own_flags() -> None:
    with pytest.raises(FlagError) as error:
        WordSettings(vocabulary=1)
    assert str(error.value) == "--word-vocabulary is 1: it must be a whole number above 1"


@pytest.mark.parametrize("settings", [CharSettings, WordSettings])
def test_every_field_has_a_docstring(settings: type[ModelSettings]) -> None:
    docs = field_docs(settings)
    assert list(docs) == [item.name for item in fields(settings)]
    assert all(text.endswith(".") for text in docs.values())
