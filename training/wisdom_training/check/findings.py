"""The figures of one check."""

from __future__ import annotations

from dataclasses import dataclass, fields
from typing import Any, NamedTuple

from wisdom_training.check.dates import Dates
from wisdom_training.check.duplicates import Duplicates
from wisdom_training.check.leftovers import Leftover
from wisdom_training.check.repetitions import Repetitions

CHARACTERS_A_PAGE = 3_000
"""Of a book; 50 pages make a voice that sounds like somebody."""


class Lengths(NamedTuple):
    """How long documents or paragraphs are, in words."""

    number: int
    median: int
    longest: int
    histogram: dict[int, int]
    """The number of those that are so many words long."""


class Vocabulary(NamedTuple):
    """The different words of a corpus, without case."""

    distinct: int
    once: int
    """Words that occur once."""
    frequent: dict[str, int]
    """The most frequent words, without those that everybody uses, and their counts."""


class KindShare(NamedTuple):
    """The documents of one kind."""

    documents: int
    words: int


@dataclass(frozen=True)
class Findings:
    """What a check found."""

    characters: int
    words: int
    lines: int
    documents: Lengths
    paragraphs: Lengths
    languages: dict[str, float]
    """Shares of the words by language, as in ``find_languages``."""
    duplicates: Duplicates
    repetitions: Repetitions
    vocabulary: Vocabulary
    labels: dict[str, int]
    """Speakers' names before paragraphs, and how often."""
    leftovers: dict[str, Leftover]
    dates: Dates
    kinds: dict[str, KindShare]
    """Empty for plain texts."""
    notes: list[str]
    """What changed when plain texts were read."""

    @property
    def pages(self) -> int:
        """Pages of a book, at least one."""
        return max(1, round(self.characters / CHARACTERS_A_PAGE))

    def share(self, count: int) -> float:
        """The fraction of all words."""
        return count / self.words if self.words else 0.0

    def as_json(self) -> dict[str, Any]:
        """All figures, with the names of this class and of its parts."""
        return {each.name: _plain(getattr(self, each.name)) for each in fields(self)}


def _plain(value: Any) -> Any:  # noqa: ANN401 (any of the values above)
    """``value`` with named tuples as dictionaries and dates as ISO 8601."""
    if hasattr(value, "_asdict"):
        return _plain(value._asdict())
    if isinstance(value, dict):
        return {str(key): _plain(each) for key, each in value.items()}
    if isinstance(value, (list, tuple)):
        return [_plain(each) for each in value]
    return value.isoformat() if hasattr(value, "isoformat") else value
