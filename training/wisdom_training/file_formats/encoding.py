"""Detection of a file's encoding: UTF-8, even with some wrong bytes, UTF-16, UTF-32, or an old one.

Bytes that are not UTF-8 in a file of UTF-8 become what Windows-1252 has in their place, or go where
the text has another alphabet. A file of any other encoding is decoded as the language that it fits
tells, and refused if it fits none.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator
from typing import NamedTuple

from wisdom_training.containers.members import Member
from wisdom_training.errors import CorpusError
from wisdom_training.file_formats.legacy_encodings import guess_encoding

PIECE_SIZE = 1 << 20
"""Bytes or characters of a file that are in memory at once."""
LARGEST_TEXT = 64 << 20
"""Bytes of a text that is read as a whole."""

_CONTROL_BYTES = bytes(set(range(32)) - set(b"\t\n\r\f\x0b\x1a\x1b"))
_MOST_CONTROL_FRACTION = 0.02  # above it a file is binary
_BYTE_ORDER_MARKS = (
    (codecs.BOM_UTF32_LE, "utf-32"),  # it begins with the mark of UTF-16
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
    (codecs.BOM_UTF8, "utf-8-sig"),
)
_BEGINNING_SIZE = 1 << 16  # bytes in which marks and escapes are looked for
_NUL_FRACTION = 0.05  # of every second byte, from which on a file is UTF-16; spaces are enough
_ESCAPES = (  # of encodings that consist of ASCII
    ("iso2022_jp", re.compile(rb"\x1b\$[@B]")),
    ("iso2022_kr", re.compile(rb"\x1b\$\)C")),
    ("hz", re.compile(rb"~\{(?:[!-~]{2})+~\}")),
)
_RUN = re.compile(rb"[\x80-\xff]+")
_UTF8_FRACTION = 0.25  # of runs of bytes beyond ASCII; with more in UTF-8 the others are mistakes
_WIDE_FRACTION = 0.5  # of characters beyond ASCII from U+0250 on; with more it is no Latin text
_FIRST_OTHER_ALPHABET = "\u0250"
_SAMPLE_SIZE = 20_000  # bytes of lines that are not ASCII
_FEWEST_BYTES = 20  # beyond ASCII, to tell a language by
_LISTED_LINES = 3
_WINDOWS_BYTES = "windows-1252-bytes"


class Decoding(NamedTuple):
    """How the bytes of a file become text."""

    encoding: str
    errors: str = "strict"
    """As of ``bytes.decode``."""
    note: str | None = None
    """A sentence for people if the file is not plain UTF-8."""


class _Lines(NamedTuple):
    """What a file's lines are made of."""

    bad: list[int]
    """Numbers of the lines that are not UTF-8, from 1."""
    good_runs: int
    """Runs of bytes beyond ASCII that are UTF-8."""
    bad_runs: int
    wide: float
    """Fraction of the characters beyond ASCII that are not Latin."""
    sample: bytes
    """Lines with bytes beyond ASCII."""


def find_encoding(member: Member) -> Decoding:
    """How to decode the whole file.

    Raises CorpusError, naming the place, if the file is binary, broken, in an unknown encoding or
    cannot be read.
    """
    start = member.head(_BEGINNING_SIZE)
    marked = next((name for mark, name in _BYTE_ORDER_MARKS if start.startswith(mark)), None)
    marked = marked or _find_utf16(start)
    if marked is None and _is_binary(member):
        raise CorpusError(
            f"{member.place} is not text (it has control bytes): export it as .txt first"
        )
    broken = _find_error(member, marked or "utf-8")
    if marked and broken:
        byte, error = broken
        raise CorpusError(
            f"{member.place}: begins like {error.encoding}, but byte {byte:,} is not "
            f"({error.reason}); save it as UTF-8"
        ) from error
    if broken:
        return _decode_broken(member, broken[0])
    escaped = next((name for name, escape in _ESCAPES if escape.search(start)), None)
    if marked is None and escaped and not _find_error(member, escaped):
        return Decoding(escaped, "strict", f"read as {escaped}; save it as UTF-8 to be sure")
    return Decoding(marked or "utf-8")


def read_decoded(member: Member) -> tuple[str, str | None]:
    """The text of a whole file, with line feeds, and the note of its Decoding.

    Raises CorpusError as ``find_encoding`` does, and for a file of more than LARGEST_TEXT bytes.
    """
    encoding, errors, note = find_encoding(member)
    text = member.read(LARGEST_TEXT).decode(encoding, errors)
    return text.replace("\r\n", "\n").replace("\r", "\n"), note


def _decode_broken(member: Member, place: int) -> Decoding:
    """How to decode a file that is not UTF-8, at least not at byte ``place``."""
    lines = _read_lines(member)
    if lines.good_runs > _UTF8_FRACTION * (lines.good_runs + lines.bad_runs):
        where = _list_lines(lines.bad)
        if lines.wide > _WIDE_FRACTION:
            return Decoding("utf-8", "ignore", f"left out the bytes that are not UTF-8 in {where}")
        note = f"the bytes that are not UTF-8 in {where} were read as cp1252"
        return Decoding("utf-8", _WINDOWS_BYTES, note)
    encoding = guess_encoding(lines.sample)
    if encoding is None and sum(byte > 0x7F for byte in lines.sample) >= _FEWEST_BYTES:  # noqa: PLR2004 (ASCII)
        raise CorpusError(
            f"{member.place} is not UTF-8 (byte {place:,}), and no language was recognised in an "
            f"older encoding: open it in an editor that shows it rightly, and save it as UTF-8"
        )
    encoding = encoding or "cp1252"
    if not _find_error(member, encoding):
        errors = "strict"
    elif encoding == "cp1252":
        encoding, errors = "latin-1", "strict"
    else:
        errors = "ignore"
    note = f"not UTF-8 (byte {place:,}), read as {encoding}; save it as UTF-8 to be sure"
    return Decoding(encoding, errors, note)


def _read_lines(member: Member) -> _Lines:
    bad, sample = [], b""
    good_runs = bad_runs = characters = wide = 0
    with member.open() as file:
        for number, line in enumerate(file, 1):
            if line.isascii():
                continue
            if len(sample) < _SAMPLE_SIZE:
                sample += line[:_SAMPLE_SIZE]
            runs = _RUN.findall(line)
            texts = [text for run in runs if (text := run.decode(errors="ignore")).encode() == run]
            if len(texts) < len(runs):
                bad.append(number)
            good_runs += len(texts)
            bad_runs += len(runs) - len(texts)
            characters += sum(map(len, texts))
            wide += sum(
                char >= _FIRST_OTHER_ALPHABET and char.isalpha() for text in texts for char in text
            )
    return _Lines(bad, good_runs, bad_runs, wide / max(characters, 1), sample)


def _list_lines(numbers: list[int]) -> str:
    listed = ", ".join(f"{number:,}" for number in numbers[:_LISTED_LINES])
    more = len(numbers) - _LISTED_LINES
    if more > 0:
        return f"lines {listed} and {more:,} more"
    return f"line {listed}" if len(numbers) == 1 else f"lines {listed}"


def _read_windows_bytes(error: UnicodeError) -> tuple[str, int]:
    """A handler of decoding errors: the bytes at fault as Windows-1252, or Latin-1, has them."""
    if not isinstance(error, UnicodeDecodeError):
        raise error
    wrong = error.object[error.start : error.end]
    text = "".join(bytes([byte]).decode("cp1252", "ignore") or chr(byte) for byte in wrong)
    return text, error.end


codecs.register_error(_WINDOWS_BYTES, _read_windows_bytes)


def _find_utf16(start: bytes) -> str | None:
    """UTF-16 without a byte-order mark: of ASCII characters every second byte is NUL."""
    even, odd = start[:4096:2], start[1:4096:2]
    if odd.count(0) > _NUL_FRACTION * len(odd) and even.count(0) < odd.count(0) / 10:
        return "utf-16-le"
    if even.count(0) > _NUL_FRACTION * len(even) and odd.count(0) < even.count(0) / 10:
        return "utf-16-be"
    return None


def _read(member: Member) -> Iterator[bytes]:
    with member.open() as file:
        while piece := file.read(PIECE_SIZE):
            yield piece


def _is_binary(member: Member) -> bool:
    controls = size = 0
    for piece in _read(member):
        if b"\0" in piece:
            return True
        controls += len(piece) - len(piece.translate(None, _CONTROL_BYTES))
        size += len(piece)
    return controls > _MOST_CONTROL_FRACTION * size


def _find_error(member: Member, encoding: str) -> tuple[int, UnicodeDecodeError] | None:
    """The position of the first byte that ``encoding`` cannot decode, and the error."""
    decoder = codecs.getincrementaldecoder(encoding)()
    end = 0
    try:
        for piece in _read(member):
            end += len(piece)
            decoder.decode(piece)
        decoder.decode(b"", final=True)
    except UnicodeDecodeError as error:
        # error.object is the piece with the bytes that the decoder kept of the piece before.
        return end - len(error.object) + error.start, error
    return None
