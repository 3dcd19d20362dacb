"""Runs ``wisdom`` in this process."""

from pathlib import Path

from click.testing import CliRunner

from wisdom_training.cli.app import main


def run(*arguments: str | Path) -> str:
    """The standard output of a command that succeeds."""
    result = CliRunner().invoke(main, [str(argument) for argument in arguments])
    assert result.exit_code == 0, result.output
    return result.stdout


def fail(*arguments: str | Path) -> str:
    """The error message of a command that fails and prints nothing else."""
    result = CliRunner().invoke(main, [str(argument) for argument in arguments])
    assert (result.exit_code, result.stdout) == (1, "")
    return result.stderr
