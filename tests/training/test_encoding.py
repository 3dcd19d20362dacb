"""Bytes to text."""

from pathlib import Path

import pytest

from wisdom_training.encoding import decode
from wisdom_training.errors import CorpusError

PATH = Path("speech.txt")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_unicode_encodings_are_recognised(encoding: str) -> None:
    assert decode("“Naïve” – 鯨".encode(encoding), PATH) == ("“Naïve” – 鯨", None)


def test_big_endian_utf_16_is_recognised_by_its_mark() -> None:
    assert decode(b"\xfe\xff\x00h\x00i", PATH) == ("hi", None)


def test_old_windows_text_is_read_and_said() -> None:
    assert decode("it’s café".encode("cp1252"), PATH) == (
        "it’s café",
        "not UTF-8 (byte 2), read as cp1252; save it as UTF-8 to be sure",
    )


def test_what_windows_never_wrote_is_read_as_latin_1() -> None:
    assert decode(b"abc \x81 def", PATH) == (
        "abc \x81 def",
        "not UTF-8 (byte 4), read as latin-1; save it as UTF-8 to be sure",
    )


def test_binary_content_is_refused() -> None:
    with pytest.raises(CorpusError) as error:
        decode(b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR", PATH)
    assert str(error.value) == (
        "speech.txt is not text (it holds control bytes): export it as .txt first"
    )


def test_broken_text_behind_a_mark_is_an_error_with_its_place() -> None:
    with pytest.raises(CorpusError) as error:
        decode(b"\xef\xbb\xbfabc\xff", PATH)
    assert str(error.value) == (
        "speech.txt: begins like utf-8, but byte 3 is not (invalid start byte); save it as UTF-8"
    )
