"""Commands of other packages."""

from importlib.metadata import EntryPoint, EntryPoints
from typing import Any

import click
import pytest
from click.testing import CliRunner, Result

from wisdom_training.cli import plugins
from wisdom_training.cli.app import main
from wisdom_training.cli.plugins import GROUP


def run(*arguments: str) -> Result:
    return CliRunner().invoke(main, arguments)


@pytest.fixture
def broken(monkeypatch: pytest.MonkeyPatch) -> None:
    entries = EntryPoints(
        EntryPoint(name, value, GROUP)
        for name, value in (
            ("gone", "no_such_module:command"),
            ("nothing", "wisdom_training.cli.plugins:missing"),
            ("number", "math:pi"),
            ("sample", "math:pi"),
        )
    )

    def find(**conditions: Any) -> EntryPoints:  # noqa: ANN401 (as in importlib)
        return entries.select(**conditions)

    monkeypatch.setattr(plugins, "entry_points", find)


def test_the_plugin_offers_replay() -> None:
    assert "\n  replay " in run("--help").stdout
    result = run("replay", "--help")
    assert (result.exit_code, result.stdout.split("\n")[0]) == (
        0,
        "Usage: main replay [OPTIONS] POSTS...",
    )


@pytest.mark.usefixtures("broken")
@pytest.mark.parametrize(
    ("name", "value", "reason"),
    [
        ("gone", "no_such_module:command", "ModuleNotFoundError: No module named 'no_such_module'"),
        (
            "nothing",
            "wisdom_training.cli.plugins:missing",
            "AttributeError: module 'wisdom_training.cli.plugins' has no attribute 'missing'",
        ),
        ("number", "math:pi", "expected a click.Command, found 3.141592653589793"),
    ],
)
def test_a_broken_command_says_so(name: str, value: str, reason: str) -> None:
    result = run(name, "--flag", "argument")
    assert (result.exit_code, result.stdout) == (1, "")
    assert result.stderr == (
        f"Error: '{name}' of a package cannot be loaded from {value}: {reason}. "
        "Reinstall a package\n"
    )


@pytest.mark.usefixtures("broken")
def test_a_broken_command_harms_no_other() -> None:
    result = run("--help")
    assert result.exit_code == 0
    assert "\n  gone      Not available: ModuleNotFoundError" in result.stdout
    assert "\n  sample    Write text with a voice" in result.stdout
    assert run("settings").exit_code == 0


@pytest.mark.usefixtures("broken")
def test_own_commands_come_first() -> None:
    assert isinstance(main.get_command(click.Context(main), "sample"), click.Command)
    assert "Write text with MODEL" in run("sample", "--help").stdout


def test_an_unknown_command_is_an_error() -> None:
    assert "No such command 'sing'" in run("sing").stderr
