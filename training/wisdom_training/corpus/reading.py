"""Files to one clean text on disk.

Every decision is reported in ``Corpus.notes``. Paragraphs are separated by exactly one blank line,
and each document ends with DOCUMENT_END, unless there are few documents: these become one text.
A line break inside a paragraph is kept where it has a meaning (verse, lists) and becomes a space
where it only wraps the line. At most a few paragraphs are in memory at a time.
"""

from __future__ import annotations

import hashlib
import io
import json
import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import accumulate, chain
from pathlib import Path
from typing import Any

from wisdom_model.text.tokenizer import DOCUMENT_END, PARAGRAPH
from wisdom_training.containers.members import Member, open_path
from wisdom_training.corpus.boilerplate import BoilerplateFilter
from wisdom_training.corpus.clean_text import clean_text
from wisdom_training.corpus.documents import FEWEST_DOCUMENTS, DocumentLayout, find_documents
from wisdom_training.corpus.files import count_files, find_files, name_files
from wisdom_training.corpus.formats import describe_speakers, refuse_binary, refuse_structured
from wisdom_training.corpus.json_lines import CORPUS_FILE, read_documents
from wisdom_training.corpus.markup import (
    clean_markdown,
    clean_plain,
    drop_front_matter,
    find_markdown_layout,
    is_markdown,
)
from wisdom_training.corpus.mojibake import repair_mojibake
from wisdom_training.corpus.omissions import Omissions
from wisdom_training.corpus.paragraphs import find_layout
from wisdom_training.corpus.shuffling import write_shuffled
from wisdom_training.corpus.text_file import DocumentWriter, PassProgress, TextFile
from wisdom_training.corpus.workspace import open_workspace, read_manifest, write_manifest
from wisdom_training.errors import CorpusError
from wisdom_training.file_formats.encoding import PIECE_SIZE, find_encoding
from wisdom_training.file_formats.registry import FileFormat, find_file_format
from wisdom_training.progress.reports import Log

LEAST_CORPUS_CHARACTERS = 1_000
"""Below this, a twentieth of the text is less than a sentence, too little to measure with."""

_VERSION = 4  # incremented when the same files give another text
_LONGEST_PARAGRAPH = 4_000_000  # characters; a longer one is cut
_LOST = re.compile("\ufffd")
_MOST_LOST_FRACTION = 0.002  # of a text's characters
Clean = Callable[[str], str]


@dataclass(frozen=True)
class Corpus:
    """A corpus as one clean text on disk."""

    text: TextFile
    sha256: str
    """The SHA-256 of the clean text, 64 hexadecimal digits."""
    files: tuple[Path, ...]
    notes: tuple[str, ...]
    """Sentences for people on each change made while reading."""
    documents: int = 1
    """Number of documents; each ends with DOCUMENT_END if there are FEWEST_DOCUMENTS."""


def read_corpus(  # noqa: PLR0913 (each decides the text)
    paths: Sequence[Path],
    folder: Path,
    *,
    unwrap: str = "auto",
    documents: str = "auto",
    drop: str | None = None,
    shuffle_seed: int | None = None,
    log: Log = lambda _: None,
) -> Corpus:
    """Read files and folders into one clean text, ``folder/corpus.txt``; raises CorpusError.

    ``unwrap`` is ``auto``, ``always`` or ``never``; ``documents`` says what is a document: one of
    DOCUMENT_UNITS. Paragraphs that match the regular expression ``drop`` from start to end are left
    out. With a ``shuffle_seed`` the documents are in random order. The text of an earlier call is
    used again if the files have not changed since. ``log`` takes progress messages for a large
    corpus.
    """
    pattern = compile_drop(drop)
    files = find_files(paths)
    stamps = [(str(path.resolve()), path.stat().st_size, path.stat().st_mtime_ns) for path in files]
    options = unwrap, documents, drop, shuffle_seed
    key = hashlib.sha256(json.dumps([_VERSION, stamps, *options]).encode()).hexdigest()
    known = read_manifest(folder / "corpus.json", key)
    if known is None:
        with open_workspace(folder):
            known = _Reading(unwrap, documents, pattern, log).write(files, folder, shuffle_seed)
            write_manifest(folder / "corpus.json", key, known)
    text = TextFile(folder / "corpus.txt", known["size"], known["characters"])
    if text.characters < LEAST_CORPUS_CHARACTERS:
        raise CorpusError(
            f"the corpus has {text.characters:,} characters in {count_files(files)}: at least "
            f"{LEAST_CORPUS_CHARACTERS:,} are needed, and a good voice needs about 150,000; "
            f"add more text"
        )
    return Corpus(text, known["sha256"], tuple(files), tuple(known["notes"]), known["documents"])


class _Reading:
    """Reads files one after the other, and notes what it decides."""

    def __init__(
        self, unwrap: str, documents: str, pattern: re.Pattern[str] | None, log: Log
    ) -> None:
        self._unwrap, self._documents = unwrap, documents
        self._pattern, self._log = pattern, log
        self._notes: dict[str, list[Path]] = {}  # the files that each is about
        self._omissions = Omissions()
        self._lengths: Counter[int] = Counter()  # of paragraphs, in characters
        self._breaks = 0

    def write(
        self, files: Sequence[Path], folder: Path, shuffle_seed: int | None
    ) -> dict[str, Any]:
        """Write ``folder/corpus.txt``; returns the facts of its manifest."""
        progress = PassProgress(self._log, "read", sum(path.stat().st_size for path in files))
        dropped = 0
        read = folder / "documents.txt"
        with read.open("wb") as file:
            writer = DocumentWriter(file)
            for path in files:
                for paragraphs, ended in self._read(path, progress):
                    kept = [text for text in paragraphs if not self._drops(text)]
                    dropped += len(paragraphs) - len(kept)
                    self._lengths.update(map(len, kept))
                    self._breaks += sum(text.count("\n") for text in kept)
                    writer.write(kept)
                    if ended:
                        writer.end_document()
        notes = [
            f"{name_files(paths)}: {note}" for note, paths in self._notes.items()
        ] + self._omissions.notes
        if self._pattern:
            notes.append(f"left out {dropped:,} paragraphs that match {self._pattern.pattern!r}")
        if self._lengths:
            notes.append(describe_paragraphs(self._lengths, self._breaks))
        documents, corpus = writer.documents, folder / "corpus.txt"
        if documents >= FEWEST_DOCUMENTS and shuffle_seed is None:
            read.replace(corpus)
        else:
            source = TextFile(read, writer.size, writer.characters)
            with corpus.open("wb") as file:
                writer = DocumentWriter(file)
                if shuffle_seed is None or documents < FEWEST_DOCUMENTS:
                    _join_documents(source, writer)
                else:
                    write_shuffled(read, writer, shuffle_seed)
            read.unlink()
        return {
            "size": writer.size,
            "characters": writer.characters,
            "documents": documents,
            "sha256": writer.sha256,
            "notes": notes,
        }

    def _drops(self, paragraph: str) -> bool:
        return self._pattern is not None and self._pattern.fullmatch(paragraph) is not None

    def _read(self, path: Path, progress: PassProgress) -> Iterator[tuple[list[str], bool]]:
        """The paragraphs of a file, a few at a time, and whether a document ends after them."""
        if path.name == CORPUS_FILE:
            yield from self._read_documents(path, progress)
            return
        member = open_path(path)
        form = find_file_format(member)
        decoded = self._repair(self._decode(member, form, path, progress), path)
        raw = next(decoded)
        markdown = form is None and is_markdown(path, raw)
        refuse_structured(path, raw, markdown=markdown or form is not None)
        _refuse_lost(path, raw)
        if markdown:
            raw = drop_front_matter(raw, self._omissions)
            layout = find_markdown_layout(raw, self._unwrap)
            clean: Clean = partial(clean_markdown, layout=layout, omissions=self._omissions)
        else:
            clean = partial(clean_plain, omissions=self._omissions)
        pieces = self._clean(chain([raw], decoded), clean)
        sample = next(pieces)
        if not markdown:
            layout = find_layout(sample, self._unwrap)
        documents = find_documents(sample, layout, self._documents)
        self._note(path, describe_speakers(sample), layout.note, documents.note)
        ended = documents.unit != "file"
        rest = ""
        for piece in chain([sample], pieces):
            rest += piece
            end = self._find_end(rest, documents, path)
            if end:
                for paragraphs in documents.read(rest[:end]):
                    yield paragraphs, ended
                rest = rest[end:]
        for paragraphs in documents.read(rest):
            yield paragraphs, ended
        yield [], True

    def _read_documents(
        self, path: Path, progress: PassProgress
    ) -> Iterator[tuple[list[str], bool]]:
        """The documents of a corpus folder, which the import has cleaned."""
        count = 0
        for document in read_documents(path.parent):
            count += 1
            progress.advance(len(document.text))
            yield [text for text in document.text.split(PARAGRAPH) if text.strip()], True
        self._note(path, f"{count:,} documents that wisdom import gathered")

    def _clean(self, pieces: Iterable[str], clean: Clean) -> Iterator[str]:
        """The prose in the pieces of a file."""
        boilerplate = BoilerplateFilter(self._omissions)
        for piece in pieces:
            text = self._omissions.substitute("characters lost before (�)", _LOST, "", piece)
            yield clean_text(clean(boilerplate.clean(text)))

    def _repair(self, pieces: Iterable[str], path: Path) -> Iterator[str]:
        repaired = 0
        for piece in pieces:
            text, count = repair_mojibake(piece)
            repaired += count
            yield text
        if repaired:
            note = f"repaired {repaired:,} places where UTF-8 had been read as something else"
            self._note(path, f"{note} (Itâ€™s for It’s)")

    def _decode(
        self, member: Member, form: FileFormat | None, path: Path, progress: PassProgress
    ) -> Iterator[str]:
        """The text of a file in pieces of whole lines, one at the least."""
        if form is None:
            yield from self._decode_plain(member, path, progress)
            return
        found = form.read(member)
        self._note(path, f"read {found.found}", found.warning)
        progress.advance(member.size)
        rest = found.text
        while len(rest) > PIECE_SIZE and (cut := rest.rfind(PARAGRAPH, 0, PIECE_SIZE)) > 0:
            yield rest[: cut + len(PARAGRAPH)]
            rest = rest[cut + len(PARAGRAPH) :]
        yield rest

    def _decode_plain(self, member: Member, path: Path, progress: PassProgress) -> Iterator[str]:
        refuse_binary(path)
        encoding, errors, note = find_encoding(member)
        self._note(path, note)
        rest, ended, before = "", False, 0
        with path.open("rb") as raw, io.TextIOWrapper(raw, encoding, errors) as file:
            while not ended:
                piece = file.read(PIECE_SIZE)
                ended = len(piece) < PIECE_SIZE
                rest += piece
                end = len(rest) if ended else rest.rfind("\n\n") + 1 or rest.rfind("\n") + 1
                break_ = ""
                if not end and len(rest) > _LONGEST_PARAGRAPH:
                    end, break_ = self._cut(rest, path), PARAGRAPH
                if end or ended:
                    yield rest[:end] + break_
                    rest = rest[end:]
                progress.advance(raw.tell() - before)
                before = raw.tell()

    def _note(self, path: Path, *notes: str | None) -> None:
        for note in filter(None, notes):
            files = self._notes.setdefault(note, [])
            if path not in files:
                files.append(path)

    def _find_end(self, text: str, documents: DocumentLayout, path: Path) -> int:
        """Where ``text`` can be cut: after a paragraph, or anywhere in one that is far too long."""
        end = documents.find_end(text)
        return end if end or len(text) <= _LONGEST_PARAGRAPH else self._cut(text, path)

    def _cut(self, text: str, path: Path) -> int:
        note = f"paragraphs of more than {_LONGEST_PARAGRAPH:,} characters were cut"
        self._note(path, note)
        return text.rfind("\n") + 1 or text.rfind(" ") + 1 or len(text)


def _refuse_lost(path: Path, sample: str) -> None:
    """Raise CorpusError if an earlier program replaced much of the text by U+FFFD."""
    lost = sample.count("\ufffd")
    if lost > _MOST_LOST_FRACTION * len(sample):
        raise CorpusError(
            f"{path} has {lost:,} characters that an earlier program could not read (�) among "
            f"{len(sample):,}: export it again as UTF-8"
        )


def describe_paragraphs(lengths: Mapping[int, int], breaks: int) -> str:
    """A sentence on the paragraphs: count by length, and the line breaks kept inside them."""
    total = sum(lengths.values())
    passed = accumulate(lengths[length] for length in sorted(lengths))
    half = next(length for length, n in zip(sorted(lengths), passed, strict=True) if 2 * n >= total)
    kept = f"; {breaks:,} line breaks inside paragraphs were kept" if breaks else ""
    return f"paragraphs: {total:,}, median {half:,} characters, longest {max(lengths):,}{kept}"


def _join_documents(source: TextFile, writer: DocumentWriter) -> None:
    """Write the documents of ``source`` as one text without DOCUMENT_END."""
    pending = ""  # no break follows the last paragraph
    for piece in source.pieces():
        text = pending + piece.replace(DOCUMENT_END, PARAGRAPH)
        whole = text.removesuffix(PARAGRAPH)
        writer.append(whole)
        pending = text[len(whole) :]


def compile_drop(drop: str | None) -> re.Pattern[str] | None:
    """The pattern of ``--drop``, or None; raises CorpusError if it is no regular expression."""
    try:
        return re.compile(drop, re.DOTALL) if drop else None
    except re.error as error:
        raise CorpusError(f"--drop is not a regular expression: {drop!r} ({error})") from error
