"""The files of an archive, wherever it lies: in folders, ZIP or TAR files, or as single files.

Nothing is ever unpacked onto the disk: a member is read as a stream. A member that points outside
of its container, or to another file, is refused, and so is one that unpacks to far more than any
service writes.
"""

from __future__ import annotations

import bz2
import gzip
import io
import lzma
import stat
import struct
import tarfile
import zipfile
import zlib
from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path, PurePosixPath
from typing import IO, BinaryIO, cast

from wisdom_training.errors import CorpusError

Advance = Callable[[int], None]
"""Takes the number of bytes that were read since it was last called."""

LARGEST_RATIO = 200
"""Unpacked bytes for a packed one. The JSON of archives has up to 30."""
LARGEST_MEMBER = 64 << 30
"""Bytes of one file."""
_UNSUSPICIOUS = 32 << 20  # bytes to which any member may unpack
_PIECE = 1 << 16  # bytes
_LARGEST_HEADER = 1 << 20  # bytes of names and the like before a member of a TAR file
_DAMAGED = (  # what zipfile and tarfile raise for bytes that are none of theirs
    zipfile.BadZipFile,
    tarfile.TarError,
    zlib.error,
    lzma.LZMAError,
    struct.error,
    EOFError,
    OSError,
    OverflowError,
    ValueError,
    NotImplementedError,
)
_UNPACKERS: dict[bytes, Callable[[Path], io.BufferedIOBase]] = {
    b"\x1f\x8b": gzip.GzipFile,
    b"BZh": bz2.BZ2File,
    b"\xfd7zXZ\0": lzma.LZMAFile,
}


@dataclass(frozen=True)
class Member:
    """One file of an archive."""

    container: Path
    """The folder, ZIP or TAR file that it is in, or the file itself."""
    path: str
    """Its place in the container, with ``/`` between the parts."""
    size: int
    """In bytes, unpacked."""
    _open: Callable[[], IO[bytes]] = field(repr=False, compare=False)
    _advance: Advance = field(repr=False, compare=False)

    @property
    def name(self) -> str:
        """The last part of the path, in lower case: folders are renamed and translated."""
        return PurePosixPath(self.path).name.lower()

    @property
    def suffix(self) -> str:
        """The suffix of the name with its dot, in lower case."""
        return PurePosixPath(self.name).suffix

    @property
    def folder(self) -> str:
        """The name of the folder that it lies in, in lower case; empty at the top."""
        return PurePosixPath(self.path).parent.name.lower()

    @property
    def place(self) -> str:
        """Where it is, for messages."""
        inside = self.path if self.container.name != self.path else ""
        return f"{self.container}: {inside}" if inside else f"{self.container}"

    @contextmanager
    def open(self) -> Iterator[BinaryIO]:
        """The bytes, as a stream that cannot be rewound; raises CorpusError if it is damaged."""
        with ExitStack() as stack:
            try:
                raw = stack.enter_context(self._open())
            except (*_DAMAGED, RuntimeError) as error:
                raise self.damaged(error) from error
            yield io.BufferedReader(cast("io.RawIOBase", _Reader(self, raw, self._advance)), _PIECE)

    def read(self, most: int = 256 << 20) -> bytes:
        """All bytes; raises CorpusError if there are more than ``most``."""
        with self.open() as file:
            content = file.read(most + 1)
        if len(content) > most:
            raise CorpusError(f"{self.place} has more than {most >> 20:,} MiB: it is no such file")
        return content

    def head(self, size: int = 4096) -> bytes:
        """The first ``size`` bytes, or all if there are fewer."""
        with self.open() as file:
            return file.read(size)

    def damaged(self, why: object) -> CorpusError:
        """The error of a member that cannot be read to its end."""
        if isinstance(why, RuntimeError) and "encrypted" in str(why):
            return CorpusError(f"{self.place} is encrypted: unpack it, and give the folder")
        if isinstance(why, PermissionError):
            return CorpusError(f"you may not read {self.place}: change its permissions")
        if isinstance(why, OSError) and why.strerror:
            return CorpusError(f"cannot read {self.place}: {why.strerror}")
        if isinstance(why, NotImplementedError):
            return CorpusError(
                f"{self.place} is packed in a way that Python cannot read ({why}): unpack the "
                f"archive, and give the folder"
            )
        return CorpusError(
            f"{self.place} is damaged or was not downloaded wholly ({why or 'it ends too early'}): "
            f"download the archive again"
        )


class _Reader(io.RawIOBase):
    """Counts what is read, and translates the errors of damaged files."""

    def __init__(self, member: Member, raw: IO[bytes], advance: Advance) -> None:
        self._member, self._raw, self._advance, self._read = member, raw, advance, 0

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: bytearray) -> int:  # type: ignore[override]
        try:
            content = self._raw.read(min(len(buffer), _PIECE))
        except _DAMAGED as error:
            raise self._member.damaged(error) from error
        self._read += len(content)
        if self._read > self._member.size:
            raise self._member.damaged("it is longer than the archive says")
        if not content and self._read < self._member.size:
            raise self._member.damaged("it ends too early")
        buffer[: len(content)] = content
        self._advance(len(content))
        return len(content)


@dataclass
class Archive:
    """The members of one or several containers, which are read as one archive."""

    members: list[Member]
    """In the order of their containers; within one, in that of the paths."""
    refused: list[str]
    """Sentences for people on the members that are not read."""


@contextmanager
def open_archive(paths: Iterable[Path], advance: Advance = lambda _: None) -> Iterator[Archive]:
    """The archive that ``paths`` hold: folders, ZIP and TAR files, and other files as they are.

    Services split large archives over several files. Raises CorpusError where a path does not
    exist or its container is damaged. ``advance`` is told of every byte that is read.
    """
    archive = Archive([], [])
    with ExitStack() as stack:
        for path in paths:
            _list_members(path, archive, advance, stack)
        yield archive


@contextmanager
def open_inside(member: Member) -> Iterator[Archive]:
    """The members of a ZIP file that is a member itself, such as an EPUB book."""
    try:
        file = zipfile.ZipFile(io.BytesIO(member.read()))
    except _DAMAGED as error:
        raise member.damaged(error) from error
    with file:
        archive = Archive([], [])
        _list_zip(Path(member.place), file, member.size, archive, lambda _: None)
        yield archive


def open_path(path: Path) -> Member:
    """A file that is a member of nothing; raises CorpusError if it cannot be read."""
    try:
        return _file_member(path, path, path.name, lambda _: None)
    except OSError as error:
        raise CorpusError(f"cannot read {path}: {error.strerror}") from error


def _list_members(path: Path, archive: Archive, advance: Advance, stack: ExitStack) -> None:
    if path.is_dir():
        _list_folder(path, archive, advance)
        return
    if not path.is_file():
        raise CorpusError(f"there is no file or folder {path}: give the archive as downloaded")
    try:
        if zipfile.is_zipfile(path) and not _is_document(path):
            packed = stack.enter_context(zipfile.ZipFile(path))
            _list_zip(path, packed, path.stat().st_size, archive, advance)
        elif path.name.lower().endswith((".tar", ".tar.gz", ".tgz", ".tar.bz2", ".tar.xz")):
            unpacked = stack.enter_context(_unpack(path))
            file = stack.enter_context(
                tarfile.TarFile(fileobj=cast("IO[bytes]", _InPieces(unpacked)))
            )
            _list_tar(path, file, archive, advance)
        elif path.suffix.lower() == ".zip":
            raise zipfile.BadZipFile("its list of files, at the end, is missing")
        else:
            archive.members.append(_file_member(path, path, path.name, advance))
    except (*_DAMAGED, NotImplementedError) as error:
        raise CorpusError(
            f"{path} is damaged or was not downloaded wholly ({error or 'it ends too early'}): "
            f"download the archive again"
        ) from error


def _is_document(path: Path) -> bool:
    """Whether a ZIP file is one document, such as an EPUB book or a file of Word."""
    return path.suffix.lower() in {".epub", ".docx", ".odt"}


def _file_member(path: Path, container: Path, name: str, advance: Advance) -> Member:
    return Member(container, name, path.stat().st_size, lambda: path.open("rb"), advance)


def _list_folder(folder: Path, archive: Archive, advance: Advance) -> None:
    for path in sorted(folder.rglob("*")):
        inside = path.relative_to(folder).as_posix()
        if any(part.startswith(".") or part == "__MACOSX" for part in inside.split("/")):
            continue
        if path.is_symlink():
            archive.refused.append(f"{folder}: {inside} is a link to another file: not read")
        elif path.is_file():
            archive.members.append(_file_member(path, folder, inside, advance))


def _list_zip(
    path: Path, file: zipfile.ZipFile, packed: int, archive: Archive, advance: Advance
) -> None:
    """List a ZIP file of ``packed`` bytes; raises CorpusError if it unpacks to far too many."""
    infos = sorted(file.infolist(), key=lambda info: info.filename)
    _check_total(path, sum(info.file_size for info in infos), packed)
    for info in infos:
        name = info.filename.replace("\\", "/")  # as some programs for Windows write it
        if info.is_dir() or _is_hidden(name):
            continue
        reason = _find_reason(name, info.file_size, max(info.compress_size, 1))
        if stat.S_ISLNK(info.external_attr >> 16):
            reason = "is a link to another file"
        if reason:
            archive.refused.append(f"{path}: {name} {reason}: not read")
            continue
        read = partial(file.open, info)
        archive.members.append(Member(path, name, info.file_size, read, advance))


def _list_tar(path: Path, file: tarfile.TarFile, archive: Archive, advance: Advance) -> None:
    packed = path.stat().st_size
    total = 0
    for info in file:
        total += info.size
        _check_total(path, total, packed)
        name = info.name.replace("\\", "/")
        if info.isdir() or _is_hidden(name):
            continue
        reason = _find_reason(name, info.size, packed)
        if not info.isreg():
            reason = "is a link or a device"
        if reason:
            archive.refused.append(f"{path}: {name} {reason}: not read")
            continue
        read = partial(_extract, file, info)
        archive.members.append(Member(path, name, info.size, read, advance))


def _extract(file: tarfile.TarFile, info: tarfile.TarInfo) -> IO[bytes]:
    content = file.extractfile(info)
    if content is None:
        raise tarfile.ReadError("it is no file")
    return content


class _InPieces:
    """The bytes of a TAR file, for tarfile, which reads a header of any size as a whole."""

    def __init__(self, file: io.BufferedIOBase) -> None:
        self._file = file
        self.tell, self.seek = file.tell, file.seek

    def read(self, size: int) -> bytes:
        if not 0 <= size <= _LARGEST_HEADER:
            raise tarfile.ReadError("a header has more than 1 MiB")
        return self._file.read(size)


def _unpack(path: Path) -> io.BufferedIOBase:
    with path.open("rb") as file:
        start = file.read(6)
    for mark, unpack in _UNPACKERS.items():
        if start.startswith(mark):
            return unpack(path)
    return path.open("rb")


def _check_total(path: Path, total: int, packed: int) -> None:
    if total > LARGEST_RATIO * packed + _UNSUSPICIOUS:
        raise CorpusError(
            f"{path} unpacks to {total:,} bytes, more than {LARGEST_RATIO} times its size: no "
            f"service writes that, so it is not read"
        )


def _is_hidden(name: str) -> bool:
    return any(
        (part.startswith(".") and part not in {".", ".."}) or part == "__MACOSX"
        for part in name.split("/")
    )


def _find_reason(name: str, size: int, packed: int) -> str | None:
    """Why a member is refused, or None."""
    parts = PurePosixPath(name).parts
    if name.startswith("/") or ".." in parts or ":" in (parts or ("",))[0]:
        return "lies outside of the archive"
    if size > LARGEST_MEMBER or (size > _UNSUSPICIOUS and size > LARGEST_RATIO * packed):
        return f"unpacks to {size:,} bytes, too many for its {packed:,}"
    return None
