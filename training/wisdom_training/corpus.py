"""Files to one clean text, and the text to three parts.

Whatever is decided on the way is said in ``Corpus.notes``. Paragraphs are separated by exactly one
blank line; a line break inside a paragraph is kept where it means something (verse, lists) and
becomes a space where it only wraps the line.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from wisdom_model.tokenizer import tokenize
from wisdom_training.encoding import decode
from wisdom_training.errors import CorpusError
from wisdom_training.paragraphs import join_lines

SUFFIXES = (".txt", ".text", ".md", ".markdown")
"""Endings of the files that are read from a folder; a file named itself may have any."""
LEAST_CHARACTERS = 10_000
"""Below this, a twentieth of the text says nothing about how well a model has learned."""
HELD_OUT = 0.05
"""Share of the text for validation, and the same again for the test."""

_PARAGRAPH = "\n\n"
_LINE_BREAKS = {0x2028: "\n", 0x2029: _PARAGRAPH, 0x0B: "\n", 0x0C: _PARAGRAPH, 0x85: "\n"}
_INVISIBLE = {0xAD, 0x200B, 0xFEFF}  # soft hyphen, zero-width space, byte-order mark


@dataclass(frozen=True)
class Corpus:
    """One person's words."""

    text: str
    files: tuple[Path, ...]
    notes: tuple[str, ...]
    """What was decided while reading, in sentences for people."""

    @property
    def sha256(self) -> str:
        """The clean text's fingerprint, 64 hexadecimal digits."""
        return hashlib.sha256(self.text.encode()).hexdigest()


class Parts(NamedTuple):
    """Three contiguous parts whose concatenation is the text."""

    train: str
    validation: str
    test: str


def read_corpus(paths: Sequence[Path], *, unwrap: str = "auto", drop: str | None = None) -> Corpus:
    """Read files and folders into one clean text.

    ``unwrap`` is ``auto``, ``always`` or ``never``; ``drop`` a regular expression: paragraphs that
    match it from beginning to end are left out. Raises CorpusError.
    """
    pattern = _compile(drop)
    files = find_files(paths)
    paragraphs: list[str] = []
    notes: list[str] = []
    for path in files:
        text, warning = decode(_read(path), path)
        blocks, note = join_lines(normalise(text), unwrap)
        notes += [f"{path}: {said}" for said in (warning, note) if said]
        paragraphs += blocks
    kept = [block for block in paragraphs if not (pattern and pattern.fullmatch(block))]
    if pattern:
        notes.append(f"left out {len(paragraphs) - len(kept):,} paragraphs that match {drop!r}")
    text = _PARAGRAPH.join(kept)
    if len(text) < LEAST_CHARACTERS:
        raise CorpusError(
            f"the corpus has {len(text):,} characters in {len(files)} files: at least "
            f"{LEAST_CHARACTERS:,} are needed, and a voice sounds like somebody from about "
            f"500,000; add more text"
        )
    return Corpus(text, tuple(files), tuple(notes))


def find_files(paths: Iterable[Path]) -> list[Path]:
    """The files to read, in natural order: ``chapter_2`` comes before ``chapter_10``.

    Folders are searched to any depth for SUFFIXES; what is hidden is skipped.
    """
    found: set[Path] = set()
    for path in paths:
        if path.is_dir():
            inside = [file for file in path.rglob("*") if _is_text(file, path)]
            if not inside:
                raise CorpusError(
                    f"no text in {path}: expected files that end in {', '.join(SUFFIXES)}"
                )
            found.update(inside)
        elif path.is_file():
            found.add(path)
        else:
            raise CorpusError(f"there is no {path}: give a text file or a folder of them")
    return sorted(found, key=natural_key)


def natural_key(path: Path) -> list[list[tuple[int, int, str]]]:
    """A key that sorts numbers in names by their value."""
    return [
        [
            (0, int(piece), "") if piece.isdecimal() else (1, 0, piece.casefold())
            for piece in re.split(r"(\d+)", part)
            if piece
        ]
        for part in path.parts
    ]


def normalise(text: str) -> str:
    """Line feeds alone end lines, NFC, no control or invisible characters, no trailing blanks."""
    text = text.replace("\r\n", "\n").replace("\r", "\n").translate(_LINE_BREAKS)
    text = unicodedata.normalize("NFC", text.replace("\t", " "))
    dropped: dict[str, str | int | None] = {
        char: None
        for char in set(text)
        if (unicodedata.category(char) == "Cc" and char != "\n") or ord(char) in _INVISIBLE
    }
    return re.sub(r"[^\S\n]+$", "", text.translate(str.maketrans(dropped)), flags=re.MULTILINE)


def split(text: str) -> Parts:
    """Cut ``text`` 90/5/5, between paragraphs if some end near there, else between tokens."""
    held = int(len(text) * HELD_OUT)
    first = _cut(text, len(text) - 2 * held, held)
    second = _cut(text, len(text) - held, held)
    return Parts(text[:first], text[first:second], text[second:])


def _cut(text: str, target: int, held: int) -> int:
    reach = held // 4
    window = text[target - reach : target + reach]
    ends = [match.end() + target - reach for match in re.finditer(_PARAGRAPH, window)]
    if not ends:
        position = target - reach
        for token in tokenize(window):
            position += len(token)
            ends.append(position)
    return min(ends, key=lambda end: abs(end - target))


def _is_text(file: Path, folder: Path) -> bool:
    hidden = any(part.startswith(".") for part in file.relative_to(folder).parts)
    return not hidden and file.suffix.lower() in SUFFIXES and file.is_file()


def _read(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise CorpusError(f"cannot read {path}: {error.strerror}") from error


def _compile(drop: str | None) -> re.Pattern[str] | None:
    try:
        return re.compile(drop, re.DOTALL) if drop else None
    except re.error as error:
        raise CorpusError(f"--drop is no regular expression: {drop!r} ({error})") from error
