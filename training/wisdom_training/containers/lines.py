"""The lines of a member, one at a time."""

from __future__ import annotations

import codecs
import io
from collections.abc import Iterator
from typing import BinaryIO

from wisdom_training.containers.members import Member

LONGEST_LINE = 16 << 20
"""Bytes."""
_WIDE_MARKS = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)


def read_lines(member: Member) -> Iterator[str]:
    r"""The lines, with ``\n`` at their ends and without NUL.

    UTF-16 is known by its mark; a line that is not UTF-8 is read as Windows-1252. Raises
    CorpusError where the member is damaged or a line has more than 16 MiB.
    """
    wide = member.head(2) in _WIDE_MARKS
    with member.open() as file:
        for line in _decode_wide(file) if wide else _decode(file):
            if len(line) >= LONGEST_LINE:
                raise member.damaged(f"a line has more than {LONGEST_LINE >> 20} MiB")
            yield line.replace("\r\n", "\n").replace("\0", "")


def head_lines(member: Member, size: int = 4096) -> list[str]:
    """The lines of the first ``size`` bytes, without their ends; the last may be cut off."""
    return member.head(size).decode("utf-8-sig", "replace").splitlines()


def _decode(file: BinaryIO) -> Iterator[str]:
    mark = codecs.BOM_UTF8
    while line := file.readline(LONGEST_LINE):
        try:
            yield line.removeprefix(mark).decode("utf-8")
        except UnicodeDecodeError:
            yield line.decode("cp1252", "replace")
        mark = b""


def _decode_wide(file: BinaryIO) -> Iterator[str]:
    text = io.TextIOWrapper(file, "utf-16", "replace", newline="\n")
    while line := text.readline(LONGEST_LINE):
        yield line
