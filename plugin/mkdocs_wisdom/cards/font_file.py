"""What a font file says of itself: its characters and its weight.

Pillow draws the box of a missing glyph without a word, so the tables are read here. Their format:
https://learn.microsoft.com/typography/opentype/spec/otff
"""

from __future__ import annotations

import struct
from bisect import bisect_right
from dataclasses import dataclass, field
from pathlib import Path

REGULAR = 400
"""The weight of text, in OpenType's ``usWeightClass``."""
_OUTLINES = ("glyf", "CFF ", "CFF2")  # a font of bitmaps only, such as of emoji, cannot be scaled
_UNICODE_TABLES = ((3, 10), (0, 6), (0, 4), (3, 1), (0, 3))
"""Platform and encoding of a table of Unicode characters, the one with most characters first."""


@dataclass(frozen=True)
class FontFace:
    """One face of a font file that can be drawn."""

    path: Path
    index: int = 0
    """Its number in the file, which may have several."""
    weight: int = REGULAR
    ranges: tuple[tuple[int, int], ...] = field(default=(), repr=False, compare=False)
    """The first and the last of consecutive characters that it has, sorted."""

    def has(self, character: str) -> bool:
        code = ord(character)
        before = bisect_right(self.ranges, (code, 0x110000)) - 1
        return before >= 0 and code <= self.ranges[before][1]


def read_face(path: Path) -> FontFace:
    """Return the face of a file that is nearest to the weight of text.

    Raises OSError where the file cannot be read, and ValueError where it is no such font.
    """
    try:
        with path.open("rb") as file:
            start = file.read(12)
            count = struct.unpack(">I", start[8:12])[0] if start[:4] == b"ttcf" else 0
            offsets = struct.unpack(f">{count}I", file.read(4 * count)) if count else (0,)
            faces = [_read_face(path, index, offset) for index, offset in enumerate(offsets)]
    except (struct.error, IndexError, MemoryError) as error:
        raise ValueError("it is damaged, or no OpenType font") from error
    return min(faces, key=lambda face: abs(face.weight - REGULAR))


def _read_face(path: Path, index: int, offset: int) -> FontFace:
    with path.open("rb") as file:
        file.seek(offset)
        (count,) = struct.unpack(">4xH6x", file.read(12))
        records = file.read(16 * count)
        tables = {
            tag.decode("latin-1"): (start, length)
            for tag, start, length in struct.iter_unpack(">4s4xII", records)
        }
        if "cmap" not in tables or not any(name in tables for name in _OUTLINES):
            raise ValueError("it has no outlines of characters")

        def read(name: str) -> bytes:
            start, length = tables[name]
            file.seek(start)
            return file.read(length)

        weight = struct.unpack(">H", read("OS/2")[4:6])[0] if "OS/2" in tables else REGULAR
        return FontFace(path, index, weight, _read_characters(read("cmap")))


def _read_characters(cmap: bytes) -> tuple[tuple[int, int], ...]:
    """The ranges of a table ``cmap``."""
    (count,) = struct.unpack(">2xH", cmap[:4])
    records = struct.iter_unpack(">HHI", cmap[4 : 4 + 8 * count])
    offsets = {(platform, encoding): offset for platform, encoding, offset in records}
    for kind in _UNICODE_TABLES:
        if kind in offsets:
            table = cmap[offsets[kind] :]
            form = struct.unpack(">H", table[:2])[0]
            if form in _READERS:
                return _READERS[form](table)
    raise ValueError("it has no table of Unicode characters")


def _read_groups(table: bytes) -> tuple[tuple[int, int], ...]:
    """The ranges of a table of format 12."""
    (count,) = struct.unpack(">12xI", table[:16])
    groups = struct.iter_unpack(">III", table[16 : 16 + 12 * count])
    # Glyph 0 is the box of a missing glyph.
    return tuple(sorted((first + (glyph == 0), last) for first, last, glyph in groups))


def _read_segments(table: bytes) -> tuple[tuple[int, int], ...]:
    """The ranges of a table of format 4."""
    (double,) = struct.unpack(">6xH", table[:8])
    count = double // 2

    def column(number: int, start: int, kind: str = "H") -> tuple[int, ...]:
        place = start + number * double
        return struct.unpack(f">{count}{kind}", table[place : place + double])

    lasts, firsts = column(0, 14), column(1, 16)
    deltas, offsets = column(2, 16), column(3, 16)
    offsets_at = 16 + 3 * double
    found = []
    for i, (first, last) in enumerate(zip(firsts, lasts, strict=True)):
        if first == last == 0xFFFF:  # noqa: PLR2004 (the end of the list)
            continue
        if not offsets[i]:
            missing = {(-deltas[i]) & 0xFFFF}
        else:
            place = offsets_at + 2 * i + offsets[i]
            glyphs = struct.unpack(f">{last - first + 1}H", table[place:][: 2 * (last - first + 1)])
            missing = {first + n for n, glyph in enumerate(glyphs) if glyph == 0}
        found += _without(first, last, missing)
    return tuple(sorted(found))


def _without(first: int, last: int, missing: set[int]) -> list[tuple[int, int]]:
    """Cut a range at the characters that are missing in it."""
    ranges = []
    for gap in sorted(code for code in missing if first <= code <= last):
        if first < gap:
            ranges.append((first, gap - 1))
        first = gap + 1
    return [*ranges, (first, last)] if first <= last else ranges


_READERS = {4: _read_segments, 12: _read_groups}
