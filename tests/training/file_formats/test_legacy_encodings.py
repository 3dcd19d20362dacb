"""Recognition of encodings older than Unicode."""

import pytest

from wisdom_training.file_formats.legacy_encodings import guess_encoding

GERMAN = "„Schön“, sagte er, „aber das weiß ich längst.“ Übrigens hört mich niemand."
RUSSIAN = "Все люди рождаются свободными и равными в своём достоинстве и правах."


@pytest.mark.parametrize("encoding", ["cp1252", "mac_roman"])
def test_one_language_in_several_encodings(encoding: str) -> None:
    assert guess_encoding(GERMAN.encode(encoding)) == encoding


@pytest.mark.parametrize("encoding", ["cp1251", "koi8_r", "cp866", "iso8859_5", "mac_cyrillic"])
def test_one_alphabet_in_several_encodings(encoding: str) -> None:
    assert guess_encoding(RUSSIAN.encode(encoding)) == encoding


def test_marks_alone_tell_an_encoding() -> None:
    assert guess_encoding("It’s late—“so they say”…".encode("cp1252")) == "cp1252"


def test_ascii_and_noise_tell_none() -> None:
    assert guess_encoding(b"Call me Ishmael.") is None
    assert guess_encoding(bytes(range(0x80, 0xFF))) is None
