"""Adds a plugin to the text of an ``mkdocs.yml``, and leaves every other character as it is.

One text is inserted, and what YAML reads before and after is compared.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import TypeAlias

import yaml

from mkdocs_wisdom.errors import ScaffoldError
from mkdocs_wisdom.scaffold.site_yaml import dump, read_plugins
from mkdocs_wisdom.scaffold.yaml_events import (
    COLLECTIONS,
    Entry,
    find_column,
    find_end,
    find_line_end,
    find_start,
    find_token_column,
    insert_lines,
    list_meanings,
    read_entries,
    read_root,
    splice,
)

PLUGIN = "wisdom"
DEFAULT_PLUGINS = ("search",)
"""What MkDocs loads where ``mkdocs.yml`` has no list of plugins."""

Options: TypeAlias = Mapping[str, str]

_LIST_TAGS = (None, "tag:yaml.org,2002:seq", "tag:yaml.org,2002:map")


class _NoPlaceError(Exception):
    """The list of plugins has a form into which nothing can be inserted; says which."""


def add_plugin(text: str, options: Options, inherited: str = "") -> str:
    """The text of an ``mkdocs.yml`` that has the plugin ``wisdom`` with these options as well.

    ``inherited`` is the text of the file from which it inherits its plugins, if it has none of its
    own. MkDocs merges an inherited mapping with the site's, but the site's list replaces an
    inherited one: such a list is copied. Raises ScaffoldError, with the lines to add by hand, where
    the form of the list allows no insertion.
    """
    if PLUGIN in read_plugins(text):
        return text
    try:
        added, gone = _insert(text, options, inherited)
        _compare(text, added, gone)
    except _NoPlaceError as reason:
        raise ScaffoldError(
            f"cannot add the plugin, because {reason}: add it by hand, and run this again\n"
            f"{write_block(('search',), options)}"
        ) from reason
    return added


def write_block(others: Sequence[str], options: Options, indent: str = "") -> str:
    """A whole list of plugins in block style."""
    items = dump([*others, {PLUGIN: dict(options)} if options else PLUGIN])
    lines = ["plugins:", *(f"  {line}" for line in items.splitlines())]
    return "".join(f"{indent}{line}\n" for line in lines)


def _insert(text: str, options: Options, inherited: str) -> tuple[str, int]:
    """The new text, and how many of the old events the insertion has replaced: 0 or 1."""
    root = read_root(text)
    entries = read_entries(root)
    found = [entry for entry in entries if entry.key.value == "plugins"]
    if len(found) > 1:
        raise _NoPlaceError("'plugins' is there twice")
    if found:
        return _insert_into(text, found[0], options)
    if any(entry.key.value == "<<" for entry in entries):
        raise _NoPlaceError("'plugins' may come from the merge key '<<'")
    return _append_plugins(text, root, options, inherited), 0


def _insert_into(text: str, plugins: Entry, options: Options) -> tuple[str, int]:
    first = plugins.first
    if isinstance(first, yaml.ScalarEvent) and not first.value and first.tag is None:
        indent = " " * find_column(plugins.key)
        block = write_block(DEFAULT_PLUGINS, options, indent).partition("\n")[2]
        return insert_lines(text, plugins.end, block), 1
    if not isinstance(first, COLLECTIONS) or first.tag not in _LIST_TAGS:
        raise _NoPlaceError("'plugins' is neither a list nor a mapping in this file")
    if plugins.is_flow:
        return _insert_flow(text, plugins, options), 0
    item = {PLUGIN: dict(options) or None}
    if isinstance(first, yaml.SequenceStartEvent):
        dumped = dump([item if options else PLUGIN])
        column = find_token_column(text, find_start(first), yaml.BlockEntryToken)
    else:
        dumped = dump(item).replace(" null\n", "\n")
        column = find_token_column(text, find_start(first), yaml.KeyToken)
    block = "".join(f"{' ' * column}{line}\n" for line in dumped.splitlines())
    return insert_lines(text, plugins.end, block), 0


def _insert_flow(text: str, plugins: Entry, options: Options) -> str:
    """Insert behind the last item of ``[…]`` or ``{…}``, before comments that follow it."""
    value = json.dumps(dict(options), ensure_ascii=False)
    if isinstance(plugins.first, yaml.SequenceStartEvent):
        item = f"{{{PLUGIN}: {value}}}" if options else PLUGIN
    else:
        item = f"{PLUGIN}: {value}"
    if len(plugins.value) == 2:  # noqa: PLR2004 (the start and the end of an empty collection)
        return splice(text, plugins.end - 1, item)
    last = find_end(plugins.value[1:-1])
    commas = [
        token.end_mark.index
        for token in yaml.scan(text, Loader=yaml.SafeLoader)
        if isinstance(token, yaml.FlowEntryToken) and last <= token.start_mark.index < plugins.end
    ]
    return splice(text, commas[0], f" {item}") if commas else splice(text, last, f", {item}")


def _append_plugins(text: str, root: Sequence[yaml.Event], options: Options, inherited: str) -> str:
    """Append ``plugins``: MkDocs' own and ours, or what is inherited and ours."""
    if getattr(root[0], "flow_style", False):
        if inherited:
            raise _NoPlaceError("'plugins' is inherited, and this file is one pair of braces")
        plugins = [*DEFAULT_PLUGINS, {PLUGIN: dict(options)} if options else PLUGIN]
        item = f'"plugins": {json.dumps(plugins, ensure_ascii=False)}'
        return splice(text, find_end(root[1:-1]), f", {item}")
    column = find_token_column(text, find_start(root[0]), yaml.KeyToken)
    end = find_end(root)
    if not inherited:
        return insert_lines(text, end, write_block(DEFAULT_PLUGINS, options, " " * column))
    block, is_mapping = _copy_plugins(inherited)
    if column:
        raise _NoPlaceError("'plugins' is inherited, and this file is indented")
    if is_mapping:
        return insert_lines(text, end, dump({"plugins": {PLUGIN: dict(options)}}))
    return insert_lines(text, end, add_plugin(block, options))


def _copy_plugins(text: str) -> tuple[str, bool]:
    """The lines of ``plugins`` in an inherited file, and whether they are a mapping."""
    (plugins,) = (e for e in read_entries(read_root(text)) if e.key.value == "plugins")
    aliases = any(isinstance(event, yaml.AliasEvent) for event in plugins.value)
    if aliases or find_column(plugins.key):
        raise _NoPlaceError("the inherited 'plugins' cannot be copied")
    block = text[find_start(plugins.key) : find_line_end(text, plugins.end)[0]]
    return f"{block.rstrip()}\n", isinstance(plugins.first, yaml.MappingStartEvent)


def _compare(before: str, after: str, gone: int) -> None:
    """Raise _NoPlaceError unless ``after`` has all events of ``before`` and the plugin."""
    old, new = list_meanings(before), list_meanings(after)
    same = next((i for i, pair in enumerate(zip(old, new, strict=False)) if pair[0] != pair[1]), 0)
    rest = len(old) - same - gone
    if old[same + gone :] != new[len(new) - rest :] or PLUGIN not in read_plugins(after):
        raise _NoPlaceError("the form of 'plugins' is not understood")
