"""JSON in streams, so that a file of 1 GB needs little memory.

Services write what is not quite JSON: JavaScript with an assignment before the list, a byte-order
mark, control characters and halves of emoji inside of texts.

The json module decodes one value at a time. ijson, the usual choice, keeps the path to every level
of a nested value: 30 kB of brackets take 2 GB of memory (3.6, its C backend), and it is slower.
"""

from __future__ import annotations

import codecs
import json
import re
from collections.abc import Collection, Iterator
from typing import Any, BinaryIO

from wisdom_training.containers.members import Member
from wisdom_training.errors import CorpusError

MOST_JSON = 64 << 20
"""Bytes of a file that is read as a whole, and characters of one value in a stream."""

_PIECE = 1 << 20  # bytes
_HEAD = 1 << 12  # bytes in which JSON begins
_DECODER = json.JSONDecoder(strict=False)  # texts may have line breaks and tabs
_SPACES = re.compile(r"[ \t\n\r]*")
_CONTROLS = bytes(range(0x20)).translate(None, b"\t\n\r")
_AFTER_VALUE = frozenset(" \t\n\r,:]}")
_SURROGATE = re.compile(r"\\u[dD][89a-fA-F]")
_SURROGATE_PAIR = re.compile(r"\\u[dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2}")
_ENDED = "it ends too early"


def load_json(member: Member) -> Any:  # noqa: ANN401 (any JSON)
    """The whole content of a small file; raises CorpusError where it is no JSON."""
    content = member.read(MOST_JSON)
    start = find_start(content)
    try:
        return parse_json(_repair(content[start:]).decode("utf-8", "replace"))
    except (ValueError, RecursionError) as error:
        raise _no_json(member, error) from error


def parse_json(text: str) -> Any:  # noqa: ANN401 (any JSON)
    """The value that ``text`` is, without halves of surrogate pairs, which no file can store.

    Raises ValueError or RecursionError where it is no JSON or is nested too deep.
    """
    value = _DECODER.decode(text)
    return _replace_surrogates(value) if _has_lone_surrogates(text, 0, len(text)) else value


def stream_items(member: Member, prefix: str = "item") -> Iterator[Any]:
    """The values at ``prefix`` of a file, one at a time.

    ``item`` are those of a list at the top, ``messages.item`` those of a list in a dictionary, as
    ijson names places. Raises CorpusError where the file is no JSON, ends too early, or has a
    value of more than ``MOST_JSON`` characters.
    """
    for _, value in stream_places(member, [prefix]):
        yield value


def stream_places(member: Member, places: Collection[str]) -> Iterator[tuple[str, Any]]:
    """The values at several places of a file, in its order, each with its place.

    This is for lists whose owner is written before them: with ``chats.item.name`` and
    ``chats.item.messages.item``, a chat's name comes before its messages. Raises CorpusError as
    ``stream_items`` does.
    """
    with member.open() as file:
        try:
            yield from _Text(_Repaired(file)).walk(places)
        except (ValueError, RecursionError) as error:
            raise _no_json(member, error) from error


def find_start(content: bytes) -> int:
    """Where JSON begins: after a byte-order mark, or after ``window.YTD.tweets.part0 =``."""
    starts = [place for place in (content.find(b"["), content.find(b"{")) if place >= 0]
    return min(starts, default=0)


def _no_json(member: Member, error: Exception) -> CorpusError:
    reason = "too much is nested" if isinstance(error, RecursionError) else str(error)
    return CorpusError(
        f"{member.place} cannot be read as JSON ({reason}): download the archive again"
    )


class _Text:
    """JSON whose values are decoded one after the other, and its place in them."""

    def __init__(self, file: _Repaired) -> None:
        self._file = file
        self._decode = codecs.getincrementaldecoder("utf-8")("replace").decode
        self._buffer = ""
        self._place = 0

    def walk(self, places: Collection[str]) -> Iterator[tuple[str, Any]]:
        """Read all, and yield what is at ``places``; nothing comes from within what came."""
        parts = [place.split(".") for place in places]
        outer = {".".join(names[:end]) for names in parts for end in range(len(names))}
        return self._walk("", frozenset(places), frozenset(outer))

    def _walk(
        self, place: str, wanted: frozenset[str], outer: frozenset[str]
    ) -> Iterator[tuple[str, Any]]:
        """Read the value that is next, which is at ``place``; the others are in ``outer``."""
        if place in wanted:
            yield place, self._read_value()
        elif place in outer and self._peek() in {"[", "{"}:
            for name in self._enter():
                yield from self._walk(f"{place}.{name}" if place else name, wanted, outer)
        else:
            self._skip()

    def _enter(self) -> Iterator[str]:
        """The key of each value of a dictionary, ``item`` for those of a list.

        Whoever asks for the next one has read the value.
        """
        closing = "]" if self._take("[{") == "[" else "}"
        if self._peek() == closing:
            self._place += 1
            return
        while True:
            name = "item"
            if closing == "}":
                name = str(self._read_value())
                self._take(":")
            yield name
            if self._take("," + closing) == closing:
                return

    def _skip(self) -> None:
        """Pass over the value that is next, which may be larger than memory."""
        self._peek()
        try:
            _, end = _DECODER.raw_decode(self._buffer, self._place)
        except (ValueError, RecursionError):
            end = len(self._buffer)
        if self._is_whole(end):
            self._place = end
        elif self._peek() in {"[", "{"}:
            for _ in self._enter():
                self._skip()
        else:
            self._read_value()

    def _read_value(self) -> Any:  # noqa: ANN401 (any JSON)
        while True:
            self._peek()
            try:
                value, end = _DECODER.raw_decode(self._buffer, self._place)
            except ValueError:
                if not self._read_more():
                    raise
                continue
            if not self._is_whole(end) and self._read_more():
                continue
            start, self._place = self._place, end
            if _has_lone_surrogates(self._buffer, start, end):
                return _replace_surrogates(value)
            return value

    def _is_whole(self, end: int) -> bool:
        """Whether what ends there may not go on, as the number 1 does in 1.5 and 1e+3."""
        return self._buffer[end : end + 1] in _AFTER_VALUE

    def _take(self, expected: str) -> str:
        """Pass over the next character; raises ValueError if it is none of ``expected``."""
        found = self._peek()
        if found == "" or found not in expected:
            wanted = " or ".join(expected)
            raise ValueError(f"{found!r} instead of {wanted}" if found else _ENDED)
        self._place += 1
        return found

    def _peek(self) -> str:
        """The next character that is no space; empty at the end."""
        while True:
            match = _SPACES.match(self._buffer, self._place)
            self._place = match.end() if match else self._place
            if self._place < len(self._buffer):
                return self._buffer[self._place]
            if not self._read_more():
                return ""

    def _read_more(self) -> bool:
        """Double what is left in the buffer, and say whether there was more."""
        rest = self._buffer[self._place :]
        if len(rest) > MOST_JSON:
            raise ValueError(f"a value has more than {MOST_JSON:,} characters")
        piece = self._file.read(max(_PIECE, len(rest)))
        added = self._decode(piece, not piece)
        self._buffer, self._place = rest + added, 0
        return bool(piece)


def _has_lone_surrogates(text: str, start: int, end: int) -> bool:
    """Whether there may be half of a pair; never False where there is one."""
    if text.find("\\ud", start, end) < 0 and text.find("\\uD", start, end) < 0:
        return False
    part = text[start:end]
    return "\\\\u" in part or _SURROGATE.search(_SURROGATE_PAIR.sub("", part)) is not None


def _replace_surrogates(value: Any) -> Any:  # noqa: ANN401 (any JSON)
    """``value`` with U+FFFD for each half of a pair that is alone."""
    if isinstance(value, str):
        return value.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    if isinstance(value, list):
        return [_replace_surrogates(item) for item in value]
    if isinstance(value, dict):
        return {_replace_surrogates(key): _replace_surrogates(item) for key, item in value.items()}
    return value


class _Repaired:
    """Bytes from the first bracket on, without control characters or escapes that JSON lacks."""

    def __init__(self, file: BinaryIO) -> None:
        self._file = file
        head = file.read(_HEAD)
        self._rest = head[find_start(head) :]

    def read(self, size: int) -> bytes:
        """About ``size`` bytes; none only at the end."""
        while True:
            piece = self._file.read(size)
            content = self._rest + piece
            cut = _find_cut(content) if piece else len(content)
            content, self._rest = content[:cut], content[cut:]
            repaired = _repair(content)
            if repaired or not piece:
                return repaired


def _repair(content: bytes) -> bytes:
    if b"\\x" in content:
        content = _drop_hex_escapes(content)
    return content.translate(None, _CONTROLS)


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
