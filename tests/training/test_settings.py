"""Settings, their flags and their docstrings."""

import math
from dataclasses import Field, fields
from typing import Any

import click
import pytest
from click.testing import CliRunner

from wisdom_training.cli.options import HeadedCommand, settings_flags, show_all_help, take_given
from wisdom_training.errors import FlagError
from wisdom_training.settings import CharSettings, ModelSettings, WordSettings, field_docs, flag


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


@click.command(cls=HeadedCommand)
@click.option("--help-all", is_flag=True, is_eager=True, expose_value=False, callback=show_all_help)
@settings_flags(WordSettings)
def show(**values: object) -> None:
    click.echo(take_given("word", values))
    click.echo(values)


def test_without_flags_nothing_is_given() -> None:
    assert CliRunner().invoke(show).output == "{}\n{}\n"


def test_flags_give_fields() -> None:
    flags = ["--word-hidden", "12", "--word-weight-drop", "0.5", "--word-no-frozen", "--word-tied"]
    given = CliRunner().invoke(show, flags).output.splitlines()[0]
    assert given == "{'hidden': 12, 'weight_drop': 0.5, 'frozen': False, 'tied': True}"


def test_a_given_value_that_is_the_default_is_given_all_the_same() -> None:
    flags = ["--word-hidden", str(WordSettings.hidden)]
    assert CliRunner().invoke(show, flags).output.splitlines()[0] == "{'hidden': 256}"


def test_a_name_that_is_no_choice_is_refused() -> None:
    result = CliRunner().invoke(show, ["--word-cell", "lsmt"])
    assert result.exit_code == 2
    assert "'lsmt' is not one of 'lstm', 'gru', 'rnn'" in result.stderr


@pytest.mark.parametrize("item", fields(WordSettings), ids=lambda item: item.name)
def test_every_field_has_a_flag_in_the_long_help(item: Field[object]) -> None:
    assert flag("word", item.name) in CliRunner().invoke(show, ["--help-all"]).output


@pytest.mark.parametrize("item", fields(WordSettings), ids=lambda item: item.name)
def test_no_field_has_a_flag_in_the_short_help(item: Field[object]) -> None:
    assert flag("word", item.name) not in CliRunner().invoke(show, ["--help"]).output


def test_the_long_help_tells_the_standard_value() -> None:
    words = " ".join(CliRunner().invoke(show, ["--help-all"]).output.split())
    assert "--word-hidden N Width of a recurrent layer. [standard: 256]" in words
