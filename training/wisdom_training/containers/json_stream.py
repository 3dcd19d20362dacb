"""JSON in streams, so that a file of 1 GB needs little memory.

Services write what is not quite JSON: JavaScript with an assignment before the list, a byte-order
mark, control characters inside of texts (Telegram).
"""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Iterator
from typing import Any, BinaryIO

import ijson

from wisdom_training.containers.members import Member
from wisdom_training.errors import CorpusError

MOST_JSON = 64 << 20
"""Bytes of a file that is read as a whole."""


def load_json(member: Member) -> Any:  # noqa: ANN401 (any JSON)
    """The whole content of a small file; raises CorpusError where it is no JSON."""
    content = member.read(MOST_JSON)
    start = find_start(content)
    try:
        return json.loads(content[start:].decode("utf-8-sig", "replace"), strict=False)
    except (ValueError, RecursionError) as error:
        raise _no_json(member, error) from error


def stream_items(member: Member, prefix: str = "item") -> Iterator[Any]:
    """The values at ``prefix`` of a file, one at a time, as ijson names places.

    ``item`` are those of a list at the top, ``messages.item`` those of a list in a dictionary.
    Numbers are int or float. Raises CorpusError where the file is no JSON or ends too early.
    """
    with member.open() as file:
        try:
            yield from ijson.items(_Repaired(file), prefix, use_float=True)
        except (ijson.JSONError, ValueError) as error:
            raise _no_json(member, error) from error


def stream_places(member: Member, places: Collection[str]) -> Iterator[tuple[str, Any]]:
    """The values at several places of a file, in its order, each with its place.

    This is slower than ``stream_items``, and for lists whose owner is written before them: with
    ``chats.item.name`` and ``chats.item.messages.item``, a chat's name comes before its messages.
    """
    with member.open() as file:
        try:
            yield from _build(ijson.parse(_Repaired(file), use_float=True), places)
        except (ijson.JSONError, ValueError) as error:
            raise _no_json(member, error) from error


def _build(
    events: Iterable[tuple[str, str, Any]], places: Collection[str]
) -> Iterator[tuple[str, Any]]:
    builder: ijson.ObjectBuilder | None = None
    begun = ""
    for place, event, value in events:
        if builder is not None:
            builder.event(event, value)
            if place == begun and event in {"end_map", "end_array"}:
                yield place, builder.value
                builder = None
        elif place in places and event in {"start_map", "start_array"}:
            builder, begun = ijson.ObjectBuilder(), place
            builder.event(event, value)
        elif place in places and event in {"string", "number", "boolean", "null"}:
            yield place, value


def find_start(content: bytes) -> int:
    """Where JSON begins: after a byte-order mark, or after ``window.YTD.tweets.part0 =``."""
    starts = [place for place in (content.find(b"["), content.find(b"{")) if place >= 0]
    return min(starts, default=0)


def _no_json(member: Member, error: Exception) -> CorpusError:
    reason = str(error).split("\n")[0].strip()
    return CorpusError(
        f"{member.place} cannot be read as JSON ({reason}): download the archive again"
    )


class _Repaired:
    """Bytes from the first bracket on, without control characters or escapes that JSON lacks."""

    _CONTROLS = bytes(range(0x20)).translate(None, b"\t\n\r")
    _SPACES = bytes.maketrans(b"\t\n\r", b"   ")

    def __init__(self, file: BinaryIO) -> None:
        self._file = file
        self._started = False
        self._rest = b""

    def read(self, size: int = -1) -> bytes:
        if size == 0:  # ijson asks so whether these are bytes
            return b""
        while True:
            piece = self._file.read(size if size > 0 else 1 << 16)
            content = self._rest + piece
            if not self._started and content:
                content = content[find_start(content) :]
                self._started = True
            cut = _find_cut(content) if piece else len(content)
            content, self._rest = content[:cut], content[cut:]
            if content or not piece:
                break
        if b"\\x" in content:
            content = _drop_hex_escapes(content)
        return content.translate(self._SPACES, self._CONTROLS)


def _find_cut(content: bytes) -> int:
    """Where a piece can end: before an escape, of at most four bytes, that may go on after it."""
    cut = content.rfind(b"\\", -4)
    if cut < 0:
        return len(content)
    while cut > 0 and content[cut - 1 : cut] == b"\\":
        cut -= 1
    return cut


def _drop_hex_escapes(content: bytes) -> bytes:
    r"""``content`` without ``\x01``, which is no JSON; ``\\x01`` is a backslash and stays."""
    parts, place = [], 0
    while (slash := content.find(b"\\", place)) >= 0:
        if content[slash + 1 : slash + 2] == b"x":
            parts.append(content[place:slash])
            place = slash + 4
        else:
            parts.append(content[place : slash + 2])
            place = slash + 2
    return b"".join([*parts, content[place:]])
