"""Tables of CSV and TSV in streams, row by row."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from itertools import chain

from wisdom_training.containers.lines import LONGEST_LINE, read_lines
from wisdom_training.containers.members import Member

_DELIMITERS = ",;\t|"


def stream_rows(member: Member) -> Iterator[dict[str, str]]:
    """The rows by the names in the first line; a short row lacks the last ones.

    Commas, semicolons, tabs or ``|`` separate, whichever the first line has most of. Raises
    CorpusError where the file is damaged.
    """
    csv.field_size_limit(LONGEST_LINE)
    lines = read_lines(member)
    first = next(lines, "")
    rows = csv.reader(chain([first], lines), delimiter=_find_delimiter(first))
    try:
        header = [name.strip() for name in next(rows, [])]
        for row in rows:
            if row:
                yield dict(zip(header, row, strict=False))
    except csv.Error as error:
        raise member.damaged(error) from error


def read_header(member: Member) -> list[str]:
    """The names in the first line; none if it is empty."""
    first = next(read_lines(member), "")
    return [
        name.strip() for name in next(csv.reader([first], delimiter=_find_delimiter(first)), [])
    ]


def _find_delimiter(line: str) -> str:
    return max(_DELIMITERS, key=line.count)
