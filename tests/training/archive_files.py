"""Archives that tests make: a folder, a ZIP file or a TAR file of named contents."""

from __future__ import annotations

import io
import tarfile
import zipfile
from collections.abc import Mapping
from pathlib import Path

from wisdom_training.archives.source import Columns, Document, Reading, Source
from wisdom_training.containers.members import Member, open_archive


def make_member(content: str | bytes, name: str = "file.json") -> Member:
    """A member of no container."""
    data = to_bytes(content)
    return Member(Path(name), name, len(data), lambda: io.BytesIO(data), lambda _: None)


def read_source(
    source: Source, *paths: Path, columns: Columns | None = None, language: str | None = None
) -> tuple[list[Document], Reading]:
    """The documents that a source finds, and what it says of them."""
    reading = Reading(columns=columns, language=language)
    with open_archive(paths) as archive:
        return list(source.read(source.recognise(archive.members), reading)), reading


def write_folder(path: Path, files: Mapping[str, str | bytes]) -> Path:
    for name, content in files.items():
        file = path / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(to_bytes(content))
    return path


def write_zip(path: Path, files: Mapping[str, str | bytes]) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as file:
        for name, content in files.items():
            file.writestr(name, to_bytes(content))
    return path


def write_tar(path: Path, files: Mapping[str, str | bytes], mode: str = "w:gz") -> Path:
    with tarfile.open(path, mode) as file:
        for name, content in files.items():
            info = tarfile.TarInfo(name)
            info.size = len(to_bytes(content))
            file.addfile(info, io.BytesIO(to_bytes(content)))
    return path


def to_bytes(content: str | bytes) -> bytes:
    return content.encode() if isinstance(content, str) else content
