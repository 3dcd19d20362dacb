"""Verbs of ``wisdom`` that installed packages offer in the entry-point group ``wisdom.commands``.

So the plugin has verbs without the workshop importing it. A verb that cannot be loaded is listed
with the reason, and harms no other.
"""

from __future__ import annotations

from importlib.metadata import EntryPoint, entry_points

import click

GROUP = "wisdom.commands"


def list_plugin_commands() -> list[str]:
    return sorted(entry_points(group=GROUP).names)


def load_plugin_command(name: str) -> click.Command | None:
    """The verb of that name, if one is offered; one that cannot be loaded says so when called."""
    for entry in entry_points(group=GROUP, name=name):
        try:
            command = entry.load()
        except Exception as error:  # noqa: BLE001 (what another's module raises is not foreseen)
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
            f"Install {package} again"
        )

    return click.Command(
        entry.name,
        callback=fail,
        help=f"Not available: {reason}",
        add_help_option=False,
        context_settings={"ignore_unknown_options": True, "allow_extra_args": True},
    )
