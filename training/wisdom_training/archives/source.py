"""What every source of an archive offers: how it is recognised, and an iterator of documents."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal

from wisdom_training.containers.members import Member

Kind = Literal["post", "reply", "comment", "private"]
KINDS: tuple[Kind, ...] = ("post", "reply", "comment", "private")


@dataclass(frozen=True)
class Document:
    """One thing that somebody wrote, as the archive has it."""

    text: str
    """With its line breaks; paragraphs are apart by a blank line. Without the service's mark-up."""
    date: datetime | None = None
    """With its time zone where the archive says it."""
    kind: Kind = "post"
    speaker: str | None = None
    """Who wrote it, as readers know them; None for the archive's owner."""
    audience: str | None = None
    """The chat, channel or group; None for everybody. Never stored in a corpus."""
    origin: str = ""
    """The member that it comes from, and where in it, for messages."""


@dataclass(frozen=True)
class Columns:
    """The columns of a table without a known format, by name."""

    text: str
    date: str | None = None
    author: str | None = None


@dataclass
class Reading:
    """What one import asks for, and what it finds; every source gets the same object."""

    columns: Columns | None = None
    """Of a table, where its owner named them."""
    language: str | None = None
    """The language of dates in words, such as ``de``; None to find it out."""
    dropped: Counter[str] = field(default_factory=Counter)
    """The number of documents left out, by reason, in the plural: ``reposts``."""
    warnings: dict[str, None] = field(default_factory=dict)
    """Sentences for people, each once."""

    def drop(self, reason: str, count: int = 1) -> None:
        """Count documents that the source leaves out."""
        self.dropped[reason] += count

    def warn(self, sentence: str) -> None:
        """Tell the owner something about this archive."""
        self.warnings[sentence] = None


def _nobody(_: Sequence[Member]) -> Iterable[str]:
    return ()


@dataclass(frozen=True)
class Source:
    """One kind of archive. To add one: a module with a Source, and its name in ``registry``."""

    name: str
    """For options and reports: ``twitter``."""
    title: str
    """For people: ``X (Twitter)``."""
    files: str
    """What is looked for, for people: ``tweets.js``."""
    recognise: Callable[[Sequence[Member]], list[Member]]
    """The members that it reads, in their order; none if this is no such archive.

    It looks at names and, where these do not tell, at the first bytes; raises CorpusError where
    these are damaged.
    """
    read: Callable[[Sequence[Member], Reading], Iterator[Document]]
    """The documents of all speakers in the members recognised; may be called more than once.

    Reposts, quotations, bots and service messages are left out, each counted by ``Reading.drop``.
    Raises CorpusError, with the place, where a member is damaged.
    """
    find_owner: Callable[[Sequence[Member]], Iterable[str]] = _nobody
    """The speakers of ``read`` who are the archive's owner, of the members given to ``read``.

    Nobody where the archive does not say, or where ``read`` has the owner's documents alone.
    """
    find_people: Callable[[Sequence[Member]], Iterable[str]] = _nobody
    """Names of other people that the archive lists (friends, chats), of all of its members."""
    private: bool = False
    """Whether all that it has was written to few people."""
    generic: bool = False
    """Whether it reads files of any origin, such as web pages: it is asked last, and only for files
    that no other source may have to do with."""
