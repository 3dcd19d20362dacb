"""Bytes to text: UTF-8, then UTF-16 by its byte-order mark, then the encodings of old Windows."""

from __future__ import annotations

import codecs
from pathlib import Path

from wisdom_training.errors import CorpusError

_TEXT_CONTROLS = frozenset(b"\t\n\r\f\x0b\x1a\x1b")
_MOST_CONTROLS = 0.02  # share of control bytes above which a file is no text


def decode(content: bytes, path: Path) -> tuple[str, str | None]:
    """The text of ``content`` and a warning if its encoding had to be guessed.

    Raises CorpusError, naming ``path``, where it is binary or broken.
    """
    if content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return _decode_strictly(content, "utf-16", path), None
    if content.startswith(codecs.BOM_UTF8):
        return _decode_strictly(content, "utf-8-sig", path), None
    if _is_binary(content):
        raise CorpusError(f"{path} is not text (it holds control bytes): export it as .txt first")
    try:
        return content.decode("utf-8"), None
    except UnicodeDecodeError as error:
        broken = error.start
    for encoding in ("cp1252", "latin-1"):
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        return text, f"not UTF-8 (byte {broken:,}), read as {encoding}; save it as UTF-8 to be sure"
    raise AssertionError("latin-1 decodes every byte")


def _decode_strictly(content: bytes, encoding: str, path: Path) -> str:
    try:
        return content.decode(encoding)
    except UnicodeDecodeError as error:
        raise CorpusError(
            f"{path}: begins like {error.encoding}, but byte {error.start:,} is not "
            f"({error.reason}); save it as UTF-8"
        ) from error


def _is_binary(content: bytes) -> bool:
    controls = sum(content.count(byte) for byte in range(32) if byte not in _TEXT_CONTROLS)
    return b"\0" in content or controls > _MOST_CONTROLS * len(content)
