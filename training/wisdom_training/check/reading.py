"""Any corpus as a stream of passages: the folders of ``wisdom import``, and plain texts."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from wisdom_model.text.tokenizer import DOCUMENT_END, PARAGRAPH
from wisdom_training.corpus.json_lines import CORPUS_FILE, read_documents
from wisdom_training.corpus.reading import compile_drop, read_corpus
from wisdom_training.corpus.text_file import TextFile
from wisdom_training.progress.reports import Log


@dataclass(frozen=True)
class Passage:
    """A document, or some whole paragraphs of a long one."""

    text: str
    """Paragraphs are apart by a blank line."""
    ends_document: bool = True
    date: date | None = None
    kind: str | None = None
    """As in ``corpus.jsonl``; None in a plain text."""


@dataclass(frozen=True)
class ReadOptions:
    """As in ``read_corpus``; the first two are for plain texts."""

    unwrap: str = "auto"
    documents: str = "auto"
    drop: str | None = None


@dataclass(frozen=True)
class CheckedCorpus:
    """A corpus that can be read once or several times."""

    folders: tuple[Path, ...]
    """Folders with a CORPUS_FILE."""
    plain: TextFile | None
    """The clean text of all other paths, as training reads it."""
    notes: tuple[str, ...] = ()
    """What changed when the plain texts were read, in sentences."""
    dropped: re.Pattern[str] | None = None
    """Paragraphs that are left out of the folders' documents."""

    @property
    def size(self) -> int:
        """Bytes to read."""
        files = sum((folder / CORPUS_FILE).stat().st_size for folder in self.folders)
        return files + (self.plain.size if self.plain else 0)

    def passages(self) -> Iterator[Passage]:
        """The corpus in order, the folders first; raises CorpusError."""
        for folder in self.folders:
            for document in read_documents(folder):
                written = document.date.date() if document.date else None
                if text := self._drop(document.text):
                    yield Passage(text, date=written, kind=document.kind)
        if self.plain:
            yield from _cut(self.plain)

    def _drop(self, text: str) -> str:
        if self.dropped is None:
            return text
        paragraphs = text.split(PARAGRAPH)
        return PARAGRAPH.join(each for each in paragraphs if not self.dropped.fullmatch(each))


def open_corpus(
    paths: Sequence[Path], work: Path, options: ReadOptions, log: Log = lambda _: None
) -> CheckedCorpus:
    """Open folders of ``wisdom import`` and plain texts; the latter are read into ``work``.

    Raises CorpusError.
    """
    dropped = compile_drop(options.drop)
    folders = tuple(folder for path in paths if (folder := find_corpus_folder(path)))
    plain = [path for path in paths if find_corpus_folder(path) is None]
    if not plain:
        return CheckedCorpus(folders, None, dropped=dropped)
    read = read_corpus(
        plain, work, unwrap=options.unwrap, documents=options.documents, drop=options.drop, log=log
    )
    return CheckedCorpus(folders, read.text, read.notes, dropped)


def find_corpus_folder(path: Path) -> Path | None:
    """The folder if ``path`` is one that has a CORPUS_FILE, or that file; else None."""
    if path.name == CORPUS_FILE and path.is_file():
        return path.parent
    return path if (path / CORPUS_FILE).is_file() else None


def _cut(text: TextFile) -> Iterator[Passage]:
    """The documents of a clean text, a long one in several passages; few documents are one text."""
    rest = ""
    for piece in text.pieces():
        *documents, rest = (rest + piece).split(DOCUMENT_END)
        for document in documents:
            yield Passage(document)
        if (end := rest.rfind(PARAGRAPH)) >= 0:
            yield Passage(rest[:end], ends_document=False)
            rest = rest[end + len(PARAGRAPH) :]
    if rest:
        yield Passage(rest)
