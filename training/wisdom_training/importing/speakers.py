"""Who of an archive's speakers is its owner."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from itertools import islice
from typing import NamedTuple

from wisdom_model.errors import quote
from wisdom_training.archives.source import Document, Source
from wisdom_training.errors import CorpusError

_SAMPLE = 60  # characters
_LISTED = 12  # speakers in an error
_UNNAMED = 200  # documents without a speaker, after which no one is expected to have one


class Speaker(NamedTuple):
    """Somebody who wrote documents of an archive."""

    name: str
    documents: int
    sample: str
    """The beginning of one of them."""


ChooseOwner = Callable[[Source, Sequence[Speaker]], Sequence[str]]
"""Asks who the owner is; returns names of speakers. Raises CorpusError where nobody answers."""


def has_speakers(documents: Iterable[Document]) -> bool:
    """Whether the first of ``documents`` say who wrote them: the owner's alone do not."""
    return any(document.speaker is not None for document in islice(documents, _UNNAMED))


def list_speakers(documents: Iterable[Document]) -> list[Speaker]:
    """All speakers, the busiest first."""
    counts: Counter[str] = Counter()
    samples: dict[str, str] = {}
    for document in documents:
        name = document.speaker
        if name is not None:
            counts[name] += 1
            if len(samples.get(name, "")) < _SAMPLE // 2:
                samples[name] = " ".join(document.text.split())[:_SAMPLE]
    return [Speaker(name, count, samples[name]) for name, count in counts.most_common()]


def match_names(wanted: Iterable[str], speakers: Sequence[Speaker]) -> frozenset[str]:
    """The speakers called as one of ``wanted``, in any case; maybe nobody."""
    folded = set(map(_fold, wanted))
    return frozenset(speaker.name for speaker in speakers if _fold(speaker.name) in folded)


def describe_unknown(wanted: Sequence[str], source: Source, speakers: Sequence[Speaker]) -> str:
    """The error where none of ``wanted`` is a speaker."""
    names = " or ".join(map(quote, wanted))
    return f"nobody is called {names} ({source.title}). {describe_speakers(speakers)}"


def refuse_to_guess(source: Source, speakers: Sequence[Speaker]) -> Sequence[str]:
    """Raise CorpusError; the ChooseOwner of a program that nobody watches."""
    raise CorpusError(
        f"nothing says which of the speakers you are ({source.title}): give --me NAME. "
        f"{describe_speakers(speakers)}"
    )


def describe_speakers(speakers: Sequence[Speaker]) -> str:
    """The names with their counts and samples, one a line."""
    width = max((len(speaker.name) for speaker in speakers[:_LISTED]), default=0)
    lines = [
        f"  {speaker.name:{width}}  {speaker.documents:>7,}  {speaker.sample}"
        for speaker in speakers[:_LISTED]
    ]
    more = len(speakers) - _LISTED
    if more > 0:
        lines.append(f"  and {more:,} more")
    return "\n".join(["The speakers, with the number of their texts:", *lines])


def _fold(name: str) -> str:
    return " ".join(name.casefold().split())
