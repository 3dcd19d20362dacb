"""Archives of all kinds, among them those that were made to do harm."""

from __future__ import annotations

import io
import os
import stat
import struct
import tarfile
import zipfile
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from training.archive_files import write_folder, write_tar, write_zip
from wisdom_training.containers import members as module
from wisdom_training.containers.members import Member, open_archive
from wisdom_training.errors import CorpusError

FILES = {"Data/Tweets.js": "[1]", "account.js": "[22]", "a/b/c.txt": "333"}
Write = Callable[[Path, Mapping[str, str | bytes]], Path]


def read_all(*paths: Path) -> dict[str, bytes]:
    with open_archive(paths) as archive:
        return {member.path: member.read() for member in archive.members}


def list_refused(path: Path) -> list[str]:
    with open_archive([path]) as archive:
        assert [member.path for member in archive.members] == ["good.txt"]
        return archive.refused


def fail(*paths: Path) -> str:
    with pytest.raises(CorpusError) as error:
        read_all(*paths)
    return str(error.value)


@pytest.mark.parametrize(
    ("name", "write"),
    [
        ("archive", write_folder),
        ("archive.zip", write_zip),
        ("archive.tar.gz", write_tar),
        ("archive.TGZ", write_tar),
        ("archive.tar", lambda path, files: write_tar(path, files, "w")),
        ("archive.tar.bz2", lambda path, files: write_tar(path, files, "w:bz2")),
        ("archive.tar.xz", lambda path, files: write_tar(path, files, "w:xz")),
    ],
)
def test_a_container_gives_its_files(tmp_path: Path, name: str, write: Write) -> None:
    path = write(tmp_path / name, FILES)
    assert read_all(path) == {name: content.encode() for name, content in FILES.items()}


def test_a_single_file_is_a_member(tmp_path: Path) -> None:
    path = tmp_path / "Notes.MBOX"
    path.write_bytes(b"From")
    with open_archive([path]) as archive:
        (member,) = archive.members
        assert (member.name, member.suffix, member.folder) == ("notes.mbox", ".mbox", "")
        assert (member.size, member.read(), member.place) == (4, b"From", str(path))


def test_a_member_knows_its_names(tmp_path: Path) -> None:
    path = write_zip(tmp_path / "x.zip", {"X-Archiv/Daten/Tweets.JS": "[]"})
    with open_archive([path]) as archive:
        (member,) = archive.members
    assert (member.name, member.suffix, member.folder) == ("tweets.js", ".js", "daten")
    assert member.place == f"{path}: X-Archiv/Daten/Tweets.JS"


def test_a_split_archive_is_one(tmp_path: Path) -> None:
    parts = [write_zip(tmp_path / f"{n}.zip", {f"posts_{n}.json": str(n)}) for n in (2, 1)]
    assert list(read_all(*parts)) == ["posts_2.json", "posts_1.json"]


def test_a_document_that_is_a_zip_file_is_not_opened(tmp_path: Path) -> None:
    path = write_zip(tmp_path / "novel.epub", {"mimetype": "application/epub+zip"})
    assert list(read_all(path)) == ["novel.epub"]


@pytest.mark.parametrize("write", [write_folder, write_zip, write_tar])
def test_hidden_files_and_those_of_macos_are_left_out(tmp_path: Path, write: Write) -> None:
    files = {".git/config": "", "__MACOSX/._a.txt": "", "._b.txt": "", "a.txt": "a"}
    name = {write_folder: "x", write_zip: "x.zip", write_tar: "x.tar.gz"}[write]
    assert read_all(write(tmp_path / name, files)) == {"a.txt": b"a"}


def test_what_does_not_exist_is_an_error(tmp_path: Path) -> None:
    path = tmp_path / "x.zip"
    assert fail(path) == f"there is no file or folder {path}: give the archive as downloaded"


def test_every_byte_is_told(tmp_path: Path) -> None:
    path = write_zip(tmp_path / "x.zip", {"a.txt": "a" * 100_000})
    told: list[int] = []
    with open_archive([path], told.append) as archive:
        archive.members[0].read()
    assert sum(told) == 100_000


def test_the_head_is_the_beginning(tmp_path: Path) -> None:
    path = write_zip(tmp_path / "x.zip", {"a.txt": "abcdef"})
    with open_archive([path]) as archive:
        assert (archive.members[0].head(3), archive.members[0].head()) == (b"abc", b"abcdef")


def test_a_member_larger_than_expected_is_an_error(tmp_path: Path) -> None:
    path = write_zip(tmp_path / "x.zip", {"a.txt": bytes(2 << 20)})
    with open_archive([path]) as archive, pytest.raises(CorpusError) as error:
        archive.members[0].read(1 << 20)
    assert str(error.value) == f"{path}: a.txt has more than 1 MiB: it is no such file"


def test_links_in_folders_are_not_followed(tmp_path: Path) -> None:
    secret = write_folder(tmp_path / "secret", {"key.txt": "secret"})
    folder = write_folder(tmp_path / "archive", {"good.txt": "good"})
    (folder / "file").symlink_to(secret / "key.txt")
    (folder / "folder").symlink_to(secret, target_is_directory=True)
    (folder / "loop").symlink_to(folder, target_is_directory=True)
    assert list_refused(folder) == [
        f"{folder}: {name} is a link to another file: not read"
        for name in ("file", "folder", "loop")
    ]


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no named pipes")
def test_a_named_pipe_is_not_opened(tmp_path: Path) -> None:
    os.mkfifo(write_folder(tmp_path / "archive", FILES) / "tweets.js")
    assert len(read_all(tmp_path / "archive")) == 3


OUTSIDE = ["../a.txt", "a/../../b.txt", "/etc/passwd", "..\\a.txt", "C:/a.txt", "\\\\host\\a.txt"]


@pytest.mark.parametrize("write", [write_zip, write_tar])
def test_names_of_windows_have_folders(tmp_path: Path, write: Write) -> None:
    path = write(tmp_path / f"x.{write.__name__[6:]}", {"data\\tweets.js": "[]"})
    assert list(read_all(path)) == ["data/tweets.js"]


@pytest.mark.parametrize("name", OUTSIDE)
@pytest.mark.parametrize("write", [write_zip, write_tar])
def test_paths_that_lead_out_are_refused(tmp_path: Path, name: str, write: Write) -> None:
    path = write(tmp_path / f"x.{write.__name__[6:]}", {name: "bad", "good.txt": "good"})
    shown = name.replace("\\", "/")
    assert list_refused(path) == [f"{path}: {shown} lies outside of the archive: not read"]


def test_links_in_zip_files_are_refused(tmp_path: Path) -> None:
    path = write_zip(tmp_path / "x.zip", {"good.txt": "good"})
    link = zipfile.ZipInfo("link.txt")
    link.external_attr = (stat.S_IFLNK | 0o777) << 16
    with zipfile.ZipFile(path, "a") as file:
        file.writestr(link, "/etc/passwd")
    assert list_refused(path) == [f"{path}: link.txt is a link to another file: not read"]


@pytest.mark.parametrize(
    "kind", [tarfile.SYMTYPE, tarfile.LNKTYPE, tarfile.CHRTYPE, tarfile.BLKTYPE, tarfile.FIFOTYPE]
)
def test_links_and_devices_in_tar_files_are_refused(tmp_path: Path, kind: bytes) -> None:
    path = tmp_path / "x.tar"
    odd = tarfile.TarInfo("odd.txt")
    odd.type, odd.linkname = kind, "/etc/passwd"
    with tarfile.open(path, "w") as file:
        file.addfile(odd)
        file.addfile(tarfile.TarInfo("good.txt"))
    assert list_refused(path) == [f"{path}: odd.txt is a link or a device: not read"]


@pytest.fixture
def no_floor(monkeypatch: pytest.MonkeyPatch) -> None:
    """Files of any size count as suspicious."""
    monkeypatch.setattr(module, "_UNSUSPICIOUS", 1000)


@pytest.mark.usefixtures("no_floor")
@pytest.mark.parametrize("write", [write_zip, write_tar])
def test_a_bomb_is_refused(tmp_path: Path, write: Write) -> None:
    path = write(tmp_path / f"x.{write.__name__[6:]}.gz"[:-3], {"tweets.js": bytes(9_000_000)})
    assert fail(path).startswith(f"{path} unpacks to 9,000,000 bytes, more than 200 times its size")


@pytest.mark.usefixtures("no_floor")
def test_a_bomb_among_other_files_is_refused_alone(tmp_path: Path) -> None:
    files = {"bomb.js": bytes(300_000), "good.txt": os.urandom(2000)}
    path = write_zip(tmp_path / "x.zip", files)
    (refused,) = list_refused(path)
    assert refused.startswith(f"{path}: bomb.js unpacks to 300,000 bytes, too many for its ")


def test_a_tar_bomb_in_a_header_is_an_error(tmp_path: Path) -> None:
    path = tmp_path / "x.tar.gz"
    header = tarfile.TarInfo("././@LongLink")
    header.type, header.size = tarfile.GNUTYPE_LONGNAME, 20 << 20
    with tarfile.open(path, "w:gz") as file:
        file.addfile(header, io.BytesIO(b"a" * header.size))
    assert "a header has more than 1 MiB" in fail(path)


def test_an_encrypted_member_is_an_error(tmp_path: Path) -> None:
    path = write_zip(tmp_path / "x.zip", {"a.txt": "abc"})
    content = bytearray(path.read_bytes())
    content[6] |= 1  # of the member's own header
    content[content.index(b"PK\1\2") + 8] |= 1  # of the list of files
    path.write_bytes(content)
    assert fail(path) == f"{path}: a.txt is encrypted: unpack it, and give the folder"


def test_an_unknown_way_of_packing_is_an_error(tmp_path: Path) -> None:
    path = write_zip(tmp_path / "x.zip", {"a.txt": "abc"})
    content = bytearray(path.read_bytes())
    content[8] = content[content.index(b"PK\1\2") + 10] = 97
    path.write_bytes(content)
    assert fail(path) == (
        f"{path}: a.txt is packed in a way that Python cannot read (That compression method is "
        f"not supported): unpack the archive, and give the folder"
    )


@pytest.mark.parametrize("size", [2, 7])
def test_a_member_whose_size_is_wrong_is_an_error(tmp_path: Path, size: int) -> None:
    path = write_zip(tmp_path / "x.zip", {"a.txt": "abc"})
    content = bytearray(path.read_bytes())
    struct.pack_into("<L", content, content.index(b"PK\1\2") + 24, size)
    path.write_bytes(content)
    assert fail(path).startswith(f"{path}: a.txt is damaged or was not downloaded wholly (")


def test_a_missing_permission_is_named(tmp_path: Path) -> None:
    def refuse() -> io.BytesIO:
        raise PermissionError(13, "Permission denied")

    member = Member(tmp_path, "a.txt", 1, refuse, lambda _: None)
    with pytest.raises(CorpusError) as error:
        member.read()
    assert str(error.value) == f"you may not read {tmp_path}: a.txt: change its permissions"


def test_a_truncated_zip_file_is_an_error(tmp_path: Path) -> None:
    path = write_zip(tmp_path / "x.zip", FILES)
    path.write_bytes(path.read_bytes()[:-30])
    assert fail(path) == (
        f"{path} is damaged or was not downloaded wholly (its list of files, at the end, is "
        f"missing): download the archive again"
    )


@pytest.mark.parametrize("mode", ["w", "w:gz", "w:bz2", "w:xz"])
def test_a_truncated_tar_file_is_an_error(tmp_path: Path, mode: str) -> None:
    path = write_tar(tmp_path / "x.tar", {"a.txt": os.urandom(100_000)}, mode)
    path.write_bytes(path.read_bytes()[:60_000])
    assert fail(path).startswith(f"{path} is damaged or was not downloaded wholly (")


@pytest.mark.parametrize("name", ["x.zip", "x.tar", "x.tar.gz"])
def test_an_empty_container_is_an_error(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    path.touch()
    assert fail(path).startswith(f"{path} is damaged or was not downloaded wholly (")


@pytest.mark.parametrize("name", ["x.zip", "x.tar", "x.tar.gz", "x.tar.xz"])
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(data=st.data())
def test_damaged_bytes_are_an_error_or_do_no_harm(
    tmp_path: Path, name: str, data: st.DataObject
) -> None:
    mode = {"x.tar": "w", "x.tar.gz": "w:gz", "x.tar.xz": "w:xz"}.get(name)
    path = tmp_path / name
    content = bytearray(
        (write_tar(path, FILES, mode) if mode else write_zip(path, FILES)).read_bytes()
    )
    for _ in range(data.draw(st.integers(1, 4))):
        content[data.draw(st.integers(0, len(content) - 1))] = data.draw(st.integers(0, 255))
    path.write_bytes(content[: data.draw(st.integers(0, len(content)))])
    try:
        read_all(path)
    except CorpusError as error:
        assert str(path) in str(error)  # noqa: PT017 (or no error at all)
