"""The lines of a text file, in a stream."""

from __future__ import annotations

import io
from collections.abc import Iterator

from wisdom_training.containers.members import Member
from wisdom_training.errors import CorpusError

LONGEST_LINE = 16 << 20
"""Characters. A message with everything that a messenger stores beside it has far fewer."""


def stream_lines(member: Member) -> Iterator[str]:
    """The lines of UTF-8, each with its end, which the last one may lack.

    Bytes that are no UTF-8 become U+FFFD. Raises CorpusError where a line is too long.
    """
    with member.open() as file:
        text = io.TextIOWrapper(file, "utf-8-sig", "replace")
        while line := text.readline(LONGEST_LINE + 1):
            if len(line) > LONGEST_LINE:
                raise CorpusError(
                    f"{member.place} has a line of more than {LONGEST_LINE:,} characters: "
                    f"it is no such file"
                )
            yield line


def head_lines(member: Member, size: int = 4096) -> list[str]:
    """The lines of the first ``size`` bytes, without their ends; the last may be cut off."""
    return member.head(size).decode("utf-8-sig", "replace").splitlines()
