"""The options made of the settings, and their help."""

from dataclasses import Field, fields

import click
import pytest
from click.testing import CliRunner

from wisdom_training.cli.options import (
    HeadedCommand,
    list_options,
    settings_flags,
    show_all_help,
    take_given,
)
from wisdom_training.settings import WordSettings, flag


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


def test_options_are_grouped_under_headings() -> None:
    output = CliRunner().invoke(show, ["--help-all"]).output
    headings = [line for line in output.splitlines() if line.endswith(":") and line[0] != " "]
    assert headings == ["The word model's settings:", "Help:"]


def test_only_options_of_a_section_may_be_in_a_settings_file() -> None:
    options = list_options(show)
    assert [option.key for option in options] == [item.name for item in fields(WordSettings)]
    assert {option.section for option in options} == {"word"}
    assert options[1].fallback == "lstm"
