"""The languages of front matter: YAML, TOML and JSON, each into a dict.

Titles, descriptions, names and tags are texts. YAML 1.1 would turn ``No`` into False, ``007`` into
7 and ``12:30`` into 750, so the values of ``TEXT_KEYS`` are read as they were written.
"""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Callable, Iterable, Mapping
from typing import Any

import yaml

from wisdom_model.errors import quote

if sys.version_info >= (3, 11):
    import tomllib
else:
    import tomli as tomllib

try:
    from yaml import CSafeLoader as _SafeLoader
except ImportError:  # a PyYAML without libyaml
    from yaml import SafeLoader as _SafeLoader  # type: ignore[assignment]

TEXT_KEYS = frozenset(
    {
        *("title", "subtitle", "description", "summary", "excerpt", "author", "authors"),
        *("tag", "tags", "keywords", "category", "categories", "series", "slug"),
    }
)
"""Keys, in lower case, whose values are texts or lists of texts."""

MOST_VALUES = 10_000
"""Texts, numbers, lists and so on in one file's front matter."""
DEEPEST = 32
"""Lists inside each other."""
_LONGEST_INTEGER = 300  # digits; Python turns none with more than 4,300 into text
_LARGEST_INTEGER = 10**_LONGEST_INTEGER
_READER_ERRORS = (
    *(yaml.YAMLError, ValueError, LookupError, ArithmeticError),
    *(AttributeError, TypeError, RecursionError),
)
"""What PyYAML, tomllib and json raise for values that they do not expect."""
_JSON_START = re.compile(r"\{\s*(?:\"|\}\s*(?:\n|\Z))")
_TOML_LINE = re.compile(r" ?\(at line (\d+), column \d+\)$")


class MetadataError(Exception):
    """Front matter cannot be read; ``line`` is counted from its first line, which is 1."""

    def __init__(self, message: str, line: int) -> None:
        super().__init__(message)
        self.line = line


def read_yaml(source: str) -> Any:  # noqa: ANN401 (YAML may be anything)
    """Read YAML; the values of ``TEXT_KEYS`` as they were written. Raises MetadataError."""
    try:
        loader = _Loader(source)
        node = loader.get_single_node()
        if node is None:
            return None
        if "*" in source:  # perhaps aliases, which can multiply values before they are read
            _check_size(node, _find_parts)
        _check_twice(node)
        meta = loader.construct_document(node)
        if isinstance(meta, dict):
            for key_node, value_node in node.value:
                key = key_node.value
                if isinstance(key, str) and key.lower() in TEXT_KEYS:
                    meta[key] = _as_written(value_node)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark
        raise MetadataError(str(error.problem), mark.line + 1 if mark else 1) from error
    except _READER_ERRORS as error:  # !!bool x, !!timestamp x
        raise MetadataError(str(error), 1) from error
    _check_size(meta, _find_values)
    return meta


def _check_size(whole: object, find_parts: Callable[[Any], Iterable[Any]]) -> None:
    """Raise MetadataError for far more than front matter has, counting what aliases repeat."""
    values: list[tuple[Any, int]] = [(whole, 1)]
    count = 0
    while values:
        value, depth = values.pop()
        count += 1
        if depth > DEEPEST or count > MOST_VALUES:
            raise MetadataError(
                f"more than {MOST_VALUES:,} values, or {DEEPEST} lists inside each other", 1
            )
        values += ((part, depth + 1) for part in find_parts(value))


def _find_parts(node: yaml.Node) -> Iterable[yaml.Node]:
    if isinstance(node, yaml.MappingNode):
        return [part for pair in node.value for part in pair]
    return node.value if isinstance(node, yaml.SequenceNode) else ()


def _find_values(value: object) -> Iterable[object]:
    """The parts of a value of front matter. Raises MetadataError for one that nobody can write."""
    if isinstance(value, dict):
        return [part for pair in value.items() for part in pair]
    if isinstance(value, int) and abs(value) >= _LARGEST_INTEGER:
        raise MetadataError(f"a number has more than {_LONGEST_INTEGER} digits", 1)
    if isinstance(value, str):
        try:
            value.encode()
        except UnicodeEncodeError as error:
            raise MetadataError(f"the text {quote(value)} is not Unicode", 1) from error
    return value if isinstance(value, (list, tuple, set)) else ()


def _check_twice(node: yaml.Node) -> None:
    """Raise MetadataError where a key has two values: YAML's readers would take the last."""
    values: dict[str, yaml.Node] = {}
    for key, value in node.value if isinstance(node, yaml.MappingNode) else ():
        name = str(key.value)
        if name in values and _as_written(values[name]) != _as_written(value):
            raise MetadataError(f"{name} is there twice: keep one of them", key.start_mark.line + 1)
        values[name] = value


def _as_written(node: yaml.Node) -> Any:  # noqa: ANN401 (texts, in lists or mappings)
    """The texts of a node; None for an empty one and for ``~``."""
    if isinstance(node, yaml.SequenceNode):
        return [_as_written(item) for item in node.value]
    if isinstance(node, yaml.MappingNode):
        return {str(key.value): _as_written(value) for key, value in node.value}
    return None if node.tag.endswith(":null") and node.value in ("", "~") else node.value


class _Loader(_SafeLoader):
    """Leaves a date that does not exist as a text, so that its reader can name its line."""


def _read_timestamp(loader: _Loader, node: yaml.ScalarNode) -> Any:  # noqa: ANN401 (a date or a text)
    try:
        return loader.construct_yaml_timestamp(node)
    except ValueError:
        return node.value


_Loader.add_constructor("tag:yaml.org,2002:timestamp", _read_timestamp)


def read_toml(source: str) -> dict[str, Any]:
    """Read TOML. Raises MetadataError."""
    try:
        meta = tomllib.loads(source)
    except tomllib.TOMLDecodeError as error:
        message = str(error)
        place = _TOML_LINE.search(message)
        last = source.count("\n") + 1
        raise MetadataError(
            _TOML_LINE.sub("", message), int(place[1]) if place else last
        ) from error
    except _READER_ERRORS as error:
        raise MetadataError(str(error), 1) from error
    _check_size(meta, _find_values)
    return _with_texts(meta)


def read_json(source: str) -> Any:  # noqa: ANN401 (JSON may be anything)
    """Read a JSON object; its braces may be missing, as between ``;;;``. Raises MetadataError."""
    whole = source if source.lstrip().startswith("{") else f"{{{source}}}"
    try:
        meta = json.loads(whole)
    except json.JSONDecodeError as error:
        raise MetadataError(error.msg, error.lineno) from error
    except _READER_ERRORS as error:
        raise MetadataError(str(error), 1) from error
    _check_size(meta, _find_values)
    return _with_texts(meta) if isinstance(meta, dict) else meta


def split_json(text: str) -> int:
    """Where the JSON object that a text begins with ends; 0 if it begins with none."""
    if not _JSON_START.match(text):
        return 0
    try:
        return json.JSONDecoder().raw_decode(text)[1]
    except (ValueError, RecursionError):  # the whole text: `read_json` will say where the error is
        return len(text)


def _with_texts(meta: dict[str, Any]) -> dict[str, Any]:
    return {
        key: _to_text(value) if key.lower() in TEXT_KEYS else value for key, value in meta.items()
    }


def _to_text(value: object) -> Any:  # noqa: ANN401 (texts, in lists or mappings)
    if isinstance(value, list):
        return [_to_text(item) for item in value]
    if isinstance(value, dict):
        return {key: _to_text(item) for key, item in value.items()}
    if isinstance(value, bool):
        return str(value).lower()
    return None if value is None else str(value)


def fold_keys(meta: Mapping[Any, Any]) -> dict[str, Any]:
    """Front matter with its keys in lower case: dialects write ``title`` and ``Title``."""
    return {str(key).lower(): value for key, value in meta.items()}


def split_words(value: object) -> list[Any]:
    """The tags or the like in a list, or on one line with commas or else spaces between them."""
    if isinstance(value, str):
        return [part.strip() for part in value.split(",")] if "," in value else value.split()
    return value if isinstance(value, list) else []
