"""Settings, their flags and their docstrings."""

import math
from dataclasses import Field, fields
from typing import Any

import click
import pytest
from click.testing import CliRunner

from wisdom_training.errors import FlagError
from wisdom_training.flags import settings_flags, take_settings
from wisdom_training.settings import CharSettings, ModelSettings, WordSettings, field_docs, flag


@pytest.mark.parametrize(
    ("values", "message"),
    [
        ({"hidden": 0}, "--char-hidden is 0: it must be a whole number above 0"),
        ({"min_count": 0}, "--char-min-count is 0: it must be a whole number above 0"),
        ({"projection": -1}, "--char-projection is -1: it must be a whole number, or 0 for none"),
        ({"rate": math.nan}, "--char-rate is nan: it must be a number above 0"),
        ({"clip": 0.0}, "--char-clip is 0.0: it must be a number above 0"),
        ({"decay": -0.1}, "--char-decay is -0.1: it must be 0 or more"),
        ({"dropout": 1.0}, "--char-dropout is 1.0: it must be at least 0 and below 1"),
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


@click.command()
@settings_flags(WordSettings)
def show(**values: object) -> None:
    click.echo(take_settings(WordSettings, values))
    click.echo(values)


def test_without_flags_the_settings_are_the_defaults() -> None:
    assert CliRunner().invoke(show).output == f"{WordSettings()}\n{{}}\n"


def test_flags_set_fields() -> None:
    flags = ["--word-hidden", "12", "--word-weight-drop", "0.5", "--word-no-frozen"]
    expected = WordSettings(hidden=12, weight_drop=0.5, frozen=False)
    assert CliRunner().invoke(show, flags).output.startswith(f"{expected}\n")


@pytest.mark.parametrize("item", fields(WordSettings), ids=lambda item: item.name)
def test_every_field_has_a_flag(item: Field[object]) -> None:
    assert flag("word", item.name) in CliRunner().invoke(show, ["--help"]).output
