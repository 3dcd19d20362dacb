"""From archives to a corpus folder: the owner's own words, cleaned, masked and each once."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from wisdom_training.archives.registry import describe_sources, recognise
from wisdom_training.archives.source import Columns, Document, Kind, Reading, Source
from wisdom_training.containers.members import Archive, Member, open_archive
from wisdom_training.corpus.files import count_files
from wisdom_training.corpus.json_lines import CorpusDocument, read_documents, write_documents
from wisdom_training.errors import CorpusError
from wisdom_training.importing.cleaning import Cleaning, Hashtags
from wisdom_training.importing.corpus_folder import (
    ImportState,
    check_folder,
    has_corpus,
    make_folder,
    read_state,
    write_people,
    write_report,
    write_state,
)
from wisdom_training.importing.duplicates import Duplicates, Repetition
from wisdom_training.importing.report import (
    ImportReport,
    SourceReport,
    describe_report,
    summarise_dropped,
)
from wisdom_training.importing.speakers import (
    ChooseOwner,
    describe_unknown,
    has_speakers,
    list_speakers,
    match_names,
)
from wisdom_training.importing.spool import Spool
from wisdom_training.progress.reports import ShowProgress
from wisdom_training.review.application import apply_decisions, find_original
from wisdom_training.review.decisions import was_reviewed
from wisdom_training.review.private_data import mask_private

_PLURALS = {"post": "posts", "reply": "replies", "comment": "comments", "private": "messages"}
_NAMED = 5  # files in an error


@dataclass(frozen=True)
class ImportRequest:
    """The options of one ``wisdom import``."""

    paths: tuple[Path, ...]
    """Folders, ZIP and TAR files, or single files of archives."""
    output: Path
    """The corpus folder, new or of an earlier import."""
    owners: tuple[str, ...] = ()
    """Names of the speaker whose words are wanted."""
    private: bool = False
    """Whether to take what was written to few people, too."""
    kinds: frozenset[Kind] = frozenset(("post", "reply", "comment"))
    """The public kinds that are taken."""
    columns: Columns | None = None
    """Of a table."""
    language: str | None = None
    """Of dates in words."""
    regions: tuple[str, ...] = ()
    """Countries whose telephone numbers are looked for, such as ``DE``."""
    hashtags: Hashtags = "keep"
    since: date | None = None
    """The first day whose documents are taken."""
    until: date | None = None
    """The last one."""
    keep_duplicates: bool = False
    """Whether to take documents that say again what an earlier one said."""


def import_archives(
    request: ImportRequest,
    choose_owner: ChooseOwner,
    progress: ShowProgress,
    today: date,
) -> ImportReport:
    """Import archives into a corpus folder; raises CorpusError, and then changes nothing there."""
    check_folder(request.output)
    state = read_state(request.output)
    meter = _Meter(progress)
    run = _Import(request, state, choose_owner, meter)
    with closing(run.spool):
        run.keep_earlier()
        with open_archive(request.paths, meter.advance) as archive:
            run.read(archive)
        report = run.finish()
        make_folder(request.output)
        write_state(request.output, state)  # private before the first private text is there
        write_documents(request.output, run.documents(), find_original(request.output))
        if was_reviewed(request.output):
            apply_decisions(request.output)
    sources = [source.title for source in report.sources]
    state.imports.append({"date": today.isoformat(), "sources": sources, "added": report.added})
    write_people(request.output, run.people)
    write_report(request.output, describe_report(report))
    write_state(request.output, state)
    return report


class _Meter:
    """Shows how far the reading of some members has come."""

    def __init__(self, progress: ShowProgress) -> None:
        self._progress = progress
        self._bar: Callable[[int], None] | None = None

    def advance(self, size: int) -> None:
        if self._bar is not None:
            self._bar(size)

    @contextmanager
    def show(self, label: str, members: Sequence[Member]) -> Iterator[None]:
        with self._progress(label, sum(member.size for member in members)) as self._bar:
            yield
        self._bar = None


class _Import:
    """Reads the documents of all sources into a spool, and counts what becomes of each."""

    def __init__(
        self,
        request: ImportRequest,
        state: ImportState,
        choose_owner: ChooseOwner,
        meter: _Meter,
    ) -> None:
        self._request, self._state, self._choose_owner = request, state, choose_owner
        self._meter = meter
        self._reading = Reading(request.columns, request.language)
        self._cleaning = Cleaning(request.hashtags)
        self._duplicates = Duplicates()
        self._report = ImportReport()
        self.spool = Spool()
        self.people: set[str] = set()

    def keep_earlier(self) -> None:
        """Take over the documents of earlier imports as they are."""
        if has_corpus(self._request.output):
            name = find_original(self._request.output)
            for document in read_documents(self._request.output, name):
                self._duplicates.find(document.text)
                self._keep(document)
            self._duplicates.know_all()
            self._report.earlier = len(self.spool)

    def read(self, archive: Archive) -> None:
        """Read all that some source knows; raises CorpusError if that is nothing."""
        self._report.refused = archive.refused
        known = list(recognise(archive.members, self._request.columns))
        if not known:
            raise CorpusError(_describe_unread_archive(archive.members))
        used = {member for _, members in known for member in members}
        self._report.unread = Counter(
            member.suffix for member in archive.members if member not in used
        )
        public = [item for item in known if not item[0].private]
        for source, members in known:
            if source.private and not self._request.private:
                if not public:
                    raise CorpusError(
                        f"{source.title} has only what was written to few people: to learn from "
                        f"your own lines of it, give --private"
                    )
                self._reading.drop(f"files of {source.title}, which are private (see --private)")
                continue
            self._read_source(source, members, archive.members)

    def _read_source(
        self, source: Source, members: Sequence[Member], every: Sequence[Member]
    ) -> None:
        owners = self._find_owners(source, members)
        self.people.update(set(source.find_people(every)) - owners)
        found = SourceReport(source.title, len(members))
        self._report.sources.append(found)
        with self._meter.show(source.title, members):
            for document in source.read(members, self._reading):
                found.read += 1
                if document.speaker is None or document.speaker in owners:
                    found.kept += self._take(document)
                else:
                    self._reading.drop("texts by others")
                    self.people.add(document.speaker)

    def _find_owners(self, source: Source, members: Sequence[Member]) -> frozenset[str]:
        """The names of the owner among the speakers; asks only where the archive does not say."""
        named = frozenset(source.find_owner(members))
        if named and not self._request.owners:
            return named
        reading = Reading(self._request.columns, self._request.language)
        if not has_speakers(source.read(members, reading)):
            return named
        with self._meter.show(f"{source.title}: speakers", members):
            speakers = list_speakers(source.read(members, reading))
        if self._request.owners:
            found = match_names(self._request.owners, speakers) or named
            if not found:
                raise CorpusError(describe_unknown(self._request.owners, source, speakers))
            return found
        remembered = match_names(self._state.owners, speakers)
        owners = remembered or frozenset(self._choose_owner(source, speakers))
        self._state.owners = sorted({*self._state.owners, *owners})
        return owners

    def _take(self, document: Document) -> bool:
        """Keep what is to be learned of a document; whether anything is."""
        reason, text = self._find_reason(document), ""
        if reason is None:
            text, reason = self._clean(document.text)
        if reason is not None:
            self._reading.drop(reason)
            return False
        self._keep(CorpusDocument(text, document.date, document.kind))
        return True

    def _find_reason(self, document: Document) -> str | None:
        """Why a document is left out before its text is looked at, in the plural, or None."""
        if document.kind == "private":
            if not self._request.private:
                return "private messages (see --private)"
        elif document.kind not in self._request.kinds:
            return f"{_PLURALS[document.kind]} (see --kinds)"
        if not self._is_in_time(document.date):
            return "texts outside of --since and --until"
        return None

    def _clean(self, text: str) -> tuple[str, str | None]:
        """What is to be learned of a text, and why it is left out, or None."""
        text = self._cleaning.clean(text)
        if not text:
            return "", "texts of links, names or numbers alone"
        text, masked = mask_private(text, self._request.regions)
        self._report.masked.update(masked)
        if not text:
            return "", "texts of an address or a number alone"
        again = self._duplicates.find(text)
        kept = again is None or (self._request.keep_duplicates and again is not Repetition.KNOWN)
        return text, None if kept or again is None else again.value

    def _is_in_time(self, moment: datetime | None) -> bool:
        since, until = self._request.since, self._request.until
        if since is None and until is None:
            return True
        if moment is None:
            return False
        day = moment.date()
        return (since is None or day >= since) and (until is None or day <= until)

    def _keep(self, document: CorpusDocument) -> None:
        day = document.date.isoformat() if document.date else None
        self.spool.add(document.date, [document.text, day, document.kind])
        self._report.count(document.text, document.date, document.kind)

    def finish(self) -> ImportReport:
        """The report; raises CorpusError if nothing is to be learned."""
        if not len(self.spool):
            lines = "".join(f"\n{line}" for line in summarise_dropped(self._reading.dropped))
            raise CorpusError(f"nothing is left to learn from. What was left out, and why:{lines}")
        report = self._report
        report.dropped, report.taken = self._reading.dropped, self._cleaning.taken
        report.warnings = list(self._reading.warnings)
        self._state.private = self._state.private or report.kinds["private"] > 0
        report.private = self._state.private
        return report

    def documents(self) -> Iterator[CorpusDocument]:
        """All documents by date."""
        for text, day, kind in self.spool.sorted():
            yield CorpusDocument(text, day and datetime.fromisoformat(day), kind)


def _describe_unread_archive(members: Sequence[Member]) -> str:
    """The error of an archive that no source knows."""
    names = ", ".join(member.path for member in members[:_NAMED])
    more = ", …" if len(members) > _NAMED else ""
    found = f"{count_files(members)}: {names}{more}" if members else "no files"
    looked = "".join(f"\n  {line}" for line in describe_sources())
    return (
        f"nothing there is an archive that wisdom knows (found {found}). It looked for:{looked}\n"
        f"A table (CSV, TSV, JSON Lines) of any other service is read if you name its columns: "
        f"--text COLUMN --date COLUMN --author COLUMN --me NAME"
    )
