"""How a corpus is read by the commands that measure a finished voice on it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

import click

from wisdom_training.corpus.documents import DOCUMENT_UNITS
from wisdom_training.corpus.paragraphs import UNWRAP

Command = TypeVar("Command", bound=Callable[..., Any])

_OPTIONS = (
    click.option("--unwrap", type=click.Choice(UNWRAP), default="auto", show_default=True,
                 help="Whether line breaks in paragraphs become spaces; as in training."),
    click.option("--documents", type=click.Choice(DOCUMENT_UNITS), default="auto",
                 show_default=True, help="What a document is; as in training."),
    click.option("--drop", metavar="REGEX",
                 help="Leave out paragraphs that match this regular expression; as in training."),
)  # fmt: skip


def corpus_options(command: Command) -> Command:
    """Give a command the options ``--unwrap``, ``--documents`` and ``--drop``."""
    for option in reversed(_OPTIONS):
        command = option(command)
    return command
