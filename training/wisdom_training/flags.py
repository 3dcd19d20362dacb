"""Flags of the command line made from the fields of the settings, and settings from the flags."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import fields
from typing import Any, TypeVar

import click

from wisdom_training.settings import ModelSettings, field_docs, flag

Settings = TypeVar("Settings", bound=ModelSettings)
Command = TypeVar("Command", bound=Callable[..., Any])


def settings_flags(settings: type[ModelSettings]) -> Callable[[Command], Command]:
    """A decorator that adds one option a field, its docstring as help and its default shown."""
    docs = field_docs(settings)

    def decorate(command: Command) -> Command:
        for item in reversed(fields(settings)):
            name = flag(settings.prefix, item.name)
            is_switch = isinstance(item.default, bool)
            spelled = f"{name}/--{settings.prefix}-no-{item.name}" if is_switch else name
            command = click.option(
                spelled,
                f"{settings.prefix}_{item.name}",
                type=type(item.default),
                default=item.default,
                show_default=True,
                help=docs[item.name],
            )(command)
        return command

    return decorate


def take_settings(settings: type[Settings], values: dict[str, Any]) -> Settings:
    """Take the flags of ``settings`` out of ``values`` and make the settings of them."""
    names = [item.name for item in fields(settings)]
    return settings(**{name: values.pop(f"{settings.prefix}_{name}") for name in names})
