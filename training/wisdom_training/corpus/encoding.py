"""Detection of a file's encoding: UTF-8, UTF-16 by its byte-order mark, else cp1252 or Latin-1."""

from __future__ import annotations

import codecs
from collections.abc import Iterator
from pathlib import Path

from wisdom_training.errors import CorpusError

PIECE_SIZE = 1 << 20
"""Bytes or characters of a file that are in memory at once."""

_CONTROL_BYTES = bytes(set(range(32)) - set(b"\t\n\r\f\x0b\x1a\x1b"))
_MOST_CONTROL_FRACTION = 0.02  # above it a file is binary
_UNDEFINED_IN_CP1252 = b"\x81\x8d\x8f\x90\x9d"
_BYTE_ORDER_MARKS = {
    codecs.BOM_UTF16_LE: "utf-16",
    codecs.BOM_UTF16_BE: "utf-16",
    codecs.BOM_UTF8: "utf-8-sig",
}


def find_encoding(path: Path) -> tuple[str, str | None]:
    """The encoding of the whole file, and a warning if it had to be guessed.

    Raises CorpusError, naming ``path``, if the file is binary, broken or cannot be read.
    """
    try:
        with path.open("rb") as file:
            start = file.read(4)
        marked = next(
            (name for mark, name in _BYTE_ORDER_MARKS.items() if start.startswith(mark)), None
        )
        if marked is None and _is_binary(path):
            raise CorpusError(f"{path} is not text (it has control bytes): export it as .txt first")
        broken = _find_error(path, marked or "utf-8")
        if marked and broken:
            place, error = broken
            raise CorpusError(
                f"{path}: begins like {error.encoding}, but byte {place:,} is not "
                f"({error.reason}); save it as UTF-8"
            ) from error
        if not broken:
            return marked or "utf-8", None
        encoding = (
            "latin-1" if any(_count(p, _UNDEFINED_IN_CP1252) for p in _read(path)) else "cp1252"
        )
    except OSError as error:
        raise CorpusError(f"cannot read {path}: {error.strerror}") from error
    warning = f"not UTF-8 (byte {broken[0]:,}), read as {encoding}; save it as UTF-8 to be sure"
    return encoding, warning


def _read(path: Path) -> Iterator[bytes]:
    with path.open("rb") as file:
        while piece := file.read(PIECE_SIZE):
            yield piece


def _is_binary(path: Path) -> bool:
    controls = size = 0
    for piece in _read(path):
        if b"\0" in piece:
            return True
        controls += _count(piece, _CONTROL_BYTES)
        size += len(piece)
    return controls > _MOST_CONTROL_FRACTION * size


def _count(piece: bytes, listed: bytes) -> int:
    return len(piece) - len(piece.translate(None, listed))


def _find_error(path: Path, encoding: str) -> tuple[int, UnicodeDecodeError] | None:
    """The position of the first byte that ``encoding`` cannot decode, and the error."""
    decoder = codecs.getincrementaldecoder(encoding)()
    end = 0
    try:
        for piece in _read(path):
            end += len(piece)
            decoder.decode(piece)
        decoder.decode(b"", final=True)
    except UnicodeDecodeError as error:
        # error.object is the piece with the bytes that the decoder kept of the piece before.
        return end - len(error.object) + error.start, error
    return None
