"""Bytes to text."""

from pathlib import Path

import pytest

from wisdom_training.corpus import encoding as module
from wisdom_training.corpus.encoding import find_encoding
from wisdom_training.errors import CorpusError


@pytest.fixture(autouse=True, params=[3, 1 << 20])
def piece(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Read in pieces that cut characters apart, and at once."""
    monkeypatch.setattr(module, "PIECE_SIZE", request.param)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "speech.txt"


def decode(content: bytes, path: Path) -> tuple[str, str | None]:
    path.write_bytes(content)
    encoding, errors, note = find_encoding(path)
    return path.read_text(encoding, errors), note


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_unicode_encodings_are_recognised(encoding: str, path: Path) -> None:
    assert decode("“Naïve” – 鯨".encode(encoding), path) == ("“Naïve” – 鯨", None)


def test_big_endian_utf_16_is_recognised_by_its_mark(path: Path) -> None:
    assert decode(b"\xfe\xff\x00h\x00i", path) == ("hi", None)


def test_old_windows_text_is_read_and_reported(path: Path) -> None:
    assert decode("it’s café".encode("cp1252"), path) == (
        "it’s café",
        "not UTF-8 (byte 2), read as cp1252; save it as UTF-8 to be sure",
    )


def test_what_windows_never_wrote_is_read_as_latin_1(path: Path) -> None:
    assert decode(b"abc \x81\x8d\x8f def", path) == (
        "abc \x81\x8d\x8f def",
        "not UTF-8 (byte 4), read as latin-1; save it as UTF-8 to be sure",
    )


def test_binary_content_is_refused(path: Path) -> None:
    with pytest.raises(CorpusError) as error:
        decode(b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR", path)
    assert str(error.value) == (
        f"{path} is not text (it has control bytes): export it as .txt first"
    )


def test_broken_text_behind_a_mark_is_an_error_with_its_place(path: Path) -> None:
    with pytest.raises(CorpusError) as error:
        decode(b"\xef\xbb\xbfabc\xff", path)
    assert str(error.value) == (
        f"{path}: begins like utf-8, but byte 6 is not (invalid start byte); save it as UTF-8"
    )


def test_text_that_ends_amid_a_character_is_not_utf_8(path: Path) -> None:
    assert decode("abc é".encode()[:-1], path) == (
        "abc Ã",
        "not UTF-8 (byte 4), read as cp1252; save it as UTF-8 to be sure",
    )


def test_a_file_that_cannot_be_read_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(CorpusError) as error:
        find_encoding(tmp_path / "gone.txt")
    assert str(error.value) == f"cannot read {tmp_path / 'gone.txt'}: No such file or directory"
