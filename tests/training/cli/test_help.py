"""The help of every command, those of other packages included."""

import click
import pytest
from click.testing import CliRunner

from wisdom_training.cli.app import main

CONTEXT = click.Context(main)
COMMANDS = {name: main.get_command(CONTEXT, name) for name in main.list_commands(CONTEXT)}
OPTIONS = [
    (name, parameter)
    for name, command in COMMANDS.items()
    if command is not None
    for parameter in command.params
    if isinstance(parameter, click.Option)
]
OWN = ("check", "evaluate", "sample", "settings", "train")


def read_help(*arguments: str) -> str:
    result = CliRunner().invoke(main, [*arguments, "--help"], terminal_width=80)
    assert result.exit_code == 0
    return result.stdout


def test_these_are_the_commands() -> None:
    assert list(COMMANDS) == [
        "audit",
        "check",
        "evaluate",
        "import",
        "new",
        "post",
        "replay",
        "review",
        "sample",
        "settings",
        "train",
        "xray",
    ]


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_says_what_it_does(name: str) -> None:
    command = COMMANDS[name]
    assert command is not None
    assert command.help
    assert command.help.split()[0] in read_help(name)


@pytest.mark.parametrize(
    ("name", "parameter"), OPTIONS, ids=[f"{name} {option.name}" for name, option in OPTIONS]
)
def test_every_option_has_a_help_text_of_a_sentence(name: str, parameter: click.Option) -> None:
    del name
    assert parameter.help
    assert parameter.help.partition("  [")[0].endswith(".")


@pytest.mark.parametrize("name", COMMANDS)
def test_no_summary_is_cut(name: str) -> None:
    command = COMMANDS[name]
    assert command is not None
    words = " ".join(read_help().split())
    assert f" {name} {command.get_short_help_str(1000)}" in words
    assert "..." not in words.partition("Commands: ")[2]


@pytest.mark.parametrize("name", OWN)
def test_a_summary_of_ours_takes_one_line(name: str) -> None:
    lines = [line for line in read_help().splitlines() if line.startswith(f"  {name} ")]
    assert len(lines) == 1
    assert lines[0].endswith(".")
    assert len(lines[0]) <= 80
