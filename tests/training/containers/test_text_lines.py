"""Lines of text files."""

from pathlib import Path

import pytest

from wisdom_training.containers import text_lines as module
from wisdom_training.containers.members import open_archive
from wisdom_training.containers.text_lines import head_lines, stream_lines
from wisdom_training.errors import CorpusError


def read(path: Path, content: bytes) -> list[str]:
    path.write_bytes(content)
    with open_archive([path]) as archive:
        return list(stream_lines(archive.members[0]))


def test_lines_keep_their_ends_and_lose_the_byte_order_mark(tmp_path: Path) -> None:
    assert read(tmp_path / "a.txt", b"\xef\xbb\xbfone\r\ntwo\xe2\x80\xa8\nthree\xff") == [
        "one\n",
        "two\u2028\n",
        "three\ufffd",
    ]


def test_a_line_that_never_ends_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "LONGEST_LINE", 10)
    assert read(tmp_path / "a.txt", b"0123456789") == ["0123456789"]
    with pytest.raises(CorpusError, match=r"a\.txt has a line of more than 10 characters"):
        read(tmp_path / "a.txt", b"0123456789\n")


def test_the_head_may_end_within_a_character(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("eins\nfünf", encoding="utf-8")
    with open_archive([tmp_path]) as archive:
        assert head_lines(archive.members[0], 7) == ["eins", "f\ufffd"]
