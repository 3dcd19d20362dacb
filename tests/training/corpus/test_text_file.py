"""A clean text on disk."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wisdom_model.text.tokenizer import tokenize
from wisdom_training.corpus import text_file as module
from wisdom_training.corpus.text_file import DocumentWriter, PassProgress, TextFile


@given(st.text(st.sampled_from("ab. \n鯨🐳é'nt"), max_size=200))
def test_pieces_are_cut_between_tokens(tmp_path_factory: pytest.TempPathFactory, text: str) -> None:
    path = tmp_path_factory.mktemp("text") / "corpus.txt"
    path.write_bytes(text.encode())
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(module, "PIECE_SIZE", 7)
        pieces = list(TextFile(path, len(text.encode()), len(text)).pieces())
    assert "".join(pieces) == text
    assert [token for piece in pieces for token in tokenize(piece)] == tokenize(text)


def test_only_the_first_part_of_a_file_may_be_read(tmp_path: Path) -> None:
    path = tmp_path / "corpus.txt"
    path.write_bytes("é\n\nè".encode())
    assert "".join(TextFile(path, 3, 2).pieces()) == "é\n"


@pytest.mark.parametrize(("characters", "tail"), [(0, ""), (1, "🐳"), (3, "鯨é🐳"), (9, "a鯨é🐳")])
def test_the_tail_is_counted_in_characters(tmp_path: Path, characters: int, tail: str) -> None:
    path = tmp_path / "corpus.txt"
    path.write_bytes("a鯨é🐳".encode())
    text = TextFile(path, 10, 4)
    assert text.tail(characters) == tail
    assert text.without(tail) == TextFile(path, 10 - len(tail.encode()), 4 - len(tail))


def test_paragraphs_are_written_counted_and_hashed(tmp_path: Path) -> None:
    with (tmp_path / "corpus.txt").open("wb") as file:
        writer = DocumentWriter(file)
        for paragraphs in (["é"], [], ["b", "c"]):
            writer.write(paragraphs)
    assert (tmp_path / "corpus.txt").read_bytes() == "é\n\nb\n\nc".encode()
    assert (writer.size, writer.characters) == (8, 7)
    # printf 'é\n\nb\n\nc' | sha256sum
    assert writer.sha256 == "030171f839719ee369e204d018429de56d2f11c16173c6468c08fe420cecef5b"


def test_a_long_pass_says_how_far_it_is() -> None:
    messages: list[str] = []
    progress = PassProgress(messages.append, "read", 100_000_000)
    for _ in range(100):
        progress.advance(1_000_000)
    assert len(messages) == 20
    assert messages[0] == "read 5 MB of 100 MB"
    assert messages[-1] == "read 100 MB of 100 MB"


def test_a_short_pass_says_nothing() -> None:
    messages: list[str] = []
    PassProgress(messages.append, "read", 50_000_000).advance(50_000_000)
    assert messages == []
