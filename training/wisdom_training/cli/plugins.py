"""Commands of ``wisdom`` from other packages, by the entry-point group ``wisdom.commands``.

Thus the plugin adds commands without being imported here. A command that cannot be loaded is listed
with the reason, and does not affect the others.
"""

from __future__ import annotations

from importlib.metadata import EntryPoint, entry_points

import click

GROUP = "wisdom.commands"


def list_plugin_commands() -> list[str]:
    """The names of these commands, sorted; none of them is loaded."""
    return sorted(entry_points(group=GROUP).names)


def load_plugin_command(name: str) -> click.Command | None:
    """The command of that name, or None; one that cannot be loaded fails when called."""
    for entry in entry_points(group=GROUP, name=name):
        try:
            command = entry.load()
        except Exception as error:  # noqa: BLE001 (another package may raise anything)
            return _make_broken(entry, f"{type(error).__name__}: {error}")
        if not isinstance(command, click.Command):
            return _make_broken(entry, f"expected a click.Command, found {command!r}")
        return command
    return None


def _make_broken(entry: EntryPoint, reason: str) -> click.Command:
    package = entry.dist.name if entry.dist else "a package"

    def fail() -> None:
        raise click.ClickException(
            f"'{entry.name}' of {package} cannot be loaded from {entry.value}: {reason}. "
            f"Reinstall {package}"
        )

    return click.Command(
        entry.name,
        callback=fail,
        help=f"Not available: {reason}",
        add_help_option=False,
        context_settings={"ignore_unknown_options": True, "allow_extra_args": True},
    )
