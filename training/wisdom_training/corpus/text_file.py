"""A clean text on disk, written and read in pieces, so that memory does not limit its size."""

from __future__ import annotations

import codecs
import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from wisdom_model.text.tokenizer import DOCUMENT_END, PARAGRAPH
from wisdom_training.file_formats.encoding import PIECE_SIZE
from wisdom_training.progress.reports import Log

_REPORTED_BYTES = 50_000_000  # from which on progress is logged
_REPORTS_A_PASS = 20


@dataclass(frozen=True)
class TextFile:
    """A text in UTF-8, or the first part of one."""

    path: Path
    size: int
    """In bytes."""
    characters: int

    def pieces(self) -> Iterator[str]:
        """The text in pieces that end with a line or a document, so that no token is cut."""
        decode = codecs.getincrementaldecoder("utf-8")().decode
        rest, left = "", self.size
        with self.path.open("rb") as file:
            while left:
                content = file.read(min(PIECE_SIZE, left))
                left -= len(content)
                rest += decode(content)
                line = rest.rfind("\n", 0, len(rest.rstrip("\n")))
                cut = max(line, rest.rfind(DOCUMENT_END)) + 1
                if cut:
                    yield rest[:cut]
                    rest = rest[cut:]
        if rest:
            yield rest

    def tail(self, characters: int) -> str:
        """The last ``characters`` of the text, or all of it if it is shorter."""
        widest = 4  # bytes of a character in UTF-8
        with self.path.open("rb") as file:
            file.seek(max(0, self.size - widest * characters))
            content = file.read(self.size - file.tell())
        # It may begin inside a character, whose remaining bytes are ignored.
        return content.decode("utf-8", "ignore")[-characters:] if characters else ""

    def without(self, tail: str) -> TextFile:
        """The text without its end ``tail``."""
        size, characters = self.size - len(tail.encode()), self.characters - len(tail)
        return TextFile(self.path, size, characters)


class DocumentWriter:
    """Writes documents, their paragraphs one blank line apart; counts and hashes the bytes."""

    def __init__(self, file: BinaryIO) -> None:
        self._file, self._hash = file, hashlib.sha256()
        self.size = self.characters = self.documents = 0
        self._open = False

    def write(self, paragraphs: Sequence[str]) -> None:
        """Append paragraphs to the document at hand; none of them may be empty."""
        text = PARAGRAPH.join(paragraphs)
        if text:
            self.append(PARAGRAPH + text if self._open else text)
            self._open = True

    def end_document(self) -> None:
        """End the document at hand, unless nothing of it was written."""
        if self._open:
            self.append(DOCUMENT_END)
            self.documents += 1
            self._open = False

    def append(self, text: str) -> None:
        """Append ``text`` as it is."""
        content = text.encode()
        self._file.write(content)
        self._hash.update(content)
        self.size += len(content)
        self.characters += len(text)

    @property
    def sha256(self) -> str:
        """The SHA-256 of all that was written, 64 hexadecimal digits."""
        return self._hash.hexdigest()


class PassProgress:
    """Logs from time to time how far one pass over a long text has come."""

    def __init__(self, log: Log, verb: str, total: int) -> None:
        """``verb`` begins the messages, in the past tense, e.g. ``read``; ``total`` is in bytes."""
        self._log, self._verb, self._total = log, verb, total
        self._next = total / _REPORTS_A_PASS if total > _REPORTED_BYTES else float("inf")
        self._size = 0

    def advance(self, size: int) -> None:
        """Count ``size`` more bytes."""
        self._size += size
        if self._size >= self._next:
            self._next = self._size + self._total / _REPORTS_A_PASS
            self._log(f"{self._verb} {self._size / 1e6:,.0f} MB of {self._total / 1e6:,.0f} MB")
