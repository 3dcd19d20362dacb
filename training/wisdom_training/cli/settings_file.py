"""A settings file: the options of ``wisdom train`` as YAML, read and written.

    preset: best
    vectors: glove
    char:
      hidden: 512

Keys are the options' names; the models' settings are in the sections ``char`` and ``word``. The
command line overrides the file, and the file overrides the preset.
"""

from __future__ import annotations

import difflib
import textwrap
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any, NamedTuple

import click
import yaml

from wisdom_training.cli.options import HEADINGS, Option
from wisdom_training.errors import SettingsFileError
from wisdom_training.settings import CharSettings, ModelSettings, WordSettings, field_docs

_WIDTH = 88
_SECTIONS = ("char", "word")


class Entry(NamedTuple):
    """One key of a file and its value; the value of a section is a list of entries."""

    key: str
    value: Any
    place: str
    """``FILE:LINE``, for messages."""


def read_settings(path: Path, options: Sequence[Option]) -> dict[str, Any]:
    """The values that the file sets, by the names of the options' parameters.

    Raises SettingsFileError for invalid YAML, an unknown option, or a wrong value.
    """
    values = {}
    known = _by_key(options, "")
    for entry in _read_entries(path):
        if entry.key in _SECTIONS:
            fields = _by_key(options, entry.key)
            for item in _read_section(entry):
                option = _find(item, fields, f"setting in the section {entry.key!r}")
                values[str(option.name)] = _convert(item, option)
        else:
            option = _find(entry, known, "setting", _SECTIONS)
            values[str(option.name)] = _convert(entry, option)
    return values


def _by_key(options: Sequence[Option], section: str) -> dict[str, Option]:
    return {option.key: option for option in options if option.section == section}


def _read_entries(path: Path) -> list[Entry]:
    try:
        loader = yaml.SafeLoader(path.read_text(encoding="utf-8-sig"))
        root = loader.get_single_node()
        if root is None:  # only comments
            return []
        return list(_list_entries(root, loader, str(path)))
    except OSError as error:
        reason = error.strerror or error
        raise SettingsFileError(f"cannot read the settings file {path}: {reason}") from error
    except UnicodeDecodeError as error:
        raise SettingsFileError(
            f"the settings file {path} is not UTF-8 text: save it as UTF-8"
        ) from error
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark
        place = f"{path}:{mark.line + 1}" if mark else str(path)
        raise SettingsFileError(f"{place}: this is not YAML: {error.problem}") from error
    except yaml.YAMLError as error:
        raise SettingsFileError(f"{path} is not YAML: {error}") from error


def _list_entries(node: yaml.Node, loader: yaml.SafeLoader, file: str) -> Iterator[Entry]:
    place = f"{file}:{node.start_mark.line + 1}"
    if not isinstance(node, yaml.MappingNode):
        raise SettingsFileError(
            f"{place}: expected lines like 'preset: best', found something else"
        )
    seen: dict[str, str] = {}
    for key_node, value_node in node.value:
        key = str(loader.construct_object(key_node, deep=True))
        place = f"{file}:{key_node.start_mark.line + 1}"
        if key in seen:
            raise SettingsFileError(f"{place}: {key!r} is set in {seen[key]} already: keep one")
        seen[key] = place
        if isinstance(value_node, yaml.MappingNode):
            yield Entry(key, list(_list_entries(value_node, loader, file)), place)
        else:
            yield Entry(key, loader.construct_object(value_node, deep=True), place)


def _read_section(entry: Entry) -> list[Entry]:
    if entry.value is None:
        return []
    if _is_section(entry.value):
        return list(entry.value)
    raise SettingsFileError(
        f"{entry.place}: the section {entry.key!r} is {entry.value!r}: it must contain settings, "
        f"one an indented line, such as 'hidden: 256'"
    )


def _is_section(value: object) -> bool:
    return isinstance(value, list) and all(isinstance(item, Entry) for item in value)


def _find(
    entry: Entry, options: dict[str, Option], kind: str, others: Iterable[str] = ()
) -> Option:
    if entry.key in options:
        return options[entry.key]
    names = [*options, *others]
    guesses = difflib.get_close_matches(entry.key.replace("-", "_"), names, n=1)
    known = f"did you mean {guesses[0]!r}?" if guesses else f"expected one of {', '.join(names)}"
    raise SettingsFileError(f"{entry.place}: {entry.key!r} is not a {kind}; {known}")


def _convert(entry: Entry, option: Option) -> Any:  # noqa: ANN401 (of any option)
    """The value, converted by its option; click alone would take 3.7 for 3 and yes for a name."""
    value, kind = entry.value, option.type
    if value is None and option.fallback is None:
        return None
    if isinstance(kind, click.types.FloatParamType):
        right, expected = _is_number(value), "a number"
    elif isinstance(kind, click.types.IntParamType):
        right, expected = type(value) is int, "a whole number"
    elif isinstance(kind, click.types.BoolParamType):
        right, expected = isinstance(value, bool), "true or false"
    else:
        right, expected = isinstance(value, str), "a string (in quotes, if it looks like a number)"
    if not right:
        shown = "a section" if _is_section(value) else repr(value)
        raise SettingsFileError(f"{entry.place}: {entry.key} is {shown}: it must be {expected}")
    try:
        return option.type_cast_value(click.Context(click.Command("train")), value)
    except click.BadParameter as error:
        raise SettingsFileError(f"{entry.place}: {entry.key}: {error.message}") from error


def _is_number(value: object) -> bool:
    if isinstance(value, str):  # YAML 1.1 reads 2e-3 as a string, 2.0e-3 as a number
        try:
            float(value)
        except ValueError:
            return False
        return True
    return type(value) in (int, float)


def describe_settings(
    options: Sequence[Option], preset: str, char: CharSettings, word: WordSettings
) -> str:
    """A complete settings file with these settings, each below a comment that explains it."""
    lines = [f"# Settings for `wisdom train --settings FILE`: those of the preset {preset}.", ""]
    for option in (option for option in options if option.section == ""):
        value = preset if option.key == "preset" else option.fallback
        lines += _comment(option.help or "")
        lines += [f"# {option.key}:" if value is None else _format(option.key, value), ""]
    models: tuple[ModelSettings, ...] = (char, word)
    for settings in models:
        lines += [f"# {HEADINGS[settings.prefix]}", f"{settings.prefix}:"]
        docs = field_docs(type(settings))
        for name, value in asdict(settings).items():
            lines += [f"  {line}" for line in (*_comment(docs[name]), _format(name, value))]
        lines.append("")
    return "\n".join(lines)


def _format(key: str, value: object) -> str:
    return yaml.safe_dump({key: value}).rstrip("\n")


def _comment(text: str) -> list[str]:
    return textwrap.wrap(
        " ".join(text.split()), _WIDTH, initial_indent="# ", subsequent_indent="# "
    )
