"""Reads archives for the tests of the messengers."""

import zipfile
from collections import Counter
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import NamedTuple

from wisdom_training.archives.source import Document, Reading, Source
from wisdom_training.containers.members import open_archive


class Found(NamedTuple):
    documents: list[Document]
    dropped: Counter[str]
    warnings: list[str]
    owner: list[str]
    people: list[str]


def local(*parts: int) -> datetime:
    """A date of which the archive does not say the time zone."""
    return datetime(*parts)  # noqa: DTZ001


def read_archive(source: Source, *paths: Path) -> Found:
    """All that ``source`` finds in ``paths``; the documents are without their origin."""
    reading = Reading()
    with open_archive(paths) as archive:
        members = source.recognise(archive.members)
        documents = [replace(document, origin="") for document in source.read(members, reading)]
        owner = list(source.find_owner(members))
        people = list(source.find_people(archive.members))
    return Found(documents, reading.dropped, list(reading.warnings), owner, people)


def list_recognised(source: Source, *paths: Path) -> list[str]:
    with open_archive(paths) as archive:
        return [member.path for member in source.recognise(archive.members)]


def write_files(folder: Path, files: dict[str, str]) -> Path:
    for name, content in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(content, encoding="utf-8", newline="")
    return folder


def write_zip(path: Path, files: dict[str, str]) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as file:
        for name, content in files.items():
            file.writestr(name, content)
    return path


def damage(path: Path) -> Path:
    """Overwrite bytes in the middle of a ZIP file's first member."""
    content = bytearray(path.read_bytes())
    start = len(content) // 3
    content[start : start + 40] = bytes(40)
    path.write_bytes(content)
    return path
