"""PyYAML's events, which have the positions of what they stand for, and insertions by them.

Events know nothing of comments and do not resolve tags: ``!ENV`` and ``!!python/name`` are texts.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

import yaml

from mkdocs_wisdom.errors import ScaffoldError

COLLECTIONS = (yaml.SequenceStartEvent, yaml.MappingStartEvent)
_ENDS = (yaml.SequenceEndEvent, yaml.MappingEndEvent)
_LINE_END = re.compile(r"\r\n|\r|\n")


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
        return find_end(self.value)


def read_root(text: str) -> list[yaml.Event]:
    """The events of the document's mapping. Raises ScaffoldError where there is none."""
    events = list(yaml.parse(text, Loader=yaml.SafeLoader))[2:-2]  # of the stream and the document
    if not events or not isinstance(events[0], yaml.MappingStartEvent) or len(events) == 2:  # noqa: PLR2004
        raise ScaffoldError("this file has no settings: expected lines of 'key: value'")
    return events


def read_entries(mapping: Sequence[yaml.Event]) -> list[Entry]:
    """The keys and values of a mapping, from its events."""
    parts: list[list[yaml.Event]] = []
    depth = 0
    for event in mapping[1:-1]:
        if depth == 0:
            parts.append([])
        parts[-1].append(event)
        depth += isinstance(event, COLLECTIONS) - isinstance(event, _ENDS)
    pairs = zip(parts[::2], parts[1::2], strict=True)
    return [Entry(key[0], value) for key, value in pairs if isinstance(key[0], yaml.ScalarEvent)]


def find_end(events: Sequence[yaml.Event]) -> int:
    """Behind the last scalar, alias or bracket: the end of a block lies behind its comments."""
    ends = [0]
    styles: list[bool] = []
    for event in events:
        if isinstance(event, COLLECTIONS):
            styles.append(bool(event.flow_style))
        elif not isinstance(event, _ENDS) or styles.pop():
            ends.append(event.end_mark.index if event.end_mark else 0)
    return max(ends)


def find_start(event: yaml.Event) -> int:
    return event.start_mark.index if event.start_mark else 0


def find_column(event: yaml.Event) -> int:
    return event.start_mark.column if event.start_mark else 0


def find_token_column(text: str, start: int, kind: type[yaml.Token]) -> int:
    """The column of the first token of this kind at ``start`` or behind it."""
    column: int = next(
        token.start_mark.column
        for token in yaml.scan(text, Loader=yaml.SafeLoader)
        if isinstance(token, kind) and token.start_mark.index >= start
    )
    return column


def list_meanings(text: str) -> list[tuple[object, ...]]:
    """What the events say, without their positions."""
    names = ("anchor", "tag", "implicit", "value")
    return [
        (type(event), *(getattr(event, name, None) for name in names))
        for event in yaml.parse(text, Loader=yaml.SafeLoader)
    ]


def insert_lines(text: str, place: int, block: str) -> str:
    """Insert whole lines behind the line at ``place``, with the line ends of the text."""
    match = _LINE_END.search(text)
    style = match[0] if match else "\n"
    end, closed = find_line_end(text, place)
    before = "" if closed else style
    return splice(text, end, before + block.replace("\n", style))


def find_line_end(text: str, place: int) -> tuple[int, str]:
    """Where the line at ``place`` ends, line end included, and that line end; empty at the end."""
    if place and text[place - 1] in "\r\n":  # behind a block scalar, which has its line end
        return place, text[place - 1]
    match = _LINE_END.search(text, place)
    return (match.end(), match[0]) if match else (len(text), "")


def splice(text: str, place: int, added: str) -> str:
    return f"{text[:place]}{added}{text[place:]}"
