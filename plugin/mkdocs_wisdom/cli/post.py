"""``wisdom post``: write the post that is due into a folder, for any site generator.

It decides, writes and guards as a build of MkDocs does, with the same options and the same seeds.
In the folder of the site's own posts it also keeps the figures of X-ray. The path of the new file
is all that goes to standard output, so that scripts can take it from there.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

import click
from mkdocs.utils import get_build_datetime

from mkdocs_wisdom.cli.config_option import config_file_option
from mkdocs_wisdom.config.config_file import find_configuration, read_options
from mkdocs_wisdom.config.environment import read_generate
from mkdocs_wisdom.config.options import EVERY, GENERATE, WisdomOptions
from mkdocs_wisdom.config.settings import make_composer, make_figures_keeper
from mkdocs_wisdom.errors import SettingError, SiteError
from mkdocs_wisdom.posts.composer import Draft, publish
from mkdocs_wisdom.posts.dates import read_date
from mkdocs_wisdom.posts.due_post import name_next, wants_post
from mkdocs_wisdom.posts.formats import FORMATS
from mkdocs_wisdom.posts.post import Post
from mkdocs_wisdom.posts.post_reader import read_all, read_post
from mkdocs_wisdom.posts.schedule import Schedule
from wisdom_model.errors import WisdomError, quote
from wisdom_model.generation.recipe import BLENDS, UNKNOWNS

AUTOMATIC, ALWAYS, NEVER = GENERATE
OPTION_FLAGS: Mapping[str, dict[str, Any]] = {
    "model": {"metavar": "VOICE", "envvar": "WISDOM_MODEL", "show_envvar": True,
              "help": "A voice of the package, or the path of a file."},
    "every": {"type": click.Choice(EVERY), "help": "How often a post is due."},
    "timezone": {"metavar": "ZONE", "help": "Where a day begins, as in Europe/Paris."},
    "length": {"type": int, "multiple": True, "metavar": "WORDS",
               "help": "Words of a post; of several, one is drawn for each."},
    "prompts": {"multiple": True, "metavar": "TEXT",
                "help": "How posts begin, or the path of a .txt file; several take turns."},
    "blocklist": {"multiple": True, "metavar": "TEXT",
                  "help": "What no post may have, or the path of a .txt file."},
    "candidates": {"type": int, "help": "How many texts are written to choose from."},
    "seed": {"type": int, "help": "A number that is mixed into the random seed."},
    "blend": {"type": click.Choice(BLENDS), "help": "How the two models share the work."},
    "unknown": {"type": click.Choice(UNKNOWNS), "help": "What an unknown word becomes."},
    "char_temperature": {"type": float, "help": "Temperature of the character model."},
    "word_temperature": {"type": float, "help": "Temperature of the word model."},
    "top_k": {"type": int, "help": "Keep so many of the likeliest tokens; 0 keeps all."},
    "top_p": {"type": float, "help": "Keep the likeliest tokens up to this probability."},
}  # fmt: skip
"""The options of the plugin that decide about a post, each as a flag of click."""


def add_option_flags(command: Callable[..., None]) -> Callable[..., None]:
    for name, settings in reversed(list(OPTION_FLAGS.items())):
        command = click.option(f"--{name.replace('_', '-')}", name, **settings)(command)
    return command


@dataclass(frozen=True)
class Result:
    """What became of the post."""

    path: Path | None
    """Its file, or what would be its file; None if nothing is to be written."""
    note: str = ""
    """What a person may want to know."""
    text: str = ""
    """The content of the file."""
    written: Post | None = None
    """The post, unless nothing was written."""


@click.command(short_help="Write the post that is due, for any site generator.")
@click.option("--into", metavar="FOLDER", type=click.Path(path_type=Path, file_okay=False),
              help="Where the posts are.  [default: the usual folder of the format]")  # fmt: skip
@click.option("--format", "format_name", type=click.Choice(list(FORMATS)), default="plain",
              show_default=True, help="The site generator that reads them.")  # fmt: skip
@config_file_option
@click.option("--feed", metavar="PATH",
              help="Which feed's options to take, if the file has several.")  # fmt: skip
@click.option("--date", metavar="DATE", help="Write as if it were then.  [default: now]")
@click.option("--force", is_flag=True, help="Write a post even if the period has one.")
@click.option("--dry-run", is_flag=True, help="Print the post's file instead of writing it.")
@add_option_flags
def post(  # noqa: PLR0913 (one parameter a flag)
    *,
    into: Path | None,
    format_name: str,
    config_file: Path | None,
    feed: str | None,
    date: str | None,
    force: bool,
    dry_run: bool,
    **flags: Any,  # noqa: ANN401 (flags)
) -> None:
    """Write the post that is due, at most one a period, and print the path of its file.

    A post is due by the rules of the plugin for MkDocs, whose options it takes from mkdocs.yml or
    zensical.toml, if there is one. Flags replace single options. Paths are relative to the folder
    of that file, or else to the current one.
    """
    given = {name: _unwrap(value) for name, value in flags.items() if value not in (None, ())}
    config_file = config_file or find_configuration(Path())
    root = config_file.parent if config_file else Path()
    try:
        options = read_options(config_file, given, feed=feed)
        folder = root / _choose_folder(into, format_name, options)
        schedule = make_schedule(options, folder, date=date, force=force)
        result = write_due(schedule, options, root, format_name, dry_run=dry_run)
        if result.written and config_file and _is_same(folder, root / options.posts_dir):
            keep_figures = make_figures_keeper(options, root, partial(click.echo, err=True))
            keep_figures(result.written)
    except (SiteError, WisdomError) as error:
        raise click.ClickException(str(error)) from error
    if result.note:
        click.echo(result.note, err=True)
    if result.path:
        click.echo(result.text if dry_run else result.path, nl=not dry_run)


def _unwrap(value: object) -> object:
    """A flag's value as it would be in ``mkdocs.yml``."""
    if not isinstance(value, tuple):
        return value
    return value[0] if len(value) == 1 else list(value)


def _choose_folder(into: Path | None, format_name: str, options: WisdomOptions) -> Path:
    return into or Path(FORMATS[format_name].folder or options.posts_dir)


def _is_same(folder: Path, other: Path) -> bool:
    """Whether both are one folder, which need not exist."""
    return folder.resolve() == other.resolve()


def make_schedule(
    options: WisdomOptions, folder: Path, *, date: str | None, force: bool
) -> Schedule:
    """When a post is due; ``WISDOM_GENERATE`` counts, unless ``force`` is set.

    Raises SettingError.
    """
    now = get_build_datetime()
    if date:
        try:
            now = read_date(date, options.timezone)
        except ValueError as error:
            raise SettingError(
                f"--date: found {quote(date)}, allowed: a date such as 2026-11-24 or "
                "'2026-11-24 08:30'"
            ) from error
    generate = ALWAYS if force else read_generate(options.generate, os.environ)
    return Schedule(folder, now.astimezone(options.timezone), options.every, generate)


def write_due(
    schedule: Schedule, options: WisdomOptions, root: Path, format_name: str, *, dry_run: bool
) -> Result:
    """Write the post that is due, in a format. Raises SiteError or WisdomError."""
    existing = read_all(schedule.folder, timezone=schedule.timezone, skip_undated=True)
    if not wants_post(schedule, existing):
        return Result(None, explain(schedule))
    compose = make_composer(options, root, schedule.now)
    draft = compose(name_next(schedule, existing), existing)
    return _save(FORMATS[format_name].adapt(draft), schedule, dry_run=dry_run)


def explain(schedule: Schedule) -> str:
    """Why nothing is written."""
    if schedule.generate == NEVER:
        return "Nothing written: generate, or WISDOM_GENERATE, is never"
    return (
        f"Nothing written: {schedule.folder} has the post of this {schedule.every} "
        f"({schedule.now:%Y-%m-%d}). --force writes another one"
    )


def _save(draft: Draft, schedule: Schedule, *, dry_run: bool) -> Result:
    path = schedule.folder / f"{draft.stem}.md"
    if dry_run:
        return Result(path, f"Would write {path}:", draft.dump())
    if publish(draft, schedule.folder):
        return Result(path, written=read_post(path, timezone=schedule.timezone))
    return Result(None, f"Nothing written: another process has just written {path}")
