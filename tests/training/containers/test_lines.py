"""The lines of a member."""

from __future__ import annotations

import pytest

from training.archive_files import make_member
from wisdom_training.containers import lines as module
from wisdom_training.containers.lines import head_lines, read_lines
from wisdom_training.errors import CorpusError


@pytest.mark.parametrize(
    ("content", "lines"),
    [
        (b"", []),
        (b"a\nb", ["a\n", "b"]),
        (b"a\r\n\r\nb\r\n", ["a\n", "\n", "b\n"]),
        ("\ufeffa\né".encode(), ["a\n", "é"]),
        ("a\r\né".encode("utf-16"), ["a\n", "é"]),
        (b"\xfe\xff\x00a\x00\n\x00b", ["a\n", "b"]),
        ("it’s\né\n".encode("cp1252"), ["it’s\n", "é\n"]),
        (b"a\x00b\n", ["ab\n"]),
        ("a\u2028b\x85c\n".encode(), ["a\u2028b\x85c\n"]),
    ],
)
def test_lines(content: bytes, lines: list[str]) -> None:
    assert list(read_lines(make_member(content))) == lines


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_a_line_without_end_is_an_error(encoding: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "LONGEST_LINE", 1 << 20)
    with pytest.raises(CorpusError) as error:
        list(read_lines(make_member(("a" * (1 << 20)).encode(encoding), "a.csv")))
    assert str(error.value) == (
        "a.csv is damaged or was not downloaded wholly (a line has more than 1 MiB): download "
        "the archive again"
    )


def test_the_head_may_end_within_a_character() -> None:
    assert head_lines(make_member("eins\nfünf".encode()), 7) == ["eins", "f\ufffd"]
