"""``wisdom replay``: write posts again from their front matter, and compare.

A person may have edited the front matter, so every value that determines the text is checked. An
unknown key is an error, because it could determine the text as well. Title and body are written
again; the rest of the file is copied.
"""

from __future__ import annotations

import sys
from collections.abc import Mapping
from dataclasses import fields
from datetime import timezone
from itertools import zip_longest
from pathlib import Path
from typing import Any, NamedTuple, TypeVar, get_type_hints

import click

from mkdocs_wisdom import __version__
from mkdocs_wisdom.errors import ReplayError, SiteError
from mkdocs_wisdom.markdown_escape import escape_markdown
from mkdocs_wisdom.posts.composer import Draft, choose_title, write_candidate
from mkdocs_wisdom.posts.formats import replace_angles
from mkdocs_wisdom.posts.post_reader import read_post
from mkdocs_wisdom.text_file import CONFIGURATIONS
from wisdom_model.errors import WisdomError, quote
from wisdom_model.generation.recipe import Recipe
from wisdom_model.network.sampling import Sampling
from wisdom_model.voice.file import digest, find_voice

T = TypeVar("T")

NEEDED = ("version", "model", "digest", "seed", *(field.name for field in fields(Recipe)))
NOTED = ("candidates", "passed", "guards", "score", "private")
"""Keys that describe the text and do not determine it."""
MOST_CHOICES = 1000
"""Sentences of a post."""
_OPTIONAL: Mapping[object, type] = {str | None: str, int | None: int}  # fields that may be null
_EXACT_FLOAT_LIMIT = 2**53  # each whole number below it has a float of the same value


class ReplayInputs(NamedTuple):
    """Everything that determines a text."""

    model: str
    """The voice, by the name or path in the options."""
    digest: str
    recipe: Recipe
    seed: int
    candidate: int
    choices: tuple[int, ...]
    version: str
    """The release that wrote it."""


class Replay(NamedTuple):
    """The bytes of a post's file: as found, and as written again."""

    found: bytes
    written: bytes
    version: str
    """The release that wrote the post."""


@click.command()
@click.argument("posts", metavar="POSTS...", nargs=-1, required=True,
                type=click.Path(path_type=Path, dir_okay=False))  # fmt: skip
@click.option("--model", metavar="FILE", type=click.Path(path_type=Path, dir_okay=False),
              help="The voice's file, if it was moved.")  # fmt: skip
def replay(posts: tuple[Path, ...], model: Path | None) -> None:
    """Write POSTS again from their front matter, and compare every byte.

    Exits with 1 if one of them differs or cannot be written again.
    """
    same = [_report(path, model) for path in posts]
    if not all(same):
        sys.exit(1)


def _report(path: Path, model: Path | None) -> bool:
    """Print whether the post is the same, or why it cannot be written again."""
    try:
        done = replay_post(path, model)
    except SiteError as error:
        click.echo(f"Error: {error}", err=True)
        return False
    except WisdomError as error:
        click.echo(f"Error: {path}: {error}", err=True)
        return False
    click.echo(f"{path}: {describe(done)}")
    return done.found == done.written


def replay_post(path: Path, model: Path | None) -> Replay:
    """Write the post in ``path`` again; ``model`` is the voice's file, if it was moved.

    Raises PostError, ReplayError or WisdomError.
    """
    post = read_post(path, timezone=timezone.utc)
    try:
        inputs = read_inputs(post.meta)
        voice = model or locate_voice(inputs.model, path)
        check_voice(voice, inputs.digest)
    except ReplayError as error:
        raise ReplayError(f"{path}: {error}") from error
    draft = rewrite(post.stem, post.meta, voice, inputs)
    return Replay(path.read_bytes(), draft.dump().encode(), inputs.version)


def rewrite(stem: str, meta: Mapping[str, Any], voice: Path, inputs: ReplayInputs) -> Draft:
    """The post, with its title and its body written again."""
    text = write_candidate(
        voice, inputs.digest, inputs.recipe, inputs.seed, inputs.candidate, inputs.choices
    )
    title = choose_title(text, stem)
    if meta.get("title") == replace_angles(title):  # in a format with such titles
        title = replace_angles(title)
    return Draft(stem, {**meta, "title": title}, escape_markdown(text))


def read_inputs(meta: Mapping[str, Any]) -> ReplayInputs:
    """Read the key ``wisdom`` of a post's front matter.

    Raises ReplayError, which names the key, what was found and what was expected.
    """
    record = meta.get("wisdom")
    if record is None:
        raise ReplayError("there is no 'wisdom' in its front matter: a person wrote this post")
    if not isinstance(record, dict):
        raise ReplayError(f"wisdom is {quote(record)}: expected lines of key: value")
    version = _take(record, "version", str)
    for key in record:
        if key not in (*NEEDED, "candidate", "choices", *NOTED):
            raise ReplayError(
                f"wisdom.{key} is not known to mkdocs-wisdom {__version__}: use the release that "
                f"wrote the post, {version}"
            )
    return ReplayInputs(
        model=_take(record, "model", str),
        digest=_take(record, "digest", str),
        recipe=_build(Recipe, record, "wisdom"),
        seed=_take_number(record, "seed"),
        candidate=_take_number(record, "candidate") if "candidate" in record else 0,
        choices=_take_choices(record),
        version=version,
    )


def _take_choices(record: Mapping[str, Any]) -> tuple[int, ...]:
    """The numbers of the sentences of a post by the blend ``product``."""
    if "choices" not in record:
        if record.get("blend") == "product":
            raise ReplayError("wisdom.choices is missing: expected a list of whole numbers")
        return ()
    choices = _take(record, "choices", list)
    if len(choices) > MOST_CHOICES:
        raise ReplayError(
            f"wisdom.choices has {len(choices):,} numbers, expected at most {MOST_CHOICES:,}"
        )
    for number in choices:
        if type(number) is not int or number < 0:
            raise ReplayError(
                f"wisdom.choices has {quote(number)}: expected a list of whole numbers, 0 or more"
            )
    return tuple(choices)


def _build(kind: type[T], record: Mapping[str, Any], place: str) -> T:
    """A Recipe or a Sampling; each of its fields must be a key of ``record``."""
    values: dict[str, object] = {}
    for name, expected in get_type_hints(kind).items():
        if expected is Sampling:
            inner = _take(record, name, dict, place)
            values[name] = _build(Sampling, inner, f"{place}.{name}")
        elif expected in _OPTIONAL:
            given = record.get(name, "") is not None
            values[name] = _take(record, name, _OPTIONAL[expected], place) if given else None
        else:
            values[name] = _take(record, name, expected, place)
    if kind is Sampling and (unknown := record.keys() - values.keys()):
        raise ReplayError(
            f"{place}.{min(unknown, key=str)} is not known: expected only {', '.join(values)}"
        )
    try:
        return kind(**values)
    except WisdomError as error:
        raise ReplayError(f"{place}: {error}") from error


def _take_number(record: Mapping[str, Any], key: str) -> int:
    number = _take(record, key, int)
    if number < 0:
        raise ReplayError(f"wisdom.{key} is {number}: expected a whole number, 0 or more")
    return number


def _take(record: Mapping[str, Any], key: str, kind: type[T], place: str = "wisdom") -> T:
    """The value of ``key``, which must be of the type ``kind``; an int may be a float."""
    names = {
        str: "a text",
        int: "a whole number",
        float: "a number",
        dict: "lines of key: value",
        list: "a list",
    }
    if key not in record:
        raise ReplayError(f"{place}.{key} is missing: expected {names[kind]}")
    value = record[key]
    whole = kind is float and type(value) is int and value < _EXACT_FLOAT_LIMIT
    if type(value) is not kind and not whole:  # true is an int for isinstance
        raise ReplayError(f"{place}.{key} is {quote(value)}: expected {names[kind]}")
    return value  # type: ignore[no-any-return]  # its type was just checked


def locate_voice(model: str, post: Path) -> Path:
    """The file of the voice that a post names: a bundled voice, or a path.

    A path is relative to the folder of the nearest ``mkdocs.yml`` or ``zensical.toml`` above the
    post, or else to the current folder, as for ``wisdom post``. Raises ReplayError if neither has
    it.
    """
    for folder in post.absolute().parents:
        if any((folder / name).is_file() for name in CONFIGURATIONS):
            return find_voice(model, folder)
    voice = find_voice(model, Path())
    if not voice.is_absolute() and not voice.is_file():
        raise ReplayError(
            f"wisdom.model is {quote(model)}, the current folder has no such file, and no folder "
            f"above the post has a {CONFIGURATIONS[0]}: give the voice's file with --model"
        )
    return voice


def check_voice(path: Path, needed: str) -> None:
    """Raise ReplayError if the file is missing or its digest is not the needed one."""
    try:
        exists = path.is_file()
    except OSError:  # a name that is too long
        exists = False
    if not exists:
        raise ReplayError(f"there is no voice {path}: if it was moved, give its file with --model")
    if (has := digest(path)) != needed:
        raise ReplayError(
            f"the voice {path} is not the one that wrote the post: its digest is {has}, "
            f"wisdom.digest is {needed}: give that voice's file with --model"
        )


def describe(done: Replay) -> str:
    """Say whether the post is the same, or quote the first line that differs."""
    if done.found == done.written:
        return f"the same, {len(done.found)} bytes"
    pairs = zip_longest(done.found.split(b"\n"), done.written.split(b"\n"))
    number, lines = next(item for item in enumerate(pairs, 1) if item[1][0] != item[1][1])
    found, written = (
        "no such line" if line is None else repr(line.decode(errors="backslashreplace"))
        for line in lines
    )
    message = f"differs in line {number}\n  found:   {found}\n  written: {written}"
    if done.version != __version__:
        message += f"\n  (found is from mkdocs-wisdom {done.version}, this is {__version__})"
    return message
