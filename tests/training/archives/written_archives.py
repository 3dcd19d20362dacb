"""Archives that tests write and read."""

from __future__ import annotations

import json
import zipfile
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import IO

from wisdom_training.archives.source import Document, Reading, Source
from wisdom_training.containers.members import Member, open_archive

Files = Mapping[str, str | bytes]


def write_folder(root: Path, files: Files) -> Path:
    for name, content in files.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content.encode() if isinstance(content, str) else content)
    return root


def write_zip(path: Path, files: Files) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as file:
        for name, content in files.items():
            file.writestr(name, content)
    return path


def write_meta(value: object) -> str:
    """JSON as Meta writes it: each byte of UTF-8 as a character."""
    return json.dumps(_encode(value), indent=2)


def _encode(value: object) -> object:
    if isinstance(value, str):
        return value.encode().decode("latin-1")
    if isinstance(value, list):
        return [_encode(item) for item in value]
    if isinstance(value, dict):
        return {_encode(key): _encode(item) for key, item in value.items()}
    return value


def read_archive(
    source: Source, *paths: Path, language: str | None = None
) -> tuple[list[Document], Reading]:
    """The documents, without where they come from, and what the import found out."""
    reading = Reading(language=language)
    with open_archive(paths) as archive:
        members = source.recognise(archive.members)
        documents = [replace(document, origin="") for document in source.read(members, reading)]
    return documents, reading


def list_recognised(source: Source, *paths: Path) -> list[str]:
    with open_archive(paths) as archive:
        return [member.path for member in source.recognise(archive.members)]


def closed_member(path: str) -> Member:
    """A member that fails the test when it is opened."""

    def fail() -> IO[bytes]:
        raise AssertionError(f"{path} was opened")

    return Member(Path("archive.zip"), path, 1000, fail, lambda _: None)
