"""Adds a plugin to the text of an ``mkdocs.yml``, and leaves every other character as it is.

PyYAML's events have the positions of all that they stand for, but they know nothing of comments
and do not resolve tags: ``!ENV`` and ``!!python/name`` are texts here. One text is inserted, and
the events before and after are compared.
"""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TypeAlias

import yaml

from mkdocs_wisdom.errors import ScaffoldError

PLUGIN = "wisdom"
DEFAULT_PLUGINS = ("search",)
"""What MkDocs loads where ``mkdocs.yml`` has no list of plugins."""

Options: TypeAlias = Mapping[str, str]

_LINE_END = re.compile(r"\r\n|\r|\n")
_COLLECTIONS = (yaml.SequenceStartEvent, yaml.MappingStartEvent)
_ENDS = (yaml.SequenceEndEvent, yaml.MappingEndEvent)
_LIST_TAGS = (None, "tag:yaml.org,2002:seq", "tag:yaml.org,2002:map")


class _NoPlaceError(Exception):
    """The list of plugins has a form into which nothing can be inserted; says which."""


@dataclass(frozen=True)
class Entry:
    """A key of a mapping and its value, as events; a collection's are all from start to end."""

    key: yaml.ScalarEvent
    value: Sequence[yaml.Event]

    @property
    def first(self) -> yaml.Event:
        return self.value[0]

    @property
    def is_flow(self) -> bool:
        return bool(getattr(self.first, "flow_style", False))

    @property
    def end(self) -> int:
        """Behind its last character that is no comment and no white space."""
        return _find_end(self.value)


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


def write_block(others: Sequence[str], options: Options, indent: str = "") -> str:
    """A whole list of plugins in block style."""
    items = dump([*others, {PLUGIN: dict(options)} if options else PLUGIN])
    lines = ["plugins:", *(f"  {line}" for line in items.splitlines())]
    return "".join(f"{indent}{line}\n" for line in lines)


def dump(value: object) -> str:
    """YAML in block style; every text is on one line."""
    return yaml.safe_dump(value, allow_unicode=True, sort_keys=False, width=sys.maxsize)


def quote_scalar(value: str) -> str:
    """A text as it is written behind ``key:`` in YAML, quoted if it needs it."""
    return dump({"": value}).partition(": ")[2].rstrip("\n")


def _insert(text: str, options: Options, inherited: str) -> tuple[str, int]:
    """The new text, and how many of the old events the insertion has replaced: 0 or 1."""
    root = _read_root(text)
    entries = _read_entries(root)
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
        indent = " " * _column(plugins.key)
        block = write_block(DEFAULT_PLUGINS, options, indent).partition("\n")[2]
        return _insert_lines(text, plugins.end, block), 1
    if not isinstance(first, _COLLECTIONS) or first.tag not in _LIST_TAGS:
        raise _NoPlaceError("'plugins' is neither a list nor a mapping in this file")
    if plugins.is_flow:
        return _insert_flow(text, plugins, options), 0
    item = {PLUGIN: dict(options) or None}
    if isinstance(first, yaml.SequenceStartEvent):
        dumped = dump([item if options else PLUGIN])
        column = _find_token(text, _start(first), yaml.BlockEntryToken)
    else:
        dumped = dump(item).replace(" null\n", "\n")
        column = _find_token(text, _start(first), yaml.KeyToken)
    block = "".join(f"{' ' * column}{line}\n" for line in dumped.splitlines())
    return _insert_lines(text, plugins.end, block), 0


def _insert_flow(text: str, plugins: Entry, options: Options) -> str:
    """Insert behind the last item of ``[…]`` or ``{…}``, before comments that follow it."""
    value = json.dumps(dict(options), ensure_ascii=False)
    if isinstance(plugins.first, yaml.SequenceStartEvent):
        item = f"{{{PLUGIN}: {value}}}" if options else PLUGIN
    else:
        item = f"{PLUGIN}: {value}"
    if len(plugins.value) == 2:  # noqa: PLR2004 (the start and the end of an empty collection)
        return _splice(text, plugins.end - 1, item)
    last = _find_end(plugins.value[1:-1])
    commas = [
        token.end_mark.index
        for token in yaml.scan(text, Loader=yaml.SafeLoader)
        if isinstance(token, yaml.FlowEntryToken) and last <= token.start_mark.index < plugins.end
    ]
    return _splice(text, commas[0], f" {item}") if commas else _splice(text, last, f", {item}")


def _append_plugins(text: str, root: Sequence[yaml.Event], options: Options, inherited: str) -> str:
    """Append ``plugins``: MkDocs' own and ours, or what is inherited and ours."""
    if getattr(root[0], "flow_style", False):
        if inherited:
            raise _NoPlaceError("'plugins' is inherited, and this file is one pair of braces")
        plugins = [*DEFAULT_PLUGINS, {PLUGIN: dict(options)} if options else PLUGIN]
        item = f'"plugins": {json.dumps(plugins, ensure_ascii=False)}'
        return _splice(text, _find_end(root[1:-1]), f", {item}")
    column = _find_token(text, _start(root[0]), yaml.KeyToken)
    end = _find_end(root)
    if not inherited:
        return _insert_lines(text, end, write_block(DEFAULT_PLUGINS, options, " " * column))
    block, is_mapping = _copy_plugins(inherited)
    if column:
        raise _NoPlaceError("'plugins' is inherited, and this file is indented")
    if is_mapping:
        return _insert_lines(text, end, dump({"plugins": {PLUGIN: dict(options)}}))
    return _insert_lines(text, end, add_plugin(block, options))


def _copy_plugins(text: str) -> tuple[str, bool]:
    """The lines of ``plugins`` in an inherited file, and whether they are a mapping."""
    (plugins,) = (e for e in _read_entries(_read_root(text)) if e.key.value == "plugins")
    aliases = any(isinstance(event, yaml.AliasEvent) for event in plugins.value)
    if aliases or _column(plugins.key):
        raise _NoPlaceError("the inherited 'plugins' cannot be copied")
    block = text[_start(plugins.key) : _line_end(text, plugins.end)[0]]
    return f"{block.rstrip()}\n", isinstance(plugins.first, yaml.MappingStartEvent)


def _compare(before: str, after: str, gone: int) -> None:
    """Raise _NoPlaceError unless ``after`` has all events of ``before`` and the plugin."""
    old, new = _signature(before), _signature(after)
    same = next((i for i, pair in enumerate(zip(old, new, strict=False)) if pair[0] != pair[1]), 0)
    rest = len(old) - same - gone
    if old[same + gone :] != new[len(new) - rest :] or PLUGIN not in read_plugins(after):
        raise _NoPlaceError("the form of 'plugins' is not understood")


def _signature(text: str) -> list[tuple[object, ...]]:
    """What the events say, without their positions."""
    names = ("anchor", "tag", "implicit", "value")
    return [
        (type(event), *(getattr(event, name, None) for name in names))
        for event in yaml.parse(text, Loader=yaml.SafeLoader)
    ]


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


def _read_root(text: str) -> list[yaml.Event]:
    """The events of the document's mapping. Raises ScaffoldError where there is none."""
    events = list(yaml.parse(text, Loader=yaml.SafeLoader))[2:-2]  # of the stream and the document
    if not events or not isinstance(events[0], yaml.MappingStartEvent) or len(events) == 2:  # noqa: PLR2004
        raise ScaffoldError("this file has no settings: expected lines of 'key: value'")
    return events


def _read_entries(mapping: Sequence[yaml.Event]) -> list[Entry]:
    """The keys and values of a mapping, from its events."""
    parts: list[list[yaml.Event]] = []
    depth = 0
    for event in mapping[1:-1]:
        if depth == 0:
            parts.append([])
        parts[-1].append(event)
        depth += isinstance(event, _COLLECTIONS) - isinstance(event, _ENDS)
    pairs = zip(parts[::2], parts[1::2], strict=True)
    return [Entry(key[0], value) for key, value in pairs if isinstance(key[0], yaml.ScalarEvent)]


def _find_end(events: Sequence[yaml.Event]) -> int:
    """Behind the last scalar, alias or bracket: the end of a block lies behind its comments."""
    ends = [0]
    styles: list[bool] = []
    for event in events:
        if isinstance(event, _COLLECTIONS):
            styles.append(bool(event.flow_style))
        elif not isinstance(event, _ENDS) or styles.pop():
            ends.append(event.end_mark.index if event.end_mark else 0)
    return max(ends)


def _start(event: yaml.Event) -> int:
    return event.start_mark.index if event.start_mark else 0


def _column(event: yaml.Event) -> int:
    return event.start_mark.column if event.start_mark else 0


def _find_token(text: str, start: int, kind: type[yaml.Token]) -> int:
    """The column of the first token of this kind at ``start`` or behind it."""
    column: int = next(
        token.start_mark.column
        for token in yaml.scan(text, Loader=yaml.SafeLoader)
        if isinstance(token, kind) and token.start_mark.index >= start
    )
    return column


def _line_end(text: str, place: int) -> tuple[int, str]:
    """Where the line at ``place`` ends, line end included, and that line end; empty at the end."""
    if place and text[place - 1] in "\r\n":  # behind a block scalar, which has its line end
        return place, text[place - 1]
    match = _LINE_END.search(text, place)
    return (match.end(), match[0]) if match else (len(text), "")


def _insert_lines(text: str, place: int, block: str) -> str:
    """Insert whole lines behind the line at ``place``, with the line ends of the text."""
    match = _LINE_END.search(text)
    style = match[0] if match else "\n"
    end, closed = _line_end(text, place)
    before = "" if closed else style
    return _splice(text, end, before + block.replace("\n", style))


def _splice(text: str, place: int, added: str) -> str:
    return f"{text[:place]}{added}{text[place:]}"
