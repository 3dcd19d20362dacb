"""The files of a corpus, in order."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from pathlib import Path

from wisdom_training.corpus.json_lines import CORPUS_FILE
from wisdom_training.corpus.markup import MARKDOWN_SUFFIXES
from wisdom_training.errors import CorpusError
from wisdom_training.file_formats import registry

SUFFIXES = (".txt", ".text", *MARKDOWN_SUFFIXES, *registry.SUFFIXES)
"""Suffixes of the files that are read from a folder; a file given by name may have any."""


def find_files(paths: Iterable[Path]) -> list[Path]:
    """The files to read, in natural order: ``chapter_2`` comes before ``chapter_10``.

    Folders are searched recursively for SUFFIXES; hidden files and folders are skipped. Of a
    corpus folder only the documents are read.
    """
    found: set[Path] = set()
    for path in paths:
        if (path / CORPUS_FILE).is_file():
            found.add(path / CORPUS_FILE)
        elif path.is_dir():
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
    """A sort key that orders the numbers in names by value."""
    return [
        [
            (0, int(piece), "") if piece.isdecimal() else (1, 0, piece.casefold())
            for piece in re.split(r"(\d+)", part)
            if piece
        ]
        for part in path.parts
    ]


def count_files(files: Sequence[object]) -> str:
    """The number of ``files`` in words."""
    return "1 file" if len(files) == 1 else f"{len(files):,} files"


def name_files(paths: Sequence[Path]) -> str:
    return f"{paths[0]} and {count_files(paths[1:])} more" if len(paths) > 1 else f"{paths[0]}"


def _is_text(file: Path, folder: Path) -> bool:
    hidden = any(part.startswith(".") for part in file.relative_to(folder).parts)
    return not hidden and file.suffix.lower() in SUFFIXES and file.is_file()
