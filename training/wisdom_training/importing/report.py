"""What an import read, kept and left out, and why: for people."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime

from wisdom_model.text.words import count_words

_NAMED_SUFFIXES = 4


@dataclass
class SourceReport:
    """What one source gave."""

    title: str
    files: int
    read: int = 0
    """Documents, of all speakers."""
    kept: int = 0


@dataclass
class ImportReport:
    """All counts of one import."""

    sources: list[SourceReport] = field(default_factory=list)
    earlier: int = 0
    """Documents of earlier imports."""
    dropped: Counter[str] = field(default_factory=Counter)
    """Documents left out, by reason in the plural."""
    taken: Counter[str] = field(default_factory=Counter)
    """Things taken out of documents, by kind in the plural."""
    masked: Counter[str] = field(default_factory=Counter)
    """Private data taken out, by kind."""
    unread: Counter[str] = field(default_factory=Counter)
    """Files that no source knows, by suffix."""
    refused: list[str] = field(default_factory=list)
    warnings: list[str] = field(default_factory=list)
    private: bool = False
    """Whether the corpus has private texts."""
    kinds: Counter[str] = field(default_factory=Counter)
    """Documents of the corpus, by kind."""
    years: Counter[int] = field(default_factory=Counter)
    """Documents of the corpus, by year."""
    words: int = 0
    characters: int = 0

    @property
    def documents(self) -> int:
        """Documents of the corpus."""
        return self.kinds.total()

    @property
    def added(self) -> int:
        """Documents that this import added."""
        return self.documents - self.earlier

    def count(self, text: str, date: datetime | None, kind: str) -> None:
        """Count a document of the corpus."""
        self.kinds[kind] += 1
        self.words += count_words(text)
        self.characters += len(text)
        if date is not None:
            self.years[date.year] += 1


def describe_report(report: ImportReport) -> str:
    """The report in Markdown."""
    sections = [
        "# What was imported",
        describe_corpus(report),
        "## Read",
        _table(
            ("source", "files", "texts read", "kept"),
            ((s.title, f"{s.files:,}", f"{s.read:,}", f"{s.kept:,}") for s in report.sources),
        ),
        *_section("Left out", "why", report.dropped),
        *_section("Taken out of texts", "what", report.taken),
        *_section("Masked", "what", report.masked, _MASKED),
        *_list("To know", [*report.warnings, *report.refused, *_describe_unread(report.unread)]),
        "## The corpus",
        _counts("kind", report.kinds),
        *([_counts("year", Counter(dict(sorted(report.years.items()))))] if report.years else []),
    ]
    return "\n\n".join(sections) + "\n"


_MASKED = (
    "The sentences with these were left out. This finds the usual forms, and cannot find all. "
    "Names are not among them: `wisdom review` is for names."
)


def describe_corpus(report: ImportReport) -> str:
    """The size of the corpus and what is new in it, in a sentence or two."""
    texts = "1 text" if report.documents == 1 else f"{report.documents:,} texts"
    size = f"{texts}, {report.words:,} words, {report.characters:,} characters"
    new = f" {report.added:,} of the texts are new." if report.earlier else ""
    private = " Some of them are private." if report.private else ""
    return f"The corpus has {size}.{new}{private}"


def summarise_dropped(dropped: Counter[str]) -> list[str]:
    """A line for each reason, the most frequent first."""
    return [f"{count:>9,}  {reason}" for reason, count in dropped.most_common()]


def _describe_unread(unread: Counter[str]) -> list[str]:
    if not unread:
        return []
    named = ", ".join(
        f"{count:,} {suffix or 'without suffix'}"
        for suffix, count in unread.most_common(_NAMED_SUFFIXES)
    )
    more = ", …" if len(unread) > _NAMED_SUFFIXES else ""
    files = "1 file was" if unread.total() == 1 else f"{unread.total():,} files were"
    return [f"{files} not read, because no source needs them ({named}{more})."]


def _section(title: str, column: str, counts: Counter[str], note: str = "") -> list[str]:
    if not counts.total():
        return []
    return [f"## {title}", *([note] if note else []), _counts(column, counts, by_count=True)]


def _counts(column: str, counts: Counter[str] | Counter[int], *, by_count: bool = False) -> str:
    items = counts.most_common() if by_count else list(counts.items())
    return _table((column, "count"), ((str(name), f"{n:,}") for name, n in items if n))


def _list(title: str, sentences: list[str]) -> list[str]:
    return (
        [f"## {title}", "\n".join(f"- {sentence}" for sentence in sentences)] if sentences else []
    )


def _table(header: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> str:
    """A Markdown table; all columns but the first are numbers."""
    rule = ["---", *("--:" for _ in header[1:])]
    escaped = [[cell.replace("|", "&#124;") for cell in row] for row in (header, rule, *rows)]
    return "\n".join(f"| {' | '.join(row)} |" for row in escaped)
