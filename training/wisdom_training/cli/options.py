"""The options of ``wisdom train``, under headings, with one for every field of the settings.

``--help`` shows the common options, ``--help-all`` the settings of both models, too.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import Field, fields
from typing import Any, TypeVar

import click

from wisdom_training.settings import (
    CELLS,
    OPTIMIZERS,
    SCHEDULES,
    ModelSettings,
    field_docs,
    flag,
)

Command = TypeVar("Command", bound=Callable[..., Any])

HEADINGS = {"char": "The character model's settings", "word": "The word model's settings"}
CHOICES = {"cell": CELLS, "optimizer": OPTIMIZERS, "schedule": SCHEDULES}

FRACTION = click.FloatRange(0, 1, max_open=True)
"""The type of an option that is a fraction of the text."""

_NUMBERS = {int: "N", float: "X"}
_SHOW_ALL = f"{__name__}.show_all"


class Option(click.Option):
    """An option with a heading in the help and a section in the settings file."""

    def __init__(
        self,
        declarations: Any,  # noqa: ANN401 (as in click)
        *,
        heading: str = "Options",
        section: str | None = None,
        fallback: object = None,
        **attributes: Any,  # noqa: ANN401 (as in click)
    ) -> None:
        super().__init__(declarations, **attributes)
        self.heading = heading
        self.section = section
        """The section of a settings file: ``char``, ``word``, or ``""`` for the top level.

        None if a settings file may not set the option.
        """
        self.fallback = attributes.get("default") if fallback is None else fallback
        """The value without the option, as far as it is known before the corpus is read."""

    @property
    def key(self) -> str:
        """The option's key in a settings file."""
        if self.section:
            return str(self.name).removeprefix(f"{self.section}_")
        return self.opts[-1].removeprefix("--")


class HeadedCommand(click.Command):
    """A command whose help lists options under headings, the models' only with --help-all."""

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        show_all = ctx.meta.get(_SHOW_ALL, False)
        sections: dict[str, list[tuple[str, str]]] = {}
        options = [item for item in self.get_params(ctx) if isinstance(item, click.Option)]
        for option in sorted(options, key=lambda item: not isinstance(item, Option)):
            heading = getattr(option, "heading", "Help")
            record = option.get_help_record(ctx)
            if record and (show_all or heading not in HEADINGS.values()):
                sections.setdefault(heading, []).append(record)
        for heading, records in sections.items():
            with formatter.section(heading):
                formatter.write_dl(records)


def show_all_help(ctx: click.Context, _: click.Parameter, given: bool) -> None:
    """Print the help with every option; the callback of ``--help-all``."""
    if given:
        ctx.meta[_SHOW_ALL] = True
        click.echo(ctx.get_help())
        ctx.exit()


def check_device(_: click.Context, __: click.Parameter, device: str) -> str:
    """Check the form of ``--device`` without torch; the callback of that option."""
    if not re.fullmatch(r"auto|cpu|mps|cuda(:\d+)?", device):
        raise click.BadParameter(f"{device!r} is not one of auto, cpu, mps, cuda and cuda:N.")
    return device


def settings_flags(settings: type[ModelSettings]) -> Callable[[Command], Command]:
    """A decorator that adds one option for each field, with the field's docstring as help.

    The value is None if the option is not given: the preset and the corpus then decide.
    """
    docs = field_docs(settings)

    def decorate(command: Command) -> Command:
        for item in reversed(fields(settings)):
            command = _make_option(settings.prefix, item, docs[item.name])(command)
        return command

    return decorate


def _make_option(prefix: str, item: Field[Any], doc: str) -> Callable[[Command], Command]:
    name = flag(prefix, item.name)
    kind = type(item.default)
    attributes: dict[str, Any] = {"type": kind, "metavar": _NUMBERS.get(kind)}
    shown = str(item.default)
    if kind is bool:
        name += f"/{flag(prefix, f'no_{item.name}')}"
        shown = "yes" if item.default else "no"
    elif item.name in CHOICES:
        attributes["type"] = click.Choice(CHOICES[item.name])
    return click.option(
        name,
        f"{prefix}_{item.name}",
        cls=Option,
        default=None,
        heading=HEADINGS[prefix],
        section=prefix,
        fallback=item.default,
        help=f"{' '.join(doc.split())}  [standard: {shown}]",
        **attributes,
    )


def take_given(prefix: str, values: dict[str, Any]) -> dict[str, Any]:
    """Remove one model's fields from ``values``; returns those that are set, by field name."""
    start = f"{prefix}_"
    names = [name for name in values if name.startswith(start)]
    taken = {name.removeprefix(start): values.pop(name) for name in names}
    return {name: value for name, value in taken.items() if value is not None}


def list_options(command: click.Command) -> list[Option]:
    """The options of ``command`` that a settings file may set."""
    options = [item for item in command.params if isinstance(item, Option)]
    return [item for item in options if item.section is not None]
