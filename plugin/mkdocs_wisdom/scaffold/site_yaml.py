"""What the text of an ``mkdocs.yml`` says, without MkDocs: no tag is resolved."""

from __future__ import annotations

import sys

import yaml

from mkdocs_wisdom.errors import ScaffoldError


def read_plugins(text: str) -> list[str]:
    """The names of the plugins in the text itself; those that it inherits are not among them."""
    return _names(_find(_read_nodes(text), "plugins"))


def read_scalar(text: str, *keys: str) -> str | None:
    """The text at ``keys``; None where there is none, or where a tag such as ``!ENV`` makes it."""
    node = _read_nodes(text)
    for key in keys:
        node = _find(node, key)
    plain = isinstance(node, yaml.ScalarNode) and node.tag.startswith("tag:yaml.org,2002:")
    return node.value if plain and isinstance(node, yaml.ScalarNode) else None


def has_key(text: str, key: str) -> bool:
    return _find(_read_nodes(text), key) is not None


def read_theme(text: str) -> str:
    """The name of the theme, which is a text or a key of a mapping; empty where there is none."""
    return read_scalar(text, "theme") or read_scalar(text, "theme", "name") or ""


def dump(value: object) -> str:
    """YAML in block style; every text is on one line."""
    return yaml.safe_dump(value, allow_unicode=True, sort_keys=False, width=sys.maxsize)


def quote_scalar(value: str) -> str:
    """A text as it is written behind ``key:`` in YAML, quoted if it needs it."""
    return dump({"": value}).partition(": ")[2].rstrip("\n")


def _read_nodes(text: str) -> yaml.Node | None:
    try:
        return yaml.compose(text, Loader=yaml.SafeLoader)
    except yaml.YAMLError as error:
        raise ScaffoldError(f"this is not YAML that MkDocs can read: {error}") from error


def _find(node: yaml.Node | None, key: str) -> yaml.Node | None:
    if not isinstance(node, yaml.MappingNode):
        return None
    return next((value for name, value in node.value if name.value == key), None)


def _names(plugins: yaml.Node | None) -> list[str]:
    if isinstance(plugins, yaml.MappingNode):
        return [str(name.value) for name, _ in plugins.value]
    if not isinstance(plugins, yaml.SequenceNode):
        return []
    names: list[str] = []
    for item in plugins.value:
        names += [str(item.value)] if isinstance(item, yaml.ScalarNode) else _names(item)[:1]
    return names
